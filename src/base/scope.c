#include "base/scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* ---- tokens ---- */

static const struct leat__token *token_at(const struct leat__source *source, size_t i)
{
    static const struct leat__token none = {.kind = LEAT__TOKEN_OTHER};

    return i < source->tokens.count ? &source->tokens.items[i] : &none;
}

static bool is_directive(const struct leat__source *source, size_t i)
{
    return token_at(source, i)->kind == LEAT__TOKEN_DIRECTIVE;
}

static bool is_punctuation(const struct leat__source *source, size_t i, const char *spelling)
{
    const struct leat__token *token = token_at(source, i);

    return token->kind == LEAT__TOKEN_PUNCTUATION && leat__token_is(source->bytes, token, spelling);
}

static bool is_word(const struct leat__source *source, size_t i, const char *word)
{
    const struct leat__token *token = token_at(source, i);

    return token->kind == LEAT__TOKEN_NAME && leat__token_is(source->bytes, token, word);
}

static bool is_one_of(const struct leat__source *source, size_t i, const char *const *words)
{
    for (; *words; words++)
        if (is_word(source, i, *words))
            return true;
    return false;
}

static bool is_keyword(const struct leat__source *source, size_t i)
{
    const struct leat__token *token = token_at(source, i);

    return token->kind == LEAT__TOKEN_NAME && leat__is_keyword(source->bytes + token->start, token->length);
}

/* An identifier that is no keyword. */
static bool is_identifier(const struct leat__source *source, size_t i)
{
    return token_at(source, i)->kind == LEAT__TOKEN_NAME && !is_keyword(source, i);
}

static bool is_opening(const struct leat__source *source, size_t i)
{
    return is_punctuation(source, i, "(") || is_punctuation(source, i, "[") || is_punctuation(source, i, "{");
}

static bool is_closing(const struct leat__source *source, size_t i)
{
    return is_punctuation(source, i, ")") || is_punctuation(source, i, "]") || is_punctuation(source, i, "}");
}

static size_t skip_directives(const struct leat__source *source, size_t i)
{
    while (is_directive(source, i))
        i++;
    return i;
}

/* The token before `i` that is no directive; LEAT__NONE if there is none at or after `floor`. */
static size_t before(const struct leat__source *source, size_t i, size_t floor)
{
    while (i > floor)
        if (!is_directive(source, --i))
            return i;
    return LEAT__NONE;
}

/* Behind the token, or, if it opens a bracket, behind what closes that; the end if nothing does. */
static size_t behind(struct leat__source *source, size_t i)
{
    if (!is_opening(source, i))
        return i + 1;

    size_t close = leat__source_partner(source, i);

    return close == LEAT__NONE ? source->tokens.count : close + 1;
}

static bool is_tag_word(const struct leat__source *source, size_t i)
{
    static const char *const words[] = {"struct", "union", "enum", NULL};

    return is_one_of(source, i, words);
}

static bool is_attribute_word(const struct leat__source *source, size_t i)
{
    static const char *const words[] = {"__attribute__", "__attribute", "__asm__", "__asm",
                                        "asm",           "_Alignas",    NULL};

    return is_one_of(source, i, words);
}

static bool is_qualifier(const struct leat__source *source, size_t i)
{
    static const char *const words[] = {"const",      "volatile",     "restrict", "__restrict", "__restrict__", "_Atomic",
                                        "__volatile", "__volatile__", "__const",  "__const__",  NULL};

    return is_one_of(source, i, words);
}

/* ---- lists of names ---- */

void leat__names_release(struct leat__names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i].text);
    leat__vector_release(names);
}

const struct leat__name *leat__names_find(const struct leat__names *names, const char *text)
{
    for (size_t i = names->count; i-- > 0;)
        if (strcmp(names->items[i].text, text) == 0)
            return &names->items[i];
    return NULL;
}

/* What a reading of declarations collects. */
struct gathering {
    struct leat__source *source;
    struct leat__names *names;
    unsigned kinds; /* of 1u << enum leat__name_kind */
    size_t floor;   /* tokens before this one are not looked at */
    size_t limit;   /* names at this token or later are not declared yet */
    bool in_block;
};

