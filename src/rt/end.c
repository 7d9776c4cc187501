/*
 * end.c: the ways in which a process ends, and its standard output, which has to be out by then.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <unistd.h>

#include "clients.h"
#include "fail.h"
#include "runtime.h"

static struct leat_runtime *ending; /* for the hook, which gets only a text; and for leak checkers */

/* ---- standard output ---- */

static char output[256 << 10];

void leat__stdout_prepare(void)
{
    setvbuf(stdout, output, _IOFBF, sizeof output);
}

static bool reader_is_gone(void)
{
    struct pollfd one = {.fd = STDOUT_FILENO, .events = POLLOUT};

    return poll(&one, 1, 0) == 1 && (one.revents & POLLERR);
}

/* False: it could not be written; *error is why, 0 where that is not known any more. */
static bool flush_output(int *error)
{
    *error = 0;
    /* An earlier printf may have met the error, and nobody looked at errno. */
    if (ferror(stdout))
        return false;
    if (fflush(stdout) == 0)
        return true;
    *error = errno;
    return false;
}

void leat__stdout_flush(struct leat_runtime *runtime)
{
    int error;

    if (__fpending(stdout) == 0 && !ferror(stdout))
        return;
    if (flush_output(&error))
        return;
    if (error == EPIPE || (error == 0 && reader_is_gone()))
        leat__end_lost(runtime, "standard output was closed");
    clearerr(stdout);
    __fpurge(stdout);
    leat_run_fail("cannot write to standard output: %s", error ? strerror(error) : "an earlier write failed");
}

/* ---- the end ---- */

void leat__end_rescue(void)
{
    static volatile sig_atomic_t rescued; /* a crash may come twice: to us, and to a sanitizer */
    size_t length = __fpending(stdout);

    if (rescued)
        return;
    rescued = 1;
    if (length > 0 && length <= sizeof output) {
        ssize_t written = write(STDOUT_FILENO, output, length);

        (void)written; /* nothing is left to be done about it */
    }
    if (ending && ending->listener)
        unlink(ending->address + strlen("unix:"));
    if (ending)
        leat__externals_unlink(ending);
}

static void __attribute__((noreturn)) leave(struct leat_runtime *runtime, int status)
{
    int error;

    leat__crash_wait();
    (void)flush_output(&error);
    if (runtime && runtime->listener)
        runtime->io->close(runtime->listener);
    if (runtime)
        leat__externals_unlink(runtime);
    _exit(status);
}

/* "failed own TEXT" or "failed peer TEXT". */
static void tell(struct leat_runtime *runtime, const char *whose, const char *text)
{
    if (!runtime || !runtime->rendezvous)
        return;
    leat__line_begin(&runtime->line, "failed");
    leat__line_add(&runtime->line, whose);
    leat__line_add_text(&runtime->line, text);
    leat__rt_send_last(runtime);
}

static void fail(const char *message)
{
    static bool failing;
    struct leat_runtime *runtime = ending;
    int error;

    if (failing)
        _exit(LEAT__FAILED);
    failing = true;
    (void)flush_output(&error); /* what came before the error stands before it */
    fprintf(stderr, "%s\n", message);
    tell(runtime, "own", strncmp(message, "error: ", 7) == 0 ? message + 7 : message);
    leave(runtime, LEAT__FAILED);
}

void leat__end_prepare(struct leat_runtime *runtime)
{
    ending = runtime;
    leat__fail_hook = fail;
}

void leat__end_well(struct leat_runtime *runtime)
{
    uint64_t sent, received;

    leat__stdout_flush(runtime);
    if (runtime->location->release)
        runtime->location->release(runtime->state);
    leat__stdout_flush(runtime);
    leat__links_report(runtime);
    /* The counts of a process that has ended stay in the deployer's sums. Ends of channels lie in the state. */
    (void)leat__links_count(runtime, &sent, &received);
    free(runtime->state);
    leat__externals_free(runtime);
    leat_run_release(&runtime->run);
    leat__rt_send_idle(runtime, sent, received);
    leat__line_begin(&runtime->line, "ended");
    leat__rt_send_last(runtime);
    runtime->io->close(runtime->listener);
    exit(LEAT__ENDED); /* not _exit: leak checkers and profilers report now */
}

void leat__end_stopped(struct leat_runtime *runtime)
{
    leat__stdout_flush(runtime);
    leave(runtime, LEAT__ENDED);
}

void leat__end_lost(struct leat_runtime *runtime, const char *format, ...)
{
    char text[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    tell(runtime, "peer", text);
    leave(runtime, LEAT__LOST);
}

void leat__end_quietly(struct leat_runtime *runtime, int status)
{
    leave(runtime, status);
}

void leat__end_wrong_start(struct leat_runtime *runtime, const char *format, ...)
{
    va_list arguments;

    fputs("error: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    leave(runtime, LEAT__STARTED_WRONGLY);
}
