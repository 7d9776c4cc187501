/*
 * window.h: windows over event time: what the first quote of leat_fold_window() gives, and of leat_fold_session().
 *
 * Times are the elements' own, int64_t in any unit, and have nothing to do with the clock. A window is [start, end): it
 * starts at a multiple of `slide`, and is `width` long.
 */
#ifndef LEAT_WINDOW_H
#define LEAT_WINDOW_H
#pragma GCC system_header

#include "record.h"

typedef struct leat_window {
    int64_t width;
    int64_t slide;    /* from one window's start to the next one's; 0: `width`, and each element is in one window */
    int64_t lateness; /* how far the time of an element may lie behind the greatest time before it */
} leat_window;

/* A session of a key is [the time of its first element, that of its last element + gap). */
typedef struct leat_session {
    int64_t gap;      /* two elements closer than this are in one session */
    int64_t lateness; /* as of a window */
} leat_session;

/* A record for what a window or a session gives: `key`, `start`, `end` (the first time that is not in it) and `value`. */
#define leat_windowed(record, K, V)                                                                 \
    _Static_assert(!LEAT_IS_ARRAY_(K) && !LEAT_IS_ARRAY_(V),                                        \
                   "leat_windowed: C assigns no array; put the array into a record, and that here"); \
    leat_record(record, (K, key), (int64_t, start), (int64_t, end), (V, value))

#endif
