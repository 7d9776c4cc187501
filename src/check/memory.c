/*
 * memory.c: notes about what can only grow: outside of ticks, where an input never ends, what an operator
 * remembers of it is never given back.
 */
#include "check/report.h"
#include "check/rules.h"

static const char *what_is_kept(const struct leat__node *node)
{
    switch (node->op) {
    case LEAT_OP_UNIQUE:
        return "every element that it has seen";
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
        return "an entry for each key";
    case LEAT_OP_DISTINCT_COUNT:
    case LEAT_OP_VALUE_COUNTS:
        return "an entry for each element that is another one";
    case LEAT_OP_COLLECT:
        return "all elements";
    case LEAT_OP_JOIN:
    case LEAT_OP_CROSS_PRODUCT:
        return "every element of both inputs";
    case LEAT_OP_ZIP:
    case LEAT_OP_ZIP_LONGEST:
        return "what one input is ahead of the other";
    case LEAT_OP_ITERATE:
    case LEAT_OP_ITERATE_BEST:
        return "every element that went round";
    case LEAT_OP_ACROSS_TICKS:
        return "every element of every tick";
    default:
        return "what has come";
    }
}

static const char *what_bounds_it(const struct leat__node *node)
{
    if (node->op == LEAT_OP_FOLD_KEYED || node->op == LEAT_OP_REDUCE_KEYED || node->op == LEAT_OP_VALUE_COUNTS)
        return "fine where the number of keys is bounded; in a tick it starts afresh: leat_batch(s, tick, nondet(\"...\"))";
    if (node->op == LEAT_OP_ZIP || node->op == LEAT_OP_ZIP_LONGEST)
        return "fine where both come equally fast; in a tick it starts afresh: leat_batch(s, tick, nondet(\"...\"))";
    if (node->op == LEAT_OP_ACROSS_TICKS)
        return "a fold, reduce or count that alone reads it keeps its accumulator only; or let the input of the tick end: leat_limit(s, q(count))";
    return "in a tick it starts afresh: leat_batch(s, tick, nondet(\"...\")); or let the input end: leat_limit(s, q(count))";
}

/* Behind leat_limit comes only so much, although nobody knows when it has come. */
static bool is_limited(const struct leat__node *node)
{
    for (; node->inputs.count == 1 && node->op != LEAT_OP_FORWARD; node = node->inputs.items[0])
        if (node->op == LEAT_OP_LIMIT)
            return true;
    return node->op == LEAT_OP_LIMIT;
}

static bool gives_one_value(enum leat_op op)
{
    return op == LEAT_OP_FOLD || op == LEAT_OP_REDUCE || op == LEAT_OP_COUNT || op == LEAT_OP_MIN || op == LEAT_OP_MAX ||
           op == LEAT_OP_FIRST || op == LEAT_OP_LAST;
}

/* What is of constant size, however much it has come of. */
static bool is_read_by_values_only(const struct leat__node *node)
{
    for (size_t i = 0; i < node->flow->nodes.count; i++) {
        const struct leat__node *reader = node->flow->nodes.items[i];

        for (size_t k = 0; k < reader->inputs.count; k++)
            if (reader->inputs.items[k] == node && !gives_one_value(reader->op))
                return false;
    }
    return true;
}

/* What comes into a tick without end. */
static const struct leat__node *endless_input_of_tick(const struct leat__place *tick)
{
    for (size_t i = 0; i < tick->flow->nodes.count; i++) {
        const struct leat__node *node = tick->flow->nodes.items[i];

        if (node->op == LEAT_OP_BATCH && node->place == tick && !node->inputs.items[0]->bounded && !is_limited(node->inputs.items[0]))
            return node->inputs.items[0];
    }
    return NULL;
}

static const struct leat__node *endless_input(const struct leat__node *node)
{
    const struct leat__operator *operator = &leat__operators[node->op];

    if (node->op == LEAT_OP_ACROSS_TICKS)
        return is_read_by_values_only(node) ? NULL : endless_input_of_tick(node->place);
    if (operator->state != LEAT__STATE_GROWS || node->place->kind == LEAT__TICK)
        return NULL;
    /* A window or session that is closed is forgotten, and so is what a watermark has passed. */
    if (leat__op_is_windowed(node->op) || node->op == LEAT_OP_REDUCE_WATERMARK)
        return NULL;
    /* One input ends, which is all that is remembered; the other waits for that, and is given on then. */
    if (operator->needs == LEAT__NEEDS_FIRST || operator->needs == LEAT__NEEDS_SECOND)
        return NULL;
    /* Of these, an element is kept for those that the other input still brings. */
    if ((node->op == LEAT_OP_JOIN || node->op == LEAT_OP_CROSS_PRODUCT) && !node->region &&
        (node->inputs.items[0]->bounded || node->inputs.items[1]->bounded))
        return NULL;
    for (size_t i = 0; i < node->inputs.count; i++)
        if (!node->inputs.items[i]->bounded && !is_limited(node->inputs.items[i]))
            return node->inputs.items[i];
    return NULL;
}

void leat__note_memory(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *node = flow->nodes.items[i];
        const struct leat__node *input = endless_input(node);

        if (!input)
            continue;
        struct leat__diagnostic *diagnostic =
            leat__diagnostics_add(&flow->diagnostics, LEAT__NOTE, "LEAT0225", "the memory of %s only grows", leat__op_name(node));

        leat__diagnostic_mark(diagnostic, leat__node_span(node), "it remembers %s", what_is_kept(node));
        leat__diagnostic_mark(diagnostic, leat__node_span(flow->nodes.items[input->unbounded_since->id]),
                              "there is no end of what comes from here");
        leat__diagnostic_help(diagnostic, "%s", what_bounds_it(node));
    }
    leat__reports_finish(flow);
}
