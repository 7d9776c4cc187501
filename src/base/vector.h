/*
 * vector.h: a growable array, typed by the struct that holds it.
 *
 *     struct names leat__vector(const char *);      a type of its own: struct names { items, count, capacity }
 *     struct names names = {0};
 *     leat__vector_push(&names, "first");
 *     for (size_t i = 0; i < names.count; i++) puts(names.items[i]);
 *     leat__vector_release(&names);
 *
 * Items move when the vector grows: keep indexes, not pointers.
 */
#ifndef LEAT_BASE_VECTOR_H
#define LEAT_BASE_VECTOR_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define leat__vector(T)                                                                             \
    {                                                                                               \
        T *items;                                                                                   \
        size_t count;                                                                               \
        size_t capacity;                                                                            \
    }

/* Appends one item. Statement; the value may hold commas (a compound literal). */
#define leat__vector_push(vector, ...)                                                              \
    do {                                                                                            \
        __auto_type vector_ = (vector);                                                             \
        vector_->items = leat__vector_room(vector_->items, vector_->count, &vector_->capacity,      \
                                           sizeof *vector_->items);                                 \
        vector_->items[vector_->count] = (__VA_ARGS__);                                             \
        vector_->count++;                                                                           \
    } while (0)

/* Appends one zeroed item and gives its address: `struct edge *edge = leat__vector_add(&edges);` */
#define leat__vector_add(vector)                                                                    \
    ({                                                                                              \
        __auto_type adding_ = (vector);                                                             \
        adding_->items = leat__vector_room(adding_->items, adding_->count, &adding_->capacity,      \
                                           sizeof *adding_->items);                                 \
        memset(&adding_->items[adding_->count], 0, sizeof *adding_->items);                         \
        &adding_->items[adding_->count++];                                                          \
    })

/* Frees the items; the vector is empty and usable afterwards. */
#define leat__vector_release(vector)                                                                \
    do {                                                                                            \
        __auto_type released_ = (vector);                                                           \
        free(released_->items);                                                                     \
        released_->items = 0;                                                                       \
        released_->count = released_->capacity = 0;                                                 \
    } while (0)

/* Room for one more than `count`: the items, perhaps moved. */
void *leat__vector_room(void *items, size_t count, size_t *capacity, size_t size);

#endif
