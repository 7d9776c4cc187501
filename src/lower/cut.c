/*
 * cut.c: compile time must stay linear in the length of a chain. Inlining makes one function of a whole
 * chain, and the compilers' work on one function grows faster than its size; so every so many operators
 * the chain is cut by a call that is not inlined.
 */
#include "lower/plan.h"

enum { CHAIN_LENGTH = 64 };

void leat__pass_cut(struct leat__plan *plan)
{
    for (uint32_t l = 0; l < plan->location_count; l++) {
        struct leat__vertices *vertices = &plan->locations[l].vertices;
        uint32_t *depth = leat__arena_array(&plan->arena, uint32_t, vertices->count);

        for (size_t i = 0; i < vertices->count; i++) {
            struct leat__vertex *vertex = vertices->items[i];

            for (size_t k = 0; k < vertex->inputs.count; k++) {
                uint32_t before = depth[vertex->inputs.items[k]->position] + 1;

                depth[i] = before > depth[i] ? before : depth[i];
            }
            vertex->cut = depth[i] > 0 && depth[i] % CHAIN_LENGTH == 0;
        }
    }
}
