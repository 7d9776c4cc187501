/*
 * unroll.c: a range or an array whose elements take a few instructions each is gone through several at a time, as the turn of the loop would
 * else be what costs: gcc does not unroll by itself. So are the pairs of a cross product. Where elements meet a table, a channel or a tick, that is what
 * costs, and the loop stays small.
 */
#include "lower/plan.h"

/* The body of the loop is repeated: more than this, and it would only grow. */
enum { MOST_OPERATORS = 32 };

static bool is_light(const struct leat__vertex *vertex)
{
    switch (vertex->node->op) {
    case LEAT_OP_MAP:
    case LEAT_OP_MAP_VALUES:
    case LEAT_OP_KEY_BY:
    case LEAT_OP_FILTER:
    case LEAT_OP_FILTER_MAP:
    case LEAT_OP_FLAT_MAP:
    case LEAT_OP_INSPECT:
    case LEAT_OP_FOR_EACH:
    case LEAT_OP_MERGE:
    case LEAT_OP_FOLD:
    case LEAT_OP_COUNT:
        return vertex->role == LEAT__ROLE_OPERATOR && !vertex->changing && !vertex->cut && !vertex->region;
    default:
        return false;
    }
}

/* What it gives comes at its end, not for each element. */
static bool gives_at_the_end(const struct leat__vertex *vertex)
{
    return vertex->node->op == LEAT_OP_FOLD || vertex->node->op == LEAT_OP_COUNT;
}

/* Takes what an element goes through from `room`; -1: too much, or something that is not light. */
static int32_t room_after(const struct leat__vertex *vertex, int32_t room)
{
    for (size_t i = 0; i < vertex->consumers.count && room >= 0 && !gives_at_the_end(vertex); i++) {
        const struct leat__vertex *to = vertex->consumers.items[i].to;

        if (!is_light(to) || to->tick != vertex->tick || to->unit != vertex->unit)
            return -1;
        /* An arm is a part of its merge, which is called once: for the first of them. */
        if (to->arm_of) {
            if (to == to->arm_of->inputs.items[0])
                room = room_after(to->arm_of, room - 1);
        } else {
            room = room_after(to, room - 1);
        }
    }
    return room;
}

static bool counts_or_reads(const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];

    return vertex->node->op == LEAT_OP_SOURCE_ITER && (quote->is_range || quote->is_each) && room_after(vertex, MOST_OPERATORS) >= 0;
}

/* A loop that only fills memory, and is not long: fill.c. */
static bool only_fills(const struct leat__vertex *vertex)
{
    int32_t room = MOST_OPERATORS;

    if (!vertex->fills)
        return false;
    for (const struct leat__vertex *at = vertex; at != vertex->fills; at = at->consumers.items[0].to)
        room--;
    return room >= 0;
}

/* Pairs that take a few instructions each. There is a loop for each side. */
static bool pairs(const struct leat__vertex *vertex)
{
    return vertex->node->op == LEAT_OP_CROSS_PRODUCT && vertex->role == LEAT__ROLE_OPERATOR && !vertex->region &&
           room_after(vertex, MOST_OPERATORS / 2) >= 0;
}

void leat__pass_unroll(struct leat__plan *plan)
{
    for (uint32_t l = 0; l < plan->location_count; l++) {
        struct leat__vertices *vertices = &plan->locations[l].vertices;

        for (size_t i = 0; i < vertices->count; i++) {
            struct leat__vertex *vertex = vertices->items[i];

            vertex->unrolled = counts_or_reads(vertex) || only_fills(vertex) || pairs(vertex);
        }
    }
}
