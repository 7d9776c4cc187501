#include "check/words.h"

#include <string.h>

bool leat__words_of(struct leat__node *node, size_t quote, struct leat__words *words)
{
    const struct leat__quote *from = &node->quotes[quote];
    size_t count;

    *words = (struct leat__words){.source = from->source, .range = from->body_tokens, .node = node, .quote = quote};
    if (!from->text)
        return false;
    if (from->source)
        return from->body_tokens.first < from->tokens.last;
    words->source = leat__source_new("quote", from->body, strlen(from->body));
    words->own = true;
    count = leat__source_tokens(words->source)->count;
    words->range.last = count > 0 ? count - 1 : 0;
    if (count == 0)
        leat__words_release(words);
    return count > 0;
}

void leat__words_release(struct leat__words *words)
{
    if (words->own)
        leat__source_free(words->source);
    words->source = NULL;
    words->own = false;
}

struct leat__span leat__words_span(const struct leat__words *words, size_t token)
{
    return words->own ? leat__node_span(words->node) : leat__source_span(words->source, token, token);
}

static bool is_given(const struct leat__node *node, size_t at, const char *name)
{
    const struct leat__quote *quote = &node->quotes[at];

    for (uint32_t i = 0; i < quote->parameter_count; i++)
        if (strcmp(quote->parameters[i], name) == 0)
            return true;
    if (leat__operators[node->op].quotes[at].form != LEAT__QUOTE_YIELDS)
        return false;
    if (strcmp(name, "each") == 0)
        return node->op == LEAT_OP_SOURCE_ITER || node->op == LEAT_OP_SOURCE_GENERATE;
    return strcmp(name, "yield") == 0 || strcmp(name, "range") == 0 || (node->op == LEAT_OP_SCAN && strcmp(name, "stop") == 0);
}

/* Whether the quote itself declares the name: it is there, and not free. */
static bool is_declared(const struct leat__words *words, const struct leat__names *free_names, const char *name)
{
    const struct leat__token *tokens = leat__source_tokens(words->source)->items;

    if (leat__names_find(free_names, name))
        return false;
    for (size_t i = words->range.first; i <= words->range.last; i++)
        if (tokens[i].kind == LEAT__TOKEN_NAME && leat__token_is(words->source->bytes, &tokens[i], name))
            return true;
    return false;
}

void leat__words_names(const struct leat__words *words, size_t quote, struct leat__macros *macros,
                       struct leat__names *names)
{
    struct leat__source *source = leat__flow_source(words->node->flow, words->node->site);
    struct leat__names all = {0};
    size_t written;

    leat__source_free_names(words->source, words->range, &all);
    written = all.count;
    for (size_t i = 0; i < all.count; i++) {
        const struct leat__name name = all.items[i];

        if (source->bytes && name.kind == LEAT__NAME_USE)
            leat__macros_names(macros, source, name.text, name.token, &all);
        if (name.kind == LEAT__NAME_USE && is_given(words->node, quote, name.text))
            continue;
        if (i < written || !is_declared(words, &(struct leat__names){all.items, written, 0}, name.text))
            leat__vector_push(names, name);
    }
    leat__names_release(&all);
}
