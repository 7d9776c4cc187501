/*
 * meet.c: a join of two inputs that both end need not give its pairs as they come: it gathers the rows of both, and
 * indexes those of one side, when that has ended, for the other to look up. It is one index instead of two, which is
 * made when it is known how large it will be, and in parts that fit the caches.
 */
#include "lower/plan.h"

/* Behind a leat_atomic a turn has to do all that its elements lead to. */
static bool is_in_time(const struct leat__plan *plan, const struct leat__vertex *join)
{
    if (join->tick)
        return true;
    for (size_t i = 0; i < plan->flow->nodes.count; i++)
        if (plan->flow->nodes.items[i]->op == LEAT_OP_ATOMIC)
            return false;
    return true;
}

/* Whether both inputs end: of a tick they do, unless they are carried over from the one before. */
static bool ends(const struct leat__vertex *join)
{
    for (size_t i = 0; i < join->inputs.count; i++)
        if (join->inputs.items[i]->changing || join->inputs.items[i]->carried || (!join->tick && !join->inputs.items[i]->node->bounded))
            return false;
    return !join->carried;
}

void leat__pass_bounded_joins(struct leat__plan *plan)
{
    for (uint32_t l = 0; l < plan->location_count; l++)
        for (size_t i = 0; i < plan->locations[l].vertices.count; i++) {
            struct leat__vertex *vertex = plan->locations[l].vertices.items[i];

            vertex->meets = vertex->role == LEAT__ROLE_OPERATOR && vertex->node->op == LEAT_OP_JOIN && !vertex->region && ends(vertex) &&
                            is_in_time(plan, vertex);
        }
}
