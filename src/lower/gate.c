/*
 * gate.c: what a gate waits for (the second input of an anti-join, of a lookup, ...) comes in a turn before what waits at it, where
 * nothing else orders the two. If the gate is then opened as soon as it can be, not at its own place in the turn, most elements
 * go straight through, and are not gathered.
 */
#include <stdlib.h>

#include "lower/plan.h"

static bool is_gate(const struct leat__vertex *vertex)
{
    if (vertex->role != LEAT__ROLE_OPERATOR || vertex->tick || vertex->region || vertex->changing)
        return false;
    switch (vertex->node->op) {
    case LEAT_OP_JOIN_SEMI:
    case LEAT_OP_JOIN_LEFT:
    case LEAT_OP_ANTI_JOIN:
    case LEAT_OP_FILTER_NOT_IN:
    case LEAT_OP_JOIN_KEYED_SINGLETON:
    case LEAT_OP_LOOKUP:
    case LEAT_OP_CROSS_SINGLETON:
    case LEAT_OP_FILTER_IF:
        return true;
    default:
        return false;
    }
}

/* Marks, by position, a vertex of this location and all that it is made of. */
static void mark_sources_of(struct leat__vertex *vertex, bool *marks)
{
    struct leat__vertices open = {0};

    leat__vector_push(&open, vertex);
    while (open.count > 0) {
        struct leat__vertex *next = open.items[--open.count];

        if (marks[next->position])
            continue;
        marks[next->position] = true;
        for (size_t i = 0; i < next->inputs.count; i++)
            leat__vector_push(&open, next->inputs.items[i]);
    }
    leat__vector_release(&open);
}

static void number(struct leat__vertices *vertices)
{
    for (size_t i = 0; i < vertices->count; i++)
        vertices->items[i]->position = (uint32_t)i;
}

/* All that is `chosen` goes to the place `from`, in its order, unless it lies before that. */
static void move_up(struct leat__vertices *vertices, const bool *chosen, size_t from)
{
    struct leat__vertices moved = {0};

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = from; i < vertices->count; i++)
            if (chosen[i] == (pass == 0))
                leat__vector_push(&moved, vertices->items[i]);
    for (size_t i = from; i < vertices->count; i++)
        vertices->items[i] = moved.items[i - from];
    leat__vector_release(&moved);
    number(vertices);
}

static void open_early(struct leat__vertices *vertices, struct leat__vertex *gate)
{
    bool *first = leat__alloc_array(vertices->count, sizeof *first), *second = leat__alloc_array(vertices->count, sizeof *second);
    size_t from = 0;

    mark_sources_of(gate->inputs.items[0], first);
    mark_sources_of(gate->inputs.items[1], second);
    while (from < vertices->count && (!first[from] || second[from]))
        from++;
    move_up(vertices, second, from);
    gate->opens_early = true;
    free(first);
    free(second);
}

void leat__pass_early_gates(struct leat__plan *plan)
{
    for (uint32_t l = 0; l < plan->location_count; l++) {
        struct leat__vertices *vertices = &plan->locations[l].vertices, gates = {0};

        number(vertices);
        for (size_t i = 0; i < vertices->count; i++)
            if (is_gate(vertices->items[i]))
                leat__vector_push(&gates, vertices->items[i]);
        for (size_t i = 0; i < gates.count; i++)
            open_early(vertices, gates.items[i]);
        leat__vector_release(&gates);
    }
}
