/*
 * pipeline.c: the list of passes.
 */
#include <stdlib.h>
#include <string.h>

#include "lower/plan.h"

static const struct {
    const char *name;
    void (*run)(struct leat__plan *plan);
} passes[] = {
    {"split", leat__pass_split},
    {"name", leat__pass_name},
    {"read", leat__pass_read},
    {"region", leat__pass_region},
    {"across", leat__pass_across},
    {"order", leat__pass_order},
    {"diamonds", leat__pass_diamonds},
    {"cut", leat__pass_cut},
    {"cancel", leat__pass_cancel},
};

struct leat__plan *leat__lower(struct leat_flow *flow, const char *without)
{
    struct leat__plan *plan = leat__alloc(sizeof *plan);

    plan->flow = flow;
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
        if (!without || strcmp(without, passes[i].name) != 0)
            passes[i].run(plan);
    return plan;
}

void leat__plan_free(struct leat__plan *plan)
{
    for (uint32_t l = 0; l < plan->location_count; l++) {
        struct leat__vertices *vertices = &plan->locations[l].vertices;

        for (size_t i = 0; i < vertices->count; i++) {
            leat__vector_release(&vertices->items[i]->inputs);
            leat__vector_release(&vertices->items[i]->consumers);
        }
        leat__vector_release(vertices);
    }
    leat__vector_release(&plan->channels);
    leat__vector_release(&plan->units);
    leat__arena_release(&plan->arena);
    free(plan);
}
