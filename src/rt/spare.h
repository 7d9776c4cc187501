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

/* Instead of free(). */
void leat__spare_give(void *memory);

/*
 * Instead of realloc(): the first `used` bytes stay. `*room` (at least `size`) is what may be used. NULL: there is no memory, and
 * the old one stays as it was.
 */
void *leat__spare_resize(void *memory, size_t used, size_t size, size_t *room);

#endif
