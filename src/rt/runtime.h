/*
 * runtime.h: one running process: what the files of the runtime share. Only they include it.
 */
#ifndef LEAT_RT_RUNTIME_H
#define LEAT_RT_RUNTIME_H

#include "coroutine.h"
#include "io.h"
#include "leat/rt/run.h"
#include "link.h"
#include "words.h"

enum leat__status {
    LEAT__ENDED = 0,
    LEAT__FAILED = 1,
    LEAT__STARTED_WRONGLY = 2,
    LEAT__LOST = 75, /* a peer or the launcher */
};

/* Bytes, milliseconds, elements; docs/protocol.md, `option`. */
struct leat__options {
    uint64_t max_element;
    uint64_t soft_mark;
    uint64_t hard_mark;
    uint64_t cycle_budget;
    uint64_t read_buffer; /* to begin with: an element that is longer makes it longer */
    uint64_t hello_timeout;
    uint64_t slice; /* 0: by time */
};

struct leat__peer {
    uint32_t location;
    uint32_t member;
    char *address;
};

/* A member of a watched cluster that has come to its end. */
struct leat__departure {
    uint32_t location;
    uint32_t member;
};

struct leat_runtime;
typedef bool leat__may_go_on(const struct leat_runtime *runtime, const void *owner);

struct leat__knock; /* accept.c: a connection that has not said who it is */

struct leat_runtime {
    struct leat_run run;
    struct leat_io *io;
    const struct leat_program *program;
    const struct leat_location_info *location;
    void *state;
    struct leat__options options;
    uint64_t deployment;

    /* What the deployer told; some of it is viewed by `run`. */
    char *name;
    uint32_t *member_counts; /* by location; 0: not told */
    char **arguments;
    size_t argument_count;
    struct leat__peer *peers;
    size_t peer_count;
    struct leat__departure *departures; /* as they were told */
    size_t departure_count;

    /* The rendezvous: rendezvous.c. */
    struct leat_socket *rendezvous;
    struct leat__line_reader lines;
    struct leat__line line;
    char *unsent; /* what the socket did not take at once */
    size_t unsent_length;
    bool started;

    /* Channels: ends by channel id (count 0 where this location has none), and their links. */
    struct leat_outs *outs;
    struct leat_ins *ins;
    struct leat__out_link *out_links;
    struct leat__in_link *in_links;
    size_t out_count;
    size_t in_count;
    struct leat__buffered outs_buffered;
    struct leat__buffered ins_buffered;
    struct leat_socket *listener;
    char *address;
    struct leat__knock *knocks;
    size_t knock_count;
    struct leat_alarm *accept_alarm;

    /* Clients outside the flow, by id; NULL where they belong to another location: external.c. */
    struct leat_external *externals;

    /* The turn: turn.c. */
    struct leat_coroutine *turn;
    struct leat__context standing;    /* where the turn stands, while it waits for a link */
    leat__may_go_on *waits_for;    /* NULL: it does not wait */
    const void *waits_owner;
    bool turn_due;                    /* something came */
    bool refused;                     /* in this turn a source was set aside because too much is unsent */
    size_t over_soft;                 /* links with more unsent than their soft mark */
    _Atomic bool finished;            /* as `finishing`, for the threads of jobs */
    bool finishing;                   /* the location has ended, and only its links have not */

    /* How long a source may go on: run.c. */
    const void *chunk_asker;
    uint64_t chunk;
    int64_t chunk_began;
    uint64_t chunk_most; /* 0: nobody has asked yet */
    int64_t slice_end;
    size_t slice_arena;

    /* What keeps a location from being idle, beside the turn and the links. */
    struct leat_source *running; /* the source on whose stack we are */
    size_t live_timers;
    size_t live_inputs;
    size_t live_jobs; /* handed to the pool, and not come back */
    struct leat_alarm *idle_alarm;
    bool idle_alarm_set;
    unsigned idle_after; /* milliseconds that it is set for */
    bool idle_told;
    uint64_t idle_sent; /* what was said last */
    uint64_t idle_received;
    uint64_t watched_sent; /* when the alarm was set */
    uint64_t watched_received;
};

