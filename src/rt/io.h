/*
 * io.h: the one door through which the runtime reaches time, randomness, sockets and timers.
 *
 * io_uv.c is the real world. Whoever writes another (a simulator) fills the same struct; nothing else
 * in the runtime reads a clock or touches a socket. Reading a file, standard output and the handling of
 * signals are not behind it.
 *
 * Sockets are streams of bytes and never block. An error is a negative errno. Callbacks run only
 * inside poll(), never inside another call; closing a socket or freeing an alarm there, its own too, is fine.
 */
#ifndef LEAT_RT_IO_H
#define LEAT_RT_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct leat_socket; /* of the implementation */
struct leat_alarm;

enum {
    LEAT__READABLE = 1, /* or the other end has closed, or there is an error: reading tells */
    LEAT__WRITABLE = 2,
};

typedef void leat__ready(void *owner, unsigned events);
typedef void leat__rang(void *owner);
typedef void leat__job(void *owner);

struct leat_io {
    int64_t (*now)(struct leat_io *io); /* nanoseconds of a steady clock */
    uint64_t (*random)(struct leat_io *io);

    /*
     * Addresses are "unix:PATH" and "tcp:HOST:PORT"; port 0: one is chosen. A new socket is not watched. dial() has connected when it returns 0
     * (the accepting end need not have looked yet); accept() gives -EAGAIN when nobody waits.
     */
    int (*listen)(struct leat_io *io, const char *address, leat__ready *ready, void *owner,
                  struct leat_socket **socket);
    int (*dial)(struct leat_io *io, const char *address, leat__ready *ready, void *owner, struct leat_socket **socket);
    int (*accept)(struct leat_socket *listener, leat__ready *ready, void *owner, struct leat_socket **socket);

    /*
     * Watches a descriptor that is not ours and may block, such as standard input, and leaves its flags
     * alone. -EPERM: it is always ready (a file). Only watch() and close() (of the watching) are for it.
     */
    int (*input)(struct leat_io *io, int descriptor, leat__ready *ready, void *owner, struct leat_socket **socket);

    /* Bytes that were moved, at least 1; -EAGAIN; another error. read: 0 when the other end has finished. */
    ptrdiff_t (*read)(struct leat_socket *socket, void *bytes, size_t size);
    ptrdiff_t (*write)(struct leat_socket *socket, const void *bytes, size_t size);
    void (*watch)(struct leat_socket *socket, unsigned events); /* for as long as it is so; 0: not at all */
    void (*hand_over)(struct leat_socket *socket, leat__ready *ready, void *owner);
    void (*expect_bulk)(struct leat_socket *socket); /* of a channel's sender, or receiver: it may become faster when much goes over it */
    void (*finish)(struct leat_socket *socket);    /* no more will be written; reading goes on */
    void (*close)(struct leat_socket *socket);     /* a listener's path is removed */
    int (*descriptor)(struct leat_socket *socket); /* for signal handlers; -1: there is none */
    void (*bound_to)(struct leat_socket *listener, char *text, size_t size); /* "tcp:127.0.0.1:41234"; of a path "" */

    /* Waits until it can be written to, at most so many milliseconds, and runs nothing meanwhile. For last words. */
    bool (*wait_writable)(struct leat_socket *socket, int milliseconds);

    /* One ring after at least so many milliseconds; setting it again replaces that. */
    struct leat_alarm *(*alarm_new)(struct leat_io *io, leat__rang *rang, void *owner);
    /* One that stays set while messages come and go: it makes no wait for them dearer, but setting it is a system call. */
    struct leat_alarm *(*alarm_apart)(struct leat_io *io, leat__rang *rang, void *owner);
    void (*alarm_set)(struct leat_alarm *alarm, uint64_t milliseconds);
    void (*alarm_clear)(struct leat_alarm *alarm);
    void (*alarm_free)(struct leat_alarm *alarm);

    /*
     * Runs run(owner) on a thread of a pool, beside everything else, and then done(owner) inside poll(). What is
     * handed over waits where all threads are busy.
     */
    void (*work)(struct leat_io *io, leat__job *run, leat__job *done, void *owner);

    /* Calls back for whatever is ready; waits for the first if `wait`. */
    void (*poll)(struct leat_io *io, bool wait);
};

/* The real world, on libuv. Lives as long as the process. Ends the process where there is no loop to be had. */
struct leat_io *leat__io_uv(void);

#endif
