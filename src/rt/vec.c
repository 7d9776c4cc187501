/* vec.c: what quotes allocate: vectors that grow, and formatted text. */
#include "leat/rt/value.h"

#include <stdarg.h>
#include <stdio.h>

#include "arena.h"
#include "leat/rt/run.h"

enum { CAPACITY_LEAST = 4, FORMAT_SHORT = 256 };

static uint64_t magic_of(const struct leat_chunk *chunk, const void *elements)
{
    return leat_hash_u64((uintptr_t)elements, chunk->generation * 0x9e3779b97f4a7c15u);
}

struct leat__block *leat__block_new(struct leat_arena *arena, size_t capacity, size_t element_size)
{
    size_t size = leat__array_size(capacity, element_size);
    /* One byte at least, so that the elements' address lies in the chunk. */
    struct leat__block *block = leat_arena_take(arena, sizeof *block + (size ? size : 1));
    const void *elements = leat__block_elements(block);

    *block = (struct leat__block){magic_of(leat__arena_chunk(arena, elements), elements), capacity, 0, 0};
    return block;
}

/* What lies before `elements` may be poisoned: it is looked at to find out whether it is a block. */
__attribute__((no_sanitize_address)) struct leat__block *leat__block_of(const struct leat_arena *arena,
                                                                        const void *elements)
{
    const struct leat_chunk *chunk = leat__arena_chunk(arena, elements);
    struct leat__block *block;

    if (!chunk || (uintptr_t)elements % 16 || (uintptr_t)elements - (uintptr_t)chunk->bytes < sizeof *block)
        return NULL;
    block = (struct leat__block *)(uintptr_t)elements - 1;
    return block->magic == magic_of(chunk, elements) ? block : NULL;
}

static struct leat_arena *memory_in_use(void)
{
    return leat_current->keep ? &leat_current->keep->arena : leat_current->memory;
}

/* Doubles a block where it stands: it was taken last, and there is room behind it. */
static bool double_in_place(struct leat_arena *arena, struct leat__block *block, size_t element_size)
{
    size_t size = leat__array_size(block->capacity, element_size);
    const char *end = (const char *)leat__block_elements(block) + ((size + 15) & ~(size_t)15);

    if (!leat__arena_extend(arena, end, size))
        return false;
    block->capacity *= 2;
    return true;
}

/* `old`: the block that `data` was in, if it was in this arena. */
static void *copy_to_larger(struct leat_arena *arena, const struct leat__block *old, const void *data,
                            size_t length, size_t element_size)
{
    size_t capacity = length < CAPACITY_LEAST / 2 ? CAPACITY_LEAST : leat__array_size(length, 2);
    struct leat__block *block = leat__block_new(arena, capacity, element_size);
    void *elements = leat__block_elements(block);

    if (length)
        memcpy(elements, data, length * element_size);
    block->used = length + 1;
    if (old)
        block->settled = old->settled < length ? old->settled : length;
    return elements;
}

void *leat_vec_grow(const void *data, size_t length, size_t element_size)
{
    struct leat_arena *arena = memory_in_use();
    struct leat__block *block = leat__block_of(arena, data);

    /* Where another vector has pushed behind this one, the room is not ours to write to. */
    if (!block || block->used != length)
        return copy_to_larger(arena, block, data, length, element_size);
    if (length == block->capacity && !double_in_place(arena, block, element_size))
        return copy_to_larger(arena, block, data, length, element_size);
    block->used++;
    return (void *)(uintptr_t)data;
}

leat_str leat_str_format(const char *format, ...)
{
    char brief[FORMAT_SHORT];
    va_list arguments, again;
    int length;
    char *text;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(brief, sizeof brief, format, arguments);
    va_end(arguments);
    if (length < 0)
        leat_run_fail("leat_str_format: cannot format \"%s\"", format);
    text = leat_arena_take(leat_current->memory, (size_t)length + 1);
    if ((size_t)length < sizeof brief)
        memcpy(text, brief, (size_t)length + 1);
    else
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return (leat_str){text, (size_t)length};
}
