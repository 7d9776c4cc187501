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
    static const char *const words[] = {
        "const", "volatile", "restrict", "_Atomic", "__const", "__const__",
        "__volatile", "__volatile__", "__restrict", "__restrict__", NULL,
    };

    return is_one_of(source, i, words);
}

/* ---- lists of names ---- */

void leat__names_release(struct leat__names *names)
{
    leat__vector_release(names);
}

const struct leat__name *leat__names_find(const struct leat__names *names, const char *text)
{
    for (size_t i = names->count; i-- > 0;)
        if (strcmp(names->items[i].text, text) == 0)
            return &names->items[i];
    return NULL;
}

/* A name, from where it is declared to where its block ends. */
struct declaration {
    struct leat__name name;
    size_t scope_end; /* the last token in which it is visible */
    bool global;
};

struct declarations leat__vector(struct declaration);

/* What is known of a source: made once, by scopes_of(). */
struct leat__scopes {
    struct leat__functions functions;
    struct declarations declarations; /* in reading order */
    struct leat__arena arena;         /* the texts of names */
};

void leat__scopes_free(struct leat__scopes *scopes)
{
    if (!scopes)
        return;
    leat__vector_release(&scopes->functions);
    leat__vector_release(&scopes->declarations);
    leat__arena_release(&scopes->arena);
    free(scopes);
}

/* Reading declarations: those of one statement are visible to one end. */
struct reading {
    struct leat__source *source;
    struct leat__scopes *scopes;
    size_t scope_end;
    bool global;
};

static void declare_text(struct reading *reading, const char *text, size_t length, size_t token,
                         enum leat__name_kind kind)
{
    leat__vector_push(&reading->scopes->declarations,
                      (struct declaration){
                          .name = {.text = leat__arena_strndup(&reading->scopes->arena, text, length),
                                   .token = token,
                                   .kind = kind},
                          .scope_end = reading->scope_end,
                          .global = reading->global,
                      });
}

static void declare(struct reading *reading, size_t token, enum leat__name_kind kind)
{
    const struct leat__token *name = token_at(reading->source, token);

    declare_text(reading, reading->source->bytes + name->start, name->length, token, kind);
}

/* ---- declarations ---- */

