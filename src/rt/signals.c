/*
 * signals.c: what ends a process from outside: SIGTERM, and a launcher that goes away while the process is
 * busy in a quote that does not come back. (A launcher that goes away otherwise is seen by the loop.)
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime.h"

static int rendezvous = -1;

static void on_terminate(int number)
{
    leat__end_rescue();
    signal(number, SIG_DFL);
    raise(number); /* comes when this handler returns: the status is the signal's */
}

/* Something came from the deployer, or it closed: only that is acted upon here. */
static void on_rendezvous(int number)
{
    int saved = errno;
    char byte;

    (void)number;
    if (recv(rendezvous, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0) {
        leat__end_rescue();
        _exit(LEAT__LOST);
    }
    errno = saved;
}

void leat__signals_prepare(int descriptor)
{
    struct sigaction action = {.sa_handler = SIG_IGN};

    sigemptyset(&action.sa_mask);
    sigaction(SIGPIPE, &action, NULL);
    action.sa_flags = SA_RESTART | SA_ONSTACK;
    action.sa_handler = on_terminate;
    sigaction(SIGTERM, &action, NULL);
    if (descriptor < 0)
        return;
    rendezvous = descriptor;
    action.sa_handler = on_rendezvous;
    sigaction(SIGIO, &action, NULL);
    if (fcntl(descriptor, F_SETOWN, getpid()) == 0)
        (void)fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_ASYNC);
}
