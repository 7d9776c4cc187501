/*
 * The same as flow.c by hand: what stays here is counted where it is made, the rest goes as frames of 12 bytes in blocks of
 * 64 KiB. Who cannot write takes what has come, so that neither waits for the other.
 *
 *     hand BATCH ROUNDS
 */
#include "../lib/wire.h"

#include <fcntl.h>
#include <poll.h>

static struct sending out;
static struct receiving in;
static uint64_t count, sum;

static void wait_for(short events)
{
    struct pollfd both = {.fd = in.socket, .events = events};

    if (poll(&both, 1, -1) < 0)
        fail("poll");
}

/* Takes what has come, which may be nothing. */
static void take(void)
{
    const uint8_t *at;
    uint64_t x;
    ssize_t got;

    memmove(in.block, in.block + in.at, in.filled - in.at);
    in.filled -= in.at;
    in.at = 0;
    got = read(in.socket, in.block + in.filled, sizeof in.block - in.filled);
    if (got < 0 && errno != EAGAIN)
        fail("read");
    if (got <= 0)
        return;
    in.filled += (size_t)got;
    while ((at = next_frame(&in, 8))) {
        memcpy(&x, at, 8);
        count++;
        sum += x;
    }
}

static void send_block(void)
{
    const uint8_t *from = out.block;

    while (from < out.at) {
        ssize_t written = write(out.socket, from, (size_t)(out.at - from));

        if (written < 0 && errno != EAGAIN)
            fail("write");
        if (written < 0) {
            wait_for(POLLIN | POLLOUT);
            take();
        } else {
            from += written;
        }
    }
    out.at = out.block;
}

static void work(uint64_t self, uint64_t batch, uint64_t rounds)
{
    for (uint64_t round = 1; round <= rounds; round++) {
        for (uint64_t x = 0; x < batch; x++) {
            if (x % 2 == self) {
                count++;
                sum += x;
                continue;
            }
            if (out.at + 12 > out.block + sizeof out.block)
                send_block();
            memcpy(frame(&out, 8), &x, 8);
        }
        send_block();
        for (take(); count < round * batch; take())
            wait_for(POLLIN);
    }
}

int main(int argc, char **argv)
{
    uint64_t batch = argc > 2 ? strtoull(argv[1], NULL, 10) : 0, rounds = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
    uint64_t self;
    int ends[2];

    pair(ends);
    self = split() == 0;
    close(ends[!self]);
    out.socket = in.socket = ends[self];
    out.at = out.block;
    if (fcntl(in.socket, F_SETFL, O_NONBLOCK) < 0)
        fail("fcntl");
    began();
    work(self, batch, rounds);
    ended(count, sum);
    return all_well() ? 0 : 1;
}
