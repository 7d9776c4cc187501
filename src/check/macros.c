#include "check/macros.h"

#include <string.h>

/* A #define: its name, and what follows it. */
struct macro {
    const char *name;
    const char *rest; /* in the source's bytes */
    size_t length;
};

struct table {
    struct table *next;
    const struct leat__source *source;
    struct macro *items;
    size_t count;
    size_t capacity;
};

struct leat__macros {
    struct table *tables;
    struct leat__arena arena; /* of names */
};

struct leat__macros *leat__macros_new(void)
{
    return leat__alloc(sizeof(struct leat__macros));
}

void leat__macros_free(struct leat__macros *macros)
{
    while (macros->tables) {
        struct table *table = macros->tables;

        macros->tables = table->next;
        leat__vector_release(table);
        free(table);
    }
    leat__arena_release(&macros->arena);
    free(macros);
}

/* The tokens of a directive, which are to be read as those of a line that is none. */
static void begin(struct leat__lexer *lexer, const char *bytes, size_t length)
{
    leat__lexer_init(lexer, bytes, length);
    lexer->fresh = false;
}

static void add_macro(struct leat__macros *macros, struct table *table, const char *bytes, size_t length)
{
    struct leat__lexer lexer;
    struct leat__token token;

    begin(&lexer, bytes, length);
    for (int i = 0; i < 3; i++) /* `#`, `define` and the name */
        if (!leat__lexer_next(&lexer, &token))
            return;
    leat__vector_push(table, (struct macro){leat__arena_strndup(&macros->arena, bytes + token.start, token.length),
                                            bytes + token.start + token.length, length - token.start - token.length});
}

static const struct table *table_of(struct leat__macros *macros, struct leat__source *source)
{
    for (struct table *table = macros->tables; table; table = table->next)
        if (table->source == source)
            return table;

    struct table *table = leat__alloc(sizeof *table);
    const struct leat__tokens *tokens = leat__source_tokens(source);

    table->source = source;
    table->next = macros->tables;
    macros->tables = table;
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].kind == LEAT__TOKEN_DIRECTIVE &&
            leat__token_is_directive(source->bytes, &tokens->items[i], "define"))
            add_macro(macros, table, source->bytes + tokens->items[i].start, tokens->items[i].length);
    return table;
}

/* A macro with parameters has its `(` right behind its name; the words before the `)` are theirs. */
static bool read_parameter(const struct macro *macro, struct leat__lexer *lexer, struct leat__token *token)
{
    return leat__lexer_next(lexer, token) && !leat__token_is(macro->rest, token, ")");
}

static bool is_parameter(const struct macro *macro, const char *name)
{
    struct leat__lexer lexer;
    struct leat__token token;

    if (macro->length == 0 || *macro->rest != '(')
        return false;
    begin(&lexer, macro->rest, macro->length);
    while (read_parameter(macro, &lexer, &token))
        if (leat__token_is(macro->rest, &token, name))
            return true;
    return false;
}

static bool is_listed(const struct leat__names *names, const char *text)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i].text, text) == 0)
            return true;
    return false;
}

static void add_name(struct leat__arena *arena, const struct macro *macro, const struct leat__token *word,
                     struct leat__name name, struct leat__names *names)
{
    name.text = leat__arena_strndup(arena, macro->rest + word->start, word->length);
    if (!leat__is_keyword(name.text, word->length) && !is_parameter(macro, name.text) && !is_listed(names, name.text))
        leat__vector_push(names, name);
}

static void read_replacement(struct leat__arena *arena, const struct macro *macro, size_t token,
                             struct leat__names *names)
{
    struct leat__lexer lexer;
    struct leat__token word;
    bool member = false;
    bool tag = false;

    begin(&lexer, macro->rest, macro->length);
    if (macro->length > 0 && *macro->rest == '(')
        while (read_parameter(macro, &lexer, &word))
            continue;
    while (leat__lexer_next(&lexer, &word)) {
        if (word.kind == LEAT__TOKEN_NAME && !member)
            add_name(arena, macro, &word,
                     (struct leat__name){.token = token, .kind = tag ? LEAT__NAME_TAG : LEAT__NAME_USE}, names);
        member = leat__token_is(macro->rest, &word, ".") || leat__token_is(macro->rest, &word, "->");
        tag = leat__token_is(macro->rest, &word, "struct") || leat__token_is(macro->rest, &word, "union") ||
              leat__token_is(macro->rest, &word, "enum");
    }
}

void leat__macros_names(struct leat__macros *macros, struct leat__source *source, const char *macro, size_t token,
                        struct leat__names *names)
{
    const struct table *table = table_of(macros, source);

    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->items[i].name, macro) == 0)
            read_replacement(&macros->arena, &table->items[i], token, names);
}
