/*
 * deploy.c: the course of one deployment: launch, join, start, end.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "build/progress.h"
#include "deploy/internal.h"

/* How long launched processes may take until all have joined. */
#define JOIN_MS 30000

/* ---- what happens ---- */

static void on_spring_end(struct leat__spring *spring)
{
    leat__deployer_settle(spring->context);
}

/* Its pipes and its connection end with it, unless something that it started holds them: that is not waited for very long. */
static void on_linger(uv_timer_t *timer)
{
    struct leat__process *process = timer->data;

    leat__spring_stop(&process->output);
    leat__spring_stop(&process->errors);
    if (process->connection)
        leat__rendezvous_close_connection(process->connection);
    leat__deployer_settle(process);
}

static void process_gone(struct leat__process *process, int status)
{
    leat__reaper_remove(&process->deployer->reaper, process->pid);
    process->pid = 0;
    process->status = status;
    uv_timer_start(&process->linger, on_linger, LEAT__LINGER_MS, 0);
    leat__deployer_settle(process);
}

static void on_child(uv_signal_t *handle, int signal)
{
    struct leat__deployer *deployer = handle->data;

    (void)signal;
    for (size_t i = 0; i < deployer->count; i++) {
        struct leat__process *process = &deployer->processes[i];
        int status;

        if (process->pid > 0 && waitpid(process->pid, &status, WNOHANG) == process->pid)
            process_gone(process, status);
    }
}

static void on_interrupt(uv_signal_t *handle, int signal)
{
    struct leat__deployer *deployer = handle->data;

    if (!deployer->interrupted) {
        deployer->interrupted = signal;
        leat__deployer_stop(deployer);
        return;
    }
    leat__deployer_stop_at_once(deployer); /* asked twice */
}

static void on_output_broken(struct leat__sink *sink)
{
    struct leat__deployer *deployer = sink->context;

    if (sink->error == EPIPE) {
        deployer->nobody_reads = true; /* `| head -1`: no failure of ours */
    } else {
        leat__deployer_error(deployer, "cannot write to standard output: %s", strerror(sink->error));
        deployer->failed = deployer->cause_known = true;
    }
    leat__deployer_stop(deployer);
}

static void on_join_timer(uv_timer_t *timer)
{
    struct leat__deployer *deployer = timer->data;

    for (size_t i = 0; i < deployer->count; i++)
        if (deployer->processes[i].launched && !deployer->processes[i].joined) {
            leat__deployer_error(deployer, "%s has not joined within %d seconds",
                                 deployer->processes[i].spec->name, JOIN_MS / 1000);
            deployer->cause_known = true;
            leat__deployer_fail(&deployer->processes[i]);
            return;
        }
}

/* ---- the whole ---- */

/* Each process takes two pipes and a connection here; the usual soft limit of 1,024 is for programs that select(). */
static void raise_descriptor_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/* 128 random bits. */
static void make_token(char token[33])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char random[16];
    ssize_t got;

    do
        got = getrandom(random, sizeof random, 0);
    while (got < 0 && errno == EINTR);
    if (got != sizeof random)
        leat__bug("getrandom: %s", strerror(errno));
    for (size_t i = 0; i < sizeof random; i++) {
        token[2 * i] = digits[random[i] >> 4];
        token[2 * i + 1] = digits[random[i] & 15];
    }
    token[32] = '\0';
}

/* Two that ask for standard input cannot both have it. */
static bool inputs_fit(struct leat__deployer *deployer)
{
    const struct leat__launch_process *first = NULL;

    for (size_t i = 0; i < deployer->launch->process_count; i++) {
        const struct leat__launch_process *process = &deployer->launch->processes[i];

        if (!process->standard_input)
            continue;
        if (first) {
            leat__deployer_error(deployer, "%s and %s both ask for standard input, and there is one", first->name,
                                 process->name);
            return false;
        }
        first = process;
    }
    return true;
}

static void init_processes(struct leat__deployer *deployer)
{
    deployer->count = deployer->unfinished = deployer->launch->process_count;
    deployer->processes = leat__alloc_array(deployer->count, sizeof *deployer->processes);
    for (size_t i = 0; i < deployer->count; i++) {
        struct leat__process *process = &deployer->processes[i];

        process->spec = &deployer->launch->processes[i];
        process->deployer = deployer;
        process->alone = true;
        uv_timer_init(&deployer->loop, &process->linger);
        process->linger.data = process;
        process->output.on_end = process->errors.on_end = on_spring_end;
        process->output.context = process->errors.context = process;
        for (size_t j = 0; j < deployer->count; j++)
            process->alone = process->alone &&
                             (j == i || deployer->launch->processes[j].location != process->spec->location);
    }
}

