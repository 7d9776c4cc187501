/*
 * launch.h: starts the processes of a flow on this machine, tells them of each other, and passes on
 * what they print, until all have ended. docs/protocol.md is what goes between deployer and processes.
 *
 * Whatever happens to the deployer, nothing is left behind: a reaper, forked at start, outlives it,
 * ends what still runs, and removes the directory of sockets.
 */
#ifndef LEAT_DEPLOY_LAUNCH_H
#define LEAT_DEPLOY_LAUNCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One process: a location, or a member of one. All pointers are borrowed until leat__deploy() returns. */
struct leat__launch_process {
    const char *name;               /* "service/1" */
    uint32_t location;              /* dynamic id */
    uint32_t member;                /* 0 for a process */
    const char *const *arguments;   /* "name=value", ends with NULL; or NULL */
    const char *const *environment; /* "NAME=value", ends with NULL; or NULL */
    bool standard_input;            /* gets the caller's; the others get /dev/null. At most one */
    bool by_hand;                   /* not launched: how to start it is printed, and it is waited for */
};

/* A pair of locations between which there is at least one channel: every member of `from` dials every member of `to`. */
struct leat__launch_channel {
    uint32_t from;
    uint32_t to;
};

struct leat__launch {
    const char *binary; /* path */
    uint64_t hash;      /* of the program: struct leat_program's */
    const struct leat__launch_process *processes;
    size_t process_count;
    const struct leat__launch_channel *channels; /* may name a pair more than once */
    size_t channel_count;
    const char *const *options;   /* "max_element=67108864", ends with NULL: lines `option`; or NULL */
    const char *const *arguments; /* for every process, before its own; or NULL */
    unsigned silence_ms; /* how long a connection to the rendezvous may say nothing; 0: 10 seconds */
    int output;       /* where lines of standard output go; usually 1 */
    int error_output; /* where all else goes; usually 2 */
};

/*
 * Runs the processes to their end. Lines come out as `[name/id] line`; what went wrong is reported on
 * error_output. Returns 0 when every process came to its end; 1 when one failed; 128 + the signal after
 * SIGINT, SIGTERM or SIGHUP; 141 when nobody reads the output any more; 2 when two processes ask for
 * standard input. The caller's working directory is kept. Signals handlers are set while it runs.
 */
int leat__deploy(const struct leat__launch *launch);

#endif
