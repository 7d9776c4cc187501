/*
 * source.h: where elements come from: bodies on stacks of their own, files and standard input, timers.
 */
#ifndef LEAT_RT_SOURCE_H
#define LEAT_RT_SOURCE_H

#include "../external.h"
#include "memory.h"

struct leat_run;
struct leat_coroutine;

/*
 * A source whose body (a quote with yield) runs on a stack of its own, so that it can be set aside at
 * its own yield. All zero: not started.
 */
struct leat_source {
    bool ended;   /* the body returned, or the source was stopped */
    struct leat_coroutine *stack;
    struct leat_arena scratch; /* what the body allocates: until it returns, or leat_scratch_reset() */
};

/*
 * Runs `body(self)` from where it stands until it pauses or returns (then source->ended). While the
 * body runs, run->memory is its scratch. Call it once a turn, while not ended.
 */
void leat_source_resume(struct leat_run *run, struct leat_source *source, void (*body)(void *self), void *self);

/*
 * From now on run->memory is the scratch of a source, until it is set to what this returns: for a source that has no body
 * to run, but allocates what it goes through.
 */
struct leat_arena *leat_source_allocates(struct leat_run *run, struct leat_source *source);

/* Sets the running body aside until the next turn: called from yield after run->budget of them. */
void leat_source_pause(struct leat_run *run, struct leat_source *source);

/* No more is wanted of it: frees stack and scratch; from within its own body (where its yield has led), at its next yield. */
void leat_source_give_back(struct leat_run *run, struct leat_source *source);

static inline void leat_source_stop(struct leat_run *run, struct leat_source *source)
{
    if (!source->ended || source->stack || source->scratch.chunks)
        leat_source_give_back(run, source);
}

/*
 * Lines of a file, or of standard input ("-"). A line's text lies in the source's buffer until the turn
 * ends; "\n" and "\r\n" are taken off, other bytes kept as they are; a last line without an end counts.
 */
struct leat_lines {
    bool ended;
    struct leat_lines_file *file; /* private to src/rt */
};

/*
 * The next line of this turn. False: the file has ended (lines->ended), or nothing more this turn (the
 * runtime then asks for another turn, or waits for standard input). Opens the file at the first call.
 * A file that cannot be read, and a line longer than the largest element, end the process with a
 * message that names file, line number and the operator at `site` ("flow.c:12").
 */
bool leat_lines_next(struct leat_run *run, struct leat_lines *lines, const char *path, const char *site, leat_str *line);
void leat_lines_stop(struct leat_run *run, struct leat_lines *lines);

/* The members of a cluster, as they come and go. */
struct leat_members {
    uint32_t cluster;
    uint32_t joined; /* members of which that was told */
    uint32_t left;
    size_t at; /* departures that were looked at */
    bool stopped;
};

/* Asks to be told who leaves. */
void leat_members_watch(struct leat_run *run, struct leat_members *members, uint32_t cluster);
bool leat_members_next(struct leat_run *run, struct leat_members *members, leat_member_event *event);
bool leat_members_ended(const struct leat_run *run, const struct leat_members *members);

/* A descriptor of the user's, and a body that is called when it can be read. All zero: not watched yet. */
struct leat_poll {
    bool ended;
    struct leat_poll_watch *watch; /* private to src/rt */
};

/*
 * Whether the body is to be called in this turn; then leat_poll_called() behind it. Watches the descriptor from the
 * first call on. What is no descriptor ends the process, with a message that names the operator at `site`.
 */
bool leat_poll_is_ready(struct leat_run *run, struct leat_poll *poll, int descriptor, const char *site);
void leat_poll_called(struct leat_run *run, struct leat_poll *poll);
void leat_poll_stop(struct leat_run *run, struct leat_poll *poll);

/* A timer that is due every so many milliseconds. */
struct leat_interval {
    bool started;
    struct leat_timer *timer; /* private to src/rt */
};

/* How many times it came due since the last call. Starts it at the first call; at least 1 ms. */
uint64_t leat_interval_due(struct leat_run *run, struct leat_interval *interval, int64_t milliseconds);
/* Counts from now on, as if it had just started. */
void leat_interval_restart(struct leat_interval *interval);
void leat_interval_stop(struct leat_run *run, struct leat_interval *interval);

#endif
