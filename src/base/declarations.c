#include "base/declarations.h"

#include <stdlib.h>
#include <string.h>

#include "base/syntax.h"

static void free_scopes(struct leat__scopes *scopes)
{
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
                      (struct leat__declaration){
                          .name = {.text = leat__arena_strndup(&reading->scopes->arena, text, length),
                                   .token = token,
                                   .kind = kind},
                          .scope_end = reading->scope_end,
                          .global = reading->global,
                      });
}

static void declare(struct reading *reading, size_t token, enum leat__name_kind kind)
{
    const struct leat__token *name = leat__token_at(reading->source, token);

    declare_text(reading, reading->source->bytes + name->start, name->length, token, kind);
}

/* ---- declarations ---- */

static void declare_enumerators(struct reading *reading, size_t open)
{
    struct leat__source *source = reading->source;
    size_t end = leat__token_behind(source, open) - 1;
    bool fresh = true;

    for (size_t i = open + 1; i < end; i = leat__token_behind(source, i)) {
        if (fresh && leat__is_identifier(source, i))
            declare(reading, i, LEAT__NAME_ENUMERATOR);
        if (!leat__is_directive(source, i))
            fresh = leat__is_punctuation(source, i, ",");
    }
}

/* The name and the `{` of a struct, union or enum at its keyword; LEAT__NONE for what is not there. */
static size_t read_tag(struct leat__source *source, size_t keyword, size_t *name, size_t *open)
{
    size_t i = leat__skip_directives(source, keyword + 1);

    *name = *open = LEAT__NONE;
    while (leat__is_attribute_word(source, i))
        i = leat__is_punctuation(source, i + 1, "(") ? leat__token_behind(source, i + 1) : i + 1;
    if (leat__is_identifier(source, i))
        *name = i++;
    if (leat__is_punctuation(source, i, "{")) {
        *open = i;
        i = leat__token_behind(source, i);
    }
    return i;
}

/* Declares the tags and enumerators that are defined in [first, end), nested ones too. */
static void declare_tags(struct reading *reading, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        size_t name;
        size_t open;

        if (!leat__is_tag_word(reading->source, i))
            continue;
        read_tag(reading->source, i, &name, &open);
        if (open == LEAT__NONE)
            continue;
        if (name != LEAT__NONE)
            declare(reading, name, LEAT__NAME_TAG);
        if (leat__is_word(reading->source, i, "enum"))
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

    if (leat__is_one_of(source, i, types)) {
        specifiers->typed = true;
    } else if (leat__is_word(source, i, "typedef")) {
        specifiers->is_typedef = true;
    } else if (leat__is_word(source, i, "extern")) {
        specifiers->is_extern = true;
    } else if (leat__is_tag_word(source, i)) {
        size_t end = read_tag(source, i, &name, &open);

        specifiers->typed = true;
        declare_tags(reading, i, end);
        return end;
    } else if (leat__is_one_of(source, i, of) && leat__is_punctuation(source, i + 1, "(")) {
        specifiers->typed = true;
        return leat__token_behind(source, i + 1);
    } else if (leat__is_attribute_word(source, i) && leat__is_punctuation(source, i + 1, "(")) {
        return leat__token_behind(source, i + 1);
    } else if (!leat__is_one_of(source, i, others) && !leat__is_qualifier(source, i)) {
        return LEAT__NONE;
    }
    return i + 1;
}

/* The type that begins with an identifier: `name name`, `name *`, `name(...) name`. LEAT__NONE: it is none. */
static size_t read_named_type(struct leat__source *source, size_t i)
{
    size_t next = leat__skip_directives(source, i + 1);

    if (leat__is_punctuation(source, next, "("))
        next = leat__skip_directives(source, leat__token_behind(source, next));
    if (leat__token_at(source, next)->kind == LEAT__TOKEN_NAME || leat__is_punctuation(source, next, "*"))
        return next;
    return LEAT__NONE;
}

/* Reads the specifiers from `i`; returns where the names begin, LEAT__NONE if this is no declaration. */
static size_t read_specifiers(struct reading *reading, size_t i, struct specifiers *specifiers)
{
    struct leat__source *source = reading->source;

    for (;;) {
        i = leat__skip_directives(source, i);
        if (leat__token_is_keyword(source, i)) {
            i = read_keyword(reading, i, specifiers);
        } else if (!leat__is_identifier(source, i) || specifiers->typed) {
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
        i = leat__skip_directives(source, i);
        if (leat__is_attribute_word(source, i) && leat__is_punctuation(source, i + 1, "(")) {
            i = leat__token_behind(source, i + 1);
        } else if (leat__is_punctuation(source, i, "(")) {
            ++*depth;
            i++;
        } else if (leat__is_punctuation(source, i, "*") || leat__is_qualifier(source, i)) {
            i++;
        } else {
            return leat__is_identifier(source, i) ? i : LEAT__NONE;
        }
    }
}

/* From behind a name to the comma before the next; LEAT__NONE if the declaration ends. */
static size_t next_comma(struct leat__source *source, size_t i, size_t depth)
{
    while (i < source->tokens.count) {
        if (depth == 0 && leat__is_punctuation(source, i, ","))
            return i;
        if (leat__is_punctuation(source, i, ";"))
            return LEAT__NONE;
        if (leat__is_closing(source, i) && depth-- == 0)
            return LEAT__NONE;
        i = leat__token_behind(source, i);
    }
    return LEAT__NONE;
}

static enum leat__name_kind kind_of(const struct specifiers *specifiers, const struct leat__source *source, size_t name)
{
    if (specifiers->is_typedef)
        return LEAT__NAME_TYPEDEF;
    return leat__is_punctuation(source, leat__skip_directives(source, name + 1), "(") ? LEAT__NAME_FUNCTION
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

        if (name == LEAT__NONE || !leat__may_follow_name(source, leat__skip_directives(source, name + 1)))
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

        while (end < close && !leat__is_punctuation(source, end, ","))
            end = leat__token_behind(source, end);
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

        i = leat__skip_directives(source, i);
        if (leat__is_word(source, i, "case"))
            while (colon < source->tokens.count && !leat__is_punctuation(source, colon, ":") &&
                   !leat__is_punctuation(source, colon, ";"))
                colon = leat__token_behind(source, colon);
        else if (leat__token_at(source, i)->kind != LEAT__TOKEN_NAME)
            return i;
        if (!leat__is_punctuation(source, colon, ":"))
            return i;
        i = colon + 1;
    }
}

