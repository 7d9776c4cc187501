/*
 * The same as flow.c by hand: both sides wait in epoll, read what came, and write at once.
 *
 *     hand ELEMENTS
 */
#include "../lib/wire.h"

#include <sys/epoll.h>

static struct sending out;
static struct receiving in;

static void tell(uint64_t x)
{
    memcpy(frame(&out, 8), &x, 8);
    send_rest(&out);
}

/* Answers until the other side closes; `here` counts, and closes when it has had all. */
static void answer(uint64_t elements, bool here)
{
    struct epoll_event event = {.events = EPOLLIN};
    int poll = epoll_create1(0);

    if (epoll_ctl(poll, EPOLL_CTL_ADD, in.socket, &event) < 0)
        fail("epoll_ctl");
    for (;;) {
        const uint8_t *at;

        if (epoll_wait(poll, &event, 1, -1) < 0)
            fail("epoll_wait");
        if (!receive_some(&in))
            return;
        while ((at = next_frame(&in, 8))) {
            uint64_t x;

            memcpy(&x, at, 8);
            if (here && ++x == elements) {
                ended(x, elements * (elements - 1) / 2);
                return;
            }
            tell(x);
        }
    }
}

int main(int argc, char **argv)
{
    uint64_t elements = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
    int ends[2];
    bool here;

    pair(ends);
    here = split() != 0;
    close(ends[here]);
    in.socket = out.socket = ends[!here];
    out.at = out.block;
    if (here) {
        began();
        tell(0);
    }
    answer(elements, here);
    close(in.socket);
    return here && !all_well() ? 1 : 0;
}
