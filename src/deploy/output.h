/*
 * output.h: what processes print, line by line, each with the name of its process in front.
 *
 * A *sink* is where lines go: standard output, or standard error. A slow reader holds up the processes, not
 * the deployer: what a sink cannot take at once is kept, up to a bound, and then reading stops.
 * A *spring* is where lines come from: one pipe of one process. A line is passed on when it is whole,
 * whatever its length; a last line without a newline gets one.
 */
#ifndef LEAT_DEPLOY_OUTPUT_H
#define LEAT_DEPLOY_OUTPUT_H

#include <stdbool.h>

#include <uv.h>

#include "base/text.h"
#include "base/vector.h"

struct leat__spring;
struct leat__springs leat__vector(struct leat__spring *);

struct leat__sink {
    int fd;
    bool colour;      /* a terminal */
    bool may_block;   /* no regular file: to be asked before it is written to */
    bool broken;      /* it takes no more: nobody reads it (EPIPE), or a disk is full */
    int error;        /* errno of that */
    bool full;        /* springs are stopped */
    int watch;        /* epoll descriptor that is readable when `fd` is writable; -1: not needed so far */
    bool watching;
    uv_poll_t poll;
    uv_loop_t *loop;
    struct leat__text kept; /* [at, kept.length) is still to be written */
    size_t at;
    struct leat__springs springs;
    void (*on_broken)(struct leat__sink *sink); /* once, when it breaks */
    void *context;
};

/* `fd` is borrowed. */
void leat__sink_init(struct leat__sink *sink, uv_loop_t *loop, int fd);

/* Adds text to what is to be written, and writes what can be. */
void leat__sink_printf(struct leat__sink *sink, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Writes all that is left, however long that takes; call it last. Closes its handles. */
void leat__sink_finish(struct leat__sink *sink);

struct leat__spring {
    uv_pipe_t pipe;
    struct leat__sink *sink;
    char *prefix;            /* "[service/1] ", owned */
    struct leat__text line;  /* the part of a line that has come so far */
    bool open;
    void (*on_end)(struct leat__spring *spring); /* the pipe is closed, and all was passed on */
    void *context;
};

/*
 * Begins to read `fd` (owned from now on). `name` of the process; `number` chooses a colour. The spring stays
 * in place until on_end.
 */
void leat__spring_start(struct leat__spring *spring, struct leat__sink *sink, int fd, const char *name,
                        size_t number);

/* Reads no more: what has come is passed on, and on_end is called from the loop. */
void leat__spring_stop(struct leat__spring *spring);
void leat__spring_release(struct leat__spring *spring);

#endif
