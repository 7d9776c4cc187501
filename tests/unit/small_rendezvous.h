/*
 * small_rendezvous.h: a deployer in a few lines, for tests of the runtime. It starts locations of the test
 * program itself (whose main() gives way to leat_main() where there is an --id), speaks docs/protocol.md
 * with them, and collects what they say and print. Everything is waited for with a deadline.
 */
#ifndef SMALL_RENDEZVOUS_H
#define SMALL_RENDEZVOUS_H

#ifndef _GNU_SOURCE
#error "define _GNU_SOURCE before the first include"
#endif
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "rt/address.h"
#include "rt/words.h"

#define SMALL_PROCESSES 8
#define SMALL_DEADLINE_S 60

struct small_text {
    char *data;
    size_t length;
};

struct small_process {
    uint32_t id, member;
    pid_t pid;
    int pidfd, output_fd, errors_fd;
    int connection; /* -1: none */
    struct leat__line_reader reader;
    char address[320];
    struct small_text said, output, errors; /* lines of the connection; its standard output and error */
    bool exited;
    int status; /* exit status; 128 + signal */
};

struct small_rendezvous {
    char directory[256];
    char path[300];
    const char *token;
    const char *refusal; /* what everybody is told who wants to join; NULL: welcome */
    int listener;
    int stranger; /* a connection that has not joined; one at a time */
    struct leat__line_reader stranger_reader;
    struct small_process processes[SMALL_PROCESSES];
    size_t count;        /* launched here */
    uint32_t members[8]; /* by location */
    uint32_t locations;
    struct small_text setup; /* lines for everybody before `start`: arguments, options, peers of ours */
    bool started;
};

static inline void __attribute__((format(printf, 1, 2), noreturn)) small_fail(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    abort();
}

static inline void small_add(struct small_text *text, const char *bytes, size_t length)
{
    text->data = realloc(text->data, text->length + length + 1);
    if (!text->data)
        small_fail("out of memory");
    memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}

static inline bool small_has(const struct small_text *text, const char *part)
{
    return text->data && strstr(text->data, part);
}

static inline int64_t small_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- making ---- */

static inline int small_socket(const char *path, struct leat__address *address, int flags)
{
    int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
    char text[512];

    snprintf(text, sizeof text, "unix:%s", path);
    if (made < 0 || leat__address_of(text, address) != 0)
        small_fail("%s is no address", path);
    return made;
}

static inline int small_listen(const char *path)
{
    struct leat__address address;
    int made = small_socket(path, &address, SOCK_NONBLOCK);

    if (bind(made, &address.socket.any, address.length) != 0 || listen(made, 64) != 0)
        small_fail("cannot listen at %s: %s", path, strerror(errno));
    leat__address_release(&address);
    return made;
}

static inline int small_connect(const char *path)
{
    struct leat__address address;
    int made = small_socket(path, &address, 0);

    if (connect(made, &address.socket.any, address.length) != 0)
        small_fail("cannot connect to %s: %s", path, strerror(errno));
    leat__address_release(&address);
    return made;
}

