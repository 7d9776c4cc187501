#define _GNU_SOURCE
#include "deploy/output.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

/* A sink stops its springs when it keeps more than this, and lets them go on below the other. */
#define KEPT_MAX ((size_t)1 << 20)
#define KEPT_LOW ((size_t)1 << 18)
/* A pipe that can be written to at all takes so much at once (PIPE_BUF), without blocking. */
#define PIECE 4096
#define READ_SIZE ((size_t)64 * 1024)

/* ---- sinks ---- */

void leat__sink_init(struct leat__sink *sink, uv_loop_t *loop, int fd)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    struct stat status;

    memset(sink, 0, sizeof *sink);
    sink->fd = fd;
    sink->loop = loop;
    sink->watch = -1;
    sink->colour = isatty(fd) && !(no_colour && *no_colour) && !(terminal && strcmp(terminal, "dumb") == 0);
    sink->may_block = fstat(fd, &status) < 0 || !S_ISREG(status.st_mode);
}

static void sink_break(struct leat__sink *sink, int error)
{
    sink->broken = true;
    sink->error = error;
    sink->at = 0;
    leat__text_clear(&sink->kept);
    if (sink->on_broken)
        sink->on_broken(sink);
}

static bool is_writable(int fd, int timeout)
{
    struct pollfd one = {.fd = fd, .events = POLLOUT};

    return poll(&one, 1, timeout) > 0;
}

/* The piece that is written next: whole lines, if one ends within it, so that two sinks on one terminal do not mix within a line. */
static size_t next_piece(const struct leat__sink *sink)
{
    size_t left = sink->kept.length - sink->at;

    if (!sink->may_block || left <= PIECE)
        return left;
    const char *begin = sink->kept.data + sink->at;
    const char *end = memrchr(begin, '\n', PIECE);

    return end ? (size_t)(end + 1 - begin) : PIECE;
}

/* Writes what can be written; with `wait`, all. */
static void sink_write(struct leat__sink *sink, bool wait)
{
    while (!sink->broken && sink->at < sink->kept.length) {
        if (sink->may_block && !is_writable(sink->fd, wait ? -1 : 0)) {
            if (wait)
                continue;
            break;
        }
        ssize_t put = write(sink->fd, sink->kept.data + sink->at, next_piece(sink));

        if (put >= 0)
            sink->at += (size_t)put;
        else if (errno == EAGAIN && !wait)
            break;
        else if (errno != EINTR && errno != EAGAIN)
            sink_break(sink, errno);
    }
    if (sink->at == sink->kept.length) {
        leat__text_clear(&sink->kept);
        sink->at = 0;
    } else if (sink->at > KEPT_MAX) {
        memmove(sink->kept.data, sink->kept.data + sink->at, sink->kept.length - sink->at);
        sink->kept.length -= sink->at;
        sink->at = 0;
    }
}

static void spring_read(struct leat__spring *spring);

/* Stops and starts the springs by how much is kept. */
static void balance(struct leat__sink *sink)
{
    size_t kept = sink->kept.length - sink->at;

    if (!sink->full && kept > KEPT_MAX) {
        sink->full = true;
        for (size_t i = 0; i < sink->springs.count; i++)
            uv_read_stop((uv_stream_t *)&sink->springs.items[i]->pipe);
    } else if (sink->full && kept < KEPT_LOW) {
        sink->full = false;
        for (size_t i = 0; i < sink->springs.count; i++)
            if (sink->springs.items[i]->open)
                spring_read(sink->springs.items[i]);
    }
}

static void flush(struct leat__sink *sink);

static void on_writable(uv_poll_t *poll, int status, int events)
{
    struct leat__sink *sink = poll->data;

    (void)status;
    (void)events;
    flush(sink);
}

/*
 * Calls on_writable when the descriptor can be written to. libuv would make the descriptor itself
 * non-blocking, for every process that shares it; so an epoll descriptor stands in for it.
 */
static void watch(struct leat__sink *sink)
{
    struct epoll_event event = {.events = EPOLLOUT};

    if (sink->watch < 0) {
        sink->watch = epoll_create1(EPOLL_CLOEXEC);
        if (sink->watch < 0 || epoll_ctl(sink->watch, EPOLL_CTL_ADD, sink->fd, &event) < 0 ||
            uv_poll_init(sink->loop, &sink->poll, sink->watch) < 0) {
            /* Not to be watched (a device): then it does not block, either. */
            sink->may_block = false;
            flush(sink);
            return;
        }
        sink->poll.data = sink;
    }
    uv_poll_start(&sink->poll, UV_READABLE, on_writable);
    sink->watching = true;
}

