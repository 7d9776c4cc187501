/* spare.c: what a thread keeps, oldest first. */
#define _GNU_SOURCE
#include "spare.h"

#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "leat/rt/trick.h"

enum {
    BLOCK_LEAST = 4 << 10, /* smaller ones malloc has at hand as fast */
    BLOCK_MOST = 1 << 20,  /* larger ones are mapped in huge pages (pages.c) */
    BYTES_MOST = 4 << 20,
    BLOCKS_MOST = 32,
    SPREAD = 2 << 10,
    MALLOCS_OWN = 16,
    TIMES_MOST = 4,        /* what is asked for: more would keep large blocks from who needs them */
};

struct block {
    char *memory;
    size_t size;
};

static _Thread_local struct {
    struct block blocks[BLOCKS_MOST];
    size_t count, bytes;
    bool is_watched; /* give_back() comes at the end of the thread */
} spare;

void __asan_poison_memory_region(const volatile void *address, size_t size) __attribute__((weak));

static bool is_off(void)
{
    return __asan_poison_memory_region != NULL || leat_trick_is_off(LEAT_TRICK_SPARE_MEMORY);
}

static char *take_out(size_t at)
{
    char *memory = spare.blocks[at].memory;

    spare.bytes -= spare.blocks[at].size;
    spare.count--;
    memmove(spare.blocks + at, spare.blocks + at + 1, (spare.count - at) * sizeof *spare.blocks);
    return memory;
}

size_t leat__spare_spread(size_t size)
{
    if (size < BLOCK_LEAST || size > BLOCK_MOST - SPREAD || is_off())
        return size;
    return ((size + MALLOCS_OWN + SPREAD - 1) & ~(size_t)(SPREAD - 1)) - MALLOCS_OWN;
}

/* ---- the end of a thread ---- */

static pthread_key_t at_end;
static bool has_key; /* a process has only so many of them */

static void give_back(void *unused)
{
    (void)unused;
    spare.is_watched = false; /* others who are called at the end may give some more: then we are called once more */
    while (spare.count > 0)
        free(take_out(spare.count - 1));
}

static void make_key(void)
{
    has_key = pthread_key_create(&at_end, give_back) == 0;
}

static void watch_thread(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, make_key);
    spare.is_watched = has_key && pthread_setspecific(at_end, &spare) == 0;
}

/* ---- taking and giving ---- */

/* The smallest that is large enough; of those the one that was given last, which is likely in the cache. */
void *leat__spare_take(size_t size, size_t *room)
{
    size_t best = BLOCKS_MOST, best_size = size * TIMES_MOST + 1;

    if (size < BLOCK_LEAST / 2 || size > BLOCK_MOST || spare.count == 0 || is_off())
        return NULL;
    for (size_t i = spare.count; i-- > 0;)
        if (spare.blocks[i].size >= size && spare.blocks[i].size < best_size) {
            best = i;
            best_size = spare.blocks[i].size;
        }
    if (best == BLOCKS_MOST)
        return NULL;
    *room = best_size;
    return take_out(best);
}

void leat__spare_give(void *memory)
{
    size_t size = memory ? malloc_usable_size(memory) : 0;

    if (size < BLOCK_LEAST || size > BLOCK_MOST || is_off()) {
        free(memory);
        return;
    }
    if (!spare.is_watched)
        watch_thread();
    if (!spare.is_watched) {
        free(memory);
        return;
    }
    while (spare.count == BLOCKS_MOST || spare.bytes + size > BYTES_MOST)
        free(take_out(0));
    spare.blocks[spare.count++] = (struct block){memory, size};
    spare.bytes += size;
}

void *leat__spare_resize(void *memory, size_t used, size_t size, size_t *room)
{
    void *other = leat__spare_take(size, room);

    if (!other) {
        *room = leat__spare_spread(size);
        return realloc(memory, *room);
    }
    if (used > 0)
        memcpy(other, memory, used);
    leat__spare_give(memory);
    return other;
}
