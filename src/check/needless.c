/*
 * needless.c: options that change nothing where they are given. Only what can never change anything: a claim that is
 * not needed today, because the input has an order, says something that may be needed tomorrow.
 */
#include "check/report.h"
#include "check/rules.h"

static void report(struct leat__node *node, const char *option, const char *why)
{
    struct leat__diagnostic *diagnostic =
        leat__report_warning_in(node->flow, "LEAT0226", "%s has no use for %s", leat__op_name(node), option);

    leat__diagnostic_mark(diagnostic, leat__option_span(node, option), "%s", why);
    leat__diagnostic_help(diagnostic, "leave it out");
}

/* Whether the operator takes its elements one after the other by a step of the user's. */
static bool has_step(const struct leat__operator *operator)
{
    for (size_t i = 0; i < LEAT__QUOTES; i++)
        if (operator->quotes[i].form == LEAT__QUOTE_STATEMENT && operator->quotes[i].parameters == 2)
            return true;
    return false;
}

void leat__check_needless(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *node = flow->nodes.items[i];
        const struct leat__operator *operator = &leat__operators[node->op];

        if (node->cut > 1) /* all cuts of a slice have the same options */
            continue;
        if (node->commutative && operator->needs != LEAT__NEEDS_ORDER)
            report(node, "commutative",
                   operator->needs == LEAT__NEEDS_STRICT ? "no claim makes up for a missing order here"
                                                         : "it does not depend on an order");
        if (node->idempotent && operator->retries != LEAT__RETRIES_CLAIM)
            report(node, "idempotent",
                   operator->retries == LEAT__RETRIES_STRICT ? "no claim makes up for repetitions here"
                                                             : "it does not depend on repetitions");
        if (node->name && !leat__op_is_network(node->op) && node->op != LEAT_OP_EMBED_INPUT && node->op != LEAT_OP_EMBED_OUTPUT)
            report(node, "channel", "it sends nothing over a channel");
        if (node->lossy && !leat__op_is_network(node->op))
            report(node, "lossy", "it sends nothing over a channel");
        if (node->monotone && !has_step(operator))
            report(node, "monotone", "it has no value that could grow");
    }
}
