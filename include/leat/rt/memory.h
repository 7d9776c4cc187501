/*
 * memory.h: the two memories of a running location.
 *
 * The tick arena (struct leat_arena) holds what a turn makes; it is reset when the turn ends. A keep
 * (struct leat_keep) is the memory of one operator: it holds what the operator's state views. A value
 * enters it by leat_keep_settle(), which copies everything the value views that is not there already,
 * and compacts when more than half of the keep is garbage.
 */
#ifndef LEAT_RT_MEMORY_H
#define LEAT_RT_MEMORY_H

#include "../record.h"

/* Compiled for ASan, which knows each byte that may be read or written: nothing is read or written beyond. */
#if defined(__SANITIZE_ADDRESS__)
#define LEAT_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LEAT_SANITIZED 1
#endif
#endif
#ifndef LEAT_SANITIZED
#define LEAT_SANITIZED 0
#endif

struct leat_chunk; /* a block of malloc'ed memory, chained */

/*
 * What is taken lies behind what was taken before it. Of an arena that poisons, `end` is `at`: there each taking is
 * of leat_arena_grow(). Behind `end`, LEAT_ARENA_SLACK bytes may be written too: texts are copied in whole words.
 */
struct leat_arena {
    char *at;
    char *end;
    struct leat_chunk *chunks; /* newest first */
    bool poison;               /* debug and sanitize profiles: overwrite on reset, and tell ASan */
};

enum { LEAT_ARENA_SLACK = 16 };

/* Memory of `size` bytes, aligned to 16; valid until the arena is reset. Never NULL: running out of memory ends the process with a message. */
void *leat_arena_grow(struct leat_arena *arena, size_t size);

static inline void *leat_arena_take(struct leat_arena *arena, size_t size)
{
    /* Texts end anywhere; `end` is aligned, so that what is left of whole rows of 16 begins where the next taking does. */
    size_t room = (size_t)(arena->end - arena->at) & ~(size_t)15;

    /* `size - 1` sends 0 (nothing may be NULL) to the slow path; it need not see what `size` is rounded to, which could overflow. */
    if (__builtin_expect(size - 1 < room, 1)) {
        char *taken = arena->end - room;

        arena->at = taken + ((size + 15) & ~(size_t)15);
        return taken;
    }
    return leat_arena_grow(arena, size);
}

/* Bytes handed out since the last reset. */
size_t leat_arena_used(const struct leat_arena *arena);

/*
 * A place in an arena: what is taken after leat_arena_mark() is forgotten by leat_arena_recycle(), so that the next
 * element finds its memory where the last one had it, in the cache. An arena that poisons overwrites what is
 * forgotten, and does not hand it out again before it is reset.
 */
struct leat_mark {
    char *at;
    struct leat_chunk *chunk;
};

static inline struct leat_mark leat_arena_mark(const struct leat_arena *arena)
{
    return (struct leat_mark){arena->at, arena->chunks};
}

void leat_arena_recycle_chunks(struct leat_arena *arena, struct leat_mark mark);

static inline void leat_arena_recycle(struct leat_arena *arena, struct leat_mark mark)
{
    if (arena->at == mark.at)
        return;
    if (__builtin_expect(arena->chunks == mark.chunk && !arena->poison, 1))
        arena->at = mark.at;
    else
        leat_arena_recycle_chunks(arena, mark);
}

/* Forgets everything. Keeps up to 1 MiB for the next turn and returns the rest to the system. */
void leat_arena_reset(struct leat_arena *arena);
void leat_arena_release(struct leat_arena *arena);

struct leat_keep {
    struct leat_arena arena;
    size_t live; /* bytes that the last compaction found in use */
};

/*
 * Moves what `*value` views into the keep; views that already lie there stay. Compacts when the keep
 * has grown to more than twice what was live (at least 64 KiB), which is right only if `*value` is all
 * that the keep holds. A NULL descriptor, or one without views, costs nothing.
 */
void leat_keep_settle(struct leat_keep *keep, const struct leat_descriptor *type, void *value);

/* The same for one of many values (an entry of a table or of a buffer): moves, never compacts. */
void leat_keep_move(struct leat_keep *keep, const struct leat_descriptor *type, void *value);

/* True when compaction is due: the owner then calls leat_keep_compact() with all that the keep holds. */
bool leat_keep_is_loose(const struct leat_keep *keep);

/*
 * Copies what `count` values of `stride` bytes at `values` view into fresh memory. The old is freed when
 * the turn ends (leat_run_end_turn): other operators may view it, and settle later. So it is with release.
 */
void leat_keep_compact(struct leat_keep *keep, const struct leat_descriptor *type, void *values, size_t count, size_t stride);
void leat_keep_give_back(struct leat_keep *keep);

static inline void leat_keep_release(struct leat_keep *keep)
{
    if (keep->arena.chunks)
        leat_keep_give_back(keep);
}

/* leat_keep_settle() of `count` values, `stride` bytes apart, which are all that the keep holds. */
void leat_keep_settle_all(struct leat_keep *keep, const struct leat_descriptor *type, void *values, size_t count, size_t stride);

/* Whether a value of this type holds views (a str, bytes or vec anywhere inside). NULL: no. */
bool leat_type_has_views(const struct leat_descriptor *type);

/* A growable array of elements, kept across turns or cleared at the end of one. */
struct leat_buffer {
    char *data;
    /* Of a type that no int64_t, uint64_t and size_t is: writing an element does not change them, and compilers know it. */
    unsigned long long count;
    unsigned long long capacity; /* in elements */
};

void leat_buffer_grow(struct leat_buffer *buffer, size_t element_size);

/* Room for one more element; the caller fills it. */
static inline void *leat_buffer_push(struct leat_buffer *buffer, size_t element_size)
{
    if (__builtin_expect(buffer->count == buffer->capacity, 0))
        leat_buffer_grow(buffer, element_size);
    return buffer->data + buffer->count++ * element_size;
}

void leat_buffer_make_room(struct leat_buffer *buffer, size_t more, size_t element_size);

/* Room for `more` elements. */
static inline void leat_buffer_reserve(struct leat_buffer *buffer, size_t more, size_t element_size)
{
    if (buffer->capacity - buffer->count < more)
        leat_buffer_make_room(buffer, more, element_size);
}

/* Tells the compiler that the next leat_buffer_push() finds room: it has been reserved. */
static inline void leat_buffer_has_room(const struct leat_buffer *buffer)
{
    if (buffer->count == buffer->capacity)
        __builtin_unreachable();
}

/* There is room for `more` behind what it has, and its count says so; the caller fills them. */
static inline void *leat_buffer_more(struct leat_buffer *buffer, size_t more, size_t element_size)
{
    void *first;

    leat_buffer_reserve(buffer, more, element_size);
    first = buffer->data + buffer->count * element_size;
    buffer->count += more;
    return first;
}

/* Empties the buffer, and gives memory beyond 1 MiB back. */
void leat_buffer_clear(struct leat_buffer *buffer, size_t element_size);
void leat_buffer_give_back(struct leat_buffer *buffer);

static inline void leat_buffer_release(struct leat_buffer *buffer)
{
    if (buffer->data)
        leat_buffer_give_back(buffer);
}

/* The same, and memory of 4 KiB or more goes to who asks next, while it is in the cache: for a buffer that is filled at once. */
void leat_buffer_pass_on(struct leat_buffer *buffer, size_t element_size);

#endif