static void push_name(struct leat__names *names, const struct leat__source *source, size_t token,
                      enum leat__name_kind kind)
{
    const struct leat__token *name = token_at(source, token);

    leat__vector_push(names, (struct leat__name){
                                 .text = leat__strndup(source->bytes + name->start, name->length),
                                 .token = token,
                                 .kind = kind,
                             });
}

static void declare(struct gathering *gathering, size_t token, enum leat__name_kind kind)
{
    if (token >= gathering->floor && token < gathering->limit && (gathering->kinds & 1u << kind))
        push_name(gathering->names, gathering->source, token, kind);
}

/* ---- declarations ---- */

static void declare_enumerators(struct gathering *gathering, size_t open)
{
    struct leat__source *source = gathering->source;
    size_t end = behind(source, open) - 1;
    bool fresh = true;

    for (size_t i = open + 1; i < end && i < gathering->limit; i = behind(source, i)) {
        if (fresh && is_identifier(source, i))
            declare(gathering, i, LEAT__NAME_ENUMERATOR);
        if (!is_directive(source, i))
            fresh = is_punctuation(source, i, ",");
    }
}

/* The name and the `{` of a struct, union or enum at its keyword; LEAT__NONE for what is not there. */
static size_t read_tag(struct leat__source *source, size_t keyword, size_t *name, size_t *open)
{
    size_t i = skip_directives(source, keyword + 1);

    *name = *open = LEAT__NONE;
    while (is_attribute_word(source, i))
        i = is_punctuation(source, i + 1, "(") ? behind(source, i + 1) : i + 1;
    if (is_identifier(source, i))
        *name = i++;
    if (is_punctuation(source, i, "{")) {
        *open = i;
        i = behind(source, i);
    }
    return i;
}

/* Declares the tags and enumerators that are defined in [first, end), nested ones too. */
static void declare_tags(struct gathering *gathering, size_t first, size_t end)
{
    for (size_t i = first; i < end && i < gathering->limit; i++) {
        size_t name;
        size_t open;

        if (!is_tag_word(gathering->source, i))
            continue;
        read_tag(gathering->source, i, &name, &open);
        if (open == LEAT__NONE)
            continue;
        if (name != LEAT__NONE)
            declare(gathering, name, LEAT__NAME_TAG);
        if (is_word(gathering->source, i, "enum"))
            declare_enumerators(gathering, open);
    }
}

/* The specifiers in front of a declaration's names. */
struct specifiers {
    bool typed; /* a type was among them: this is a declaration */
    bool is_typedef;
    bool is_extern;
};

/* Reads a keyword among specifiers; returns what follows, or LEAT__NONE if it is no specifier. */
static size_t read_keyword(struct gathering *gathering, size_t i, struct specifiers *specifiers)
{
    static const char *const types[] = {"void",     "char",   "short",    "int",       "long",       "float",
                                        "double",   "signed", "unsigned", "_Bool",     "_Complex",   "__int128",
                                        "__signed__", "__float128", "__auto_type", NULL};
    static const char *const others[] = {"static", "auto", "register", "inline", "__inline", "__inline__",
                                         "_Noreturn", "_Thread_local", "__thread", "__extension__", NULL};
    static const char *const of[] = {"typeof", "__typeof", "__typeof__", "_Atomic", NULL};
    struct leat__source *source = gathering->source;
    size_t name;
    size_t open;

    if (is_one_of(source, i, types)) {
        specifiers->typed = true;
    } else if (is_word(source, i, "typedef")) {
        specifiers->is_typedef = true;
    } else if (is_word(source, i, "extern")) {
        specifiers->is_extern = true;
    } else if (is_tag_word(source, i)) {
        size_t end = read_tag(source, i, &name, &open);

        specifiers->typed = true;
        declare_tags(gathering, i, end);
        return end;
    } else if (is_one_of(source, i, of) && is_punctuation(source, i + 1, "(")) {
        specifiers->typed = true;
        return behind(source, i + 1);
    } else if (is_attribute_word(source, i) && is_punctuation(source, i + 1, "(")) {
        return behind(source, i + 1);
    } else if (!is_one_of(source, i, others) && !is_qualifier(source, i)) {
        return LEAT__NONE;
    }
    return i + 1;
}

