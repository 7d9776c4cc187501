/*
 * heap.h: a binary heap in an array, for top_n. The root is the last of all in the order of `compare`; the functions
 * are inlined with the element's size and the comparison known.
 */
#ifndef LEAT_RT_HEAP_H
#define LEAT_RT_HEAP_H

#include "table.h"

typedef int leat_heap_compare(const void *a, const void *b, void *context);

static inline void leat_heap_swap_(char *a, char *b, size_t size)
{
    char between[size];

    memcpy(between, a, size);
    memcpy(a, b, size);
    memcpy(b, between, size);
}

/* Of `count` elements at `values`, the last one is new: it rises to its place. */
LEAT_ALWAYS_INLINE void leat_heap_up(void *values, size_t count, size_t size, leat_heap_compare *compare)
{
    for (size_t at = count - 1; at > 0;) {
        size_t parent = (at - 1) / 2;
        char *mine = (char *)values + at * size, *above = (char *)values + parent * size;

        if (compare(mine, above, NULL) <= 0)
            return;
        leat_heap_swap_(mine, above, size);
        at = parent;
    }
}

/* The root is new: it sinks to its place. */
LEAT_ALWAYS_INLINE void leat_heap_down(void *values, size_t count, size_t size, leat_heap_compare *compare)
{
    size_t at = 0, below;

    while ((below = 2 * at + 1) < count) {
        char *mine = (char *)values + at * size, *child = (char *)values + below * size;

        if (below + 1 < count && compare(child, child + size, NULL) < 0) {
            child += size;
            below++;
        }
        if (compare(mine, child, NULL) >= 0)
            return;
        leat_heap_swap_(mine, child, size);
        at = below;
    }
}

#endif
