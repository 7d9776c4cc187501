/*
 * The same as flow.c by hand: each string is made in the block that is written, and looked at in the block that was read.
 *
 *     hand ELEMENTS
 */
#include "../../lib/wire.h"

enum { LENGTH = 100 };

static struct sending out;
static struct receiving in;

static void send_all(uint64_t elements)
{
    const uint64_t length = LENGTH;

    for (uint64_t i = 0; i < elements; i++) {
        uint8_t *at = frame(&out, 8 + LENGTH);

        memcpy(at, &length, 8);
        memset(at + 8, (int)('a' + i % 26), LENGTH);
    }
    send_rest(&out);
}

static void receive_all(uint64_t *count, uint64_t *sum)
{
    const uint8_t *at;

    while (receive_some(&in))
        while ((at = next_frame(&in, 8 + LENGTH))) {
            uint64_t length;

            memcpy(&length, at, 8);
            ++*count;
            *sum += length + at[8];
        }
}

int main(int argc, char **argv)
{
    uint64_t elements = argc > 1 ? strtoull(argv[1], NULL, 10) : 0, count = 0, sum = 0;
    int ends[2];

    pair(ends);
    out.socket = ends[0];
    out.at = out.block;
    in.socket = ends[1];
    if (split() == 0) {
        close(ends[0]);
        receive_all(&count, &sum);
        ended(count, sum);
        return 0;
    }
    close(ends[1]);
    began();
    send_all(elements);
    close(ends[0]);
    return all_well() ? 0 : 1;
}
