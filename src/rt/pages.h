/*
 * pages.h: large memory straight from the system, in huge pages where it has them: most of what a fresh table costs is
 * the first touch of its pages.
 */
#ifndef LEAT_RT_PAGES_H
#define LEAT_RT_PAGES_H

#include <stdbool.h>
#include <stddef.h>

/* Zeroed memory of `size` bytes; never NULL: running out ends the process. Give it back with the same size. */
void *leat__pages_take(size_t size);
void *leat__pages_take_dirty(size_t size); /* not zeroed */
void leat__pages_give(void *pages, size_t size); /* NULL: nothing */

/* Whether so much is mapped for itself, and not a piece of malloc's. */
bool leat__pages_are_mapped(size_t size);

/* The same memory with more room; it may lie elsewhere. What is new is zeroes where the old was mapped, else it may be anything. */
void *leat__pages_grow(void *pages, size_t size, size_t new_size);

#endif