/* Behind the `;` of a plain statement, or where its block is closed. */
static size_t behind_plain(struct leat__source *source, size_t i)
{
    while (i < source->tokens.count && !leat__is_closing(source, i)) {
        if (leat__is_punctuation(source, i, ";"))
            return i + 1;
        i = leat__token_behind(source, i);
    }
    return i;
}

/* Behind the whole statement that begins at `i`: with its else, or the while of its do. */
static size_t behind_statement(struct leat__source *source, size_t i)
{
    static const char *const heads[] = {"for", "while", "if", "switch", NULL};
    size_t dos = 0;

    for (;;) {
        i = leat__skip_directives(source, i);
        if (leat__is_one_of(source, i, heads)) {
            i = leat__is_punctuation(source, i + 1, "(") ? leat__token_behind(source, i + 1) : i + 1;
            continue;
        }
        if (leat__is_word(source, i, "do") || leat__is_word(source, i, "else")) {
            dos += leat__is_word(source, i, "do");
            i++;
            continue;
        }
        i = leat__is_punctuation(source, i, "{") ? leat__token_behind(source, i) : behind_plain(source, i);
        for (; dos > 0 && leat__is_word(source, leat__skip_directives(source, i), "while"); dos--)
            i = behind_plain(source, i);
        if (!leat__is_word(source, leat__skip_directives(source, i), "else"))
            return i;
    }
}

/* ---- functions ---- */

/* The `name (` inside the parentheses [open, close], as in `int (*f(int a))(int)`. */
static bool find_inner_name(struct leat__source *source, size_t open, size_t close, struct leat__function *function)
{
    for (size_t i = open + 1; i + 1 < close; i++) {
        if (leat__is_identifier(source, i) && leat__is_punctuation(source, i + 1, "(")) {
            function->name = i;
            function->parameters = i + 1;
            function->parameters_end = leat__token_behind(source, i + 1) - 1;
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

    for (size_t i = first; i < brace; i = leat__token_behind(source, i)) {
        size_t previous = leat__token_before(source, i, first);

        if (leat__is_punctuation(source, i, "="))
            return false;
        /* A macro's call without a semicolon, then `struct name {`. */
        if (leat__is_tag_word(source, i))
            found = false;
        if (!leat__is_punctuation(source, i, "(") || previous == LEAT__NONE)
            continue;
        if (leat__is_identifier(source, previous)) {
            function->name = previous;
            function->parameters = i;
            function->parameters_end = leat__token_behind(source, i) - 1;
            found = true;
        } else if (group != LEAT__NONE && !leat__token_is_keyword(source, previous)) {
            found = find_inner_name(source, group, leat__token_behind(source, group), function) || found;
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
        size_t next = leat__token_behind(source, i);

        if (leat__is_punctuation(source, i, "{") && read_head(source, first, i, &function)) {
            function.body = i;
            function.body_end = next - 1;
            leat__vector_push(functions, function);
        }
        if (leat__is_punctuation(source, i, "{") || leat__is_punctuation(source, i, ";") || leat__is_punctuation(source, i, "}"))
            first = next;
        i = next;
    }
}

/* ---- the whole source ---- */

/* The name that a #define defines; its place is the directive's. */
static void declare_macro(struct reading *reading, size_t token)
{
    const struct leat__token *directive = leat__token_at(reading->source, token);
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
    if (!leat__is_punctuation(source, open, "{"))
        return false;
    return open == 0 || !(leat__is_punctuation(source, open - 1, "=") || leat__is_tag_word(source, open - 1) ||
                          (open > 1 && leat__is_tag_word(source, open - 2)));
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
        if (leat__is_directive(source, i)) {
            declare_macro(reading, i);
            continue;
        }
        if (fresh && holds_statements(source, leat__source_around(source, i))) {
            enter(reading, i);
            read_declaration(reading, skip_labels(source, i));
        }
        if (leat__is_word(source, i, "for") && leat__is_punctuation(source, i + 1, "(")) {
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
        fresh = leat__is_punctuation(source, i, "{") || leat__is_punctuation(source, i, ";") || leat__is_punctuation(source, i, "}");
    }
}

struct leat__scopes *leat__scopes_of(struct leat__source *source)
{
    if (!source->scopes) {
        struct reading reading = {.source = source};

        source->scopes = leat__alloc(sizeof *source->scopes);
        source->free_scopes = free_scopes;
        reading.scopes = source->scopes;
        leat__source_tokens(source);
        read_functions(source, &source->scopes->functions);
        read_all(&reading);
    }
    return source->scopes;
}
