/*
 * internal.h: the parts of one running deployment, shared by the files of src/deploy.
 */
#ifndef LEAT_DEPLOY_INTERNAL_H
#define LEAT_DEPLOY_INTERNAL_H

#include <uv.h>

#include "deploy/directory.h"
#include "deploy/launch.h"
#include "deploy/output.h"
#include "deploy/reaper.h"
#include "rt/words.h"

struct leat__deployer;
struct leat__connection;

/* One process, from its launch to its end. */
struct leat__process {
    const struct leat__launch_process *spec;
    struct leat__deployer *deployer;
    bool alone; /* no other process has its location id: it need not be told which member it is */

    /* The child; pid 0: not running (not launched, or its end was seen). */
    pid_t pid;
    bool launched;
    int status; /* as waitpid() gives it, when its end was seen */
    bool signalled; /* we have sent it SIGTERM or SIGKILL */
    uv_timer_t linger; /* from its end until its pipes are given up */
    struct leat__spring output;
    struct leat__spring errors;

    /* The rendezvous. */
    struct leat__connection *connection; /* NULL: not joined yet, or closed */
    bool joined;                         /* at any time */
    char *address;                       /* where it listens */
    bool ended;                          /* it said so */
    bool failed_first; /* it was lost, or said that it failed, before anything was stopped */
    char *failed;      /* what it said it failed of; NULL: it did not say so */
    bool failed_by_peer; /* ... and it was the loss of another process */
    char *crash;       /* signal and program counters, as they came */
    bool finished;     /* nothing more will come of it, and it was judged */

    uint32_t *watched; /* locations: it wants to be told who of them has come to its end */
    size_t watched_count;

    /* Four counters. */
    bool idle;
    uint64_t sent, received;   /* as of its last word */
    bool answered;             /* the probe that is under way */
};

/* A connection to the rendezvous. Freed when it is closed. */
struct leat__connection {
    uv_pipe_t pipe;
    uv_timer_t timer; /* until the first line */
    int handles;      /* of the two, those that are not closed yet */
    bool closing;
    struct leat__deployer *deployer;
    struct leat__process *process; /* NULL: nothing valid was said yet */
    struct leat__line_reader reader;
    struct leat__connection *next;
};

struct leat__deployer {
    const struct leat__launch *launch;
    uv_loop_t loop;
    struct leat__directory directory;
    struct leat__reaper reaper;
    char token[33];    /* 128 random bits in hexadecimal */
    char *rendezvous;  /* path of the socket */
    struct leat__process *processes;
    size_t count;
    size_t joined;     /* processes that have joined */
    size_t unfinished; /* processes of which more is to come */
    bool started;      /* all have joined, and were told to start */

    struct leat__sink output;
    struct leat__sink errors;

    uv_pipe_t listener;
    struct leat__connection *connections;
    size_t connection_count;
    uv_signal_t signals[4];
    uv_timer_t join_timer; /* until all that were launched have joined */
    uv_timer_t stop_timer; /* until those that do not stop are terminated, and then killed */
    int stop_step;

    bool stopping;
    int interrupted;   /* the signal that ended it; 0: none */
    bool nobody_reads; /* standard output was closed */
    bool failed;       /* a process failed */
    bool cause_known;  /* and why was printed */
    size_t causes;     /* processes that failed by themselves */

    /* Four counters. */
    uint64_t probe; /* number of the probe that is under way; 0: none */
    uint64_t probe_last;
    bool second_round;
    uint64_t sent_before; /* sum of the first round */
    bool quiesced;
    uv_timer_t probe_timer;
};

/* ---- spawn.c ---- */

/* Starts the process. 0, or -errno, with nothing left running. */
int leat__process_start(struct leat__process *process);

/* Prints on standard error how to start it by hand. */
void leat__process_explain(struct leat__process *process);

/* Signals the process and what it has started. */
void leat__process_signal(struct leat__process *process, int signal);

/* ---- rendezvous.c ---- */

/* Opens the socket. 0, or a libuv error. */
int leat__rendezvous_open(struct leat__deployer *deployer);
void leat__rendezvous_close(struct leat__deployer *deployer);

/* Sends a finished line to a process; nothing, if it has no connection. */
void leat__rendezvous_send(struct leat__process *process, const struct leat__line *line);

/* A line of one word. */
void leat__rendezvous_say(struct leat__process *process, const char *word);
void leat__rendezvous_close_connection(struct leat__connection *connection);

/* ---- members.c: who has left ---- */

/* The process asks to be told who of a location has come to its end, from now on or already. */
void leat__members_watch(struct leat__process *process, uint32_t location);

/* The process has come to its end: tells whoever has asked. */
void leat__members_tell(struct leat__process *process);
void leat__members_free(struct leat__process *process);

/* ---- termination.c: when is no message left anywhere ---- */

/* The process said `idle`, or `ended`: perhaps all are. */
void leat__termination_look(struct leat__deployer *deployer);

/* The process was told something that it may act upon: what was known of it holds no longer. */
void leat__termination_disturb(struct leat__process *process);

/* Its answer to probe `number`. */
void leat__termination_answer(struct leat__process *process, uint64_t number, bool idle, uint64_t sent,
                              uint64_t received);

/* ---- crash.c ---- */

/* "SIGSEGV in for_each (first_ten.c:9)", from what the process said; to be released with free(). */
char *leat__crash_describe(const char *binary, const char *crash);

/* "SIGSEGV", or "signal 64". To be released with free(). */
char *leat__signal_name(int signal);

/* ---- tell.c ---- */

/* All have joined. */
void leat__deployer_start(struct leat__deployer *deployer);

/* ---- judge.c ---- */

/* Something happened to the process that may have been the last: judges it when nothing more can come. */
void leat__deployer_settle(struct leat__process *process);

/* When all have ended: how many failures were not told, and failures of which no cause is known. */
void leat__judge_consequences(struct leat__deployer *deployer);

/* ---- stop.c ---- */

/* How long a pipe may stay open when its process is gone: what it started may hold it. */
#define LEAT__LINGER_MS 500

/* Ends what runs: told first, then terminated, then killed; or killed at once. */
void leat__deployer_stop(struct leat__deployer *deployer);
void leat__deployer_stop_at_once(struct leat__deployer *deployer);

/* The process failed, in whatever way: the others are stopped. */
void leat__deployer_fail(struct leat__process *process);

/* Prints "error: ..." on standard error. */
void leat__deployer_error(struct leat__deployer *deployer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
