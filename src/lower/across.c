/*
 * across.c: leat_across_ticks gives in each tick all that came in any. An aggregate of that need not see it all again: it
 * keeps its accumulator, and takes what is new. The same goes for what stands between, if it leads to nothing else.
 */
#include "lower/plan.h"

static bool keeps_value(enum leat_op op)
{
    switch (op) {
    case LEAT_OP_FOLD:
    case LEAT_OP_REDUCE:
    case LEAT_OP_COUNT:
    case LEAT_OP_MIN:
    case LEAT_OP_MAX:
    case LEAT_OP_FIRST:
    case LEAT_OP_LAST:
    case LEAT_OP_COLLECT:
    case LEAT_OP_DISTINCT_COUNT:
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
    case LEAT_OP_FIRST_KEYED:
    case LEAT_OP_VALUE_COUNTS:
        return true;
    default:
        return false;
    }
}

static bool passes_on(enum leat_op op)
{
    return op == LEAT_OP_MAP || op == LEAT_OP_FILTER || op == LEAT_OP_FILTER_MAP || op == LEAT_OP_FLAT_MAP ||
           op == LEAT_OP_KEY_BY || op == LEAT_OP_MAP_VALUES;
}

/* Whether a reader can do with what is new; of a chain, whether all that it leads to can. */
static bool can_take_new(const struct leat__vertex *vertex)
{
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return false;
    if (leat__node_is_aggregate(vertex->node))
        return keeps_value(vertex->node->op);
    if (!passes_on(vertex->node->op) || vertex->consumers.count == 0)
        return false;
    for (size_t i = 0; i < vertex->consumers.count; i++)
        if (!can_take_new(vertex->consumers.items[i].to))
            return false;
    return true;
}

static void mark_carried(struct leat__vertex *vertex)
{
    vertex->carried = true;
    if (leat__node_is_aggregate(vertex->node))
        return;
    for (size_t i = 0; i < vertex->consumers.count; i++)
        mark_carried(vertex->consumers.items[i].to);
}

void leat__pass_across(struct leat__plan *plan)
{
    for (uint32_t l = 0; l < plan->location_count; l++)
        for (size_t i = 0; i < plan->locations[l].vertices.count; i++) {
            struct leat__vertex *vertex = plan->locations[l].vertices.items[i];

            for (size_t k = 0; vertex->node->op == LEAT_OP_ACROSS_TICKS && k < vertex->consumers.count; k++)
                if (can_take_new(vertex->consumers.items[k].to))
                    mark_carried(vertex->consumers.items[k].to);
        }
}
