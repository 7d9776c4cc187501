/*
 * bounds.c: what waits for the end of its input needs an input that ends.
 */
#include "check/report.h"
#include "check/rules.h"

static const char *why_endless(const struct leat__node *node)
{
    switch (node->op) {
    case LEAT_OP_FORWARD:
        return "a forward is unbounded: its cycle may always bring more";
    case LEAT_OP_SAMPLE_EVERY:
    case LEAT_OP_SAMPLE_EAGER:
        return "samples never end";
    case LEAT_OP_TIMEOUT:
        return "something may always come, or not come";
    default:
        return "this source never ends";
    }
}

/* Not a stream: a value, or one for each key. */
static bool is_value(const struct leat__node *node)
{
    return node->kind != LEAT_KIND_STREAM && node->kind != LEAT_KIND_KEYED_STREAM;
}

static const char *what_to_do(const struct leat__node *node, const struct leat__node *input)
{
    if (node->op == LEAT_OP_CHAIN)
        return "put the input that ends first: leat_chain(bounded, unbounded); or leat_merge, without order";
    if (is_value(input) && input->kind != LEAT_KIND_KEYED_SINGLETON)
        return "look at it in a tick: leat_snapshot(s, tick, nondet(\"...\"));\n"
               "or now and then: leat_sample_every(s, q(milliseconds), nondet(\"...\"))";
    if (is_value(input))
        return "look at it in a tick: leat_snapshot(s, tick, nondet(\"...\"))";
    return "take it in pieces that end: leat_batch(s, tick, nondet(\"...\")), with leat_tick *tick = "
           "leat_tick_of(location)";
}

static const char *why_it_waits(const struct leat__node *node)
{
    switch (node->op) {
    case LEAT_OP_CHAIN:
        return "its second input would never have its turn";
    case LEAT_OP_JOIN_LEFT:
    case LEAT_OP_JOIN_SEMI:
    case LEAT_OP_ANTI_JOIN:
    case LEAT_OP_FILTER_NOT_IN:
    case LEAT_OP_JOIN_KEYED_SINGLETON:
    case LEAT_OP_LOOKUP:
        return "what is not there yet might still come, so that its first input would wait for ever";
    case LEAT_OP_CROSS_SINGLETON:
    case LEAT_OP_FILTER_IF:
    case LEAT_OP_VALUES_BY:
        return "no value of it would ever be the last";
    case LEAT_OP_INTO_STREAM:
        return "no value of it would ever be the last";
    case LEAT_OP_ASSERT_EQUAL:
        return "there would never be an end to compare";
    case LEAT_OP_ENTRIES:
    case LEAT_OP_KEYS:
    case LEAT_OP_VALUES:
        return "no entry of it would ever be the last";
    default:
        return "this would wait for ever";
    }
}

/* Whether the missing end is an error further up already. */
static bool is_consequence(const struct leat__node *input)
{
    const struct leat__node *since = input->unbounded_since;

    for (; input != since && input->op != LEAT_OP_FORWARD && input->inputs.count > 0; input = input->inputs.items[0])
        if (leat__operators[input->op].needs == LEAT__NEEDS_BOUNDED && !input->inputs.items[0]->bounded)
            return true;
    return false;
}

/* An element of a keyed stream has its key and value from the beginning: they need not wait. */
static bool has_entries_at_once(const struct leat__node *node)
{
    return (node->op == LEAT_OP_ENTRIES || node->op == LEAT_OP_KEYS || node->op == LEAT_OP_VALUES) &&
           node->inputs.items[0]->kind == LEAT_KIND_KEYED_STREAM;
}

static void check_node(struct leat__node *node)
{
    enum leat__needs needs = leat__operators[node->op].needs;
    struct leat__diagnostic *diagnostic;
    struct leat__node *input;

    if (needs != LEAT__NEEDS_BOUNDED && needs != LEAT__NEEDS_FIRST && needs != LEAT__NEEDS_SECOND)
        return;
    input = node->inputs.items[needs == LEAT__NEEDS_SECOND];
    if (input->bounded || has_entries_at_once(node) || is_consequence(input))
        return;
    diagnostic =
        leat__report_error_in(node->flow, "LEAT0201", "%s needs %s, and this %s %s", leat__op_name(node),
                              needs == LEAT__NEEDS_FIRST    ? "a first input that ends"
                              : needs == LEAT__NEEDS_SECOND ? "a second input that ends"
                                                            : "bounded input",
                              leat__kind_text(input->kind), is_value(input) ? "changes for ever" : "never ends");
    leat__diagnostic_mark(diagnostic, leat__node_span(node), "%s", why_it_waits(node));
    leat__diagnostic_mark(diagnostic, leat__node_span(node->flow->nodes.items[input->unbounded_since->id]), "%s",
                          why_endless(input->unbounded_since));
    leat__diagnostic_help(diagnostic, "%s", what_to_do(node, input));
}

void leat__check_bounds(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++)
        check_node(flow->nodes.items[i]);
}