/* The type that begins with an identifier: `name name`, `name *`, `name(...) name`. LEAT__NONE: it is none. */
static size_t read_named_type(struct leat__source *source, size_t i)
{
    size_t next = skip_directives(source, i + 1);

    if (is_punctuation(source, next, "("))
        next = skip_directives(source, behind(source, next));
    if (token_at(source, next)->kind == LEAT__TOKEN_NAME || is_punctuation(source, next, "*"))
        return next;
    return LEAT__NONE;
}

/* Reads the specifiers from `i`; returns where the names begin, LEAT__NONE if this is no declaration. */
static size_t read_specifiers(struct gathering *gathering, size_t i, struct specifiers *specifiers)
{
    struct leat__source *source = gathering->source;

    for (;;) {
        i = skip_directives(source, i);
        if (is_keyword(source, i)) {
            i = read_keyword(gathering, i, specifiers);
        } else if (!is_identifier(source, i) || specifiers->typed) {
            return specifiers->typed ? i : LEAT__NONE;
        } else {
            i = read_named_type(source, i);
            specifiers->typed = true;
        }
        if (i == LEAT__NONE)
            return LEAT__NONE;
    }
}

/*
 * Finds the name in a declarator: behind stars, qualifiers, attributes and parentheses, of which `depth`
 * counts those that are open. LEAT__NONE if there is none.
 */
static size_t read_declarator(struct leat__source *source, size_t i, size_t *depth)
{
    for (*depth = 0;;) {
        i = skip_directives(source, i);
        if (is_attribute_word(source, i) && is_punctuation(source, i + 1, "(")) {
            i = behind(source, i + 1);
        } else if (is_punctuation(source, i, "(")) {
            ++*depth;
            i++;
        } else if (is_punctuation(source, i, "*") || is_qualifier(source, i)) {
            i++;
        } else {
            return is_identifier(source, i) ? i : LEAT__NONE;
        }
    }
}

/* Whether what follows a name may follow the name of a declaration. */
static bool may_follow(const struct leat__source *source, size_t i)
{
    static const char *const spellings[] = {"=", ";", ",", "[", "(", ")", ":"};

    if (i >= source->tokens.count || is_attribute_word(source, i))
        return true;
    for (size_t k = 0; k < sizeof spellings / sizeof *spellings; k++)
        if (is_punctuation(source, i, spellings[k]))
            return true;
    return false;
}

/* From behind a name to the comma before the next; LEAT__NONE if the declaration ends. */
static size_t next_comma(const struct gathering *gathering, size_t i, size_t depth)
{
    while (i < gathering->limit && i < gathering->source->tokens.count) {
        if (depth == 0 && is_punctuation(gathering->source, i, ","))
            return i;
        if (is_punctuation(gathering->source, i, ";"))
            return LEAT__NONE;
        if (is_closing(gathering->source, i) && depth-- == 0)
            return LEAT__NONE;
        i = behind(gathering->source, i);
    }
    return LEAT__NONE;
}

static enum leat__name_kind kind_of(const struct specifiers *specifiers, const struct leat__source *source, size_t name)
{
    if (specifiers->is_typedef)
        return LEAT__NAME_TYPEDEF;
    return is_punctuation(source, skip_directives(source, name + 1), "(") ? LEAT__NAME_FUNCTION
                                                                          : LEAT__NAME_VARIABLE;
}

/* Declares what the statement at `i` declares, if it is a declaration. */
static void read_declaration(struct gathering *gathering, size_t i)
{
    struct leat__source *source = gathering->source;
    struct specifiers specifiers = {0};
    size_t depth;

    i = read_specifiers(gathering, i, &specifiers);
    while (i != LEAT__NONE) {
        size_t name = read_declarator(source, i, &depth);

        if (name == LEAT__NONE || name >= gathering->limit || !may_follow(source, skip_directives(source, name + 1)))
            return;
        /* `extern` in a block names what stands elsewhere. */
        if (!specifiers.is_extern || !gathering->in_block)
            declare(gathering, name, kind_of(&specifiers, source, name));
        i = next_comma(gathering, name + 1, depth);
        if (i != LEAT__NONE)
            i++;
    }
}