/* `members`: by location, ends with 0. */
static inline void small_open(struct small_rendezvous *r, const uint32_t *members)
{
    memset(r, 0, sizeof *r);
    snprintf(r->directory, sizeof r->directory, "%s/leat-test-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    if (!mkdtemp(r->directory))
        small_fail("mkdtemp: %s", strerror(errno));
    snprintf(r->path, sizeof r->path, "%s/r", r->directory);
    r->token = "a token";
    r->listener = small_listen(r->path);
    r->stranger = -1;
    for (; members[r->locations]; r->locations++)
        r->members[r->locations] = members[r->locations];
}

static inline void small_setup(struct small_rendezvous *r, const char *line)
{
    small_add(&r->setup, line, strlen(line));
    small_add(&r->setup, "\n", 1);
}

/* Starts this very program with these arguments. Its ends of standard input and output; -1: /dev/null, and a pipe to
 * us. */
static inline struct small_process *small_launch_as(struct small_rendezvous *r, const char *const *argv, int input,
                                                    int output)
{
    struct small_process *process = &r->processes[r->count++];
    int outputs[2], errors[2];

    if (pipe2(outputs, O_CLOEXEC) != 0 || pipe2(errors, O_CLOEXEC) != 0)
        small_fail("pipe: %s", strerror(errno));
    process->connection = -1;
    process->pid = fork();
    if (process->pid == 0) {
        dup2(input < 0 ? open("/dev/null", O_RDONLY) : input, 0);
        dup2(output < 0 ? outputs[1] : output, 1);
        dup2(errors[1], 2);
        if (r->token)
            setenv("LEAT_TOKEN", r->token, 1);
        execv("/proc/self/exe", (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    close(outputs[1]);
    close(errors[1]);
    process->output_fd = outputs[0];
    process->errors_fd = errors[0];
    process->pidfd = (int)syscall(SYS_pidfd_open, process->pid, 0);
    if (process->pid < 0 || process->pidfd < 0)
        small_fail("cannot start a process: %s", strerror(errno));
    return process;
}

static inline struct small_process *small_launch_with(struct small_rendezvous *r, uint32_t id, uint32_t member,
                                                      int input, int output)
{
    char id_text[16], member_text[16], address[320];
    const char *argv[] = {"test", "--id", id_text, "--member", member_text, "--rendezvous", address, NULL};
    struct small_process *process;

    snprintf(id_text, sizeof id_text, "%u", id);
    snprintf(member_text, sizeof member_text, "%u", member);
    snprintf(address, sizeof address, "unix:%s", r->path);
    process = small_launch_as(r, argv, input, output);
    process->id = id;
    process->member = member;
    return process;
}

static inline struct small_process *small_launch(struct small_rendezvous *r, uint32_t id, uint32_t member)
{
    return small_launch_with(r, id, member, -1, -1);
}

/* ---- talking ---- */

static inline void small_say(struct small_process *process, const char *text)
{
    /* A process that has ended meanwhile does not listen: its status tells why, and is what tests look at. */
    if (send(process->connection, text, strlen(text), MSG_NOSIGNAL) != (ssize_t)strlen(text) && errno != EPIPE &&
        errno != ECONNRESET)
        small_fail("a process does not listen: %s", strerror(errno));
}

static inline void small_start_all(struct small_rendezvous *r)
{
    r->started = true;
    for (size_t i = 0; i < r->count; i++) {
        char line[640];

        snprintf(line, sizeof line, "location %u test/%u\n", r->processes[i].member, r->processes[i].id);
        small_say(&r->processes[i], line);
        for (uint32_t at = 0; at < r->locations; at++) {
            snprintf(line, sizeof line, "members %u %u\n", at, r->members[at]);
            small_say(&r->processes[i], line);
        }
        for (size_t at = 0; at < r->count; at++) {
            snprintf(line, sizeof line, "peer %u %u %s\n", r->processes[at].id, r->processes[at].member,
                     r->processes[at].address);
            small_say(&r->processes[i], line);
        }
        if (r->setup.data)
            small_say(&r->processes[i], r->setup.data);
        small_say(&r->processes[i], "start\n");
    }
}

static inline void small_joined(struct small_rendezvous *r, char **words)
{
    uint64_t id, member, joined = 0;

    if (strcmp(words[0], "join") != 0 || strcmp(words[1], "1") != 0 || !leat__word_number(words[4], 7, &id) ||
        !leat__word_number(words[5], 7, &member))
        small_fail("a process does not join well");
    if (r->refusal) {
        send(r->stranger, r->refusal, strlen(r->refusal), MSG_NOSIGNAL);
        return;
    }
    if (strcmp(words[2], r->token) != 0)
        small_fail("a process has another token");
    for (size_t i = 0; i < r->count; i++) {
        struct small_process *process = &r->processes[i];

        if (process->id == id && process->member == member && process->connection < 0) {
            process->connection = r->stranger;
            process->reader = r->stranger_reader;
            snprintf(process->address, sizeof process->address, "%s", words[6]);
            r->stranger = -1;
            memset(&r->stranger_reader, 0, sizeof r->stranger_reader);
        }
        joined += process->connection >= 0;
    }
    if (joined == r->count && !r->started)
        small_start_all(r);
}

/* False: it is closed. Appends lines to `said`, or lets a stranger join. */
static inline bool small_hear(struct small_rendezvous *r, int connection, struct leat__line_reader *reader,
                              struct small_text *said)
{
    char *line, *words[16];
    size_t room, length, count;
    ssize_t read_now;

    line = leat__line_reader_room(reader, &room);
    read_now = recv(connection, line, room, MSG_DONTWAIT);
    if (read_now < 0 && errno == EAGAIN)
        return true;
    if (read_now <= 0)
        return false;
    reader->end += (size_t)read_now;
    while (leat__line_reader_next(reader, &line, &length) == 1) {
        if (said) {
            small_add(said, line, length);
            small_add(said, "\n", 1);
            continue;
        }
        if (leat__line_split(line, length, words, 16, &count) || count != 7)
            small_fail("a process says what is no join");
        small_joined(r, words);
        return true;
    }
    return true;
}

static inline void small_collect(int *descriptor, struct small_text *text)
{
    char bytes[65536];
    ssize_t count = read(*descriptor, bytes, sizeof bytes);

    if (count > 0) {
        small_add(text, bytes, (size_t)count);
        return;
    }
    close(*descriptor);
    *descriptor = -1;
}

static inline void small_reap(struct small_process *process)
{
    int status;

    if (waitpid(process->pid, &status, 0) != process->pid)
        small_fail("waitpid: %s", strerror(errno));
    process->exited = true;
    process->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    close(process->pidfd);
    process->pidfd = -1;
}

/* Waits at most so long for something, and takes it in. */
static inline void small_pump(struct small_rendezvous *r, int milliseconds)
{
    struct pollfd polls[2 + 4 * SMALL_PROCESSES];
    nfds_t count = 0;

    polls[count++] = (struct pollfd){.fd = r->stranger < 0 ? r->listener : -1, .events = POLLIN};
    polls[count++] = (struct pollfd){.fd = r->stranger, .events = POLLIN};
    for (size_t i = 0; i < r->count; i++) {
        struct small_process *p = &r->processes[i];

        polls[count++] = (struct pollfd){.fd = p->connection, .events = POLLIN};
        polls[count++] = (struct pollfd){.fd = p->output_fd, .events = POLLIN};
        polls[count++] = (struct pollfd){.fd = p->errors_fd, .events = POLLIN};
        /* It is over when all that it printed has been read. */
        polls[count++] = (struct pollfd){.fd = p->output_fd < 0 && p->errors_fd < 0 ? p->pidfd : -1, .events = POLLIN};
    }
    poll(polls, count, milliseconds);
    for (size_t i = 0; i < r->count; i++) {
        struct small_process *p = &r->processes[i];
        struct pollfd *at = &polls[2 + 4 * i];

        if (at[0].revents && !small_hear(r, p->connection, &p->reader, &p->said)) {
            close(p->connection);
            p->connection = -2;
        }
        if (at[1].revents)
            small_collect(&p->output_fd, &p->output);
        if (at[2].revents)
            small_collect(&p->errors_fd, &p->errors);
        if (at[3].revents)
            small_reap(p);
    }
    if (polls[0].revents)
        r->stranger = accept(r->listener, NULL, NULL);
    if (polls[1].revents && r->stranger >= 0 && !small_hear(r, r->stranger, &r->stranger_reader, NULL)) {
        close(r->stranger);
        r->stranger = -1;
    }
}

static inline void small_dump(const struct small_rendezvous *r)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct small_process *p = &r->processes[i];

        fprintf(stderr, "process %u/%u: %s %d\nsaid: %sprinted: %.500s\nerrors: %.2000s\n", p->id, p->member,
                p->exited ? "exited with" : "runs, pid", p->exited ? p->status : p->pid,
                p->said.data ? p->said.data : "\n", p->output.data ? p->output.data : "",
                p->errors.data ? p->errors.data : "");
    }
}

/* small_until(r, condition): pumps until it holds. */
#define small_until(r, ...)                                                                               \
    do {                                                                                                  \
        int64_t small_end_ = small_now() + SMALL_DEADLINE_S * 1000;                                       \
        while (!(__VA_ARGS__)) {                                                                          \
            if (small_now() > small_end_) {                                                               \
                small_dump(r);                                                                            \
                small_fail("%s:%d: in %d s it did not come to: %s", __FILE__, __LINE__, SMALL_DEADLINE_S, \
                           #__VA_ARGS__);                                                                 \
            }                                                                                             \
            small_pump((r), 20);                                                                          \
        }                                                                                                 \
    } while (0)

static inline bool small_all_exited(const struct small_rendezvous *r)
{
    for (size_t i = 0; i < r->count; i++)
        if (!r->processes[i].exited)
            return false;
    return true;
}

/* A number of /proc/PID/NAME: the field with this index, from 0. */
static inline long small_proc_number(const struct small_process *process, const char *name, int index)
{
    char path[64], text[4096], *at = text;
    FILE *file;
    size_t length;

    snprintf(path, sizeof path, "/proc/%d/%s", process->pid, name);
    file = fopen(path, "r");
    if (!file)
        small_fail("%s: %s", path, strerror(errno));
    length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    fclose(file);
    while (index-- > 0)
        at = strchr(at, ' ') + 1;
    return strtol(at, NULL, 10);
}

/* Bytes of memory that it has, and processor time that it has used. */
static inline long small_resident(const struct small_process *process)
{
    return small_proc_number(process, "statm", 1) * sysconf(_SC_PAGESIZE);
}

static inline long small_cpu_ticks(const struct small_process *process)
{
    return small_proc_number(process, "stat", 13) + small_proc_number(process, "stat", 14);
}

/* Ends what still runs, and removes the directory, in which nothing may be left but our own socket. */
static inline void small_close(struct small_rendezvous *r)
{
    for (size_t i = 0; i < r->count; i++) {
        struct small_process *p = &r->processes[i];

        if (!p->exited) {
            kill(p->pid, SIGKILL);
            small_reap(p);
        }
        /* Whoever was killed had no time to remove its socket. */
        if (p->status == 128 + SIGKILL && p->address[0])
            unlink(p->address + strlen("unix:"));
        if (p->output_fd >= 0)
            close(p->output_fd);
        if (p->errors_fd >= 0)
            close(p->errors_fd);
        if (p->connection >= 0)
            close(p->connection);
        leat__line_reader_free(&p->reader);
        free(p->said.data);
        free(p->output.data);
        free(p->errors.data);
    }
    close(r->listener);
    free(r->setup.data);
    unlink(r->path);
    if (rmdir(r->directory) != 0)
        small_fail("%s is not empty: a socket was left behind", r->directory);
}

#endif
