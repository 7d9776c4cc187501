/*
 * pipeline.c: the list of passes.
 */
#include <stdlib.h>

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
    {"bounded-joins", leat__pass_bounded_joins},
    {"early-gates", leat__pass_early_gates},
    {"order", leat__pass_order},
    {"diamonds", leat__pass_diamonds},
    {"recycle", leat__pass_recycle},
    {"fill", leat__pass_fill},
    {"cut", leat__pass_cut},
    {"reserve", leat__pass_reserve},
    {"unroll", leat__pass_unroll},
    {"cancel", leat__pass_cancel},
};

/* Most passes are no trick: a plan is not one without them. */
static bool is_left_out(leat__trick_set without, const char *pass)
{
    leat__trick_set of_pass = 0;

    return leat__trick_add(&of_pass, pass) && (without & of_pass);
}

struct leat__plan *leat__lower(struct leat_flow *flow, leat__trick_set without)
{
    struct leat__plan *plan = leat__alloc(sizeof *plan);

    plan->flow = flow;
    plan->without = without;
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
        if (!is_left_out(without, passes[i].name))
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
            leat__vector_release(&vertices->items[i]->gatherers);
        }
        leat__vector_release(vertices);
    }
    leat__vector_release(&plan->channels);
    leat__vector_release(&plan->units);
    leat__arena_release(&plan->arena);
    free(plan);
}
