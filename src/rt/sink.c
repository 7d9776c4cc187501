/*
 * sink.c: files that a flow writes to. What a turn writes goes to the file at its end, or when the buffer is full.
 */
#include "leat/rt/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "leat/rt/run.h"

enum { CAPACITY = 64 << 10 };

struct leat_sink_file {
    leat_file file; /* with a path of its own */
    char *site;
    int descriptor;
    uint64_t size; /* with what waits in the buffer */
    size_t filled;
    char buffer[CAPACITY];
};

static void __attribute__((noreturn)) fail(const struct leat_sink_file *sink, const char *what, const char *path, int error)
{
    leat_run_fail("cannot %s %s: %s (leat_to_file at %s)", what, path, strerror(error), sink->site);
}

static void open_file(struct leat_sink_file *sink, bool append)
{
    struct stat status;

    sink->descriptor =
        open(sink->file.path, O_WRONLY | O_CREAT | O_CLOEXEC | (append ? O_APPEND : O_TRUNC), 0666);
    if (sink->descriptor < 0 || fstat(sink->descriptor, &status) != 0)
        fail(sink, "write to", sink->file.path, errno);
    sink->size = S_ISREG(status.st_mode) ? (uint64_t)status.st_size : 0;
}

void leat_sink_open(struct leat_sink *sink, leat_file file, const char *site)
{
    struct leat_sink_file *opened = leat_state_new(sizeof *opened);
    size_t length = file.path_length ? file.path_length : strlen(file.path ? file.path : "");
    char *path = leat_state_new(length + 1);

    memcpy(path, file.path ? file.path : "", length);
    opened->file = file;
    opened->file.path = path;
    opened->site = leat_state_new(strlen(site) + 1);
    strcpy(opened->site, site);
    open_file(opened, file.append);
    sink->file = opened;
}

/* ---- writing ---- */

static void write_all(struct leat_sink_file *sink, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t count = write(sink->descriptor, bytes, length);

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail(sink, "write to", sink->file.path, errno);
        bytes += count;
        length -= (size_t)count;
    }
}

static void flush(struct leat_sink_file *sink)
{
    size_t filled = sink->filled;

    sink->filled = 0;
    write_all(sink, sink->buffer, filled);
}

static void put(struct leat_sink_file *sink, const void *bytes, size_t length)
{
    if (length > CAPACITY - sink->filled)
        flush(sink);
    if (length > CAPACITY) {
        write_all(sink, bytes, length);
    } else if (length > 0) {
        memcpy(sink->buffer + sink->filled, bytes, length);
        sink->filled += length;
    }
    sink->size += length;
}

/* A close can be the first to know that the disk is full. */
static void close_file(struct leat_sink_file *sink)
{
    flush(sink);
    if (close(sink->descriptor) != 0 && errno != EINTR)
        fail(sink, "write to", sink->file.path, errno);
}

/* ---- rotation ---- */

/* "log.txt.3"; of 0 "log.txt" itself. */
static char *path_of(const struct leat_sink_file *sink, unsigned number)
{
    size_t size = strlen(sink->file.path) + 16;
    char *path = leat_state_new(size);

    if (number == 0)
        snprintf(path, size, "%s", sink->file.path);
    else
        snprintf(path, size, "%s.%u", sink->file.path, number);
    return path;
}

static void rename_file(const struct leat_sink_file *sink, unsigned from, unsigned to)
{
    char *old = path_of(sink, from), *fresh = path_of(sink, to);

    if (rename(old, fresh) != 0 && errno != ENOENT)
        fail(sink, "rename", old, errno);
    leat_state_free(old);
    leat_state_free(fresh);
}

/* The oldest is overwritten by the one before it. */
static void rotate(struct leat_sink_file *sink)
{
    close_file(sink);
    for (unsigned i = sink->file.keep; i > 0; i--)
        rename_file(sink, i - 1, i);
    open_file(sink, false);
}

static void make_room(struct leat_sink_file *sink, size_t length)
{
    if (sink->file.rotate_bytes > 0 && sink->size > 0 && sink->size + length > sink->file.rotate_bytes)
        rotate(sink);
}

void leat_sink_put_line(struct leat_sink *sink, leat_str line)
{
    make_room(sink->file, line.length + 1);
    put(sink->file, line.data, line.length);
    put(sink->file, "\n", 1);
}

void leat_sink_put_bytes(struct leat_sink *sink, leat_bytes bytes)
{
    make_room(sink->file, bytes.length);
    put(sink->file, bytes.data, bytes.length);
}

void leat_sink_flush(struct leat_sink *sink)
{
    if (sink->file)
        flush(sink->file);
}

void leat_sink_close(struct leat_sink *sink)
{
    struct leat_sink_file *file = sink->file;

    if (!file)
        return;
    close_file(file);
    sink->file = NULL;
    leat_state_free((void *)(uintptr_t)file->file.path);
    leat_state_free(file->site);
    leat_state_free(file);
}
