/* memory.c: arenas and buffers. */
#include "leat/rt/memory.h"

#include <stdlib.h>

#include "arena.h"
#include "fail.h"
#include "spare.h"

enum {
    CHUNK_LEAST = 16 << 10,
    CHUNK_LEAST_POISON = 4 << 10, /* debug: a forgotten chunk is never shared, so it is small */
    SMALL = 64 << 10,             /* a buffer below that grows fourfold, and is copied half as often */
    KEPT_MOST = 1 << 20,          /* bytes that a reset arena or a cleared buffer keeps */
    PASSED_ON_LEAST = 4 << 10, /* bytes of a buffer; what is smaller lies in the cache anyway */
    POISON_BYTE = 0xA5,
    POISON_GAP = 16,              /* between two takings, so that ASan sees one run into the next */
};

/* ---- poison ---- */

/*
 * Weak, so that one uninstrumented libleat_rt.a serves programs with and without ASan. An address
 * sanitized program has both, others none.
 */
void __asan_poison_memory_region(const volatile void *address, size_t size) __attribute__((weak));
void __asan_unpoison_memory_region(const volatile void *address, size_t size) __attribute__((weak));

static void poison(void *bytes, size_t size)
{
    if (__asan_poison_memory_region)
        __asan_poison_memory_region(bytes, size);
}

static void unpoison(void *bytes, size_t size)
{
    if (__asan_unpoison_memory_region)
        __asan_unpoison_memory_region(bytes, size);
}

static void overwrite(struct leat_chunk *chunk)
{
    if (!chunk->poison)
        return;
    unpoison(chunk->bytes, chunk->size);
    memset(chunk->bytes, POISON_BYTE, chunk->size);
}

/* ---- chunks ---- */

static uint64_t next_generation(void)
{
    static _Atomic uint64_t generation; /* jobs have arenas too, on threads of their own */

    return ++generation;
}

size_t leat__array_size(size_t count, size_t size)
{
    size_t product;

    if (__builtin_mul_overflow(count, size, &product) || product > PTRDIFF_MAX)
        leat__fail_memory(SIZE_MAX);
    return product;
}

void *leat__array_take(size_t count, size_t size)
{
    size_t bytes = leat__array_size(count, size), room;
    void *memory = leat__spare_take(bytes, &room);

    if (!memory)
        memory = malloc(bytes ? leat__spare_spread(bytes) : 1);
    if (!memory)
        leat__fail_memory(bytes);
    return memory;
}

static struct leat_chunk *chunk_new(size_t wanted, size_t least)
{
    struct leat_chunk *chunk = malloc(sizeof *chunk + wanted + LEAT_ARENA_SLACK);

    /* Doubling is a comfort: where it does not fit, what is needed may. */
    if (!chunk && wanted > least) {
        wanted = least;
        chunk = malloc(sizeof *chunk + wanted + LEAT_ARENA_SLACK);
    }
    if (!chunk)
        leat__fail_memory(least);
    *chunk = (struct leat_chunk){.size = wanted, .generation = next_generation()};
    return chunk;
}

static void chunk_free(struct leat_chunk *chunk)
{
    overwrite(chunk);
    free(chunk);
}

void leat__chunks_free(struct leat_chunk **list)
{
    while (*list) {
        struct leat_chunk *chunk = *list;

        *list = chunk->next;
        chunk_free(chunk);
    }
}

static size_t held_bytes(const struct leat_arena *arena)
{
    size_t held = 0;

    for (const struct leat_chunk *chunk = arena->chunks; chunk; chunk = chunk->next)
        held += chunk->size;
    return held;
}

/* Of an arena that poisons, every taking is one of leat_arena_grow(). */
static void set_end(struct leat_arena *arena)
{
    arena->end = arena->poison ? arena->at : arena->chunks->bytes + arena->chunks->size;
}

