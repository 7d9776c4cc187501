/*
 * order.c: the order in which a turn runs the vertices of a location. A tick runs as one: all that its
 * batches and snapshots depend on comes before it, all that reads it comes after it. All that comes to the cycle of
 * a fixpoint comes before the fixpoint.
 */
#include <stdlib.h>
#include <string.h>

#include "lower/plan.h"

/* What is ordered: a vertex outside of ticks, or a tick with all its vertices. */
struct group {
    struct leat__vertices members;
    size_t *after; /* groups that wait for this one, with repetitions */
    size_t after_count, after_capacity;
    size_t waits_for;
};

struct groups {
    struct group *items;
    size_t count;
    size_t *of_tick; /* by tick id: group number + 1 */
};

static int by_position(const void *a, const void *b)
{
    const struct leat__vertex *x = *(struct leat__vertex *const *)a;
    const struct leat__vertex *y = *(struct leat__vertex *const *)b;

    return (x->position > y->position) - (x->position < y->position);
}

/* Adds to what waits for a vertex, in its own tick: its readers, and the fixpoint to whose cycle it comes. */
static void count_waits(const struct leat__vertex *vertex, size_t *waits, size_t by)
{
    for (size_t k = 0; k < vertex->consumers.count; k++) {
        const struct leat__edge *edge = &vertex->consumers.items[k];

        if (edge->to->tick != vertex->tick || leat__closes_fixpoint(edge))
            continue;
        waits[edge->to->position] += by;
        if (leat__comes_to_cycle(vertex, edge))
            waits[edge->to->region->position] += by;
    }
}

/* Positions within one group: repeatedly the earliest vertex whose inputs in the group are placed. */
static void order_members(struct leat__vertices *members)
{
    if (members->count == 1)
        return;

    struct leat__vertices ordered = {0};
    size_t *waits = leat__alloc_array(members->count, sizeof *waits);
    bool *placed = leat__alloc_array(members->count, sizeof *placed);

    qsort(members->items, members->count, sizeof *members->items, by_position);
    for (size_t i = 0; i < members->count; i++)
        members->items[i]->position = (uint32_t)i;
    for (size_t i = 0; i < members->count; i++)
        count_waits(members->items[i], waits, 1);
    while (ordered.count < members->count) {
        size_t next = 0;

        while (next < members->count && (placed[next] || waits[next] > 0))
            next++;
        if (next == members->count)
            leat__bug("a cycle in a tick was not found by the checker");
        placed[next] = true;
        leat__vector_push(&ordered, members->items[next]);
        count_waits(members->items[next], waits, (size_t)-1);
    }
    leat__vector_release(members);
    *members = ordered;
    free(waits);
    free(placed);
}

static struct groups make_groups(struct leat__plan_location *location, size_t tick_count)
{
    struct groups groups = {
        .items = leat__alloc_array(location->vertices.count, sizeof *groups.items),
        .of_tick = leat__alloc_array(tick_count, sizeof *groups.of_tick),
    };

    for (size_t i = 0; i < location->vertices.count; i++) {
        struct leat__vertex *vertex = location->vertices.items[i];
        size_t group = groups.count;

        vertex->position = (uint32_t)i;
        if (vertex->tick && groups.of_tick[vertex->tick->id])
            group = groups.of_tick[vertex->tick->id] - 1;
        else
            groups.count++;
        if (vertex->tick)
            groups.of_tick[vertex->tick->id] = group + 1;
        leat__vector_push(&groups.items[group].members, vertex);
    }
    return groups;
}

static void add_edge(struct groups *groups, size_t from, size_t to)
{
    struct group *group = &groups->items[from];

    group->after = leat__vector_room(group->after, group->after_count, &group->after_capacity, sizeof *group->after);
    group->after[group->after_count++] = to;
    groups->items[to].waits_for++;
}

