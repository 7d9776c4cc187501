/*
 * guarantees.c: what each collection guarantees, from the table of operators. A forward may take its
 * guarantees from a node behind it, so that the table is applied until nothing changes: everything
 * starts as bounded and ordered, and only ever loses it.
 */
#include "check/check.h"

/* The tick's inputs: batches and snapshots that are taken in it. */
static const struct leat__node *unbounded_input_of_tick(const struct leat__place *tick)
{
    for (size_t i = 0; i < tick->flow->nodes.count; i++) {
        const struct leat__node *node = tick->flow->nodes.items[i];

        if ((node->op == LEAT_OP_BATCH || node->op == LEAT_OP_SNAPSHOT) && node->place == tick &&
            !node->inputs.items[0]->bounded)
            return node->inputs.items[0]->unbounded_since;
    }
    return NULL;
}

/* The node for whose sake this one is unbounded; NULL: it is bounded. */
static const struct leat__node *unbounded_since(const struct leat__node *node)
{
    struct leat__node *const *inputs = node->inputs.items;

    switch (leat__operators[node->op].bounds) {
    case LEAT__BOUNDS_YES:
        return NULL;
    case LEAT__BOUNDS_NO:
        if (node->external && node->external->ends_with_client)
            return NULL;
        return node->place->kind == LEAT__TICK ? NULL : node;
    case LEAT__BOUNDS_SECOND:
        return inputs[1]->unbounded_since;
    case LEAT__BOUNDS_TICKS:
        return unbounded_input_of_tick(inputs[0]->place);
    case LEAT__BOUNDS_SAME:
        return inputs[0]->unbounded_since;
    case LEAT__BOUNDS_ALL:
        for (size_t i = 0; i < node->inputs.count; i++)
            if (inputs[i]->unbounded_since)
                return inputs[i]->unbounded_since;
    }
    return NULL;
}

/* A keyed stream has an order for each key only: as a plain stream it has none, unless of one key, nor when it gets other keys. */
static const struct leat__node *order_lost_with_keys(const struct leat__node *node)
{
    bool other_keys = (node->kind == LEAT_KIND_STREAM && node->op != LEAT_OP_VALUES_BY) || node->op == LEAT_OP_KEY_BY ||
                      leat__operators[node->op].order == LEAT__ORDER_SENDER;

    return other_keys && node->inputs.count > 0 && node->inputs.items[0]->kind == LEAT_KIND_KEYED_STREAM ? node : NULL;
}

/* The node where this one's order was lost; NULL: it is ordered. */
static const struct leat__node *unordered_since(const struct leat__node *node)
{
    switch (leat__operators[node->op].order) {
    case LEAT__ORDER_LOST:
        return node;
    case LEAT__ORDER_TOTAL:
        if (node->op == LEAT_OP_FORWARD && node->completion)
            return node->completion->unordered_since;
        return NULL;
    case LEAT__ORDER_FIRST:
        if (node->inputs.items[0]->unordered_since)
            return node->inputs.items[0]->unordered_since;
        break;
    case LEAT__ORDER_SAME:
    case LEAT__ORDER_SENDER:
        for (size_t i = 0; i < node->inputs.count; i++)
            if (node->inputs.items[i]->unordered_since)
                return node->inputs.items[i]->unordered_since;
    }
    return order_lost_with_keys(node);
}

/* The node since which an element may come several times; NULL: each comes once. */
static const struct leat__node *retried_since(const struct leat__node *node)
{
    switch (leat__operators[node->op].retries) {
    case LEAT__RETRIES_ONCE:
    case LEAT__RETRIES_STRICT:
        return NULL;
    case LEAT__RETRIES_MORE:
        return node;
    case LEAT__RETRIES_CLAIM:
    case LEAT__RETRIES_SAME:
        break;
    }
    /* Where only the first input's order counts, the second is a set: what it has twice, it has. */
    for (size_t i = 0; i < (leat__operators[node->op].order == LEAT__ORDER_FIRST ? 1 : node->inputs.count); i++)
        if (node->inputs.items[i]->retried_since && !leat__node_is_aggregate(node))
            return node->inputs.items[i]->retried_since;
    return NULL;
}

/* The channel on which elements may have been lost; NULL: all are there. Whoever needs them all has said why not, or is told. */
static const struct leat__node *lossy_since(const struct leat__node *node)
{
    if (node->lossy && leat__op_is_network(node->op))
        return node;
    if (node->op == LEAT_OP_ASSUME_EXACTLY_ONCE)
        return NULL;
    for (size_t i = 0; i < node->inputs.count; i++)
        if (node->inputs.items[i]->lossy_since && !leat__needs_all(node, i))
            return node->inputs.items[i]->lossy_since;
    return NULL;
}

void leat__infer_guarantees(struct leat_flow *flow)
{
    bool changed = true;

    for (size_t i = 0; i < flow->nodes.count; i++) {
        flow->nodes.items[i]->bounded = flow->nodes.items[i]->ordered = true;
        flow->nodes.items[i]->unbounded_since = flow->nodes.items[i]->unordered_since = NULL;
        flow->nodes.items[i]->retried_since = flow->nodes.items[i]->lossy_since = NULL;
    }
    while (changed) {
        changed = false;
        for (size_t i = 0; i < flow->nodes.count; i++) {
            struct leat__node *node = flow->nodes.items[i];

            if (node->bounded && (node->unbounded_since = unbounded_since(node))) {
                node->bounded = false;
                changed = true;
            }
            if (node->ordered && (node->unordered_since = unordered_since(node))) {
                node->ordered = false;
                changed = true;
            }
            if (!node->retried_since && (node->retried_since = retried_since(node)))
                changed = true;
            if (!node->lossy_since && (node->lossy_since = lossy_since(node)))
                changed = true;
        }
    }
}
