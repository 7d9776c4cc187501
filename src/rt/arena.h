/*
 * arena.h: what the files of the runtime share about memory, beyond leat/rt/memory.h.
 */
#ifndef LEAT_SRC_RT_ARENA_H
#define LEAT_SRC_RT_ARENA_H

#include "leat/rt/memory.h"

/*
 * One malloc'ed block of an arena: this header, then `size` bytes, and the arena's slack. The generation is new whenever the
 * bytes are handed out afresh, so that what an earlier use left lying there is not believed.
 */
struct leat_chunk {
    struct leat_chunk *next;
    size_t size; /* a multiple of 16 */
    uint64_t generation;
    size_t before; /* bytes that the arena had handed out of other chunks when it came to this one */
    char *from;    /* where it began to take from it */
    bool poison;
    char pad[7];
    char bytes[];
};

/* str, bytes and every vector have this shape; a value's view is read and written through it. */
struct leat__view {
    const void *data;
    size_t length;
} __attribute__((may_alias));

/*
 * What lies before the elements of a vector that Leat allocated: 32 bytes, so that the elements are
 * aligned to 16. In an arena's memory anything may lie before a vector that came from elsewhere:
 * `magic`, made of the elements' address and the chunk's generation, tells the two apart.
 */
struct leat__block {
    uint64_t magic;
    size_t capacity; /* in elements, as are the two below */
    size_t used;     /* of the longest vector that views this block: beyond it nothing is written yet */
    size_t settled;  /* in a keep: so many elements at the front view nothing outside it */
} __attribute__((may_alias));

/* The chunk that holds the byte at `address`, or NULL. */
struct leat_chunk *leat__arena_chunk(const struct leat_arena *arena, const void *address);

/* True if `more` bytes could be added in place to what was taken last and ends at `end`. */
bool leat__arena_extend(struct leat_arena *arena, const void *end, size_t more);

/*
 * Forgets everything, like leat_arena_reset(), but what was handed out stays valid until the caller
 * frees `list`, to which it goes. Part of a chunk may stay behind, for the next taking: garbage that
 * goes with the next call, so that forgetting after every few bytes does not take a chunk each time.
 */
void leat__arena_forget(struct leat_arena *arena, struct leat_chunk **list);

/* The same, and the arena is left with nothing. */
void leat__arena_retire(struct leat_arena *arena, struct leat_chunk **list);
void leat__chunks_free(struct leat_chunk **list);

/* A new block with nothing used, of which `capacity` elements fit; and the elements of a block. */
struct leat__block *leat__block_new(struct leat_arena *arena, size_t capacity, size_t element_size);

static inline void *leat__block_elements(struct leat__block *block)
{
    return block + 1;
}

/* The block of this arena whose elements begin at `elements`, or NULL. */
struct leat__block *leat__block_of(const struct leat_arena *arena, const void *elements);

/* count * size, or the end of the process where that is no size. */
size_t leat__array_size(size_t count, size_t size);

/* Memory for so many, not cleared and never NULL; or the end of the process. Given back with leat__spare_give() or free(). */
void *leat__array_take(size_t count, size_t size);

#endif
