/*
 * The same as flow.c by hand: a row grows where it lies, in an arena that each row uses again, and that is made larger
 * when a row does not fit.
 */
#include <stdlib.h>

#include "../../lib/hand.h"
#include "../words.h"

struct arena {
    char *bytes;
    size_t used, size;
};

static __attribute__((noinline)) void grow(struct arena *arena, size_t more)
{
    arena->size = arena->size * 2 + more;
    arena->bytes = realloc(arena->bytes, arena->size);
    if (!arena->bytes)
        abort();
}

static inline void push(struct arena *arena, const char *bytes, size_t length)
{
    if (__builtin_expect(arena->size - arena->used < length, 0))
        grow(arena, length);
    memcpy(arena->bytes + arena->used, bytes, length);
    arena->used += length;
}

void by_hand(void)
{
    struct words rows = words_rows();
    struct arena arena = {0};

    for (size_t i = 0; i < rows.count; i++) {
        arena.used = 0;
        push(&arena, rows.list[i].letters, rows.list[i].length);
        for (int k = 0; k < WORDS_OPS; k++)
            push(&arena, "barfoo", 6);
        bench_sink_bytes(arena.bytes, arena.used);
    }
    free(arena.bytes);
}