/* Declares the parameters between `open` and `close`. */
static void read_parameters(struct gathering *gathering, size_t open, size_t close)
{
    struct leat__source *source = gathering->source;

    for (size_t i = open + 1; i < close;) {
        struct specifiers specifiers = {0};
        size_t end = i;
        size_t depth;
        size_t name;

        while (end < close && !is_punctuation(source, end, ","))
            end = behind(source, end);
        i = read_specifiers(gathering, i, &specifiers);
        name = i == LEAT__NONE || i >= end ? LEAT__NONE : read_declarator(source, i, &depth);
        if (name != LEAT__NONE && name < end)
            declare(gathering, name, LEAT__NAME_PARAMETER);
        i = end + 1;
    }
}

/* ---- blocks ---- */

/* Behind the labels at the start of a statement. */
static size_t skip_labels(struct leat__source *source, size_t i, size_t end)
{
    for (;;) {
        size_t colon = i + 1;

        i = skip_directives(source, i);
        if (is_word(source, i, "case"))
            while (colon < end && !is_punctuation(source, colon, ":") && !is_punctuation(source, colon, ";"))
                colon = behind(source, colon);
        else if (token_at(source, i)->kind != LEAT__TOKEN_NAME)
            return i;
        if (colon >= end || !is_punctuation(source, colon, ":"))
            return i;
        i = colon + 1;
    }
}

/* Behind the `;` of a plain statement, or where its block is closed. */
static size_t behind_plain(struct leat__source *source, size_t i)
{
    while (i < source->tokens.count && !is_closing(source, i)) {
        if (is_punctuation(source, i, ";"))
            return i + 1;
        i = behind(source, i);
    }
    return i;
}

/* Behind the whole statement that begins at `i`: with its else, or the while of its do. */
static size_t behind_statement(struct leat__source *source, size_t i)
{
    static const char *const heads[] = {"for", "while", "if", "switch", NULL};
    size_t dos = 0;

    for (;;) {
        i = skip_directives(source, i);
        if (is_one_of(source, i, heads)) {
            i = is_punctuation(source, i + 1, "(") ? behind(source, i + 1) : i + 1;
            continue;
        }
        if (is_word(source, i, "do") || is_word(source, i, "else")) {
            dos += is_word(source, i, "do");
            i++;
            continue;
        }
        i = is_punctuation(source, i, "{") ? behind(source, i) : behind_plain(source, i);
        for (; dos > 0 && is_word(source, skip_directives(source, i), "while"); dos--)
            i = behind_plain(source, i);
        if (!is_word(source, skip_directives(source, i), "else"))
            return i;
    }
}

/* Declares what stands in [first, end) of a block itself, `end` being where the looking is done from. */
static void read_block(struct gathering *gathering, size_t first, size_t end)
{
    struct leat__source *source = gathering->source;
    bool fresh = true;

    for (size_t i = first; i < end;) {
        if (is_directive(source, i)) {
            i++;
            continue;
        }
        if (fresh) {
            i = skip_labels(source, i, end);
            if (i >= end)
                return;
            read_declaration(gathering, i);
        }
        /* What a for declares ends with its statement. */
        if (is_word(source, i, "for") && is_punctuation(source, i + 1, "(") && behind(source, i + 1) <= end &&
            behind_statement(source, i) > end)
            read_declaration(gathering, i + 2);
        fresh = is_punctuation(source, i, ";") || is_punctuation(source, i, "{");
        i = behind(source, i);
    }
}

/*
 * Declares what is visible at `token`, outermost first: from each open bracket to the next one inside it.
 * gathering->floor keeps brackets out that open before it.
 */
