/*
 * stop.c: ending what runs: processes are told first, then terminated, then killed, then given up.
 */
#include <signal.h>
#include <stdlib.h>

#include "base/memory.h"
#include "build/progress.h"
#include "deploy/internal.h"

/* How long processes may take that are told to stop; and those that are terminated. */
#define STOP_MS 1000
#define TERMINATE_MS 2000

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
    uv_timer_start(timer, on_stop_timer, deployer->stop_step == 1 ? TERMINATE_MS : LEAT__LINGER_MS, 0);
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

void leat__deployer_stop_at_once(struct leat__deployer *deployer)
{
    deployer->stop_step = 1;
    on_stop_timer(&deployer->stop_timer);
}
