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

/* How long launched processes may take until all have joined; and those that are stopped: told, terminated. */
#define JOIN_MS 30000
#define STOP_MS 1000
#define TERMINATE_MS 2000
/* How long a pipe may stay open when its process is gone: what it started may hold it. */
#define LINGER_MS 500
/* Processes whose failure is told one by one; of a large cluster many may fail of the same. */
#define CAUSES_SHOWN 10
/* docs/protocol.md: a peer or the launcher was lost. */
#define STATUS_LOST 75

/* ---- what is said ---- */

void leat__deployer_error(struct leat__deployer *deployer, const char *format, ...)
{
    va_list arguments;

    leat__progress_clear();
    va_start(arguments, format);
    char *text = leat__format_list(format, arguments);

    va_end(arguments);
    leat__sink_printf(&deployer->errors, "%serror:%s %s\n", deployer->errors.colour ? "\033[1;31m" : "",
                      deployer->errors.colour ? "\033[0m" : "", text);
    free(text);
}

/* ---- telling processes of each other ---- */

/* Sends a line that may have become too long, which fails the process it was for. */
static void send_line(struct leat__process *process, struct leat__line *line)
{
    if (leat__line_end(line)) {
        leat__rendezvous_send(process, line);
        return;
    }
    leat__deployer_error(process->deployer, "an argument or option of %s is longer than a line of the protocol (%d bytes)",
                         process->spec->name, LEAT__LINE_MAX);
    leat__deployer_fail(process);
}

static void tell_members(struct leat__process *to, struct leat__line *line)
{
    const struct leat__deployer *deployer = to->deployer;

    for (size_t i = 0; i < deployer->count; i++) {
        uint32_t location = deployer->processes[i].spec->location;
        size_t members = 0, before = 0;

        for (size_t j = 0; j < deployer->count; j++)
            if (deployer->processes[j].spec->location == location) {
                members++;
                before += j < i;
            }
        if (before > 0)
            continue;
        leat__line_begin(line, "members");
        leat__line_add_number(line, location);
        leat__line_add_number(line, members);
        send_line(to, line);
    }
}

static void tell_arguments(struct leat__process *to, const char *const *arguments, struct leat__line *line)
{
    for (; arguments && *arguments; arguments++) {
        leat__line_begin(line, "argument");
        leat__line_add(line, *arguments);
        send_line(to, line);
    }
}

static void tell_options(struct leat__process *to, struct leat__line *line)
{
    for (const char *const *option = to->deployer->launch->options; option && *option; option++) {
        char *name = leat__strdup(*option);
        char *value = name + strcspn(name, "=");

        if (*value)
            *value++ = '\0';
        leat__line_begin(line, "option");
        leat__line_add(line, name);
        leat__line_add(line, value);
        send_line(to, line);
        free(name);
    }
}

static bool dials(const struct leat__launch *launch, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < launch->channel_count; i++)
        if (launch->channels[i].from == from && launch->channels[i].to == to)
            return true;
    return false;
}

static void tell_peers(struct leat__process *to, struct leat__line *line)
{
    const struct leat__deployer *deployer = to->deployer;

    for (size_t i = 0; i < deployer->count; i++) {
        const struct leat__process *peer = &deployer->processes[i];

        if (!dials(deployer->launch, to->spec->location, peer->spec->location))
            continue;
        leat__line_begin(line, "peer");
        leat__line_add_number(line, peer->spec->location);
        leat__line_add_number(line, peer->spec->member);
        leat__line_add(line, peer->address);
        send_line(to, line);
    }
}

void leat__deployer_start(struct leat__deployer *deployer)
{
    struct leat__line *line = leat__alloc(sizeof *line);

    leat__progress_clear();
    uv_timer_stop(&deployer->join_timer);
    deployer->started = true;
    for (size_t i = 0; i < deployer->count; i++) {
        struct leat__process *process = &deployer->processes[i];

        leat__line_begin(line, "location");
        leat__line_add_number(line, process->spec->member);
        leat__line_add(line, process->spec->name);
        send_line(process, line);
        tell_members(process, line);
        tell_arguments(process, deployer->launch->arguments, line);
        tell_arguments(process, process->spec->arguments, line);
        tell_options(process, line);
        tell_peers(process, line);
        leat__rendezvous_say(process, "start");
    }
    free(line);
}

/* ---- stopping ---- */

/* Gives up what by now does not even die, or has left its pipes to others. */
static void abandon(struct leat__deployer *deployer)
{
    for (size_t i = 0; i < deployer->count; i++) {
        struct leat__process *process = &deployer->processes[i];

        if (process->connection)
            leat__rendezvous_close_connection(process->connection);
        if (process->launched) {
            leat__spring_stop(&process->output);
            leat__spring_stop(&process->errors);
        }
        leat__deployer_settle(process);
    }
}

static void on_stop_timer(uv_timer_t *timer)
{
    struct leat__deployer *deployer = timer->data;
    int signal = deployer->stop_step == 0 ? SIGTERM : SIGKILL;

    if (deployer->stop_step >= 2) {
        abandon(deployer);
        return;
    }
    for (size_t i = 0; i < deployer->count; i++) {
        leat__process_signal(&deployer->processes[i], signal);
        /* By hand: it is not ours to kill, but it is not waited for any longer. */
        if (!deployer->processes[i].launched && deployer->processes[i].connection)
            leat__rendezvous_close_connection(deployer->processes[i].connection);
    }
    deployer->stop_step++;
    uv_timer_start(timer, on_stop_timer, deployer->stop_step == 1 ? TERMINATE_MS : LINGER_MS, 0);
}

