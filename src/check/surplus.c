/*
 * surplus.c: notes about reasons that give a reason for nothing. All that a run leaves to timing or chance is found by its
 * nondet("..."): one that stands where there is only one result leads astray.
 */
#include <string.h>

#include "check/report.h"
#include "check/rules.h"
#include "check/words.h"

static bool is_call(const struct leat__words *words, size_t token)
{
    const struct leat__tokens *tokens = leat__source_tokens(words->source);

    return token + 1 < tokens->count && leat__token_is(words->source->bytes, &tokens->items[token + 1], "(");
}

/* Whether this name may stand for time or chance: they are asked for by a call, and other functions may do so in turn. */
static bool may_vary(const struct leat__words *words, const struct leat__name *name)
{
    const struct leat__token *token = &leat__source_tokens(words->source)->items[name->token];

    if (name->kind != LEAT__NAME_USE)
        return false;
    if (!leat__token_is(words->source->bytes, token, name->text)) /* it is in a macro */
        return true;
    if (strcmp(name->text, "leat_now") == 0 || strcmp(name->text, "leat_random") == 0)
        return true;
    return is_call(words, name->token) && strncmp(name->text, "leat_", 5) != 0;
}

static bool quote_may_vary(struct leat__node *node, size_t quote, struct leat__macros *macros)
{
    struct leat__names names = {0};
    struct leat__words words;
    bool varies = false;

    if (!leat__words_of(node, quote, &words))
        return false;
    leat__words_names(&words, quote, macros, &names);
    for (size_t i = 0; i < names.count; i++)
        varies |= may_vary(&words, &names.items[i]);
    leat__names_release(&names);
    leat__words_release(&words);
    return varies;
}

static bool quotes_may_vary(struct leat__node *node, struct leat__macros *macros)
{
    for (size_t quote = 0; quote < LEAT__QUOTES; quote++)
        if (quote_may_vary(node, quote, macros))
            return true;
    return false;
}

/* Whether a reason makes up for what this input lacks. */
static bool makes_up_for(const struct leat__node *node, size_t at)
{
    const struct leat__node *input = node->inputs.items[at];

    if (node->op == LEAT_OP_ASSUME_ORDERED)
        return !input->ordered;
    if (node->op == LEAT_OP_ASSUME_EXACTLY_ONCE)
        return input->retried_since || input->lossy_since;
    return (!input->ordered && leat__operators[node->op].needs == LEAT__NEEDS_ORDER) ||
           (input->retried_since && leat__operators[node->op].retries == LEAT__RETRIES_CLAIM) ||
           (input->lossy_since && leat__needs_all(node, at));
}

static bool is_needed(struct leat__node *node, struct leat__macros *macros)
{
    bool assumes = node->op == LEAT_OP_ASSUME_ORDERED || node->op == LEAT_OP_ASSUME_EXACTLY_ONCE;

    if (node->inputs.count == 0 || (!assumes && leat__operators[node->op].needs == LEAT__NEEDS_NONDET))
        return true;
    /* What is claimed, and is so but nearly, is not tried where there is a reason. */
    if (node->commutative || node->idempotent || node->monotone)
        return true;
    for (size_t i = 0; i < node->inputs.count; i++)
        if (makes_up_for(node, i))
            return true;
    return quotes_may_vary(node, macros);
}

static const char *why_surplus(const struct leat__node *node)
{
    if (node->op == LEAT_OP_ASSUME_ORDERED)
        return "the input has an order as it is";
    if (node->op == LEAT_OP_ASSUME_EXACTLY_ONCE)
        return "each element of the input comes once as it is";
    return "it gives the same in each run";
}

void leat__note_surplus(struct leat_flow *flow)
{
    struct leat__macros *macros = leat__macros_new();

    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *node = flow->nodes.items[i];
        struct leat__diagnostic *diagnostic;

        if (!node->nondet || node->output || is_needed(node, macros))
            continue;
        diagnostic = leat__diagnostics_add(&flow->diagnostics, LEAT__NOTE, "LEAT0227", "%s leaves nothing to timing or chance", leat__op_name(node));
        leat__diagnostic_mark(diagnostic, leat__option_span(node, "nondet"), "%s", why_surplus(node));
        leat__diagnostic_help(diagnostic, "leave out %s", leat__operators[node->op].needs == LEAT__NEEDS_NONDET
                                                              ? leat__arena_printf(&flow->arena, "leat_%s", leat__op_name(node))
                                                              : "nondet");
    }
    leat__macros_free(macros);
    leat__reports_finish(flow);
}