#define LEAT__OPTIONS_DEFAULT                                   \
    ((struct leat__options){.max_element = (uint64_t)16 << 20,  \
                            .soft_mark = (uint64_t)64 << 10,    \
                            .hard_mark = (uint64_t)1 << 20,     \
                            .cycle_budget = (uint64_t)1 << 30,  \
                            .read_buffer = (uint64_t)256 << 10, \
                            .hello_timeout = 10000})

/* Memory that is never NULL, zeroed. */
void *leat__rt_alloc(size_t count, size_t size);
void *leat__rt_realloc(void *memory, size_t size);

/* ---- run.c ---- */

/* leat_run_chunk_of_turn() for a source that is not its call site. */
uint64_t leat__run_chunk(struct leat_run *run, const void *asker);

/* ---- turn.c ---- */

/* Runs the location to its end, and the process with it. Everybody is connected. */
void leat__turn_loop(struct leat_runtime *runtime) __attribute__((noreturn));

/* Lets the whole turn stand still, on whichever stack it is, until may_go_on(runtime, owner) between two polls. */
void leat__turn_wait_for(struct leat_runtime *runtime, leat__may_go_on *may_go_on, const void *owner);

/* Nothing is to be done until something comes, and nothing here can come by itself. */
bool leat__is_idle(const struct leat_runtime *runtime, uint64_t *sent, uint64_t *received);

/* ---- members.c ---- */

/* The deployer says that a member has come to its end. False: there is no such member. */
bool leat__members_left(struct leat_runtime *runtime, uint32_t location, uint32_t member);

/* ---- accept.c ---- */

/* Listens beside the rendezvous (its address is given), and tells connections apart by their hello. */
void leat__accept_start(struct leat_runtime *runtime, const char *rendezvous, uint32_t id);

/* Lets connections in, which have waited until the links were made. */
void leat__accept_open(struct leat_runtime *runtime);

/* ---- rendezvous.c ---- */

/* Connects, listens beside it, and asks to join; member < 0: the rendezvous chooses. Returns when told to start. */
void leat__rt_join(struct leat_runtime *runtime, const char *address, const char *token, int64_t member);

/* "idle SENT RECEIVED". */
void leat__rt_send_idle(struct leat_runtime *runtime, uint64_t sent, uint64_t received);

/* Sends runtime->line, which the caller has begun and filled. */
void leat__rt_send(struct leat_runtime *runtime);

/* The same, waiting a little where the socket is full: for last words. */
void leat__rt_send_last(struct leat_runtime *runtime);

/* ---- end.c: the ways in which a process ends. They flush standard output and remove the socket. ---- */

/* Makes leat_run_fail() one of them. */
void leat__end_prepare(struct leat_runtime *runtime);
void leat__end_well(struct leat_runtime *runtime) __attribute__((noreturn));
void leat__end_stopped(struct leat_runtime *runtime) __attribute__((noreturn));

/* A peer was lost: told to the deployer, not printed. */
void leat__end_lost(struct leat_runtime *runtime, const char *format, ...)
    __attribute__((noreturn, format(printf, 2, 3)));

/* The launcher was lost: nobody to tell. */
void leat__end_quietly(struct leat_runtime *runtime, int status) __attribute__((noreturn));
void leat__end_wrong_start(struct leat_runtime *runtime, const char *format, ...)
    __attribute__((noreturn, format(printf, 2, 3)));

/* For signal handlers: writes what standard output holds, without its lock, and removes the socket. */
void leat__end_rescue(void);

/* Gives standard output a large buffer of ours; flushes it. A reader that is gone ends the process. */
void leat__stdout_prepare(void);
void leat__stdout_flush(struct leat_runtime *runtime);

/* ---- crash.c, signals.c ---- */

/* Reports crashes on this descriptor (-1: nowhere), to the rendezvous. */
void leat__crash_prepare(int rendezvous);

/* For whoever would end the process: while the thread of a job is crashing, that ends it. Does not return then. */
void leat__crash_wait(void);

/* SIGPIPE, SIGTERM; and a launcher that goes away while a quote does not come back. */
void leat__signals_prepare(int rendezvous);

#endif