static void enter_chunk(struct leat_arena *arena, struct leat_chunk *chunk)
{
    chunk->before = leat_arena_used(arena);
    chunk->from = chunk->bytes;
    chunk->poison = arena->poison;
    if (arena->poison)
        poison(chunk->bytes, chunk->size);
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->at = chunk->bytes;
    set_end(arena);
}

/* As much again as the arena holds, so that a keep of any size has few chunks to look through. */
static void add_chunk(struct leat_arena *arena, size_t least)
{
    size_t wanted = held_bytes(arena);
    size_t smallest = arena->poison ? CHUNK_LEAST_POISON : CHUNK_LEAST;

    if (wanted < smallest)
        wanted = smallest;
    if (wanted < least)
        wanted = least;
    enter_chunk(arena, chunk_new(wanted, least));
}

/* ---- arenas ---- */

static size_t used_at(const struct leat_chunk *chunk, const char *at)
{
    return chunk ? chunk->before + (size_t)(at - chunk->from) : 0;
}

size_t leat_arena_used(const struct leat_arena *arena)
{
    return used_at(arena->chunks, arena->at);
}

static size_t room_left(const struct leat_arena *arena)
{
    return arena->chunks ? (size_t)(arena->chunks->bytes + arena->chunks->size - arena->at) : 0;
}

void *leat_arena_grow(struct leat_arena *arena, size_t size)
{
    size_t rounded, room;
    char *taken;

    if (size > PTRDIFF_MAX - 4096)
        leat__fail_memory(size);
    rounded = size ? (size + 15) & ~(size_t)15 : 16;
    room = rounded + (arena->poison ? POISON_GAP : 0);
    if (arena->chunks)
        arena->at += -(uintptr_t)arena->at & 15;
    if (room_left(arena) < room)
        add_chunk(arena, room);
    taken = arena->at;
    arena->at += room;
    set_end(arena);
    if (arena->poison)
        unpoison(taken, size);
    return taken;
}

static void empty(struct leat_arena *arena)
{
    arena->at = arena->end = NULL;
    arena->chunks = NULL;
}

/* What was handed out here is nobody's any more, and is not handed out again. */
static void bury(char *at, const char *end)
{
    size_t size = (size_t)(end - at);

    unpoison(at, size);
    memset(at, POISON_BYTE, size);
    poison(at, size);
}

/* What was taken since the mark lies in several chunks, or is to be poisoned. */
void leat_arena_recycle_chunks(struct leat_arena *arena, struct leat_mark mark)
{
    struct leat_chunk *newest = arena->chunks, **older = &newest->next;

    if (arena->poison) {
        for (struct leat_chunk *chunk = newest; chunk; chunk = chunk->next) {
            bool is_marked = chunk == mark.chunk;

            bury(is_marked ? mark.at : chunk->bytes, chunk == newest ? arena->at : chunk->bytes + chunk->size);
            if (is_marked)
                break;
        }
        return;
    }
    /* The newest is as large as all the others: the next element has its room there. */
    while (*older != mark.chunk) {
        struct leat_chunk *chunk = *older;

        *older = chunk->next;
        chunk_free(chunk);
    }
    newest->before = used_at(mark.chunk, mark.at);
    arena->at = newest->from = newest->bytes;
}

/* The chunk to go on with: all that this turn took in one piece, so that the next finds it so. */
static struct leat_chunk *take_out_chunk(struct leat_arena *arena)
{
    size_t held = held_bytes(arena);
    size_t wanted = held < KEPT_MOST ? held : KEPT_MOST;

    for (struct leat_chunk **at = &arena->chunks; *at; at = &(*at)->next) {
        struct leat_chunk *chunk = *at;

        if (chunk->size == wanted) {
            *at = chunk->next;
            return chunk;
        }
    }
    return chunk_new(wanted, wanted);
}

