/*
 * functions.c: the push function of each vertex: `static inline void map_9_3(struct service_1 *self, int x)`.
 * An operator calls all that reads it. What a quote computes is a function of its own where it has a value,
 * so that nothing of Leat's is in its scope.
 */
#include <string.h>

#include "emit/families.h"

void leat__put_prototypes(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    for (size_t i = 0; i < vertices->count; i++) {
        const struct leat__vertex *vertex = vertices->items[i];
        bool elsewhere = vertex->unit != e->unit;

        if (!leat__is_pushed_to(vertex) || (elsewhere && !leat__called_from_elsewhere(vertex)))
            continue;
        leat__put(e, "%svoid %s(struct %s *self, %s x);\n", leat__linkage(e, vertex), vertex->name,
                  leat__state_struct(e, vertex->unit), leat__input_type(vertex, 0));
        if (leat__is_two_sided(vertex))
            leat__put(e, "%svoid %s_second(struct %s *self, %s x);\n", leat__linkage(e, vertex), vertex->name,
                      leat__state_struct(e, vertex->unit), leat__input_type(vertex, 1));
    }
    leat__put(e, "\n");
}

void leat__put_functions(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    for (size_t i = 0; i < vertices->count; i++)
        if (vertices->items[i]->unit == e->unit && leat__family_of(vertices->items[i])->function)
            leat__family_of(vertices->items[i])->function(e, vertices->items[i]);
}
