/*
 * bulk.h: the bytes of a Unix socket over which much goes, through memory that both ends share.
 *
 * A socket begins as any other. When the end that dialled has sent OFFER_AFTER bytes and has a large block to send, it
 * sends with that a descriptor of shared memory, a ring. The end that accepted maps it and answers one byte; from the byte on
 * that the writer notes in the ring, all goes through the ring, in that one direction. The socket then wakes the end that
 * sleeps, and is closed as ever: a reader takes what is left in the ring before it sees the end. Where any of this fails,
 * and with --without=rings, all goes on through the socket.
 *
 * Plain system calls, for io_uv.c, which asks before it sleeps whether a ring can be read or written.
 */
#ifndef LEAT_RT_BULK_H
#define LEAT_RT_BULK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct leat__ring; /* the shared memory */

enum leat__bulk_state {
    LEAT__BULK_NEVER,   /* a socket like any other */
    LEAT__BULK_MAY,     /* it has dialled, and may offer; or it was accepted, and may be offered one */
    LEAT__BULK_OFFERED, /* dialled: not answered yet */
    LEAT__BULK_WRITES,
    LEAT__BULK_READS, /* first what is in the socket, and from a noted byte on what is in the ring */
};

struct leat__bulk {
    enum leat__bulk_state state;
    bool dialled;
    int descriptor;      /* of the socket; borrowed */
    int memory;          /* of a ring that is to be offered; -1 */
    uint64_t passed;     /* bytes sent, or received, through the socket */
    uint64_t offer_after; /* bytes: none is offered with one of those that come before */
    bool closed;         /* READS: the other end has closed */
    int error;           /* of that, or 0 */
    struct leat__ring *ring;
};

void leat__bulk_init(struct leat__bulk *bulk, int descriptor, bool dialled);
void leat__bulk_release(struct leat__bulk *bulk); /* the socket itself is the caller's */

/* As leat_io's read and write. */
ptrdiff_t leat__bulk_read(struct leat__bulk *bulk, void *bytes, size_t size);
ptrdiff_t leat__bulk_write(struct leat__bulk *bulk, const void *bytes, size_t size);

/* READS, and the socket can be read: true when there is something to be read, or nothing will come. */
bool leat__bulk_hear(struct leat__bulk *bulk);

/* Through the ring, at once. Writable: half of it is free. */
bool leat__bulk_is_readable(const struct leat__bulk *bulk);
bool leat__bulk_is_writable(const struct leat__bulk *bulk);

/*
 * Before sleeping: the other end is to write into the socket when the ring can be read, or written to. It may
 * be so already: ask once more. After sleeping: it need not.
 */
void leat__bulk_wait(struct leat__bulk *bulk);
void leat__bulk_wait_no_more(struct leat__bulk *bulk);

#endif