void leat_arena_reset(struct leat_arena *arena)
{
    struct leat_chunk *kept;

    if (!arena->chunks)
        return;
    /* Freed memory stays in ASan's quarantine: a dangling view is caught for many turns, not for one. */
    if (arena->poison && __asan_poison_memory_region) {
        leat_arena_release(arena);
        return;
    }
    kept = take_out_chunk(arena);
    leat__chunks_free(&arena->chunks);
    overwrite(kept);
    kept->generation = next_generation();
    empty(arena);
    enter_chunk(arena, kept);
}

void leat_arena_release(struct leat_arena *arena)
{
    leat__chunks_free(&arena->chunks);
    empty(arena);
}

void leat__arena_retire(struct leat_arena *arena, struct leat_chunk **list)
{
    struct leat_chunk *oldest = arena->chunks;

    if (!oldest)
        return;
    while (oldest->next)
        oldest = oldest->next;
    oldest->next = *list;
    *list = arena->chunks;
    empty(arena);
}

void leat__arena_forget(struct leat_arena *arena, struct leat_chunk **list)
{
    struct leat_chunk *newest = arena->chunks;
    char *at = arena->at, *end = arena->end;
    bool goes_on = newest && !arena->poison && newest->size <= KEPT_MOST && room_left(arena) >= newest->size / 2;

    if (goes_on)
        arena->chunks = newest->next;
    leat__arena_retire(arena, list);
    if (!goes_on)
        return;
    newest->next = NULL;
    newest->before = 0;
    newest->from = at;
    arena->chunks = newest;
    arena->at = at;
    arena->end = end;
}

struct leat_chunk *leat__arena_chunk(const struct leat_arena *arena, const void *address)
{
    for (struct leat_chunk *chunk = arena->chunks; chunk; chunk = chunk->next)
        if ((uintptr_t)address - (uintptr_t)chunk->bytes < chunk->size)
            return chunk;
    return NULL;
}

bool leat__arena_extend(struct leat_arena *arena, const void *end, size_t more)
{
    size_t rounded = (more + 15) & ~(size_t)15;

    if (arena->poison || end != arena->at || more > (size_t)(arena->end - arena->at))
        return false;
    arena->at += rounded;
    return true;
}

/* ---- buffers ---- */

static void buffer_resize(struct leat_buffer *buffer, size_t capacity, size_t element_size)
{
    size_t size = leat__array_size(capacity, element_size), room;
    char *data = leat__spare_resize(buffer->data, buffer->count * element_size, size ? size : 1, &room);

    if (!data)
        leat__fail_memory(size);
    buffer->data = data;
    buffer->capacity = element_size ? room / element_size : capacity;
}

void leat_buffer_grow(struct leat_buffer *buffer, size_t element_size)
{
    size_t times = buffer->capacity * element_size < SMALL ? 4 : 2;

    buffer_resize(buffer, buffer->capacity ? leat__array_size(buffer->capacity, times) : 16, element_size);
}

void leat_buffer_make_room(struct leat_buffer *buffer, size_t more, size_t element_size)
{
    size_t wanted, twice = buffer->capacity * 2;

    if (__builtin_add_overflow(buffer->count, more, &wanted))
        leat__fail_memory(SIZE_MAX);
    buffer_resize(buffer, wanted > twice ? wanted : twice, element_size);
}

void leat_buffer_clear(struct leat_buffer *buffer, size_t element_size)
{
    buffer->count = 0;
    if (buffer->capacity * element_size > KEPT_MOST)
        buffer_resize(buffer, KEPT_MOST / element_size, element_size);
}

void leat_buffer_pass_on(struct leat_buffer *buffer, size_t element_size)
{
    buffer->count = 0;
    if (buffer->capacity * element_size >= PASSED_ON_LEAST)
        leat_buffer_release(buffer);
}

void leat_buffer_give_back(struct leat_buffer *buffer)
{
    leat__spare_give(buffer->data);
    *buffer = (struct leat_buffer){0};
}