static void read_surroundings(struct gathering *gathering, size_t token)
{
    struct leat__source *source = gathering->source;
    struct opens leat__vector(size_t);
    struct opens opens = {0};

    for (size_t open = leat__source_around(source, token); open != LEAT__NONE && open >= gathering->floor;
         open = leat__source_around(source, open))
        leat__vector_push(&opens, open);
    for (size_t i = opens.count; i-- > 0;) {
        size_t open = opens.items[i];
        size_t end = i > 0 ? opens.items[i - 1] : token;

        if (is_punctuation(source, open, "{") && !(open > 0 && is_punctuation(source, open - 1, "=")))
            read_block(gathering, open + 1, end);
        else if (is_punctuation(source, open, "(") && open > 0 && is_word(source, open - 1, "for"))
            read_declaration(gathering, open + 1);
    }
    leat__vector_release(&opens);
}

/* ---- functions ---- */

/* The `name (` inside the parentheses [open, close], as in `int (*f(int a))(int)`. */
static bool find_inner_name(struct leat__source *source, size_t open, size_t close, struct leat__function *function)
{
    for (size_t i = open + 1; i + 1 < close; i++) {
        if (is_identifier(source, i) && is_punctuation(source, i + 1, "(")) {
            function->name = i;
            function->parameters = i + 1;
            function->parameters_end = behind(source, i + 1) - 1;
            return true;
        }
    }
    return false;
}

/* Whether [first, brace) is the head of a function: the last `name (...)` in it that is no attribute. */
static bool read_head(struct leat__source *source, size_t first, size_t brace, struct leat__function *function)
{
    size_t group = LEAT__NONE; /* the parentheses before */
    bool found = false;

    for (size_t i = first; i < brace; i = behind(source, i)) {
        size_t previous = before(source, i, first);

        if (is_punctuation(source, i, "="))
            return false;
        /* A macro's call without a semicolon, then `struct name {`. */
        if (is_tag_word(source, i))
            found = false;
        if (!is_punctuation(source, i, "(") || previous == LEAT__NONE)
            continue;
        if (is_identifier(source, previous)) {
            function->name = previous;
            function->parameters = i;
            function->parameters_end = behind(source, i) - 1;
            found = true;
        } else if (group != LEAT__NONE && !is_keyword(source, previous)) {
            found = find_inner_name(source, group, behind(source, group), function) || found;
        }
        group = i;
    }
    return found;
}

/* What reads the top level: each declaration or definition from its first token, and each function. */
static void read_functions(struct leat__source *source, struct leat__functions *functions)
{
    size_t count = leat__source_tokens(source)->count;
    size_t first = 0;

    for (size_t i = 0; i < count;) {
        struct leat__function function = {0};
        size_t next = behind(source, i);

        if (is_punctuation(source, i, "{") && read_head(source, first, i, &function)) {
            function.body = i;
            function.body_end = next - 1;
            leat__vector_push(functions, function);
        }
        if (is_punctuation(source, i, "{") || is_punctuation(source, i, ";") || is_punctuation(source, i, "}"))
            first = next;
        i = next;
    }
}

const struct leat__functions *leat__source_functions(struct leat__source *source)
{
    if (!source->functions) {
        source->functions = leat__alloc(sizeof *source->functions);
        read_functions(source, source->functions);
    }
    return source->functions;
}

