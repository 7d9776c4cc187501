/*
 * diamonds.c: a merge of filters of one stream sees each element where it came from, so that the element
 * need not take two paths: the conditions are tested together, and what follows is called once. Without
 * this, twenty stages of "split into even and odd, and merge" have two calls each of all that follows.
 */
#include "lower/plan.h"

/* A filter that nothing but the merge reads, in the same tick and unit. */
static bool is_arm(const struct leat__vertex *arm, const struct leat__vertex *merge)
{
    return arm->role == LEAT__ROLE_OPERATOR && arm->node->op == LEAT_OP_FILTER && !arm->changing &&
           arm->consumers.count == 1 && arm->tick == merge->tick && arm->unit == merge->unit;
}

static struct leat__vertex *common_input(const struct leat__vertex *merge)
{
    struct leat__vertex *from = NULL;

    for (size_t i = 0; i < merge->inputs.count; i++) {
        const struct leat__vertex *arm = merge->inputs.items[i];

        if (!is_arm(arm, merge) || (from && arm->inputs.items[0] != from))
            return NULL;
        from = arm->inputs.items[0];
    }
    return from && from->tick == merge->tick && from->unit == merge->unit ? from : NULL;
}

void leat__pass_diamonds(struct leat__plan *plan)
{
    for (uint32_t l = 0; l < plan->location_count; l++) {
        struct leat__vertices *vertices = &plan->locations[l].vertices;

        for (size_t i = 0; i < vertices->count; i++) {
            struct leat__vertex *merge = vertices->items[i];

            if (merge->node->op != LEAT_OP_MERGE || merge->role != LEAT__ROLE_OPERATOR)
                continue;
            merge->same_element = common_input(merge);
            for (size_t k = 0; merge->same_element && k < merge->inputs.count; k++)
                merge->inputs.items[k]->arm_of = merge;
        }
    }
}