static void declare_enumerators(struct reading *reading, size_t open)
{
    struct leat__source *source = reading->source;
    size_t end = behind(source, open) - 1;
    bool fresh = true;

    for (size_t i = open + 1; i < end; i = behind(source, i)) {
        if (fresh && is_identifier(source, i))
            declare(reading, i, LEAT__NAME_ENUMERATOR);
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
static void declare_tags(struct reading *reading, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        size_t name;
        size_t open;

        if (!is_tag_word(reading->source, i))
            continue;
        read_tag(reading->source, i, &name, &open);
        if (open == LEAT__NONE)
            continue;
        if (name != LEAT__NONE)
            declare(reading, name, LEAT__NAME_TAG);
        if (is_word(reading->source, i, "enum"))
            declare_enumerators(reading, open);
    }
}

/* The specifiers in front of a declaration's names. */
struct specifiers {
    bool typed; /* a type was among them: this is a declaration */
    bool is_typedef;
    bool is_extern;
};

/* Reads a keyword among specifiers; returns what follows, or LEAT__NONE if it is no specifier. */
static size_t read_keyword(struct reading *reading, size_t i, struct specifiers *specifiers)
{
    static const char *const types[] = {"void",     "char",   "short",    "int",       "long",       "float",
                                        "double",   "signed", "unsigned", "_Bool",     "_Complex",   "__int128",
                                        "__signed__", "__float128", "__auto_type", NULL};
    static const char *const others[] = {"static", "auto", "register", "inline", "__inline", "__inline__",
                                         "_Noreturn", "_Thread_local", "__thread", "__extension__", NULL};
    static const char *const of[] = {"typeof", "__typeof", "__typeof__", "_Atomic", NULL};
    struct leat__source *source = reading->source;
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
        declare_tags(reading, i, end);
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
static size_t read_specifiers(struct reading *reading, size_t i, struct specifiers *specifiers)
{
    struct leat__source *source = reading->source;

    for (;;) {
        i = skip_directives(source, i);
        if (is_keyword(source, i)) {
            i = read_keyword(reading, i, specifiers);
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
static size_t next_comma(struct leat__source *source, size_t i, size_t depth)
{
    while (i < source->tokens.count) {
        if (depth == 0 && is_punctuation(source, i, ","))
            return i;
        if (is_punctuation(source, i, ";"))
            return LEAT__NONE;
        if (is_closing(source, i) && depth-- == 0)
            return LEAT__NONE;
        i = behind(source, i);
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
static void read_declaration(struct reading *reading, size_t i)
{
    struct leat__source *source = reading->source;
    struct specifiers specifiers = {0};
    size_t depth;

    i = read_specifiers(reading, i, &specifiers);
    while (i != LEAT__NONE) {
        size_t name = read_declarator(source, i, &depth);

        if (name == LEAT__NONE || !may_follow(source, skip_directives(source, name + 1)))
            return;
        /* `extern` in a block names what stands elsewhere. */
        if (!specifiers.is_extern || reading->global)
            declare(reading, name, kind_of(&specifiers, source, name));
        i = next_comma(source, name + 1, depth);
        if (i != LEAT__NONE)
            i++;
    }
}

/* Declares the parameters between `open` and `close`. */
static void read_parameters(struct reading *reading, size_t open, size_t close)
{
    struct leat__source *source = reading->source;

    for (size_t i = open + 1; i < close;) {
        struct specifiers specifiers = {0};
        size_t end = i;
        size_t depth;
        size_t name;

        while (end < close && !is_punctuation(source, end, ","))
            end = behind(source, end);
        i = read_specifiers(reading, i, &specifiers);
        name = i == LEAT__NONE || i >= end ? LEAT__NONE : read_declarator(source, i, &depth);
        if (name != LEAT__NONE && name < end)
            declare(reading, name, LEAT__NAME_PARAMETER);
        i = end + 1;
    }
}

/* ---- blocks ---- */

/* Behind the labels at the start of a statement. */
static size_t skip_labels(struct leat__source *source, size_t i)
{
    for (;;) {
        size_t colon = i + 1;

        i = skip_directives(source, i);
        if (is_word(source, i, "case"))
            while (colon < source->tokens.count && !is_punctuation(source, colon, ":") &&
                   !is_punctuation(source, colon, ";"))
                colon = behind(source, colon);
        else if (token_at(source, i)->kind != LEAT__TOKEN_NAME)
            return i;
        if (!is_punctuation(source, colon, ":"))
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

/* ---- the whole source ---- */

/* The name that a #define defines; its place is the directive's. */
static void declare_macro(struct reading *reading, size_t token)
{
    const struct leat__token *directive = token_at(reading->source, token);
    const char *bytes = reading->source->bytes + directive->start;
    struct leat__token word;
    struct leat__lexer lexer;

    if (!leat__token_is_directive(reading->source->bytes, directive, "define"))
        return;
    leat__lexer_init(&lexer, bytes, directive->length);
    lexer.fresh = false; /* or the whole would be a directive again */
    for (int i = 0; i < 3; i++) /* #, define, the name */
        if (!leat__lexer_next(&lexer, &word))
            return;
    reading->global = true;
    reading->scope_end = LEAT__NONE;
    declare_text(reading, bytes + word.start, word.length, token, LEAT__NAME_MACRO);
}

/* Whether statements stand directly behind this bracket: not in an initializer, nor in a struct or enum. */
static bool holds_statements(const struct leat__source *source, size_t open)
{
    if (open == LEAT__NONE)
        return true; /* file scope */
    if (!is_punctuation(source, open, "{"))
        return false;
    return open == 0 || !(is_punctuation(source, open - 1, "=") || is_tag_word(source, open - 1) ||
                          (open > 1 && is_tag_word(source, open - 2)));
}

/* Sets to where what is declared at `token` is visible: to the end of the bracket around it. */
static void enter(struct reading *reading, size_t token)
{
    size_t around = leat__source_around(reading->source, token);

    reading->global = around == LEAT__NONE;
    reading->scope_end = around == LEAT__NONE ? LEAT__NONE : leat__source_partner(reading->source, around);
}

/*
 * Reads all declarations. A statement begins behind `;`, `{` or `}`. What a for declares ends with its
 * statement, and parameters with their function.
 */
static void read_all(struct reading *reading)
{
    struct leat__source *source = reading->source;
    struct leat__functions *functions = &reading->scopes->functions;
    size_t done = 0; /* functions */
    bool fresh = true;

    for (size_t i = 0; i < source->tokens.count; i++) {
        struct leat__function *next = done < functions->count ? &functions->items[done] : NULL;

        /* A branch that leaves its function open ends at its #else. */
        if (next && next->body_end == i) {
            next->end_declaration = reading->scopes->declarations.count;
            done++;
        }
        if (is_directive(source, i)) {
            declare_macro(reading, i);
            continue;
        }
        if (fresh && holds_statements(source, leat__source_around(source, i))) {
            enter(reading, i);
            read_declaration(reading, skip_labels(source, i));
        }
        if (is_word(source, i, "for") && is_punctuation(source, i + 1, "(")) {
            reading->global = false;
            reading->scope_end = behind_statement(source, i) - 1;
            read_declaration(reading, i + 2);
        }
        if (next && next->body == i) {
            next->first_declaration = reading->scopes->declarations.count;
            reading->global = false;
            reading->scope_end = next->body_end;
            read_parameters(reading, next->parameters, next->parameters_end);
        }
        fresh = is_punctuation(source, i, "{") || is_punctuation(source, i, ";") || is_punctuation(source, i, "}");
    }
}

static struct leat__scopes *scopes_of(struct leat__source *source)
{
    if (!source->scopes) {
        struct reading reading = {.source = source};

        source->scopes = leat__alloc(sizeof *source->scopes);
        reading.scopes = source->scopes;
        leat__source_tokens(source);
        read_functions(source, &source->scopes->functions);
        read_all(&reading);
    }
    return source->scopes;
}

/* ---- what is asked ---- */

const struct leat__functions *leat__source_functions(struct leat__source *source)
{
    return &scopes_of(source)->functions;
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

#define VALUES (1u << LEAT__NAME_VARIABLE | 1u << LEAT__NAME_PARAMETER | 1u << LEAT__NAME_ENUMERATOR)
#define TYPES (1u << LEAT__NAME_TYPEDEF | 1u << LEAT__NAME_TAG)

/*
 * The local declarations that are visible at a token: `for (... = {...}; next_visible(&walk);)` gives one
 * after the other in walk.declaration.
 */
struct walk {
    struct leat__scopes *scopes;
    size_t token;
    unsigned kinds;
    size_t next;
    size_t end;
    const struct declaration *declaration;
};

static struct walk walk_locals(struct leat__source *source, size_t token, unsigned kinds)
{
    const struct leat__function *function = leat__source_function_around(source, token);
    struct walk walk = {.scopes = source->scopes, .token = token, .kinds = kinds};

    if (function) {
        walk.next = function->first_declaration;
        walk.end = function->end_declaration;
    }
    return walk;
}

static bool next_visible(struct walk *walk)
{
    while (walk->next < walk->end) {
        const struct declaration *declaration = &walk->scopes->declarations.items[walk->next++];

        walk->declaration = declaration;
        if (!declaration->global && (walk->kinds & 1u << declaration->name.kind) &&
            declaration->name.token < walk->token && declaration->scope_end >= walk->token)
            return true;
    }
    return false;
}

static void append_locals(struct leat__source *source, size_t token, struct leat__names *names, unsigned kinds)
{
    for (struct walk walk = walk_locals(source, token, kinds); next_visible(&walk);)
        leat__vector_push(names, walk.declaration->name);
}

void leat__source_locals(struct leat__source *source, size_t token, struct leat__names *names)
{
    append_locals(source, token, names, VALUES);
}

void leat__source_local_types(struct leat__source *source, size_t token, struct leat__names *names)
{
    append_locals(source, token, names, TYPES);
}

const struct leat__name *leat__source_local_named(struct leat__source *source, size_t token, const char *text)
{
    const struct leat__name *found = NULL;

    for (struct walk walk = walk_locals(source, token, VALUES); next_visible(&walk);)
        if (strcmp(walk.declaration->name.text, text) == 0)
            found = &walk.declaration->name;
    return found;
}

void leat__source_globals(struct leat__source *source, struct leat__names *names)
{
    const struct declarations *declarations = &scopes_of(source)->declarations;

    for (size_t i = 0; i < declarations->count; i++)
        if (declarations->items[i].global)
            leat__vector_push(names, declarations->items[i].name);
}

/* ---- what a quote takes from outside ---- */

/* The declarations that stand in a range: those of its function, or of no function, that do. */
static void declarations_in(struct leat__source *source, struct leat__token_range range, struct declarations *own)
{
    const struct leat__function *function = leat__source_function_around(source, range.first);
    const struct declarations *all = &source->scopes->declarations;
    size_t end = function ? function->end_declaration : all->count;

    for (size_t i = function ? function->first_declaration : 0; i < end; i++)
        if (all->items[i].name.token >= range.first && all->items[i].name.token <= range.last)
            leat__vector_push(own, all->items[i]);
}

static bool is_declared(const struct declarations *own, size_t token, const char *text)
{
    for (size_t i = 0; i < own->count; i++)
        if (own->items[i].name.token <= token && own->items[i].scope_end >= token &&
            strcmp(own->items[i].name.text, text) == 0)
            return true;
    return false;
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
    struct leat__scopes *scopes = scopes_of(source);
    struct declarations own = {0};
    size_t from = names->count;

    declarations_in(source, range, &own);
    for (size_t i = range.first; i <= range.last && i < source->tokens.count; i++) {
        const struct leat__token *token = token_at(source, i);
        struct leat__name name = {.token = i, .kind = LEAT__NAME_USE};

        if (!is_identifier(source, i) || is_member_or_label(source, range.first, i))
            continue;
        if (i > range.first && is_tag_word(source, i - 1))
            name.kind = LEAT__NAME_TAG;
        name.text = leat__arena_strndup(&scopes->arena, source->bytes + token->start, token->length);
        if (!is_listed(names, from, name.text, name.kind) && !is_declared(&own, i, name.text))
            leat__vector_push(names, name);
    }
    leat__vector_release(&own);
}
