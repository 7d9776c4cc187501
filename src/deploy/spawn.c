#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "build/job.h"
#include "deploy/internal.h"

/* Variables of docs/protocol.md: those of a deployment in which this one runs are not passed on. */
static bool is_own_variable(const char *variable)
{
    static const char *const names[] = {"LEAT_TOKEN=", "LEAT_ID=", "LEAT_MEMBER=", "LEAT_RENDEZVOUS="};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(variable, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

/* True when the list sets the variable that `setting` sets. */
static bool sets(const char *const *list, const char *setting)
{
    size_t length = strcspn(setting, "=") + 1;

    for (; list && *list; list++)
        if (strncmp(*list, setting, length) == 0)
            return true;
    return false;
}

/* The caller's environment, the process's own over it, and the token. */
static void make_environment(const struct leat__process *process, struct leat__arena *arena,
                             struct leat__words *words)
{
    const char *const *own = process->spec->environment;

    for (char **at = environ; *at; at++)
        if (!is_own_variable(*at) && !sets(own, *at))
            leat__vector_push(words, *at);
    for (; own && *own; own++)
        leat__vector_push(words, *own);
    leat__vector_push(words, leat__arena_printf(arena, "LEAT_TOKEN=%s", process->deployer->token));
    leat__vector_push(words, NULL);
}

static void make_arguments(const struct leat__process *process, struct leat__arena *arena, struct leat__words *words)
{
    leat__vector_push(words, process->deployer->launch->binary);
    leat__vector_push(words, "--id");
    leat__vector_push(words, leat__arena_printf(arena, "%u", process->spec->location));
    if (!process->alone) {
        leat__vector_push(words, "--member");
        leat__vector_push(words, leat__arena_printf(arena, "%u", process->spec->member));
    }
    leat__vector_push(words, "--rendezvous");
    leat__vector_push(words, leat__arena_printf(arena, "unix:%s", process->deployer->rendezvous));
    leat__vector_push(words, NULL);
}

/* ---- by hand ---- */

/* A word as a shell reads it back. */
static void quote_word(struct leat__text *into, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%";

    if (*word && strspn(word, plain) == strlen(word)) {
        leat__text_append(into, word);
        return;
    }
    leat__text_char(into, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            leat__text_append(into, "'\\''");
        else
            leat__text_char(into, *word);
    }
    leat__text_char(into, '\'');
}

void leat__process_explain(struct leat__process *process)
{
    struct leat__deployer *deployer = process->deployer;
    char *token = leat__path_join(deployer->directory.path, "token");
    struct leat__arena arena = {0};
    struct leat__words arguments = {0};
    struct leat__text command = {0};

    make_arguments(process, &arena, &arguments);
    for (const char *const *own = process->spec->environment; own && *own; own++) {
        size_t name = strcspn(*own, "=") + 1;

        /* A shell takes an assignment for one only where its name is not quoted. */
        leat__text_bytes(&command, *own, name);
        quote_word(&command, *own + name);
        leat__text_char(&command, ' ');
    }
    leat__text_append(&command, "LEAT_TOKEN=$(cat ");
    quote_word(&command, token);
    leat__text_char(&command, ')');
    for (size_t i = 0; i + 1 < arguments.count; i++) {
        leat__text_char(&command, ' ');
        quote_word(&command, arguments.items[i]);
    }
    if (leat__file_write(token, deployer->token, strlen(deployer->token), 0600) < 0)
        leat__deployer_error(deployer, "cannot write '%s'", token);
    leat__sink_printf(&deployer->errors, "waiting for %s; start it by hand:\n    %s\n", process->spec->name,
                      leat__text_string(&command));
    leat__text_release(&command);
    leat__vector_release(&arguments);
    leat__arena_release(&arena);
    free(token);
}

/* ---- the child ---- */

/* Pipes and descriptors of a child. */
struct ends {
    int output[2];
    int errors[2];
    int input; /* /dev/null; -1: the caller's */
};

static void close_ends(struct ends *ends)
{
    int all[] = {ends->output[0], ends->output[1], ends->errors[0], ends->errors[1], ends->input};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i] >= 0)
            close(all[i]);
}

static int open_ends(const struct leat__process *process, struct ends *ends)
{
    *ends = (struct ends){{-1, -1}, {-1, -1}, -1};
    if (pipe2(ends->output, O_CLOEXEC) < 0 || pipe2(ends->errors, O_CLOEXEC) < 0 ||
        (!process->spec->standard_input && (ends->input = open("/dev/null", O_RDONLY | O_CLOEXEC)) < 0)) {
        int error = -errno;

        close_ends(ends);
        return error;
    }
    return 0;
}

/* In the child, between fork and exec: async-signal-safe calls alone. Never returns. */
static void become(const struct leat__process *process, const struct ends *ends, char *const *arguments,
                   char *const *environment)
{
    static const int defaults[] = {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD, SIGQUIT};
    static const char cannot[] = "cannot be started: ";
    sigset_t none;

    /*
     * A group of its own, so that the terminal's Ctrl-C comes to the deployer alone, and so that what the
     * process starts ends with it. One that reads the terminal must stay in the foreground.
     */
    if (!(process->spec->standard_input && isatty(0)))
        setpgid(0, 0);
    leat__reaper_add(&process->deployer->reaper, getpid());
    if (ends->input >= 0)
        dup2(ends->input, 0);
    dup2(ends->output[1], 1);
    dup2(ends->errors[1], 2);
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        signal(defaults[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(arguments[0], arguments, environment);
    const char *why = strerrordesc_np(errno);

    if (write(2, cannot, sizeof cannot - 1) < 0 || write(2, why, strlen(why)) < 0 || write(2, "\n", 1) < 0)
        _exit(126);
    _exit(127);
}

int leat__process_start(struct leat__process *process)
{
    struct leat__deployer *deployer = process->deployer;
    struct leat__words arguments = {0}, environment = {0};
    struct leat__arena arena = {0};
    sigset_t all, before;
    struct ends ends;
    int error = open_ends(process, &ends);

    if (error)
        return error;
    make_arguments(process, &arena, &arguments);
    make_environment(process, &arena, &environment);
    /* Handlers of the deployer must not run in the child. */
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    process->pid = fork();
    if (process->pid < 0)
        error = -errno;
    else if (process->pid == 0)
        become(process, &ends, (char *const *)(void *)arguments.items, (char *const *)(void *)environment.items);
    sigprocmask(SIG_SETMASK, &before, NULL);
    leat__vector_release(&arguments);
    leat__vector_release(&environment);
    leat__arena_release(&arena);
    if (error) {
        process->pid = 0;
        close_ends(&ends);
        return error;
    }
    close(ends.output[1]);
    close(ends.errors[1]);
    if (ends.input >= 0)
        close(ends.input);
    process->launched = true;
    size_t number = (size_t)(process - deployer->processes);

    leat__spring_start(&process->output, &deployer->output, ends.output[0], process->spec->name, number);
    leat__spring_start(&process->errors, &deployer->errors, ends.errors[0], process->spec->name, number);
    return 0;
}

void leat__process_signal(struct leat__process *process, int signal)
{
    if (process->pid <= 0)
        return;
    process->signalled = true;
    /* Its group, if it has one by now; else itself. */
    if (kill(-process->pid, signal) < 0)
        kill(process->pid, signal);
    if (signal == SIGTERM)
        kill(process->pid, SIGCONT);
}
