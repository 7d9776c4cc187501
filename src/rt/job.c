/*
 * job.c: quotes that run on the threads of a pool. Only run_job() is on such a thread; it touches its job and
 * nothing else.
 *
 * So many are handed to the pool at a time; more wait here. That so many wait holds sources back, like a full write
 * buffer; and then the turn stands still, which is never for ever: jobs come to their end without the flow.
 */
#include "leat/rt/job.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "arena.h"
#include "leat/rt/run.h"
#include "runtime.h"

enum {
    RUNNING_MOST = 64,
    WAITING_SOFT = 256,
    WAITING_HARD = 1024,
};

struct leat_job {
    struct leat_job *next;
    struct leat_jobs *jobs;
    const struct leat_job_kind *kind;
    struct leat_runtime *runtime;
    struct leat_run run;   /* what the quote sees */
    struct leat_keep keep; /* what the element views */
    bool done;
    void *output;
    _Alignas(16) char bytes[]; /* the element, and the result */
};

/* ---- lists ---- */

static void append(struct leat_job **first, struct leat_job **last, struct leat_job *job)
{
    job->next = NULL;
    if (*first)
        (*last)->next = job;
    else
        *first = job;
    *last = job;
}

static struct leat_job *take_first(struct leat_job **first)
{
    struct leat_job *job = *first;

    *first = job->next;
    return job;
}

/* ---- one job ---- */

static size_t rounded(size_t size)
{
    return (size + 15) & ~(size_t)15;
}

static struct leat_job *new_job(struct leat_run *run, struct leat_jobs *jobs, const struct leat_job_kind *kind, const void *input)
{
    struct leat_job *job = leat__rt_alloc(1, sizeof *job + rounded(kind->input_size) + kind->output_size);

    leat_run_init_embedded(&job->run, run->member_counts);
    job->run.arguments = run->arguments;
    job->run.name = run->name;
    job->run.self = run->self;
    job->run.arena.poison = run->arena.poison;
    job->jobs = jobs;
    job->kind = kind;
    job->runtime = run->runtime;
    job->output = job->bytes + rounded(kind->input_size);
    memcpy(job->bytes, input, kind->input_size);
    leat_keep_move(&job->keep, kind->input, job->bytes);
    return job;
}

/* What it made may be viewed until the turn ends. */
static void retire_job(struct leat_run *run, struct leat_job *job)
{
    leat__chunks_free(&job->run.retired);
    leat__arena_retire(&job->run.arena, &run->retired);
    leat__arena_retire(&job->keep.arena, &run->retired);
    free(job);
}

static void run_job(void *owner)
{
    struct leat_job *job = owner;
    struct leat_run *outer = leat_current;

    if (job->runtime && atomic_load_explicit(&job->runtime->finished, memory_order_relaxed))
        return; /* nobody wants the result any more */
    leat_current = &job->run;
    job->kind->work(job->bytes, job->output);
    leat_current = outer;
}

/* ---- the pool ---- */

static void check_soft_mark(struct leat_runtime *runtime, struct leat_jobs *jobs)
{
    bool over = jobs->waiting_count > WAITING_SOFT || jobs->waiting_bytes > runtime->options.hard_mark;

    if (over)
        runtime->run.budget = 1; /* the body that is yielding is set aside at its next yield */
    if (over == jobs->over_soft)
        return;
    jobs->over_soft = over;
    if (over)
        runtime->over_soft++;
    else
        runtime->over_soft--;
}

static size_t bytes_of(const struct leat_job *job)
{
    return sizeof *job + job->kind->input_size + job->kind->output_size + leat_arena_used(&job->keep.arena);
}

static void hand_over(struct leat_job *job);

static void job_done(void *owner)
{
    struct leat_job *job = owner;
    struct leat_runtime *runtime = job->runtime;
    struct leat_jobs *jobs = job->jobs;

    job->done = true;
    if (!job->kind->ordered)
        append(&jobs->first, &jobs->last, job);
    jobs->running--;
    runtime->live_jobs--;
    runtime->turn_due = true;
    if (jobs->waiting && !runtime->finishing) {
        struct leat_job *next = take_first(&jobs->waiting);

        jobs->waiting_count--;
        jobs->waiting_bytes -= bytes_of(next);
        if (next->kind->ordered)
            append(&jobs->first, &jobs->last, next);
        hand_over(next);
    }
    check_soft_mark(runtime, jobs);
}

static void hand_over(struct leat_job *job)
{
    job->jobs->running++;
    job->runtime->live_jobs++;
    job->runtime->io->work(job->runtime->io, run_job, job_done, job);
}

static bool is_short(const struct leat_runtime *runtime, const void *owner)
{
    const struct leat_jobs *jobs = owner;

    return jobs->waiting_count <= WAITING_SOFT && jobs->waiting_bytes <= runtime->options.hard_mark;
}

static void wait_for_threads(struct leat_runtime *runtime, struct leat_jobs *jobs, struct leat_job *job)
{
    append(&jobs->waiting, &jobs->last_waiting, job);
    jobs->waiting_count++;
    jobs->waiting_bytes += bytes_of(job);
    check_soft_mark(runtime, jobs);
    if (jobs->waiting_count > WAITING_HARD || jobs->waiting_bytes > 2 * runtime->options.hard_mark)
        leat__turn_wait_for(runtime, is_short, jobs);
}

/* ---- for generated code ---- */

void leat_jobs_begin(struct leat_run *run, struct leat_jobs *jobs, const struct leat_job_kind *kind, const void *input)
{
    struct leat_job *job = new_job(run, jobs, kind, input);

    jobs->held++;
    if (!run->runtime) {
        run_job(job);
        job->done = true;
        append(&jobs->first, &jobs->last, job);
    } else if (jobs->running < RUNNING_MOST) {
        if (kind->ordered)
            append(&jobs->first, &jobs->last, job);
        hand_over(job);
    } else {
        wait_for_threads(run->runtime, jobs, job);
    }
}

const void *leat_jobs_next(struct leat_run *run, struct leat_jobs *jobs)
{
    if (jobs->given)
        retire_job(run, jobs->given);
    jobs->given = NULL;
    if (!jobs->first || !jobs->first->done)
        return NULL;
    jobs->given = take_first(&jobs->first);
    jobs->held--;
    return jobs->given->output;
}

static void release_all(struct leat_run *run, struct leat_job *job)
{
    while (job) {
        struct leat_job *next = job->next;

        retire_job(run, job);
        job = next;
    }
}

void leat_jobs_release(struct leat_run *run, struct leat_jobs *jobs)
{
    if (jobs->given) {
        jobs->given->next = NULL;
        release_all(run, jobs->given);
    }
    release_all(run, jobs->first);
    release_all(run, jobs->waiting);
    *jobs = (struct leat_jobs){0};
}