void leat__deployer_stop(struct leat__deployer *deployer)
{
    if (deployer->stopping)
        return;
    leat__progress_clear();
    deployer->stopping = true;
    uv_timer_stop(&deployer->join_timer);
    uv_timer_start(&deployer->stop_timer, on_stop_timer, STOP_MS, 0);
    for (size_t i = 0; i < deployer->count; i++) {
        struct leat__process *process = &deployer->processes[i];

        if (process->connection)
            leat__rendezvous_say(process, "stop");
        else if (!process->joined)
            leat__process_signal(process, SIGTERM);
    }
    for (size_t i = 0; i < deployer->count; i++)
        leat__deployer_settle(&deployer->processes[i]);
}

void leat__deployer_fail(struct leat__process *process)
{
    process->failed_first = process->failed_first || !process->deployer->stopping;
    process->deployer->failed = true;
    leat__deployer_stop(process->deployer);
}

/* ---- the end of a process ---- */

/* Why a process that exited by itself failed; NULL: it did not, or another one is the cause. To be freed. */
static char *exit_cause(const struct leat__process *process)
{
    int status = WEXITSTATUS(process->status);

    if (status == 0)
        return process->ended || !process->failed_first
                   ? NULL
                   : leat__format("%s exited with status 0 before its end", process->spec->name);
    /* The status of one that has lost a peer, or us. */
    if (status == STATUS_LOST && (process->failed_by_peer || !process->failed_first))
        return NULL;
    return leat__format("%s exited with status %d", process->spec->name, status);
}

/* Why a process that is gone failed, if that is its own doing; NULL otherwise. To be freed. */
static char *own_cause(const struct leat__process *process)
{
    const char *name = process->spec->name;

    if (process->launched && !WIFSIGNALED(process->status))
        return exit_cause(process);
    if (process->launched) {
        if (process->signalled)
            return NULL;
        char *signal = leat__signal_name(WTERMSIG(process->status));
        char *cause = leat__format("%s was killed by %s", name, signal);

        free(signal);
        return cause;
    }
    if (process->failed_by_peer || process->ended)
        return NULL;
    if (process->failed)
        return leat__format("%s: %s", name, process->failed);
    return process->failed_first ? leat__format("%s is gone before its end", name) : NULL;
}

/* "[service/1] SIGSEGV in for_each (first_ten.c:9)": what a crash has left. */
static void report_crash(struct leat__process *process)
{
    struct leat__deployer *deployer = process->deployer;
    char *what = leat__crash_describe(deployer->launch->binary, process->crash);

    if (process->launched)
        leat__sink_printf(&deployer->errors, "%s%s\n", process->errors.prefix, what);
    else
        leat__sink_printf(&deployer->errors, "[%s] %s\n", process->spec->name, what);
    free(what);
}

static void judge(struct leat__process *process)
{
    struct leat__deployer *deployer = process->deployer;
    char *cause = own_cause(process);

    if (process->crash && !process->signalled && !deployer->interrupted && !deployer->nobody_reads)
        report_crash(process);
    if (cause)
        leat__deployer_fail(process);
    if (cause && !deployer->interrupted && !deployer->nobody_reads) {
        if (deployer->causes++ < CAUSES_SHOWN)
            leat__deployer_error(deployer, "%s", cause);
        deployer->cause_known = true;
    }
    free(cause);
}

void leat__deployer_settle(struct leat__process *process)
{
    struct leat__deployer *deployer = process->deployer;

    if (process->finished || process->connection || process->pid > 0 ||
        (process->launched && (process->output.open || process->errors.open)))
        return;
    /* One that was to be started by hand is waited for, unless all are to end. */
    if (!process->launched && !process->joined && !deployer->stopping)
        return;
    process->finished = true;
    deployer->unfinished--;
    /* One that did not join is gone before it could say anything. */
    if (!process->ended && !deployer->stopping)
        leat__deployer_fail(process);
    if (process->joined || process->launched)
        judge(process);
    if (deployer->unfinished == 0)
        uv_stop(&deployer->loop);
}

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
    uv_timer_start(&process->linger, on_linger, LINGER_MS, 0);
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
    /* Asked twice: at once. */
    deployer->stop_step = 1;
    on_stop_timer(&deployer->stop_timer);
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

/* The loss of a peer is a consequence; where nothing else is known, it is what there is to say. */
static void report_consequences(struct leat__deployer *deployer)
{
    if (!deployer->failed || deployer->cause_known || deployer->interrupted || deployer->nobody_reads)
        return;
    for (size_t i = 0; i < deployer->count; i++) {
        const struct leat__process *process = &deployer->processes[i];

        if (process->failed) {
            leat__deployer_error(deployer, "%s: %s", process->spec->name, process->failed);
            return;
        }
    }
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
    report_consequences(deployer);
    if (deployer->causes > CAUSES_SHOWN)
        leat__deployer_error(deployer, "%zu more processes failed", deployer->causes - CAUSES_SHOWN);
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
