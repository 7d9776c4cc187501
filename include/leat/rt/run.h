/*
 * run.h: one running location, the tables that describe a program, and what quotes may ask.
 */
#ifndef LEAT_RT_RUN_H
#define LEAT_RT_RUN_H

#include "channel.h"
#include "external.h"
#include "source.h"
#include "table.h"
#include "trick.h"

typedef struct leat_cluster leat_cluster;
struct leat_runtime; /* sockets, loop, rendezvous: private to src/rt; NULL when embedded */

struct leat_run {
    struct leat_arena arena;   /* the tick arena, reset after each turn */
    struct leat_arena *memory; /* where quotes allocate now: &arena, or the scratch of a source's body */
    struct leat_arena *into;   /* where vectors and texts are made now: `memory`, or the keep of the operator whose step is running */
    uint64_t budget;           /* after so many yields the running body is set aside; a full write buffer sets it to 1: at its next */
    bool first;                /* the first turn of this run */
    bool again;                /* set by the turn: run another at once, something is pending */
    bool finished;             /* set by the turn: every sink has its end */
    bool quiesced;             /* no message is left anywhere: what comes round a cycle has ended */
    struct leat_poll *polled; /* whose body is running; or NULL */
    leat_member self;
    const uint32_t *member_counts;  /* by location id; 1 for a process */
    const char *const *arguments;   /* "name=value", ends with NULL; the first of a name counts */
    const char *name;               /* "service/1" */
    struct leat_chunk *retired;     /* memory that nobody holds any more, but this turn may view: freed at its end */
    struct leat_runtime *runtime;
    uint64_t without; /* a set of enum leat_trick; set by the start of the location */
};

/* The run whose turn is running, or whose job this thread runs: what quotes ask. The simulator sets it. */
extern _Thread_local struct leat_run *leat_current;

/* What vectors and texts are made in from here on: the keep of the operator whose step begins, or again what others use. */
static inline void leat_run_enter(struct leat_run *run, struct leat_keep *keep)
{
    run->into = &keep->arena;
}
static inline void leat_run_leave(struct leat_run *run)
{
    run->into = run->memory;
}

/*
 * How many elements a range may yield before it asks again; 0 when this turn's time is used up (about
 * a millisecond), the arena holds over 1 MiB, or a write buffer is over its soft mark. Reads the clock.
 */
uint64_t leat_run_chunk_of_turn(struct leat_run *run);

static inline uint64_t leat_run_chunk(struct leat_run *run)
{
    return run->runtime ? leat_run_chunk_of_turn(run) : UINT64_MAX; /* embedded, nobody waits */
}

/* A source or a release begins: it gets a slice of the turn of its own, so that none starves another. */
void leat_run_begin_slice(struct leat_run *run);

static inline void leat_run_slice(struct leat_run *run)
{
    if (run->runtime)
        leat_run_begin_slice(run);
}

/* Ends of the channel with this id, made before the run starts; they live as long as the run. */
struct leat_outs *leat_run_outs(struct leat_run *run, uint32_t channel);
struct leat_ins *leat_run_ins(struct leat_run *run, uint32_t channel);

/* Ends the process with status 1 and "error: ..." on standard error. Embedded: abort(). */
void leat_run_fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

/* Zeroed memory for a part of a location's state; ends the process where there is none. */
void *leat_state_new(size_t size);
void leat_state_free(void *state);

/* leat_filter_map: the quote may yield once for each element; ends the run at the second time. */
void leat_yielded_again(const char *site) __attribute__((noreturn, cold));
static inline void leat_yield_once(bool *yielded, const char *site)
{
    if (__builtin_expect(*yielded, 0))
        leat_yielded_again(site);
    *yielded = true;
}

/* leat_demux: ends the run, for no output was given for this tag. */
void leat_demux_failed(int64_t tag, const char *site) __attribute__((noreturn, cold));

/* leat_assert: ends the run, for `element` (of `type`; NULL: it cannot be shown) did not meet the condition. */
void leat_assert_failed(const struct leat_descriptor *type, const void *element, const char *site, const char *condition)
    __attribute__((noreturn, cold));

/*
 * leat_assert_equal: compares what came with what was wanted, in order, or (ordered false) as multisets.
 * A difference ends the process with status 1 and names the first one, `site`, and both values.
 */
void leat_assert_values(const struct leat_descriptor *type, struct leat_buffer *got, struct leat_buffer *wanted,
                        bool ordered, const char *site);
/* The same of a keyed stream, whose elements have a `key`: in order for each key. */
void leat_assert_values_by_key(const struct leat_descriptor *type, struct leat_buffer *got, struct leat_buffer *wanted,
                               const char *site);

/* For embedding: a run without loop, sockets or time; then call the turn, then leat_run_end_turn(). */
void leat_run_init_embedded(struct leat_run *run, const uint32_t *member_counts);
void leat_run_clear(struct leat_run *run); /* resets the arena, frees what was retired */

static inline void leat_run_end_turn(struct leat_run *run)
{
    if (run->retired || run->arena.chunks)
        leat_run_clear(run);
    run->memory = run->into = &run->arena;
    run->first = false;
}
void leat_run_release(struct leat_run *run);  /* after the release of the location's state; leat_current is then NULL if it was this run */

/* One location: generated, constant. `state` is zeroed memory of state_size bytes. */
struct leat_location_info {
    const char *name; /* "service/1" of a process; "worker" of a cluster, whose members are worker/0, ... */
    uint32_t id;      /* the dynamic id that selects it */
    bool is_cluster;
    bool reads_standard_input;
    size_t state_size;
    void (*start)(void *state, struct leat_run *run); /* once, before the first turn */
    void (*turn)(void *state, struct leat_run *run);
    void (*release)(void *state); /* frees what the state holds */
};

struct leat_program {
    const char *name;      /* of the flow's source file */
    uint64_t hash;         /* of the generated text: deployer and processes must agree */
    const struct leat_location_info *const *locations;
    uint32_t location_count;
    const struct leat_channel_info *channels;
    uint32_t channel_count;
    const struct leat_external_info *externals;
    uint32_t external_count;
    bool poison; /* debug and sanitize profiles */
};

/* main() of a generated binary: docs/protocol.md says which arguments and environment it takes. */
int leat_main(int argc, char **argv, const struct leat_program *program);

/* ---- what quotes may ask ---- */

/* This member of its cluster; 0 on a process. */
static inline leat_member leat_self(void)
{
    return leat_current->self;
}

/* Nanoseconds of a steady clock; the simulator's own under simulation. Needs nondet. */
leat_time leat_now(void);

/* How many members a captured cluster has. In generated code a cluster is its location id. */
static inline uint32_t leat_member_count(const leat_cluster *cluster)
{
    return leat_current->member_counts[(uintptr_t)cluster - 1];
}
static inline const leat_cluster *leat_cluster_with_id(uint32_t id)
{
    return (const leat_cluster *)((uintptr_t)id + 1);
}

/* 64 random bits; from the seed under simulation. Needs nondet. */
uint64_t leat_random(void);

/* The value of `name=value` among the program arguments; an empty text where there is none. */
leat_str leat_argument(const char *name);

/* In the body of leat_source_poll: no more will come, and its stream ends. */
void leat_source_end(void);

/* Frees, when the turn ends, what the body of this source has allocated so far. Only in a source's body. */
void leat_scratch_reset(void);

#endif
