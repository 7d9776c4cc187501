/*
 * region.c: what is on the cycle of a fixpoint. The fixpoint takes its turn when all that comes to its cycle from
 * elsewhere is there (order.c), so that a join on the cycle need only look up what it has of that.
 */
#include "lower/plan.h"

void leat__pass_region(struct leat__plan *plan)
{
    struct leat__vertex **fixpoints = leat__arena_array(&plan->arena, struct leat__vertex *, plan->flow->nodes.count);

    for (uint32_t l = 0; l < plan->location_count; l++)
        for (size_t i = 0; i < plan->locations[l].vertices.count; i++) {
            struct leat__vertex *vertex = plan->locations[l].vertices.items[i];

            if (leat__op_is_fixpoint(vertex->node->op))
                fixpoints[vertex->node->id] = vertex;
        }
    for (uint32_t l = 0; l < plan->location_count; l++)
        for (size_t i = 0; i < plan->locations[l].vertices.count; i++) {
            struct leat__vertex *vertex = plan->locations[l].vertices.items[i];

            if (vertex->node->region)
                vertex->region = fixpoints[vertex->node->region->id];
        }
}
