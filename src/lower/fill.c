/*
 * fill.c: where all elements of a loop come to one operator that keeps them, in the order in which they come and no others
 * between them, it makes room for all at once, and the loop writes them there: no element looks whether there is room, or
 * waits until the number of those before it has been written to memory.
 */
#include "lower/plan.h"

#include "leat/rt/memory.h"

static bool begins_loop(const struct leat__vertex *vertex)
{
    if (vertex->recycles)
        return false;
    if (vertex->role == LEAT__ROLE_DEFERRED)
        return vertex->node->op != LEAT_OP_CARRIED;
    return vertex->role == LEAT__ROLE_OPERATOR && vertex->node->op == LEAT_OP_SOURCE_ITER && vertex->node->quotes[0].is_each;
}

/* It gives one element for each that comes, at once. */
static bool is_straight(const struct leat__vertex *vertex)
{
    if (vertex->role != LEAT__ROLE_OPERATOR || vertex->changing || vertex->region || vertex->arm_of || vertex->same_element)
        return false;
    switch (vertex->node->op) {
    case LEAT_OP_MAP:
    case LEAT_OP_MAP_VALUES:
    case LEAT_OP_KEY_BY:
    case LEAT_OP_KEYS:
    case LEAT_OP_VALUES:
    case LEAT_OP_INSPECT:
    case LEAT_OP_BATCH:
    case LEAT_OP_ALL_TICKS:
    case LEAT_OP_WEAKEN_ORDER:
    case LEAT_OP_WEAKEN_RETRIES:
    case LEAT_OP_ASSUME_ORDERED:
    case LEAT_OP_ASSUME_EXACTLY_ONCE:
        return true;
    default:
        return false;
    }
}

/* It keeps what comes as it is. What has views would have to be moved, one by one. */
static bool keeps(const struct leat__vertex *vertex, const struct leat__type *type)
{
    if (vertex->region || vertex->changing || !type->descriptor || leat_type_has_views(type->descriptor))
        return false;
    if (vertex->role == LEAT__ROLE_DEFER)
        return vertex->node->op != LEAT_OP_CARRIED;
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return false;
    return vertex->node->op == LEAT_OP_SORT || vertex->node->op == LEAT_OP_SORT_BY || vertex->meets;
}

/* Where elements may have to come one by one as well, all on the way is called with each. */
static void mark_way(struct leat__vertex *root)
{
    struct leat__vertex *at = root;

    root->fills->filled = true;
    while (at != root->fills && !root->fills->meets) {
        at = at->consumers.items[0].to;
        at->written_at_once = true;
    }
}

static void find_filled(struct leat__vertex *root)
{
    const struct leat__vertex *at = root;

    while (at->consumers.count == 1) {
        const struct leat__edge *edge = &at->consumers.items[0];

        if (edge->to->unit != root->unit)
            return;
        if (keeps(edge->to, at->type)) {
            if (edge->to->meets && root->role == LEAT__ROLE_DEFERRED) /* which may want them one by one */
                return;
            root->fills = edge->to;
            root->fills_input = edge->input;
            mark_way(root);
            return;
        }
        if (!is_straight(edge->to))
            return;
        at = edge->to;
    }
}

void leat__pass_fill(struct leat__plan *plan)
{
    for (uint32_t l = 0; l < plan->location_count; l++) {
        struct leat__vertices *vertices = &plan->locations[l].vertices;

        for (size_t i = 0; i < vertices->count; i++)
            if (begins_loop(vertices->items[i]))
                find_filled(vertices->items[i]);
    }
}
