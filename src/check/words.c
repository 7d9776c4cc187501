#include "check/words.h"

#include <string.h>

bool leat__words_of(struct leat__node *node, size_t quote, struct leat__words *words)
{
    const struct leat__quote *from = &node->quotes[quote];
    size_t count;

    *words = (struct leat__words){.source = from->source, .range = from->body_tokens, .node = node};
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

/* Operators whose quote is given `yield` and `range`. */
static bool is_yielding(enum leat_op op)
{
    return op == LEAT_OP_SOURCE_ITER || op == LEAT_OP_SOURCE_GENERATE || op == LEAT_OP_FILTER_MAP ||
           op == LEAT_OP_FLAT_MAP || op == LEAT_OP_ASSERT_EQUAL;
}

static bool is_given(const struct leat__node *node, const struct leat__quote *quote, const char *name)
{
    for (uint32_t i = 0; i < quote->parameter_count; i++)
        if (strcmp(quote->parameters[i], name) == 0)
            return true;
    return is_yielding(node->op) && (strcmp(name, "yield") == 0 || strcmp(name, "range") == 0);
}

void leat__words_names(const struct leat__words *words, size_t quote, struct leat__names *names)
{
    struct leat__names all = {0};

    leat__source_free_names(words->source, words->range, &all);
    for (size_t i = 0; i < all.count; i++) {
        const struct leat__name *name = &all.items[i];

        if (name->kind == LEAT__NAME_USE && is_given(words->node, &words->node->quotes[quote], name->text))
            continue;
        leat__vector_push(names, (struct leat__name){leat__strdup(name->text), name->token, name->kind});
    }
    leat__names_release(&all);
}
