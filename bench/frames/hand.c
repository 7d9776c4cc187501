/*
 * The same as flow.c by hand: frames of 16 bytes and their lengths in blocks of 64 KiB.
 *
 *     hand ELEMENTS
 */
#include "../lib/wire.h"

static struct sending out;
static struct receiving in;

int main(int argc, char **argv)
{
    uint64_t elements = argc > 1 ? strtoull(argv[1], NULL, 10) : 0, count = 0, sum = 0, message[2];
    const uint8_t *at;
    int ends[2];

    pair(ends);
    out.socket = ends[0];
    out.at = out.block;
    in.socket = ends[1];
    if (split() == 0) {
        close(ends[0]);
        while (receive_some(&in))
            while ((at = next_frame(&in, sizeof message))) {
                memcpy(message, at, sizeof message);
                count++;
                sum += message[0] + message[1];
            }
        ended(count, sum);
        return 0;
    }
    close(ends[1]);
    began();
    for (uint64_t i = 0; i < elements; i++) {
        message[0] = i;
        message[1] = 2 * i;
        memcpy(frame(&out, sizeof message), message, sizeof message);
    }
    send_rest(&out);
    close(ends[0]);
    return all_well() ? 0 : 1;
}
