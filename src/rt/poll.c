/*
 * poll.c: a descriptor of the user's, which the loop watches without touching its flags; and a body that is called
 * when it can be read. Whatever library has a descriptor is a source so.
 */
#include <errno.h>
#include <stdlib.h>

#include "runtime.h"

struct leat_poll_watch {
    struct leat_runtime *runtime;
    struct leat_socket *socket; /* NULL: a file, which can always be read */
    bool ready;
};

static void on_ready(void *owner, unsigned events)
{
    struct leat_poll_watch *watch = owner;

    (void)events;
    watch->ready = true;
    watch->runtime->turn_due = true;
    watch->runtime->io->watch(watch->socket, 0); /* until the body has been called */
}

static struct leat_poll_watch *begin(struct leat_run *run, int descriptor, const char *site)
{
    struct leat_poll_watch *watch = leat__rt_alloc(1, sizeof *watch);
    struct leat_io *io = run->runtime->io;
    int error = io->input(io, descriptor, on_ready, watch, &watch->socket);

    if (error && error != -EPERM)
        leat_run_fail("cannot watch the descriptor %d: %s (leat_source_poll at %s)", descriptor, strerror(-error), site);
    watch->runtime = run->runtime;
    watch->ready = error == -EPERM;
    run->runtime->live_inputs++;
    if (watch->socket)
        io->watch(watch->socket, LEAT__READABLE);
    return watch;
}

bool leat_poll_is_ready(struct leat_run *run, struct leat_poll *poll, int descriptor, const char *site)
{
    if (poll->ended)
        return false;
    if (!poll->watch)
        poll->watch = begin(run, descriptor, site);
    if (!poll->watch->ready)
        return false;
    /* Too much waits to be sent: it is for later. */
    if (run->runtime->over_soft > 0) {
        run->runtime->refused = run->again = true;
        return false;
    }
    run->polled = poll;
    return true;
}

void leat_poll_called(struct leat_run *run, struct leat_poll *poll)
{
    struct leat_poll_watch *watch = poll->watch;

    run->polled = NULL;
    if (poll->ended || !watch) {
        leat_poll_stop(run, poll);
    } else if (watch->socket) {
        watch->ready = false;
        run->runtime->io->watch(watch->socket, LEAT__READABLE);
    } else {
        run->again = true;
    }
}

void leat_poll_stop(struct leat_run *run, struct leat_poll *poll)
{
    struct leat_poll_watch *watch = poll->watch;

    poll->ended = true;
    if (!watch)
        return;
    if (watch->socket)
        run->runtime->io->close(watch->socket);
    run->runtime->live_inputs--;
    free(watch);
    poll->watch = NULL;
}

void leat_source_end(void)
{
    struct leat_run *run = leat_current;

    if (!run->polled)
        leat_run_fail("leat_source_end() is for the second quote of leat_source_poll; here no source is running");
    run->polled->ended = true;
}
