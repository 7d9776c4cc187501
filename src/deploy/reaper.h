/*
 * reaper.h: a process that outlives the deployer, and cleans up after it.
 *
 * It is forked before anything else, and reads a pipe that only the deployer can write to: the pids of
 * what runs. At the pipe's end the deployer is gone, however it went. Processes notice that by themselves,
 * as their connection to the rendezvous closes; one that does not (it is busy in a quote) is
 * terminated, and then killed. Last, the directory of sockets is removed.
 */
#ifndef LEAT_DEPLOY_REAPER_H
#define LEAT_DEPLOY_REAPER_H

#include <sys/types.h>

#include "deploy/directory.h"

struct leat__reaper {
    int pipe; /* our end; also written to by a child that was just forked */
    pid_t pid;
};

/* Starts it. 0, or -errno. */
int leat__reaper_start(struct leat__reaper *reaper, const struct leat__directory *directory);

/* The process leads a group of its own; called in it, between fork and exec (async-signal-safe). */
void leat__reaper_add(const struct leat__reaper *reaper, pid_t pid);

/* The process has ended, and was waited for. */
void leat__reaper_remove(const struct leat__reaper *reaper, pid_t pid);

/* All is cleaned up: ends the reaper, and waits for that. */
void leat__reaper_dismiss(struct leat__reaper *reaper);

#endif
