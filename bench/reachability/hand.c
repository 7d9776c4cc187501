/*
 * The same as flow.c by hand, for vertices of which nothing is known: the edges in a hash table by where they begin,
 * and what is reached in another, which is the queue as well. (An array by vertex would do for numbers this small.)
 */
#include <stdbool.h>
#include <stdlib.h>

#include "../lib/hand.h"
#include "../lib/ops.h"
#include "input.h"

struct slot {
    uint32_t vertex;
    uint32_t value; /* counted from 1; 0: free */
};

/* Open addressing; doubled when it is three quarters full. */
struct map {
    struct slot *slots;
    uint32_t count, mask;
};

static inline uint32_t hash_of(uint32_t vertex)
{
    uint64_t mixed = vertex * UINT64_C(0x9e3779b97f4a7c15);

    return (uint32_t)(mixed >> 32);
}

static struct slot *find(const struct map *map, uint32_t vertex)
{
    uint32_t at = hash_of(vertex) & map->mask;

    while (map->slots[at].value && map->slots[at].vertex != vertex)
        at = (at + 1) & map->mask;
    return &map->slots[at];
}

static void grow(struct map *map)
{
    struct map larger = {NULL, map->count, map->slots ? map->mask * 2 + 1 : 15};

    larger.slots = calloc((size_t)larger.mask + 1, sizeof *larger.slots);
    if (!larger.slots)
        abort();
    for (uint32_t i = 0; map->slots && i <= map->mask; i++)
        if (map->slots[i].value)
            *find(&larger, map->slots[i].vertex) = map->slots[i];
    free(map->slots);
    *map = larger;
}

static struct slot *enter(struct map *map, uint32_t vertex)
{
    if (!map->slots || map->count >= (map->mask + 1) / 4 * 3)
        grow(map);
    return find(map, vertex);
}

/* The edges of a vertex are a list through one array. */
struct row {
    uint32_t to, next;
};

static void visit(struct map *reached, uint32_t **queue, uint32_t *capacity, uint32_t vertex)
{
    struct slot *slot = enter(reached, vertex);

    if (slot->value)
        return;
    *slot = (struct slot){vertex, ++reached->count};
    if (reached->count > *capacity) {
        *capacity = *capacity ? *capacity * 2 : 16;
        *queue = realloc(*queue, *capacity * sizeof **queue);
        if (!*queue)
            abort();
    }
    (*queue)[reached->count - 1] = vertex;
}

void by_hand(void)
{
    const struct graph_edge *edges = graph_edges();
    struct map firsts = {0}, reached = {0};
    struct row *rows = NULL;
    uint32_t *queue = NULL, capacity = 0, room = 0;

    for (uint32_t i = 0; i < GRAPH_EDGES; i++) {
        struct slot *slot = enter(&firsts, edges[i].from);

        if (i == room) {
            room = room ? room * 2 : 16;
            rows = realloc(rows, room * sizeof *rows);
            if (!rows)
                abort();
        }
        firsts.count += slot->value == 0;
        rows[i] = (struct row){edges[i].to, slot->value};
        *slot = (struct slot){edges[i].from, i + 1};
    }
    for (uint32_t root = 0; root < GRAPH_ROOTS; root++)
        visit(&reached, &queue, &capacity, root);
    for (uint32_t at = 0; at < reached.count; at++) {
        const struct slot *slot = find(&firsts, queue[at]);

        bench_sink(queue[at]);
        for (uint32_t row = slot->value; row; row = rows[row - 1].next)
            visit(&reached, &queue, &capacity, rows[row - 1].to);
    }
    free(firsts.slots);
    free(reached.slots);
    free(rows);
    free(queue);
}