static void add_edges(struct groups *groups, const size_t *group_of)
{
    for (size_t g = 0; g < groups->count; g++)
        for (size_t i = 0; i < groups->items[g].members.count; i++) {
            const struct leat__vertex *vertex = groups->items[g].members.items[i];

            for (size_t k = 0; k < vertex->consumers.count; k++) {
                const struct leat__edge *edge = &vertex->consumers.items[k];

                if (leat__closes_fixpoint(edge))
                    continue;
                if (group_of[edge->to->position] != g)
                    add_edge(groups, g, group_of[edge->to->position]);
                if (leat__comes_to_cycle(vertex, edge) && group_of[edge->to->region->position] != g)
                    add_edge(groups, g, group_of[edge->to->region->position]);
            }
        }
}

/* All groups behind one; not through the ends of an atomic region that begins there. */
static void mark_behind(const struct groups *groups, size_t from, const struct leat__node *atomic, bool *behind)
{
    const struct leat__vertex *first = groups->items[from].members.items[0];

    if (behind[from])
        return;
    behind[from] = true;
    if (atomic && first->node->op == LEAT_OP_END_ATOMIC && leat__atomic_of(first->node->flow->nodes.items[first->node->id]) == atomic)
        return;
    for (size_t k = 0; k < groups->items[from].after_count; k++)
        mark_behind(groups, groups->items[from].after[k], atomic, behind);
}

/* The end of an atomic region comes after all that the region leads to, but for what waits for that end itself. */
static void add_atomic_edges(struct groups *groups, const struct leat__vertices *vertices, const size_t *group_of)
{
    for (size_t i = 0; i < vertices->count; i++) {
        const struct leat__vertex *end = vertices->items[i];
        const struct leat__node *atomic;
        bool *led_to, *waiting;

        if (end->node->op != LEAT_OP_END_ATOMIC)
            continue;
        atomic = leat__atomic_of(end->node->flow->nodes.items[end->node->id]);
        led_to = leat__alloc_array(groups->count, sizeof *led_to);
        waiting = leat__alloc_array(groups->count, sizeof *waiting);
        mark_behind(groups, group_of[end->position], NULL, waiting);
        for (size_t k = 0; k < vertices->count; k++)
            if (vertices->items[k]->node == atomic)
                mark_behind(groups, group_of[k], atomic, led_to);
        for (size_t g = 0; g < groups->count; g++)
            if (led_to[g] && !waiting[g])
                add_edge(groups, g, group_of[end->position]);
        free(led_to);
        free(waiting);
    }
}

static void order_location(struct leat__plan_location *location, size_t tick_count)
{
    struct groups groups = make_groups(location, tick_count);
    size_t *group_of = leat__alloc_array(location->vertices.count, sizeof *group_of);
    bool *placed = leat__alloc_array(groups.count, sizeof *placed);
    struct leat__vertices ordered = {0};
    size_t first_open = 0;

    for (size_t g = 0; g < groups.count; g++)
        for (size_t i = 0; i < groups.items[g].members.count; i++)
            group_of[groups.items[g].members.items[i]->position] = g;
    add_edges(&groups, group_of);
    add_atomic_edges(&groups, &location->vertices, group_of);
    for (size_t done = 0; done < groups.count; done++) {
        size_t next = first_open;

        while (next < groups.count && (placed[next] || groups.items[next].waits_for > 0))
            next++;
        if (next == groups.count)
            leat__bug("a cycle was not found by the checker");
        placed[next] = true;
        while (first_open < groups.count && placed[first_open])
            first_open++;
        for (size_t k = 0; k < groups.items[next].after_count; k++)
            groups.items[groups.items[next].after[k]].waits_for--;
        order_members(&groups.items[next].members);
        for (size_t i = 0; i < groups.items[next].members.count; i++)
            leat__vector_push(&ordered, groups.items[next].members.items[i]);
    }
    for (size_t g = 0; g < groups.count; g++) {
        leat__vector_release(&groups.items[g].members);
        free(groups.items[g].after);
    }
    leat__vector_release(&location->vertices);
    location->vertices = ordered;
    for (size_t i = 0; i < ordered.count; i++)
        ordered.items[i]->position = (uint32_t)i;
    free(groups.items);
    free(groups.of_tick);
    free(group_of);
    free(placed);
}

void leat__pass_order(struct leat__plan *plan)
{
    for (uint32_t i = 0; i < plan->location_count; i++)
        if (plan->locations[i].vertices.count > 0)
            order_location(&plan->locations[i], plan->flow->ticks.count);
}
