#define _GNU_SOURCE
#include "build/job.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"

/* One tool that is running. */
struct running {
    struct leat__job *job;
    pid_t pid;
    int output; /* our ends of its pipes; -1: at its end */
    int errors;
};

/* The caller's environment, but for the language of messages. */
static const char **tool_environment(void)
{
    struct leat__words list = {0};

    for (char **at = environ; *at; at++)
        if (strncmp(*at, "LC_", 3) != 0 && strncmp(*at, "LANG", 4) != 0)
            leat__vector_push(&list, *at);
    leat__vector_push(&list, "LC_ALL=C");
    leat__vector_push(&list, NULL);
    return list.items;
}

static int start(struct running *running, struct leat__job *job, const char **environment)
{
    int output[2] = {-1, -1}, errors[2] = {-1, -1};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t signals;
    int failed;

    if (pipe2(output, O_CLOEXEC) < 0)
        return -errno;
    if (pipe2(errors, O_CLOEXEC) < 0) {
        failed = errno;
        close(output[0]);
        close(output[1]);
        return -failed;
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output[1], 1);
    posix_spawn_file_actions_adddup2(&actions, errors[1], 2);
    if (job->directory)
        posix_spawn_file_actions_addchdir_np(&actions, job->directory);
    /* Ignored signals would stay ignored in the tool: a compiler must end when its terminal goes. */
    posix_spawnattr_init(&attributes);
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigaddset(&signals, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    failed = posix_spawn(&running->pid, job->words.items[0], &actions, &attributes,
                         leat__words_argv(&job->words), (char *const *)(void *)environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(output[1]);
    close(errors[1]);
    if (failed) {
        close(output[0]);
        close(errors[0]);
        return -failed;
    }
    running->job = job;
    running->output = output[0];
    running->errors = errors[0];
    return 0;
}

/* Takes what is there; closes the pipe at its end. */
static void take(int *fd, struct leat__text *into)
{
    ssize_t got = read(*fd, leat__text_room(into, 16384), 16384);

    if (got > 0) {
        into->length += (size_t)got;
    } else if (got == 0 || errno != EINTR) {
        close(*fd);
        *fd = -1;
    }
    into->data[into->length] = '\0';
}

static void finish(struct running *running)
{
    int status;

    while (waitpid(running->pid, &status, 0) < 0)
        if (errno != EINTR)
            leat__bug("waitpid: %s", strerror(errno));
    running->job->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Waits until something came, and takes it. Returns the index of a tool that has ended, or `count`. */
static size_t step(struct running *running, size_t count)
{
    struct pollfd fds[2 * 8];

    for (size_t i = 0; i < count; i++) {
        fds[2 * i] = (struct pollfd){.fd = running[i].output, .events = POLLIN};
        fds[2 * i + 1] = (struct pollfd){.fd = running[i].errors, .events = POLLIN};
    }
    if (poll(fds, 2 * count, -1) < 0)
        return count;
    for (size_t i = 0; i < count; i++) {
        if (fds[2 * i].revents)
            take(&running[i].output, &running[i].job->output);
        if (fds[2 * i + 1].revents)
            take(&running[i].errors, &running[i].job->errors);
        if (running[i].output < 0 && running[i].errors < 0)
            return i;
    }
    return count;
}

bool leat__jobs_run(struct leat__job *jobs, size_t count, size_t at_once)
{
    const char **environment = tool_environment();
    struct running running[8];
    size_t started = 0, active = 0;
    bool good = true;

    if (at_once > 8)
        at_once = 8;
    while (started < count || active > 0) {
        while (started < count && active < at_once) {
            struct leat__job *job = &jobs[started++];

            job->error = start(&running[active], job, environment);
            if (job->error)
                good = false;
            else
                active++;
        }
        if (active > 0) {
            size_t ended = step(running, active);

            if (ended < active) {
                finish(&running[ended]);
                good = good && running[ended].job->status == 0;
                running[ended] = running[--active];
            }
        }
    }
    free(environment);
    return good;
}
