/*
 * interval.c: timers. The clock says how often one came due; the loop's alarm only wakes the location.
 */
#include <stdlib.h>

#include "clock.h"
#include "runtime.h"

struct leat_timer {
    struct leat_runtime *runtime;
    struct leat_alarm *alarm;
    int64_t started;
    int64_t period; /* nanoseconds */
    uint64_t told;  /* times that the location knows of */
};

static int64_t now(const struct leat_timer *timer)
{
    return timer->runtime ? timer->runtime->io->now(timer->runtime->io) : leat__system_now();
}

static uint64_t times_due(const struct leat_timer *timer)
{
    return (uint64_t)((now(timer) - timer->started) / timer->period);
}

/* Counted from the start, so that being late once does not make it late for ever. */
static void set_alarm(struct leat_timer *timer)
{
    int64_t passed = now(timer) - timer->started;
    int64_t left = timer->period - passed % timer->period;

    timer->runtime->io->alarm_set(timer->alarm, (uint64_t)((left + 999999) / 1000000));
}

static void on_alarm(void *owner)
{
    struct leat_timer *timer = owner;

    if (times_due(timer) > timer->told)
        timer->runtime->turn_due = true;
    set_alarm(timer);
}

static void start(struct leat_run *run, struct leat_interval *interval, int64_t milliseconds)
{
    struct leat_timer *timer = leat__rt_alloc(1, sizeof *timer);

    if (milliseconds < 1 || milliseconds > INT64_MAX / 1000000)
        leat_run_fail("an interval is at least 1 millisecond, not %lld", (long long)milliseconds);
    timer->runtime = run->runtime;
    timer->period = milliseconds * 1000000;
    timer->started = now(timer);
    interval->timer = timer;
    interval->started = true;
    if (!run->runtime)
        return;
    timer->alarm = run->runtime->io->alarm_new(run->runtime->io, on_alarm, timer);
    run->runtime->live_timers++;
    set_alarm(timer);
}

uint64_t leat_interval_due(struct leat_run *run, struct leat_interval *interval, int64_t milliseconds)
{
    struct leat_timer *timer;
    uint64_t due;

    if (!interval->started)
        start(run, interval, milliseconds);
    timer = interval->timer;
    if (!timer)
        return 0;
    due = times_due(timer) - timer->told;
    timer->told += due;
    return due;
}

/* The alarm that is set comes early, and is then set anew. */
void leat_interval_restart(struct leat_interval *interval)
{
    if (!interval->timer)
        return;
    interval->timer->started = now(interval->timer);
    interval->timer->told = 0;
}

void leat_interval_stop(struct leat_run *run, struct leat_interval *interval)
{
    struct leat_timer *timer = interval->timer;

    interval->started = true; /* and it does not start again */
    interval->timer = NULL;
    if (!timer)
        return;
    if (timer->alarm) {
        run->runtime->io->alarm_free(timer->alarm);
        run->runtime->live_timers--;
    }
    free(timer);
}
