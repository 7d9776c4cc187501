/* vec.c: vectors that grow. */
#include "leat/rt/value.h"

#include "arena.h"
#include "leat/rt/text.h"

enum { CAPACITY_LEAST = 4 };

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
    struct leat_arena *arena = leat_memory_in_use();
    struct leat__block *block = leat__block_of(arena, data);

    /* Where another vector has pushed behind this one, the room is not ours to write to. */
    if (!block || block->used != length)
        return copy_to_larger(arena, block, data, length, element_size);
    if (length == block->capacity && !double_in_place(arena, block, element_size))
        return copy_to_larger(arena, block, data, length, element_size);
    block->used++;
    return (void *)(uintptr_t)data;
}
