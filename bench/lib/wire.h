/*
 * wire.h: for what is written by hand beside a deployed flow: the same frames (a big-endian length, then the element's
 * bytes) over the same Unix sockets, written and read in blocks of 64 KiB.
 */
#ifndef BENCH_WIRE_H
#define BENCH_WIRE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BLOCK = 64 << 10 };

static inline int64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static inline void __attribute__((noreturn)) fail(const char *what)
{
    perror(what);
    exit(1);
}

static inline void began(void)
{
    printf("began %" PRId64 "\n", now());
    fflush(stdout);
}

static inline void ended(uint64_t count, uint64_t sum)
{
    printf("ended %" PRId64 "\ncount %" PRIu64 "\nsum %" PRIu64 "\n", now(), count, sum);
    fflush(stdout);
}

static inline void pair(int ends[2])
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
        fail("socketpair");
}

static inline pid_t split(void)
{
    pid_t child = fork();

    if (child < 0)
        fail("fork");
    return child;
}

static inline bool all_well(void)
{
    bool well = true;
    int status;

    while (wait(&status) > 0)
        well &= status == 0;
    return well;
}

static inline void write_all(int socket, const void *bytes, size_t count)
{
    const char *at = bytes, *end = at + count;

    while (at < end) {
        ssize_t written = write(socket, at, (size_t)(end - at));

        if (written < 0)
            fail("write");
        at += written;
    }
}

/* ---- frames into a block, which goes when it is full ---- */

struct sending {
    int socket;
    uint8_t *at;
    uint8_t block[BLOCK];
};

static inline void send_rest(struct sending *s)
{
    write_all(s->socket, s->block, (size_t)(s->at - s->block));
    s->at = s->block;
}

/* Where the `length` bytes of a frame go. */
static inline uint8_t *frame(struct sending *s, uint32_t length)
{
    uint32_t word = __builtin_bswap32(length);
    uint8_t *bytes;

    if (s->at + 4 + length > s->block + sizeof s->block)
        send_rest(s);
    memcpy(s->at, &word, 4);
    bytes = s->at + 4;
    s->at = bytes + length;
    return bytes;
}

/* ---- frames out of a block ---- */

struct receiving {
    int socket;
    size_t at, filled;
    uint8_t block[BLOCK];
};

/* Reads once, after what is left of a frame; false at the end. */
static inline bool receive_some(struct receiving *r)
{
    ssize_t got;

    memmove(r->block, r->block + r->at, r->filled - r->at);
    r->filled -= r->at;
    r->at = 0;
    got = read(r->socket, r->block + r->filled, sizeof r->block - r->filled);
    if (got < 0)
        fail("read");
    r->filled += (size_t)got;
    return got > 0;
}

/* The next whole frame of the block, or NULL. It has to be `length` bytes long. */
static inline const uint8_t *next_frame(struct receiving *r, uint32_t length)
{
    const uint8_t *bytes = r->block + r->at;
    uint32_t word;

    if (r->filled - r->at < 4 + length)
        return NULL;
    memcpy(&word, bytes, 4);
    if (word != __builtin_bswap32(length)) {
        fprintf(stderr, "a frame of %u bytes\n", __builtin_bswap32(word));
        exit(1);
    }
    r->at += 4 + length;
    return bytes + 4;
}

#endif
