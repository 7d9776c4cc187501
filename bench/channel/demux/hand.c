/*
 * The same as flow.c by hand: a sender with a block for each of four workers, which take frames apart and make new ones;
 * the receiver waits for whatever comes.
 *
 *     hand ELEMENTS
 */
#include "../../lib/wire.h"

#include <sys/epoll.h>

enum { WORKERS = 4 };

static struct sending out[WORKERS];
static struct receiving in[WORKERS];

static void send_all(uint64_t elements)
{
    for (uint64_t x = 0; x < elements; x++)
        memcpy(frame(&out[x % WORKERS], 8), &x, 8);
    for (int i = 0; i < WORKERS; i++)
        send_rest(&out[i]);
}

static void pass_on(struct receiving *from, struct sending *to)
{
    const uint8_t *at;

    while (receive_some(from)) {
        while ((at = next_frame(from, 8)))
            memcpy(frame(to, 8), at, 8);
        send_rest(to);
    }
}

static void receive_all(uint64_t *count, uint64_t *sum)
{
    struct epoll_event events[WORKERS];
    int poll = epoll_create1(0), left = WORKERS;

    for (int i = 0; i < WORKERS; i++)
        if (epoll_ctl(poll, EPOLL_CTL_ADD, in[i].socket, &(struct epoll_event){.events = EPOLLIN, .data.ptr = &in[i]}) < 0)
            fail("epoll_ctl");
    while (left > 0) {
        int ready = epoll_wait(poll, events, WORKERS, -1);

        for (int i = 0; i < ready; i++) {
            struct receiving *from = events[i].data.ptr;
            const uint8_t *at;

            if (!receive_some(from)) {
                epoll_ctl(poll, EPOLL_CTL_DEL, from->socket, NULL);
                left--;
            }
            while ((at = next_frame(from, 8))) {
                uint64_t x;

                memcpy(&x, at, 8);
                ++*count;
                *sum += x;
            }
        }
    }
}

int main(int argc, char **argv)
{
    uint64_t elements = argc > 1 ? strtoull(argv[1], NULL, 10) : 0, count = 0, sum = 0;
    int there[WORKERS][2], back[WORKERS][2];

    for (int i = 0; i < WORKERS; i++) {
        pair(there[i]);
        pair(back[i]);
    }
    for (int i = 0; i < WORKERS; i++) {
        if (split() != 0)
            continue;
        in[0].socket = there[i][1];
        out[0].socket = back[i][0];
        out[0].at = out[0].block;
        for (int j = 0; j < WORKERS; j++) {
            close(there[j][0]);
            close(back[j][1]);
            if (j != i) {
                close(there[j][1]);
                close(back[j][0]);
            }
        }
        pass_on(&in[0], &out[0]);
        return 0;
    }
    for (int i = 0; i < WORKERS; i++) {
        close(there[i][1]);
        close(back[i][0]);
    }
    if (split() == 0) {
        for (int i = 0; i < WORKERS; i++) {
            close(there[i][0]);
            in[i].socket = back[i][1];
        }
        receive_all(&count, &sum);
        ended(count, sum);
        return 0;
    }
    for (int i = 0; i < WORKERS; i++) {
        close(back[i][1]);
        out[i].socket = there[i][0];
        out[i].at = out[i].block;
    }
    began();
    send_all(elements);
    for (int i = 0; i < WORKERS; i++)
        close(there[i][0]);
    return all_well() ? 0 : 1;
}
