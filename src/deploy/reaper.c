#define _GNU_SOURCE
#include "deploy/reaper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vector.h"

/* How long processes have to end by themselves, and after SIGTERM. */
#define OWN_END_MS 500
#define TERM_END_MS 1000

enum word { ADD, REMOVE, DISMISS };

struct message {
    enum word word;
    pid_t pid;
};

/* A process that is to be ended; its descriptor shows its end, also when it is nobody's child. */
struct kept {
    pid_t pid;
    int fd;
};
struct kept_list leat__vector(struct kept);

static void keep(struct kept_list *list, pid_t pid)
{
    int fd = (int)syscall(SYS_pidfd_open, pid, 0);

    /* Gone already, or a kernel that has no such descriptors: then its pid alone is not safe to signal. */
    if (fd >= 0)
        leat__vector_push(list, (struct kept){pid, fd});
}

static void forget(struct kept_list *list, pid_t pid)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].pid == pid) {
            close(list->items[i].fd);
            list->items[i] = list->items[--list->count];
            return;
        }
}

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits until all have ended, at most so long; those that have ended are forgotten. */
static void wait_for(struct kept_list *list, int64_t most_ms)
{
    int64_t until = now_ms() + most_ms;

    while (list->count > 0 && now_ms() < until) {
        struct pollfd fds[64];
        size_t count = list->count < 64 ? list->count : 64;

        for (size_t i = 0; i < count; i++)
            fds[i] = (struct pollfd){.fd = list->items[i].fd, .events = POLLIN};
        if (poll(fds, count, (int)(until - now_ms() > 0 ? until - now_ms() : 0)) <= 0)
            continue;
        for (size_t i = count; i-- > 0;)
            if (fds[i].revents)
                forget(list, list->items[i].pid);
    }
}

static void signal_all(const struct kept_list *list, int signal)
{
    for (size_t i = 0; i < list->count; i++) {
        /* Its group, if it leads one. */
        if (kill(-list->items[i].pid, signal) < 0)
            kill(list->items[i].pid, signal);
        kill(list->items[i].pid, SIGCONT);
    }
}

/* The reaper's whole life. */
static void reap(int pipe, const char *directory)
{
    struct kept_list list = {0};
    struct message message;
    ssize_t got;

    while ((got = read(pipe, &message, sizeof message)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got != sizeof message || message.word == DISMISS)
            _exit(0);
        if (message.word == ADD)
            keep(&list, message.pid);
        else
            forget(&list, message.pid);
    }
    wait_for(&list, OWN_END_MS);
    signal_all(&list, SIGTERM);
    wait_for(&list, TERM_END_MS);
    signal_all(&list, SIGKILL);
    wait_for(&list, TERM_END_MS);
    leat__remove_tree(directory);
    _exit(0);
}

/* Nothing of the deployer's may stay open here: a pipe's other end would never see its end. */
static void detach(int *pipe, int lock)
{
    int null = open("/dev/null", O_RDWR);

    setsid();
    prctl(PR_SET_NAME, "leat-reaper");
    for (int fd = 0; fd < 3; fd++)
        dup2(null, fd);
    /* The pipe and the lock become 3 and 4, and all above is closed. */
    int kept_pipe = fcntl(*pipe, F_DUPFD, 16), kept_lock = fcntl(lock, F_DUPFD, 16);

    dup2(kept_pipe, 3);
    dup2(kept_lock, 4);
    close_range(5, ~0u, 0);
    *pipe = 3;
}

int leat__reaper_start(struct leat__reaper *reaper, const struct leat__directory *directory)
{
    sigset_t all, before;
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) < 0)
        return -errno;
    /* Handlers of the deployer must not run in the child. */
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    reaper->pid = fork();
    if (reaper->pid < 0) {
        int error = -errno;

        sigprocmask(SIG_SETMASK, &before, NULL);
        close(ends[0]);
        close(ends[1]);
        return error;
    }
    if (reaper->pid == 0) {
        static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGTSTP};

        for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
            signal(ignored[i], SIG_IGN);
        signal(SIGCHLD, SIG_DFL);
        sigprocmask(SIG_SETMASK, &before, NULL);
        detach(&ends[0], directory->lock);
        reap(ends[0], directory->path);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(ends[0]);
    reaper->pipe = ends[1];
    return 0;
}

static void tell(const struct leat__reaper *reaper, enum word word, pid_t pid)
{
    struct message message = {.word = word, .pid = pid};
    ssize_t put;

    /* Smaller than PIPE_BUF: written as a whole. A reaper that was killed is no reason to fail. */
    do
        put = write(reaper->pipe, &message, sizeof message);
    while (put < 0 && errno == EINTR);
}

void leat__reaper_add(const struct leat__reaper *reaper, pid_t pid)
{
    tell(reaper, ADD, pid);
}

void leat__reaper_remove(const struct leat__reaper *reaper, pid_t pid)
{
    tell(reaper, REMOVE, pid);
}

void leat__reaper_dismiss(struct leat__reaper *reaper)
{
    tell(reaper, DISMISS, 0);
    close(reaper->pipe);
    while (waitpid(reaper->pid, NULL, 0) < 0 && errno == EINTR)
        ;
}
