/*
 * spare.h: memory of a few KiB to a MiB that was given back stays with its thread, for the next flow, turn or table that asks for
 * as much: what the system gives anew has to be cleared and mapped page by page, which takes longer than most uses of it.
 *
 * All of it is malloc's: what comes from here may be freed, and what malloc gave may be given. Not kept: under ASan, which is
 * to see each use of what was freed, and without the trick `spare-memory`.
 */
#ifndef LEAT_RT_SPARE_H
#define LEAT_RT_SPARE_H

#include <stddef.h>

/* Spare memory of at least `size` bytes, not cleared, of which there are `*room`; NULL: there is none. */
void *leat__spare_take(size_t size, size_t *room);

/*
 * As much as to ask malloc for instead of `size`: what follows in memory, with malloc's own 16 bytes between, then begins a multiple of 2 KiB
 * further on. A loop that reads one array and writes the next one has to wait where addresses are equal in their last 12 bits but for a few: the
 * processor takes what is read for what has just been written.
 */
size_t leat__spare_spread(size_t size);

/* Instead of free(). */
void leat__spare_give(void *memory);

/*
 * Instead of realloc(): the first `used` bytes stay. `*room` (at least `size`) is what may be used. NULL: there is no memory, and
 * the old one stays as it was.
 */
void *leat__spare_resize(void *memory, size_t used, size_t size, size_t *room);

#endif
