/*
 * cancel.c: a limit wants no more once it has its elements, nor a zip whose shorter input has ended. What leads only to such vertices can be told
 * to stop: a source at once, a channel by a control frame to its sender, where the same holds again.
 */
#include "lower/plan.h"

static bool may_cancel(const struct leat__vertex *vertex)
{
    if (vertex->tick)
        return false; /* the next tick wants elements again */
    if (leat__op_ends_early(vertex->node->op))
        return true;
    for (size_t i = 0; i < vertex->consumers.count; i++)
        if (!vertex->consumers.items[i].to->cancellable)
            return false;
    return vertex->consumers.count > 0;
}

static bool is_root(const struct leat__vertex *vertex)
{
    return vertex->inputs.count == 0;
}

/* From the roots on: a vertex is asked for the sake of what feeds it. */
static void mark_asked(struct leat__vertices *vertices)
{
    for (size_t i = 0; i < vertices->count; i++) {
        struct leat__vertex *vertex = vertices->items[i];

        vertex->asked = vertex->cancellable && is_root(vertex);
        for (size_t k = 0; k < vertex->inputs.count; k++)
            vertex->asked |= vertex->inputs.items[k]->asked;
    }
}

void leat__pass_cancel(struct leat__plan *plan)
{
    bool changed = true;

    while (changed) {
        changed = false;
        for (uint32_t l = 0; l < plan->location_count; l++) {
            struct leat__vertices *vertices = &plan->locations[l].vertices;

            for (size_t i = vertices->count; i-- > 0;) {
                struct leat__vertex *vertex = vertices->items[i];
                /* A send is told by its receiver. */
                bool now = vertex->role == LEAT__ROLE_SEND ? vertex->twin->cancellable : may_cancel(vertex);

                if (now && !vertex->cancellable) {
                    vertex->cancellable = true;
                    changed = true;
                }
            }
        }
    }
    for (uint32_t l = 0; l < plan->location_count; l++)
        mark_asked(&plan->locations[l].vertices);
}
