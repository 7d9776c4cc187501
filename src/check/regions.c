/*
 * regions.c: what goes round a fixpoint (leat_iterate) goes round one element at a time, until nothing is new. So what
 * is on the cycle has to handle each element as it comes: there is no end to wait for before the last is found,
 * and a value made on the way would be one of a moment.
 */
#include "check/report.h"
#include "check/rules.h"

static bool handles_at_once(enum leat_op op)
{
    return leat__op_gives_at_once(op) || op == LEAT_OP_MERGE || op == LEAT_OP_UNIQUE || op == LEAT_OP_JOIN;
}

static bool is_on_cycle(const struct leat__node *node)
{
    return node->region && node->region != node && node->place == node->region->place;
}

static void mark_ends(struct leat__diagnostic *diagnostic, const struct leat__node *fixpoint)
{
    leat__diagnostic_mark(diagnostic, leat__node_span(fixpoint->flow->nodes.items[fixpoint->id]), "the fixpoint begins here");
    leat__diagnostic_mark(diagnostic, leat__completion_span(fixpoint), "the cycle is closed here");
}

static const char *why_not(const struct leat__node *node)
{
    if (leat__op_is_fixpoint(node->op))
        return "it would have to begin anew with each element that goes round";
    if (node->op == LEAT_OP_FORWARD)
        return "a cycle within the cycle: it has no fixpoint of its own";
    if (leat__node_is_aggregate(node))
        return "its value is known when nothing new comes, and this brings something new";
    return "what goes round comes one by one, and it waits for the rest";
}

/* Behind another that cannot be there: mended, it may well be gone. */
static bool is_consequence(const struct leat__node *node)
{
    for (size_t k = 0; k < node->inputs.count; k++)
        if (is_on_cycle(node->inputs.items[k]) && !handles_at_once(node->inputs.items[k]->op))
            return true;
    return false;
}

static void report_operator(struct leat__node *node)
{
    struct leat__diagnostic *diagnostic = leat__report_error_in(
        node->flow, "LEAT0121", "%s cannot be on the cycle of a fixpoint", leat__op_name(node));

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "%s", why_not(node));
    mark_ends(diagnostic, node->region);
    leat__diagnostic_help(diagnostic,
                          "on the cycle: map, filter, filter_map, flat_map, key_by, map_values, inspect, merge, unique, join;\n"
                          "all else of the result, or of what comes to the cycle from elsewhere");
}

static void check_completion(struct leat__node *fixpoint)
{
    struct leat__diagnostic *diagnostic;

    if (!fixpoint->completion || fixpoint->completion->region || is_on_cycle(fixpoint) || fixpoint->completion->place != fixpoint->place)
        return;
    diagnostic = leat__report_error_in(fixpoint->flow, "LEAT0122", "nothing goes round this %s", leat__op_name(fixpoint));
    leat__diagnostic_mark(diagnostic, leat__node_span(fixpoint), "what completes it does not come of it within the turn");
    leat__diagnostic_mark(diagnostic, leat__completion_span(fixpoint), "completed here");
    leat__diagnostic_help(diagnostic, "complete it with what is made of its own elements;\n"
                                      "what comes from elsewhere belongs into the seed: leat_merge(seed, other);\n"
                                      "what waits for the next tick goes round a forward: leat_forward(tick, T, &hole)");
}

/* On its way an element was perhaps the best for a time only, which depends on what came first. */
static void check_leaving(struct leat__node *node)
{
    for (size_t k = 0; k < node->inputs.count; k++) {
        struct leat__node *from = node->inputs.items[k];
        struct leat__diagnostic *diagnostic;

        if (!is_on_cycle(from) || from->region->op != LEAT_OP_ITERATE_BEST || node->region == from->region)
            continue;
        diagnostic = leat__report_error_in(node->flow, "LEAT0123", "%s reads what goes round an iterate_best",
                                           leat__op_name(node));
        leat__diagnostic_mark(diagnostic, leat__node_span(node), "it would see what was the best for a time only");
        leat__diagnostic_mark(diagnostic, leat__node_span(from), "this is on the cycle");
        mark_ends(diagnostic, from->region);
        leat__diagnostic_help(diagnostic, "read the result: what leat_iterate_best gives, outside of the cycle, is the best");
    }
}

/* Its result is known when nothing new comes: all that comes to its cycle has to end. */
static void check_end(struct leat__node *fixpoint)
{
    struct leat__diagnostic *diagnostic;

    if (fixpoint->op != LEAT_OP_ITERATE_BEST || fixpoint->bounded || !fixpoint->inputs.items[0]->bounded)
        return;
    diagnostic = leat__report_error_in(fixpoint->flow, "LEAT0201", "iterate_best needs bounded input, and its cycle never ends");
    leat__diagnostic_mark(diagnostic, leat__node_span(fixpoint), "no element of it would ever be the best");
    leat__diagnostic_mark(diagnostic, leat__node_span(fixpoint->flow->nodes.items[fixpoint->unbounded_since->id]),
                          "what comes from here to its cycle never ends");
    leat__diagnostic_help(diagnostic, "take all of it in pieces that end: leat_batch(s, tick, nondet(\"...\")), with leat_tick *tick = "
                                      "leat_tick_of(location)");
}

void leat__check_regions(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *node = flow->nodes.items[i];

        if (is_on_cycle(node) && !handles_at_once(node->op) && !is_consequence(node))
            report_operator(node);
        if (leat__op_is_fixpoint(node->op)) {
            check_completion(node);
            check_end(node);
        }
        check_leaving(node);
    }
}
