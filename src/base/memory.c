#define _GNU_SOURCE
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)64 * 1024)
#define ALIGNMENT _Alignof(max_align_t)

struct leat__arena_block {
    struct leat__arena_block *older;
    max_align_t memory[];
};

void leat__out_of_memory(size_t wanted)
{
    fprintf(stderr, "leat: out of memory (%zu bytes wanted)\n", wanted);
    exit(70);
}

void leat__bug(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fputs("leat: internal error: ", stderr);
    vfprintf(stderr, format, arguments);
    fputs("\nleat: this is a bug in Leat, not in your program\n", stderr);
    va_end(arguments);
    abort();
}

/* The product, or no return: what does not fit a size cannot be allocated either. */
static size_t times(size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        leat__out_of_memory(SIZE_MAX);
    return bytes;
}

void *leat__alloc(size_t size)
{
    void *memory = calloc(1, size ? size : 1);

    if (!memory)
        leat__out_of_memory(size);
    return memory;
}

void *leat__alloc_array(size_t count, size_t size)
{
    return leat__alloc(times(count, size));
}

void *leat__realloc(void *memory, size_t size)
{
    void *moved = realloc(memory, size ? size : 1);

    if (!moved)
        leat__out_of_memory(size);
    return moved;
}

void *leat__realloc_array(void *memory, size_t count, size_t size)
{
    return leat__realloc(memory, times(count, size));
}

char *leat__strdup(const char *text)
{
    return leat__strndup(text, strlen(text));
}

char *leat__strndup(const char *text, size_t length)
{
    char *copy = leat__alloc(length + 1);

    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *leat__format_list(const char *format, va_list arguments)
{
    char *text;

    if (vasprintf(&text, format, arguments) < 0)
        leat__out_of_memory(strlen(format));
    return text;
}

char *leat__format(const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = leat__format_list(format, arguments);
    va_end(arguments);
    return text;
}

static struct leat__arena_block *new_block(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct leat__arena_block))
        leat__out_of_memory(size);
    return leat__alloc(sizeof(struct leat__arena_block) + size);
}

/* A block of its own for what is large, behind the newest, so that the room in that one is not lost. */
static void *alloc_large(struct leat__arena *arena, size_t size)
{
    struct leat__arena_block *block = new_block(size);

    if (arena->newest) {
        block->older = arena->newest->older;
        arena->newest->older = block;
    } else {
        arena->newest = block;
    }
    return block->memory;
}

void *leat__arena_alloc(struct leat__arena *arena, size_t size)
{
    size_t rounded = size ? size : 1;
    char *taken;

    if (rounded > SIZE_MAX - ALIGNMENT)
        leat__out_of_memory(size);
    rounded = (rounded + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
    if (rounded > arena->left) {
        if (rounded > BLOCK_SIZE / 4)
            return alloc_large(arena, rounded);

        struct leat__arena_block *block = new_block(BLOCK_SIZE);

        block->older = arena->newest;
        arena->newest = block;
        arena->at = (char *)block->memory;
        arena->left = BLOCK_SIZE;
    }
    taken = arena->at;
    arena->at += rounded;
    arena->left -= rounded;
    return taken;
}

void *leat__arena_copy(struct leat__arena *arena, const void *bytes, size_t size)
{
    void *copy = leat__arena_alloc(arena, size);

    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

char *leat__arena_strdup(struct leat__arena *arena, const char *text)
{
    return leat__arena_strndup(arena, text, strlen(text));
}

char *leat__arena_strndup(struct leat__arena *arena, const char *text, size_t length)
{
    char *copy = leat__arena_alloc(arena, length + 1);

    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *leat__arena_vprintf(struct leat__arena *arena, const char *format, va_list arguments)
{
    char *text = leat__format_list(format, arguments);
    char *copy = leat__arena_strdup(arena, text);

    free(text);
    return copy;
}

char *leat__arena_printf(struct leat__arena *arena, const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = leat__arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

void leat__arena_release(struct leat__arena *arena)
{
    for (struct leat__arena_block *block = arena->newest, *older; block; block = older) {
        older = block->older;
        free(block);
    }
    *arena = (struct leat__arena){0};
}
