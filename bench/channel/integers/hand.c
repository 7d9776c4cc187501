/*
 * The same as flow.c by hand: two processes and a pair of Unix sockets. The sender writes the same frames (a big-endian
 * length, 8 bytes) in blocks of 64 KiB; the receiver reads blocks, takes each frame apart, and adds up.
 *
 *     hand ELEMENTS
 */
#include "../../lib/wire.h"

enum { FRAME = 12 };

static void send_all(int socket, uint64_t elements)
{
    static uint8_t block[BLOCK];
    uint8_t *at = block;

    for (uint64_t x = 0; x < elements; x++) {
        uint32_t length = __builtin_bswap32(8);

        if (at + FRAME > block + sizeof block) {
            write_all(socket, block, (size_t)(at - block));
            at = block;
        }
        memcpy(at, &length, 4);
        memcpy(at + 4, &x, 8);
        at += FRAME;
    }
    write_all(socket, block, (size_t)(at - block));
}

static void receive_all(int socket, uint64_t *count, uint64_t *sum)
{
    static uint8_t block[BLOCK];
    size_t filled = 0, at;
    ssize_t got;

    while ((got = read(socket, block + filled, sizeof block - filled)) > 0) {
        filled += (size_t)got;
        for (at = 0; filled - at >= 4;) {
            uint32_t length;
            uint64_t x;

            memcpy(&length, block + at, 4);
            length = __builtin_bswap32(length);
            if (length > filled - at - 4)
                break;
            if (length != 8) {
                fprintf(stderr, "a frame of %u bytes\n", length);
                exit(1);
            }
            memcpy(&x, block + at + 4, 8);
            at += FRAME;
            ++*count;
            *sum += x;
        }
        memmove(block, block + at, filled - at);
        filled -= at;
    }
    if (got < 0)
        fail("read");
}

int main(int argc, char **argv)
{
    uint64_t elements = argc > 1 ? strtoull(argv[1], NULL, 10) : 0, count = 0, sum = 0;
    int ends[2];

    pair(ends);
    if (split() == 0) {
        close(ends[0]);
        receive_all(ends[1], &count, &sum);
        ended(count, sum);
        return 0;
    }
    close(ends[1]);
    began();
    send_all(ends[0], elements);
    close(ends[0]);
    return all_well() ? 0 : 1;
}
