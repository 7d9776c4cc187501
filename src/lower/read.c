/*
 * read.c: aggregates whose value is read where it lies. An aggregate of unbounded input never ends: its
 * value changes, and snapshots and samples read it, through the maps and filters that stand between.
 * Those are not pushed to; the reader runs them when it reads.
 */
#include "lower/plan.h"

/* From a snapshot or a sample back to the aggregates that it reads. */
static void mark_path(struct leat__vertex *vertex, bool watched)
{
    vertex->read = true;
    vertex->watched |= watched;
    if (vertex->role == LEAT__ROLE_OPERATOR && leat__node_is_aggregate(vertex->node))
        return;
    for (size_t i = 0; i < vertex->inputs.count; i++)
        mark_path(vertex->inputs.items[i], watched);
}

void leat__pass_read(struct leat__plan *plan)
{
    for (uint32_t l = 0; l < plan->location_count; l++) {
        struct leat__vertices *vertices = &plan->locations[l].vertices;

        for (size_t i = 0; i < vertices->count; i++) {
            struct leat__vertex *vertex = vertices->items[i];
            enum leat_collection_kind kind = vertex->node->kind;

            /* A collection of a value, not a stream, whose input never ends. */
            vertex->changing = (kind == LEAT_KIND_SINGLETON || kind == LEAT_KIND_OPTIONAL ||
                                kind == LEAT_KIND_KEYED_SINGLETON) &&
                               !vertex->node->bounded;
            if (vertex->node->op == LEAT_OP_SNAPSHOT || vertex->node->op == LEAT_OP_SAMPLE_EVERY)
                mark_path(vertex->inputs.items[0], vertex->node->op == LEAT_OP_SNAPSHOT);
            if (vertex->node->op == LEAT_OP_SAMPLE_EAGER || vertex->node->op == LEAT_OP_THRESHOLD)
                mark_path(vertex->inputs.items[0], vertex->node->op == LEAT_OP_SAMPLE_EAGER);
        }
    }
}
