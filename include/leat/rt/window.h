/*
 * window.h (rt): the open windows of leat_fold_window(): a table of keys for each, ascending by their starts. A closed
 * one is given on entry by entry, and its table is used again. Which of the two tables of a pane is used, who uses it knows;
 * the other one stays empty. `entry_size`: of the one.
 */
#ifndef LEAT_RT_WINDOW_H
#define LEAT_RT_WINDOW_H

#include "../window.h"
#include "flat.h"

struct leat_pane {
    int64_t start;
    struct leat_table table; /* an entry for each key */
    struct leat_flat flat;   /* the same, where keys are integers and entries small; in order */
    bool touched;            /* set by who enters what views: since the last turn */
};

struct leat_windows {
    leat_window spec;
    int64_t mark;      /* the watermark: what ends here or before is closed */
    int64_t first_end; /* of the first window that is open; INT64_MAX: none is */
    struct leat_pane *panes;
    uint32_t count;
    uint32_t capacity; /* panes beyond `count` have empty tables, to be used again */
    uint32_t recent;   /* the pane that was found last */
    int64_t last;      /* the last window of the element before: most often this one's as well */

    /* Where windows do not overlap, the one that the element before lay in, while it is open; `near_width` is 0 if not. */
    int64_t near;
    uint64_t near_width;
    uint32_t near_at; /* its pane */
};

/* Ends the process with a message that names `site` where the spec makes no sense. */
void leat_windows_start(struct leat_windows *windows, leat_window spec, const char *site);

/* Forgets all elements. What the turn views stays until it ends. */
void leat_windows_clear(struct leat_windows *windows, size_t entry_size);
void leat_windows_release(struct leat_windows *windows, size_t entry_size);

/* At the end of a turn: what the tables of the touched windows hold moves out of the arena. */
void leat_windows_settle(struct leat_windows *windows, const struct leat_descriptor *type, size_t entry_size);

/* Makes room for a window that is not open yet; it is the one found last then. */
void leat_windows_open(struct leat_windows *windows, int64_t start);

/* The first `closed` windows are gone; their tables are empty. */
void leat_windows_drop(struct leat_windows *windows, uint32_t closed, size_t entry_size);

void leat_windows_time_fails(int64_t time, const char *site) __attribute__((noreturn, cold));

/* Times have room around them, so that no sum of them overflows. */
#define LEAT_TIME_MOST (INT64_MAX / 4)
/* A watermark before any time that an element may have, with room for a width before it. */
#define LEAT_MARK_LEAST (INT64_MIN / 2 - 1)

static inline int64_t leat_windows_time(int64_t time, const char *site)
{
    if (__builtin_expect(time > LEAT_TIME_MOST || time < -LEAT_TIME_MOST, 0))
        leat_windows_time_fails(time, site);
    return time;
}

/* The start of the last window that `time` lies in. */
static inline int64_t leat_windows_last(struct leat_windows *windows, int64_t time)
{
    int64_t rest;

    if (__builtin_expect((uint64_t)(time - windows->last) < (uint64_t)windows->spec.slide, 1))
        return windows->last;
    rest = time % windows->spec.slide;
    windows->last = time - (rest < 0 ? rest + windows->spec.slide : rest);
    return windows->last;
}

static inline bool leat_windows_closed(const struct leat_windows *windows, int64_t start)
{
    return start + windows->spec.width <= windows->mark;
}

/* The table of the window that starts at `start`, which is opened if need be. It stays where it is until the next is. */
static inline struct leat_pane *leat_windows_pane(struct leat_windows *windows, int64_t start)
{
    struct leat_pane *pane = windows->panes + windows->recent;

    if (__builtin_expect(windows->recent >= windows->count || pane->start != start, 0)) {
        /* Of sliding windows an element asks for one after the other, the latest first. */
        if (windows->recent > 0 && windows->recent <= windows->count && pane[-1].start == start)
            windows->recent--;
        else
            leat_windows_open(windows, start);
        pane = windows->panes + windows->recent;
    }
    return pane;
}

/* The pane of an element whose window is that of the one before it; NULL: it is to be looked for. */
static inline struct leat_pane *leat_windows_near(struct leat_windows *windows, int64_t time)
{
    if (__builtin_expect((uint64_t)time - (uint64_t)windows->near >= windows->near_width, 0))
        return NULL;
    return windows->panes + windows->near_at;
}

/* The element has been entered into all of its windows, and the next may lie in the same. */
static inline void leat_windows_stay(struct leat_windows *windows)
{
    const uint32_t at = windows->recent;

    if (windows->spec.slide != windows->spec.width || at >= windows->count || windows->panes[at].start != windows->last)
        return;
    windows->near = windows->last;
    windows->near_width = (uint64_t)windows->spec.width;
    windows->near_at = at;
}

/* Moves the watermark on behind an element of this time; how many windows are closed by that. */
static inline uint32_t leat_windows_pass(struct leat_windows *windows, int64_t time)
{
    uint32_t closed = 0;

    if (time - windows->spec.lateness <= windows->mark)
        return 0;
    windows->mark = time - windows->spec.lateness;
    if (__builtin_expect(windows->mark < windows->first_end, 1))
        return 0;
    while (closed < windows->count && leat_windows_closed(windows, windows->panes[closed].start))
        closed++;
    return closed;
}

#endif
