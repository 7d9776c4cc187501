/*
 * job.h: quotes that run on a thread of a pool, beside the flow, as the generated code sees them.
 *
 * A job owns its memory: a copy of its element, by descriptor, and an arena for what its quote makes. The result may
 * view both; they go when the turn has ended that was given it.
 */
#ifndef LEAT_RT_JOB_H
#define LEAT_RT_JOB_H

#include "memory.h"

struct leat_run;
struct leat_job; /* private to src/rt */

struct leat_job_kind {
    void (*work)(const void *input, void *output); /* on another thread */
    size_t input_size;
    size_t output_size;
    const struct leat_descriptor *input; /* by which the element is copied; or NULL */
    bool ordered;                        /* results in the order of the elements, else as they come */
};

/* The jobs of one operator. All zero: none. */
struct leat_jobs {
    struct leat_job *first; /* not given out yet: as they were begun, or, unordered, as they were done */
    struct leat_job *last;
    struct leat_job *waiting; /* not handed to the pool yet */
    struct leat_job *last_waiting;
    struct leat_job *given; /* whose result the turn has now */
    size_t held;            /* begun, and not given out yet */
    size_t running;         /* handed to the pool */
    size_t waiting_count;
    size_t waiting_bytes;
    bool over_soft; /* counted in runtime->over_soft: so many wait that sources are set aside */
};

/*
 * Begins a job for the element at `input`. While many wait for a thread, sources are set aside, and the turn stands
 * still. Embedded it is done at once.
 */
void leat_jobs_begin(struct leat_run *run, struct leat_jobs *jobs, const struct leat_job_kind *kind, const void *input);

/* The next result of this turn, or NULL. What it views is valid until the turn ends, the result itself until the next call. */
const void *leat_jobs_next(struct leat_run *run, struct leat_jobs *jobs);

/* At the end, when none runs any more. */
void leat_jobs_release(struct leat_run *run, struct leat_jobs *jobs);

#endif