static void flush(struct leat__sink *sink)
{
    sink_write(sink, false);
    balance(sink);
    if (sink->kept.length > sink->at && !sink->watching) {
        watch(sink);
    } else if (sink->kept.length == sink->at && sink->watching) {
        uv_poll_stop(&sink->poll);
        sink->watching = false;
    }
}

void leat__sink_printf(struct leat__sink *sink, const char *format, ...)
{
    va_list arguments;

    if (sink->broken)
        return;
    va_start(arguments, format);
    leat__text_vprintf(&sink->kept, format, arguments);
    va_end(arguments);
    flush(sink);
}

void leat__sink_finish(struct leat__sink *sink)
{
    sink_write(sink, true);
    if (sink->watch >= 0) {
        if (sink->poll.data)
            uv_close((uv_handle_t *)&sink->poll, NULL);
        uv_run(sink->loop, UV_RUN_NOWAIT);
        close(sink->watch);
    }
    leat__vector_release(&sink->springs);
    leat__text_release(&sink->kept);
}

/* ---- springs ---- */

static void spring_line(struct leat__spring *spring, const char *bytes, size_t length)
{
    struct leat__text *kept = &spring->sink->kept;

    leat__text_append(kept, spring->prefix);
    if (spring->line.length > 0) {
        leat__text_bytes(kept, spring->line.data, spring->line.length);
        /* The memory of a very long line is not kept for ever. */
        if (spring->line.capacity > KEPT_MAX)
            leat__text_release(&spring->line);
        else
            leat__text_clear(&spring->line);
    }
    leat__text_bytes(kept, bytes, length);
}

/* Passes on the whole lines of what was read, and keeps the rest. */
static void spring_take(struct leat__spring *spring, const char *bytes, size_t length)
{
    if (spring->sink->broken)
        return;
    while (length > 0) {
        const char *end = memchr(bytes, '\n', length);
        size_t part = end ? (size_t)(end + 1 - bytes) : length;

        if (end)
            spring_line(spring, bytes, part);
        else
            leat__text_bytes(&spring->line, bytes, part);
        bytes += part;
        length -= part;
    }
    flush(spring->sink);
}

static void on_spring_closed(uv_handle_t *handle)
{
    struct leat__spring *spring = handle->data;
    struct leat__springs *springs = &spring->sink->springs;

    for (size_t i = 0; i < springs->count; i++)
        if (springs->items[i] == spring)
            springs->items[i] = springs->items[--springs->count];
    if (spring->on_end)
        spring->on_end(spring);
}

void leat__spring_stop(struct leat__spring *spring)
{
    if (!spring->open)
        return;
    spring->open = false;
    if (spring->line.length > 0 && !spring->sink->broken) {
        spring_line(spring, "\n", 1);
        flush(spring->sink);
    }
    uv_close((uv_handle_t *)&spring->pipe, on_spring_closed);
}

static void on_alloc(uv_handle_t *handle, size_t wanted, uv_buf_t *buffer)
{
    static char memory[READ_SIZE]; /* the loop has one thread, and what was read is taken at once */

    (void)handle;
    (void)wanted;
    *buffer = uv_buf_init(memory, sizeof memory);
}

static void on_read(uv_stream_t *stream, ssize_t got, const uv_buf_t *buffer)
{
    struct leat__spring *spring = stream->data;

    if (got > 0)
        spring_take(spring, buffer->base, (size_t)got);
    else if (got < 0)
        leat__spring_stop(spring);
}

static void spring_read(struct leat__spring *spring)
{
    uv_read_start((uv_stream_t *)&spring->pipe, on_alloc, on_read);
}

void leat__spring_start(struct leat__spring *spring, struct leat__sink *sink, int fd, const char *name,
                        size_t number)
{
    static const char *const colours[] = {"36", "33", "32", "35", "34", "96", "93", "92", "95", "94"};

    spring->sink = sink;
    spring->open = true;
    spring->prefix = sink->colour
                         ? leat__format("\033[%sm[%s]\033[0m ", colours[number % (sizeof colours / sizeof *colours)], name)
                         : leat__format("[%s] ", name);
    uv_pipe_init(sink->loop, &spring->pipe, 0);
    spring->pipe.data = spring;
    uv_pipe_open(&spring->pipe, fd);
    leat__vector_push(&sink->springs, spring);
    if (!sink->full)
        spring_read(spring);
}

void leat__spring_release(struct leat__spring *spring)
{
    free(spring->prefix);
    leat__text_release(&spring->line);
}
