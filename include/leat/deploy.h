/*
 * deploy.h: where the locations of a flow run, and running them.
 *
 * A deployment takes the program's arguments, so that every program has the same sub-commands:
 * `run` (the default), `check`, `emit`, `graph`, `build`; `./program -h` lists them. In a generated unit
 * (LEAT_STAGE_2) nothing here does anything: the functions are there so that the user's file compiles.
 */
#ifndef LEAT_DEPLOY_H
#define LEAT_DEPLOY_H
#pragma GCC system_header

#include "external.h"

typedef struct leat_flow leat_flow;             /* a program: see flow.h */
typedef struct leat_deployment leat_deployment; /* how this run was asked for, and its hosts */
typedef struct leat_host leat_host;             /* a machine, or an engine that gives machines */

/* How the processes of a location are compiled. */
enum leat_profile {
    LEAT_RELEASE = 0, /* -O2 */
    LEAT_DEBUG,       /* -O0 -g, and the memory of a turn that has ended is poisoned */
    LEAT_SANITIZE,    /* -O1 -g -fsanitize=address,undefined, poisoned too */
};

/* One process. All zero is right: a process on this machine. The builder copies what it is given. */
typedef struct leat_process_spec {
    leat_host *host;                /* NULL: this machine */
    const char *name;               /* the prefix of its output: "service" gives service/0, service/1; NULL: "process" */
    enum leat_profile profile;      /* the most careful one of a flow's locations holds for all: they are one binary */
    const char *const *arguments;   /* "name=value", ends with NULL: what leat_argument("name") gives; or NULL */
    const char *const *environment; /* "NAME=value", ends with NULL: over the caller's environment; or NULL */
    _Bool standard_input;           /* gets the standard input of `run`; one process of a flow may */
} leat_process_spec;

/* A cluster: `members` processes that run the same code. The rest is as above, the same for each member. */
typedef struct leat_cluster_spec {
    leat_host *host;
    const char *name; /* "worker" gives worker/0, worker/1, ... */
    enum leat_profile profile;
    const char *const *arguments;
    const char *const *environment;
    _Bool standard_input; /* only where `members` is 1 */
    unsigned members;     /* 0: one; `run --members worker=8` overrides it */
} leat_cluster_spec;

/*
 * Clients outside the flow, which dial a socket: any program can be one (`nc 127.0.0.1 7000`). All zero is right: a
 * port of this machine that is chosen, and said on standard error. The builder copies what it is given.
 */
typedef struct leat_external_spec {
    const char *name;           /* in messages; NULL: "clients" */
    enum leat_framing framing;  /* LEAT_FRAMES (length and bincode), LEAT_LINES, LEAT_RAW: external.h */
    unsigned port;              /* of TCP; 0: one is chosen */
    const char *interface;      /* a numeric address of this machine; NULL: "127.0.0.1", which only this machine can dial */
    const char *path;           /* a Unix socket instead of a port; NULL: none */
    const char *port_file;      /* the port (or the path) and a newline, written once clients can dial; NULL: none */
    _Bool ends_with_client;     /* of one client: when it has finished sending, its stream ends; so it is bounded */
    unsigned long long budget;  /* of many clients: bytes that may wait for one, which is closed beyond; 0: 16 MiB */
    unsigned patience;          /* milliseconds without reading while others wait for it, then it is closed; 0: 10,000 */
    unsigned linger;            /* milliseconds for answers to a client that has finished sending; 0: 1,000 */
} leat_external_spec;

#ifndef LEAT_STAGE_2

/*
 * Reads the program's arguments: the sub-command and its options. Misuse is explained on standard error
 * and ends the program with status 2; `-h` prints the help and ends it with 0. `argv` must stay.
 * Never NULL; it belongs to the library and lives until the program ends.
 */
leat_deployment *leat_deployment_new(int argc, char **argv);

/* This machine. Belongs to the deployment. */
leat_host *leat_localhost(leat_deployment *deployment);

/*
 * Does with the flow what the arguments asked for, and frees it: checks it, and prints, builds or runs
 * it. Returns the status to end the program with: 0 when all went well, 1 when the flow is wrong or a
 * process failed, 2 when the arguments do not fit the flow.
 */
int leat_deployment_run(leat_deployment *deployment, leat_flow *flow);

#else

static inline leat_deployment *leat_deployment_new(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

static inline leat_host *leat_localhost(leat_deployment *deployment)
{
    (void)deployment;
    return 0;
}

static inline int leat_deployment_run(leat_deployment *deployment, leat_flow *flow)
{
    (void)deployment;
    (void)flow;
    return 0;
}

#endif
#endif
