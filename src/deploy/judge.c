/*
 * judge.c: the end of a process: whether it failed, and why, when nothing more can come of it.
 */
#include <stdlib.h>
#include <sys/wait.h>

#include "base/memory.h"
#include "deploy/internal.h"

/* Processes whose failure is told one by one; of a large cluster many may fail of the same. */
#define CAUSES_SHOWN 10
/* docs/protocol.md: a peer or the launcher was lost. */
#define STATUS_LOST 75

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

/* The loss of a peer is a consequence; where nothing else is known, it is what there is to say. */
static void report_loss(struct leat__deployer *deployer)
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

void leat__judge_consequences(struct leat__deployer *deployer)
{
    report_loss(deployer);
    if (deployer->causes > CAUSES_SHOWN)
        leat__deployer_error(deployer, "%zu more processes failed", deployer->causes - CAUSES_SHOWN);
}
