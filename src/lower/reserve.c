/*
 * reserve.c: where a loop over a known number of elements leads each of them to an operator that gathers what comes,
 * room for all is made before the loop. In it nobody then asks for room, and the compiler keeps the buffer's end in a
 * register. Filters end the search: what they leave out would take room as well.
 */
#include "lower/plan.h"

/* It gives exactly one for each that it takes, at once. */
static bool is_one_for_one(const struct leat__vertex *vertex)
{
    switch (vertex->node->op) {
    case LEAT_OP_MAP:
    case LEAT_OP_MAP_VALUES:
    case LEAT_OP_KEY_BY:
    case LEAT_OP_INSPECT:
    case LEAT_OP_ENUMERATE:
    case LEAT_OP_BATCH:
    case LEAT_OP_ALL_TICKS:
    case LEAT_OP_WEAKEN_ORDER:
    case LEAT_OP_WEAKEN_RETRIES:
    case LEAT_OP_ASSUME_ORDERED:
    case LEAT_OP_ASSUME_EXACTLY_ONCE:
        return vertex->role == LEAT__ROLE_OPERATOR && !vertex->changing && !vertex->cut && !vertex->region;
    default:
        return false;
    }
}

const char *leat__gathers_in(const struct leat__vertex *vertex)
{
    if (vertex->role == LEAT__ROLE_DEFER)
        return vertex->node->op == LEAT_OP_CARRIED ? NULL : "next";
    if (vertex->role == LEAT__ROLE_OPERATOR && (vertex->node->op == LEAT_OP_SORT || vertex->node->op == LEAT_OP_SORT_BY))
        return "values";
    return NULL;
}

/* Those that one element comes to once: with several inputs, or behind a merge, it could come twice. */
static void find_gatherers(struct leat__vertex *root, const struct leat__vertex *from)
{
    for (size_t i = 0; i < from->consumers.count; i++) {
        struct leat__vertex *to = from->consumers.items[i].to;

        if (to->unit != root->unit || to->inputs.count != 1 || to->arm_of)
            continue;
        if (leat__gathers_in(to))
            *leat__vector_add(&root->gatherers) = to;
        else if (is_one_for_one(to))
            find_gatherers(root, to);
    }
}

/* Whether it is a loop that knows how many elements it has. */
static bool counts(const struct leat__vertex *vertex)
{
    if (vertex->role == LEAT__ROLE_DEFERRED)
        return vertex->node->op != LEAT_OP_CARRIED;
    return vertex->node->op == LEAT_OP_SOURCE_ITER && vertex->node->quotes[0].is_each;
}

void leat__pass_reserve(struct leat__plan *plan)
{
    for (uint32_t l = 0; l < plan->location_count; l++)
        for (size_t i = 0; i < plan->locations[l].vertices.count; i++)
            if (counts(plan->locations[l].vertices.items[i]))
                find_gatherers(plan->locations[l].vertices.items[i], plan->locations[l].vertices.items[i]);
}
