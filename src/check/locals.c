#include "check/locals.h"

#include <string.h>

/* What is visible at a token: at the end of a block, or where a call stands. */
struct reading {
    struct reading *next;
    struct leat__source *source;
    size_t token;
    struct leat__names variables;
    struct leat__names types;
};

struct leat__locals {
    struct reading *readings;
};

struct leat__locals *leat__locals_new(void)
{
    return leat__alloc(sizeof(struct leat__locals));
}

void leat__locals_free(struct leat__locals *locals)
{
    while (locals->readings) {
        struct reading *reading = locals->readings;

        locals->readings = reading->next;
        leat__names_release(&reading->variables);
        leat__names_release(&reading->types);
        free(reading);
    }
    free(locals);
}

static struct reading *read_at(struct leat__locals *locals, struct leat__source *source, size_t token)
{
    for (struct reading *reading = locals->readings; reading; reading = reading->next)
        if (reading->source == source && reading->token == token)
            return reading;

    struct reading *reading = leat__alloc(sizeof *reading);

    reading->source = source;
    reading->token = token;
    leat__source_locals(source, token, &reading->variables);
    leat__source_local_types(source, token, &reading->types);
    reading->next = locals->readings;
    locals->readings = reading;
    return reading;
}

static bool is(struct leat__source *source, size_t token, const char *spelling)
{
    return leat__token_is(source->bytes, &leat__source_tokens(source)->items[token], spelling);
}

/* Whether a `for` without braces stands before the token in its statement: what it declares is gone at the end of the block. */
static bool is_behind_for(struct leat__source *source, size_t token)
{
    while (token-- > 0) {
        size_t partner = leat__source_partner(source, token);

        if (is(source, token, ";") || is(source, token, "{") || is(source, token, "}"))
            return false;
        if (is(source, token, "for"))
            return true;
        if (partner != LEAT__NONE && partner < token)
            token = partner;
    }
    return false;
}

/* The token at which to read: the end of the innermost block, where that is enough. */
static size_t reading_point(struct leat__source *source, size_t token)
{
    size_t open = leat__source_around(source, token);
    size_t outermost = token;

    while (open != LEAT__NONE && !is(source, open, "{")) {
        outermost = open;
        open = leat__source_around(source, open);
    }
    if (open == LEAT__NONE || leat__source_partner(source, open) == LEAT__NONE || is_behind_for(source, outermost))
        return token;
    return leat__source_partner(source, open);
}

/* Where the call stands: its name, or, of a call that a macro makes, the first token of its line. */
static size_t token_of(struct leat__node *node, struct leat__source *source)
{
    return node->length ? node->call.first : leat__source_token_at(source, node->line);
}

/* The last name of that text that is declared before the token. */
static const struct leat__name *find_before(const struct leat__names *names, const char *text, size_t token)
{
    for (size_t i = names->count; i-- > 0;)
        if (names->items[i].token < token && strcmp(names->items[i].text, text) == 0)
            return &names->items[i];
    return NULL;
}

static const struct leat__name *find(struct leat__locals *locals, struct leat__node *node, const char *name, bool types)
{
    struct leat__source *source = leat__flow_source(node->flow, node->site);
    const struct reading *reading;
    size_t token;

    if (!source->bytes)
        return NULL;
    token = token_of(node, source);
    if (token >= leat__source_tokens(source)->count)
        return NULL;
    reading = read_at(locals, source, reading_point(source, token));
    return find_before(types ? &reading->types : &reading->variables, name, token);
}

const struct leat__name *leat__locals_variable(struct leat__locals *locals, struct leat__node *node, const char *name)
{
    return find(locals, node, name, false);
}

const struct leat__name *leat__locals_type(struct leat__locals *locals, struct leat__node *node, const char *name)
{
    return find(locals, node, name, true);
}