static void init_handles(struct leat__deployer *deployer)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGCHLD};
    uv_timer_t *timers[] = {&deployer->join_timer, &deployer->stop_timer, &deployer->probe_timer};

    for (size_t i = 0; i < sizeof timers / sizeof *timers; i++) {
        uv_timer_init(&deployer->loop, timers[i]);
        timers[i]->data = deployer;
    }
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before;

        uv_signal_init(&deployer->loop, &deployer->signals[i]);
        deployer->signals[i].data = deployer;
        /* Under nohup SIGHUP is ignored, and stays so. */
        sigaction(signals[i], NULL, &before);
        if (signals[i] == SIGCHLD || before.sa_handler != SIG_IGN)
            uv_signal_start(&deployer->signals[i], signals[i] == SIGCHLD ? on_child : on_interrupt, signals[i]);
    }
}

static void launch_all(struct leat__deployer *deployer)
{
    bool all = true;

    leat__progress_show("launching %zu %s", deployer->count, deployer->count == 1 ? "process" : "processes");
    uv_timer_start(&deployer->join_timer, on_join_timer, JOIN_MS, 0);
    for (size_t i = 0; i < deployer->count && !deployer->stopping; i++) {
        struct leat__process *process = &deployer->processes[i];

        if (process->spec->by_hand) {
            leat__progress_clear();
            leat__process_explain(process);
            all = false;
            continue;
        }
        int error = leat__process_start(process);

        if (error) {
            leat__deployer_error(deployer, "cannot start %s: %s", process->spec->name, strerror(-error));
            deployer->cause_known = true;
            leat__deployer_fail(process);
        }
    }
    if (!all)
        leat__progress_clear();
}

static void close_handle(uv_handle_t *handle, void *context)
{
    (void)context;
    if (!uv_is_closing(handle))
        uv_close(handle, NULL);
}

static void release(struct leat__deployer *deployer)
{
    leat__rendezvous_close(deployer);
    leat__sink_finish(&deployer->output);
    leat__sink_finish(&deployer->errors);
    for (size_t i = 0; i < 4; i++)
        uv_signal_stop(&deployer->signals[i]);
    uv_run(&deployer->loop, UV_RUN_NOWAIT);
    uv_walk(&deployer->loop, close_handle, NULL);
    uv_run(&deployer->loop, UV_RUN_DEFAULT);
    for (size_t i = 0; i < deployer->count; i++) {
        struct leat__process *process = &deployer->processes[i];

        leat__spring_release(&process->output);
        leat__spring_release(&process->errors);
        free(process->address);
        free(process->failed);
        free(process->crash);
        leat__members_free(process);
    }
    free(deployer->processes);
    if (uv_loop_close(&deployer->loop) < 0)
        leat__bug("a handle of the deployer is still open");
}

static int result(const struct leat__deployer *deployer)
{
    if (deployer->interrupted)
        return 128 + deployer->interrupted;
    if (deployer->nobody_reads)
        return 128 + SIGPIPE;
    return deployer->failed ? 1 : 0;
}

/* With directory and reaper in place. */
static int run(struct leat__deployer *deployer)
{
    int error = leat__rendezvous_open(deployer);

    if (error) {
        leat__deployer_error(deployer, "cannot open the rendezvous '%s': %s", deployer->rendezvous, uv_strerror(error));
        deployer->failed = true;
        return 1;
    }
    launch_all(deployer);
    while (deployer->unfinished > 0)
        uv_run(&deployer->loop, UV_RUN_DEFAULT);
    leat__judge_consequences(deployer);
    return result(deployer);
}

int leat__deploy(const struct leat__launch *launch)
{
    struct leat__deployer deployer = {.launch = launch};
    void (*pipe_before)(int) = signal(SIGPIPE, SIG_IGN);
    int error, status = 1;

    if (uv_loop_init(&deployer.loop) < 0)
        leat__bug("uv_loop_init");
    leat__sink_init(&deployer.output, &deployer.loop, launch->output);
    leat__sink_init(&deployer.errors, &deployer.loop, launch->error_output);
    deployer.output.on_broken = on_output_broken;
    deployer.output.context = &deployer;
    raise_descriptor_limit();
    init_handles(&deployer);
    init_processes(&deployer);
    make_token(deployer.token);
    if (!inputs_fit(&deployer)) {
        status = 2;
    } else if ((error = leat__directory_make(&deployer.directory)) < 0) {
        leat__deployer_error(&deployer, "cannot make a directory for sockets in /tmp: %s", strerror(-error));
    } else if ((error = leat__reaper_start(&deployer.reaper, &deployer.directory)) < 0) {
        leat__deployer_error(&deployer, "cannot start a process: %s", strerror(-error));
        leat__directory_remove(&deployer.directory);
    } else {
        status = run(&deployer);
    }
    release(&deployer);
    if (deployer.directory.path) {
        leat__directory_remove(&deployer.directory);
        leat__reaper_dismiss(&deployer.reaper);
    }
    signal(SIGPIPE, pipe_before);
    return status;
}
