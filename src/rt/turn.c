/*
 * turn.c: the loop, and the location's turns beside it.
 *
 * One round of the loop: poll (which reads, writes and notes what came), and then one turn, if there is
 * something to do: show it what was read, run it on its own stack, flush, settle the buffers. While a
 * turn stands still for a full buffer, rounds only poll.
 */
#include <stdlib.h>

#include "clients.h"
#include "runtime.h"

/* Between two messages nobody needs to hear of it; and the longer there have been some, the less often is it asked. */
enum { IDLE_AFTER_MS = 1, IDLE_AFTER_MOST_MS = 16 };

/* ---- one turn ---- */

static void run_turns(void *owner)
{
    struct leat_runtime *runtime = owner;

    if (runtime->location->start)
        runtime->location->start(runtime->state, &runtime->run);
    for (;;) {
        runtime->location->turn(runtime->state, &runtime->run);
        leat__coroutine_leave(runtime->turn);
    }
}

static void flush_all(struct leat_runtime *runtime)
{
    for (struct leat_link *link = runtime->outs_buffered.first, *next; link; link = next) {
        next = link->next; /* as its buffer may be given back */
        leat__out_flush((struct leat__out_link *)link);
    }
    leat__externals_flush(runtime);
    leat__stdout_flush(runtime);
}

void leat__turn_wait_for(struct leat_runtime *runtime, leat__may_go_on *may_go_on, const void *owner)
{
    flush_all(runtime);
    runtime->waits_for = may_go_on;
    runtime->waits_owner = owner;
    leat__context_switch(&runtime->standing, &runtime->turn->caller);
    runtime->chunk_asker = NULL; /* the time that has passed was nobody's fault */
}

static bool may_go_on(const struct leat_runtime *runtime)
{
    return runtime->waits_for(runtime, runtime->waits_owner);
}

/* Ends what the location has left open, so that nobody waits for it. */
static void begin_finishing(struct leat_runtime *runtime)
{
    runtime->finished = true;
    runtime->finishing = true;
    for (uint32_t i = 0; i < runtime->program->channel_count; i++) {
        leat_outs_end(&runtime->outs[i]);
        leat_ins_cancel(&runtime->ins[i]);
    }
}

static void after_turn(struct leat_runtime *runtime)
{
    if (runtime->run.finished)
        begin_finishing(runtime);
    flush_all(runtime);
    leat_run_end_turn(&runtime->run);
    for (struct leat_link *link = runtime->ins_buffered.first, *next; link; link = next) {
        next = link->next;
        if (leat__in_settle((struct leat__in_link *)link))
            runtime->turn_due = true;
    }
    if (leat__externals_settle(runtime))
        runtime->turn_due = true;
}

static void begin_turn(struct leat_runtime *runtime)
{
    runtime->turn_due = false;
    runtime->refused = false;
    runtime->run.again = false;
    runtime->chunk_asker = NULL;
    runtime->idle_told = false;
    for (struct leat_link *link = runtime->ins_buffered.first; link; link = link->next)
        leat__in_open((struct leat__in_link *)link);
    leat__externals_show(runtime);
    leat__coroutine_enter(runtime->turn);
}

/* ---- when nothing is left to do ---- */

bool leat__is_idle(const struct leat_runtime *runtime, uint64_t *sent, uint64_t *received)
{
    bool empty = leat__links_count(runtime, sent, received);

    return empty && runtime->started && !runtime->waits_for && !runtime->turn_due && !runtime->run.again &&
           !runtime->run.first && runtime->live_timers == 0 && runtime->live_inputs == 0 &&
           runtime->live_jobs == 0;
}

static void set_idle_alarm(struct leat_runtime *runtime, uint64_t sent, uint64_t received)
{
    runtime->idle_alarm_set = true;
    runtime->watched_sent = sent;
    runtime->watched_received = received;
    runtime->io->alarm_set(runtime->idle_alarm, runtime->idle_after);
}

static void tell_idle(void *owner)
{
    struct leat_runtime *runtime = owner;
    uint64_t sent, received;
    bool idle = leat__is_idle(runtime, &sent, &received);

    runtime->idle_alarm_set = false;
    if (!idle || sent != runtime->watched_sent || received != runtime->watched_received) {
        runtime->idle_after = runtime->idle_after < IDLE_AFTER_MOST_MS ? runtime->idle_after * 2 : IDLE_AFTER_MOST_MS;
        if (idle)
            set_idle_alarm(runtime, sent, received);
        return;
    }
    runtime->idle_after = IDLE_AFTER_MS;
    if (runtime->idle_told)
        return;
    runtime->idle_told = true;
    if (sent == runtime->idle_sent && received == runtime->idle_received)
        return;
    runtime->idle_sent = sent;
    runtime->idle_received = received;
    leat__rt_send_idle(runtime, sent, received);
}

static void watch_idleness(struct leat_runtime *runtime)
{
    uint64_t sent, received;

    /* What is cheap to see comes first: this is asked in every round. */
    if (runtime->idle_alarm_set || runtime->idle_told || runtime->turn_due || runtime->run.again)
        return;
    if (leat__is_idle(runtime, &sent, &received))
        set_idle_alarm(runtime, sent, received);
}

/* ---- the loop ---- */

static bool is_turn_due(const struct leat_runtime *runtime)
{
    /* Sources that were set aside for a full buffer go on when it has drained, not before. */
    return runtime->turn_due || (runtime->run.again && (!runtime->refused || runtime->over_soft == 0));
}

/* Everybody has heard all that there was to say. */
static bool all_closed(struct leat_runtime *runtime)
{
    bool externals = leat__externals_close(runtime);

    return leat__links_closed(runtime) && externals && runtime->live_jobs == 0;
}

static void do_a_round(struct leat_runtime *runtime)
{
    if (runtime->finishing) {
        if (all_closed(runtime))
            leat__end_well(runtime);
        return;
    }
    if (runtime->waits_for) {
        if (!may_go_on(runtime))
            return;
        runtime->waits_for = NULL;
        leat__context_switch(&runtime->turn->caller, &runtime->standing);
    } else if (is_turn_due(runtime)) {
        begin_turn(runtime);
    } else {
        return;
    }
    if (!runtime->waits_for)
        after_turn(runtime);
}

static bool has_work(struct leat_runtime *runtime)
{
    if (runtime->finishing)
        return all_closed(runtime);
    return runtime->waits_for ? may_go_on(runtime) : is_turn_due(runtime);
}

void leat__turn_loop(struct leat_runtime *runtime)
{
    runtime->turn = leat__coroutine_new(run_turns, runtime);
    runtime->idle_alarm = runtime->io->alarm_apart(runtime->io, tell_idle, runtime);
    runtime->idle_after = IDLE_AFTER_MS;
    runtime->idle_sent = UINT64_MAX;
    runtime->turn_due = true;
    for (;;) {
        do_a_round(runtime);
        watch_idleness(runtime);
        runtime->io->poll(runtime->io, !has_work(runtime));
    }
}
