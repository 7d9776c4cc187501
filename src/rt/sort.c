/*
 * sort.c: stable merge sort. Natural runs (ascending, or strictly descending and turned round) are found
 * first, so that sorted input costs one comparison an element; short ones are made longer by insertion.
 * Then neighbours are merged, pair by pair, until one run is left.
 */
#include "leat/rt/table.h"

#include <stdlib.h>

#include "arena.h"
#include "spare.h"

enum { RUN_LEAST = 16 };

struct sort {
    char *values;
    size_t count;
    char *scratch;      /* room for `count` values */
    size_t *run_starts; /* run_count of them, then `count` */
    size_t run_count;
    int (*compare)(const void *a, const void *b, void *context);
    void *context;
};

/* `size` is a constant wherever this is inlined with one: then a copy is a few moves. */
#define INLINE static inline __attribute__((always_inline))

INLINE bool comes_before(const struct sort *sort, const char *a, const char *b)
{
    return sort->compare(a, b, sort->context) < 0;
}

static void reverse(struct sort *sort, size_t first, size_t end, size_t size)
{
    while (first + 1 < end) {
        char *a = sort->values + first++ * size, *b = sort->values + --end * size;

        memcpy(sort->scratch, a, size);
        memcpy(a, b, size);
        memcpy(b, sort->scratch, size);
    }
}

/* The end of the natural run that begins at `first`. */
INLINE size_t find_run(struct sort *sort, size_t first, size_t size)
{
    const char *values = sort->values;
    size_t end = first + 1;

    if (end == sort->count)
        return end;
    if (!comes_before(sort, values + end * size, values + first * size)) {
        while (++end < sort->count && !comes_before(sort, values + end * size, values + (end - 1) * size))
            ;
        return end;
    }
    /* Strictly descending only: equal ones would change places. */
    while (++end < sort->count && comes_before(sort, values + end * size, values + (end - 1) * size))
        ;
    reverse(sort, first, end, size);
    return end;
}

/* Puts value `at` into the sorted [first, at), behind its equals. */
INLINE void insert(struct sort *sort, size_t first, size_t at, size_t size)
{
    char *value = sort->values + at * size;
    size_t low = first, high = at;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (comes_before(sort, value, sort->values + middle * size))
            high = middle;
        else
            low = middle + 1;
    }
    memcpy(sort->scratch, value, size);
    memmove(sort->values + (low + 1) * size, sort->values + low * size, (at - low) * size);
    memcpy(sort->values + low * size, sort->scratch, size);
}

INLINE void find_runs(struct sort *sort, size_t size)
{
    size_t first = 0;

    while (first < sort->count) {
        size_t end = find_run(sort, first, size);
        size_t least = sort->count - first < RUN_LEAST ? sort->count : first + RUN_LEAST;

        for (; end < least; end++)
            insert(sort, first, end, size);
        sort->run_starts[sort->run_count++] = first;
        first = end;
    }
    sort->run_starts[sort->run_count] = sort->count;
}

/* Merges [first, middle) and [middle, end). The left half is set aside; of equals, the left one is taken. */
INLINE void merge(struct sort *sort, size_t first, size_t middle, size_t end, size_t size)
{
    char *to = sort->values + first * size;
    const char *right = sort->values + middle * size, *right_end = sort->values + end * size;
    const char *left = sort->scratch, *left_end = left + (middle - first) * size;

    if (!comes_before(sort, right, right - size))
        return;
    memcpy(sort->scratch, to, (middle - first) * size);
    while (left < left_end && right < right_end) {
        if (comes_before(sort, right, left)) {
            memcpy(to, right, size);
            right += size;
        } else {
            memcpy(to, left, size);
            left += size;
        }
        to += size;
    }
    memcpy(to, left, (size_t)(left_end - left));
}

INLINE void sort_by_size(struct sort *sort, size_t size)
{
    find_runs(sort, size);
    while (sort->run_count > 1) {
        size_t merged = 0, *starts = sort->run_starts;

        for (size_t i = 0; i < sort->run_count; i += 2) {
            if (i + 1 < sort->run_count)
                merge(sort, starts[i], starts[i + 1], starts[i + 2], size);
            starts[merged++] = starts[i];
        }
        starts[merged] = sort->count;
        sort->run_count = merged;
    }
}

void leat_sort_values(void *values, size_t count, size_t size,
                      int (*compare)(const void *a, const void *b, void *context), void *context)
{
    struct sort sort = {.values = values, .count = count, .compare = compare, .context = context};

    if (count < 2 || size == 0)
        return;
    sort.scratch = leat__array_take(count, size);
    sort.run_starts = leat__array_take(count / RUN_LEAST + 2, sizeof *sort.run_starts);
    if (size == 8)
        sort_by_size(&sort, 8);
    else if (size == 16)
        sort_by_size(&sort, 16);
    else if (size == 4)
        sort_by_size(&sort, 4);
    else
        sort_by_size(&sort, size);
    leat__spare_give(sort.scratch);
    leat__spare_give(sort.run_starts);
}