const struct leat__function *leat__source_function_around(struct leat__source *source, size_t token)
{
    const struct leat__functions *functions = leat__source_functions(source);
    size_t low = 0;
    size_t high = functions->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (functions->items[middle].body_end < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low < functions->count && functions->items[low].body < token ? &functions->items[low] : NULL;
}

/* ---- what is asked ---- */

static void gather_locals(struct leat__source *source, size_t token, struct leat__names *names, unsigned kinds)
{
    const struct leat__function *function = leat__source_function_around(source, token);
    struct gathering gathering = {
        .source = source, .names = names, .kinds = kinds, .limit = token, .in_block = true};

    if (!function)
        return;
    read_parameters(&gathering, function->parameters, function->parameters_end);
    gathering.floor = function->body;
    read_surroundings(&gathering, token);
}

void leat__source_locals(struct leat__source *source, size_t token, struct leat__names *names)
{
    gather_locals(source, token, names,
                  1u << LEAT__NAME_VARIABLE | 1u << LEAT__NAME_PARAMETER | 1u << LEAT__NAME_ENUMERATOR);
}

void leat__source_local_types(struct leat__source *source, size_t token, struct leat__names *names)
{
    gather_locals(source, token, names, 1u << LEAT__NAME_TYPEDEF | 1u << LEAT__NAME_TAG);
}

/* The name that a #define defines, whose place is the directive's. */
static void declare_macro(struct leat__names *names, const struct leat__source *source, size_t token)
{
    const struct leat__token *directive = token_at(source, token);
    const char *bytes = source->bytes + directive->start;
    struct leat__token word;
    struct leat__lexer lexer;

    if (!leat__token_is_directive(source->bytes, directive, "define"))
        return;
    leat__lexer_init(&lexer, bytes, directive->length);
    lexer.fresh = false; /* or the whole would be a directive again */
    for (int i = 0; i < 3; i++)
        if (!leat__lexer_next(&lexer, &word))
            return;
    leat__vector_push(names, (struct leat__name){.text = leat__strndup(bytes + word.start, word.length),
                                                 .token = token,
                                                 .kind = LEAT__NAME_MACRO});
}

void leat__source_globals(struct leat__source *source, struct leat__names *names)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    struct gathering gathering = {.source = source, .names = names, .kinds = ~0u, .limit = tokens->count};
    bool fresh = true;

    for (size_t i = 0; i < tokens->count; i = behind(source, i)) {
        if (is_directive(source, i)) {
            declare_macro(names, source, i);
            continue;
        }
        if (fresh)
            read_declaration(&gathering, i);
        fresh = is_punctuation(source, i, "{") || is_punctuation(source, i, ";") || is_punctuation(source, i, "}");
    }
}

/* Whether the range itself declares the name at `token` before it is used there. */
static bool is_declared_in(struct leat__source *source, size_t first, size_t token, const char *text)
{
    struct leat__names own = {0};
    struct gathering gathering = {.source = source,
                                  .names = &own,
                                  .kinds = ~0u,
                                  .floor = first,
                                  .limit = token + 1,
                                  .in_block = true};
    bool declared;

    read_surroundings(&gathering, token);
    declared = leat__names_find(&own, text) != NULL;
    leat__names_release(&own);
    return declared;
}

/* Whether the name at `token` names no object, function or type: a member, a label. */
static bool is_member_or_label(struct leat__source *source, size_t first, size_t token)
{
    size_t previous = before(source, token, first);
    size_t around = leat__source_around(source, token);
    bool starts = previous == LEAT__NONE || is_punctuation(source, previous, ";") ||
                  is_punctuation(source, previous, "{") || is_punctuation(source, previous, "}");

    if (previous != LEAT__NONE && (is_punctuation(source, previous, ".") || is_punctuation(source, previous, "->") ||
                                   is_word(source, previous, "goto")))
        return true;
    if (starts && is_punctuation(source, token + 1, ":"))
        return true;
    /* A member's declaration in a struct that is defined here. */
    return around != LEAT__NONE && around > first && is_punctuation(source, around, "{") &&
           (is_tag_word(source, around - 1) || (around > first + 1 && is_tag_word(source, around - 2))) &&
           may_follow(source, token + 1);
}

static bool is_listed(const struct leat__names *names, size_t from, const char *text, enum leat__name_kind kind)
{
    for (size_t i = from; i < names->count; i++)
        if (names->items[i].kind == kind && strcmp(names->items[i].text, text) == 0)
            return true;
    return false;
}

void leat__source_free_names(struct leat__source *source, struct leat__token_range range,
                             struct leat__names *names)
{
    size_t count = leat__source_tokens(source)->count;
    size_t from = names->count;

    for (size_t i = range.first; i <= range.last && i < count; i++) {
        const struct leat__token *token = token_at(source, i);
        enum leat__name_kind kind =
            i > range.first && is_tag_word(source, i - 1) ? LEAT__NAME_TAG : LEAT__NAME_USE;

        if (!is_identifier(source, i) || is_member_or_label(source, range.first, i))
            continue;

        char *text = leat__strndup(source->bytes + token->start, token->length);

        if (!is_listed(names, from, text, kind) && !is_declared_in(source, range.first, i, text))
            push_name(names, source, i, kind);
        free(text);
    }
}
