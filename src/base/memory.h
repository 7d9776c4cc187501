/*
 * memory.h: memory that is never NULL, and an arena for what lives as long as a flow.
 *
 * Running out of memory ends the process with a message: a builder or a compiler of flows has nothing
 * better to do, and no caller needs a path that was never run.
 */
#ifndef LEAT_BASE_MEMORY_H
#define LEAT_BASE_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

/* Zeroed memory, to be released with free(). A size of 0 gives a pointer as well. */
void *leat__alloc(size_t size);
void *leat__alloc_array(size_t count, size_t size);

/* realloc() and reallocarray(): the new part is not zeroed. */
void *leat__realloc(void *memory, size_t size);
void *leat__realloc_array(void *memory, size_t count, size_t size);

/* Copies, to be released with free(). `text` is not NULL. strndup copies `length` bytes, whatever they are. */
char *leat__strdup(const char *text);
char *leat__strndup(const char *text, size_t length);
char *leat__format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *leat__format_list(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

/* Ends the process: out of memory (exit status 70), or a bug of ours (abort). */
void leat__out_of_memory(size_t wanted) __attribute__((noreturn));
void leat__bug(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/*
 * An arena: allocations that are released together. `{0}` is an empty one. Nothing that was handed out
 * ever moves.
 */
struct leat__arena_block;
struct leat__arena {
    struct leat__arena_block *newest;
    char *at;
    size_t left;
};

/* Zeroed memory, aligned for any type. */
void *leat__arena_alloc(struct leat__arena *arena, size_t size);
void *leat__arena_copy(struct leat__arena *arena, const void *bytes, size_t size);
char *leat__arena_strdup(struct leat__arena *arena, const char *text);
char *leat__arena_strndup(struct leat__arena *arena, const char *text, size_t length);
char *leat__arena_printf(struct leat__arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *leat__arena_vprintf(struct leat__arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* Frees all of it; the arena is empty and usable afterwards. */
void leat__arena_release(struct leat__arena *arena);

/* One zeroed T, or `count` of them, in the arena. */
#define leat__arena_new(arena, T) ((T *)leat__arena_alloc((arena), sizeof(T)))
#define leat__arena_array(arena, T, count) ((T *)leat__arena_alloc((arena), (count) * sizeof(T)))

#endif
