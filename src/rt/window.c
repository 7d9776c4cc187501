/* window.c: the open windows of leat_fold_window(), which are few and sorted. */
#include "leat/rt/window.h"

#include <inttypes.h>
#include <stdlib.h>

#include "arena.h"
#include "fail.h"
#include "leat/rt/run.h"

void leat_windows_start(struct leat_windows *windows, leat_window spec, const char *site)
{
    if (spec.slide == 0)
        spec.slide = spec.width;
    if (spec.width <= 0 || spec.width > LEAT_TIME_MOST)
        leat_run_fail("%s: a window is at least 1 wide; this one is %" PRId64, site, spec.width);
    if (spec.slide < 0 || spec.slide > spec.width)
        leat_run_fail("%s: windows of width %" PRId64 " that slide by %" PRId64
                      " would leave elements out: the slide is at least 1, and at most the width",
                      site, spec.width, spec.slide);
    if (spec.lateness < 0 || spec.lateness > LEAT_TIME_MOST)
        leat_run_fail("%s: the lateness of a window is at least 0; here it is %" PRId64, site, spec.lateness);
    windows->spec = spec;
    windows->mark = LEAT_MARK_LEAST;
    windows->first_end = INT64_MAX;
}

void leat_windows_time_fails(int64_t time, const char *site)
{
    leat_run_fail("%s: the time %" PRId64 " is out of range: times lie within 2^61 of 0", site, time);
}

/* The first pane that does not start before `start`. */
static uint32_t place_of(const struct leat_windows *windows, int64_t start)
{
    uint32_t low = 0, high = windows->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (windows->panes[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void grow(struct leat_windows *windows)
{
    uint32_t capacity = windows->capacity ? windows->capacity * 2 : 4;
    size_t size = leat__array_size(capacity, sizeof *windows->panes);
    struct leat_pane *panes = realloc(windows->panes, size);

    if (!panes)
        leat__fail_memory(size);
    memset(panes + windows->capacity, 0, (capacity - windows->capacity) * sizeof *panes);
    windows->panes = panes;
    windows->capacity = capacity;
}

/* What is known of places and of the first window holds no longer. */
static void panes_moved(struct leat_windows *windows)
{
    windows->first_end = windows->count > 0 ? windows->panes[0].start + windows->spec.width : INT64_MAX;
    windows->near_width = 0;
}

void leat_windows_open(struct leat_windows *windows, int64_t start)
{
    uint32_t at = place_of(windows, start);
    struct leat_pane fresh;

    windows->recent = at;
    if (at < windows->count && windows->panes[at].start == start)
        return;
    if (windows->count == windows->capacity)
        grow(windows);
    fresh = windows->panes[windows->count];
    memmove(windows->panes + at + 1, windows->panes + at, (windows->count - at) * sizeof *windows->panes);
    windows->panes[at] = fresh;
    windows->panes[at].start = start;
    windows->panes[at].flat.in_order = true;
    windows->count++;
    panes_moved(windows);
}

/* Their tables, emptied, stand behind those that are open: the array is turned by `closed`. */
void leat_windows_drop(struct leat_windows *windows, uint32_t closed, size_t entry_size)
{
    struct leat_pane held;

    for (uint32_t i = 0; i < closed; i++) {
        leat_table_clear(&windows->panes[i].table, entry_size);
        leat_flat_clear(&windows->panes[i].flat, entry_size);
    }
    for (uint32_t i = closed; i < windows->count; i++) {
        held = windows->panes[i - closed];
        windows->panes[i - closed] = windows->panes[i];
        windows->panes[i] = held;
    }
    windows->count -= closed;
    windows->recent = 0;
    panes_moved(windows);
}

void leat_windows_clear(struct leat_windows *windows, size_t entry_size)
{
    leat_windows_drop(windows, windows->count, entry_size);
    windows->mark = LEAT_MARK_LEAST;
}

void leat_windows_release(struct leat_windows *windows, size_t entry_size)
{
    for (uint32_t i = 0; i < windows->capacity; i++) {
        leat_table_release(&windows->panes[i].table);
        leat_flat_release(&windows->panes[i].flat, entry_size);
    }
    free(windows->panes);
    *windows = (struct leat_windows){0};
}

void leat_windows_settle(struct leat_windows *windows, const struct leat_descriptor *type, size_t entry_size)
{
    for (uint32_t i = 0; i < windows->count; i++) {
        if (!windows->panes[i].touched)
            continue;
        windows->panes[i].touched = false;
        leat_table_settle(&windows->panes[i].table, type, entry_size);
    }
}
