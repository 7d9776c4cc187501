/*
 * lines.c: the lines of a file or of standard input, in bounded memory.
 *
 * The buffer is refilled only in the first call of a turn, so that lines stay where they are until the turn
 * ends. A file is just read. What may have nothing to read (a pipe, a terminal) is waited for by the loop;
 * its descriptor may be shared, so it is never made non-blocking: it is read only when it is ready.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "runtime.h"

enum { CAPACITY_FIRST = 256 << 10 };

struct leat_lines_file {
    struct leat_runtime *runtime;
    struct leat_socket *waiting; /* the loop's watch; NULL: reading does not wait, or we may wait */
    bool ready;
    bool fresh; /* no line of this turn was given out: the buffer may change */
    bool at_end;
    bool is_input; /* standard input: not ours to close */
    int descriptor;
    uint64_t number;          /* lines given out */
    struct leat_arena memory; /* of the buffer */
    char *data;
    size_t capacity;
    size_t begin;  /* of what was not given out */
    size_t sought; /* so far there is no end of line */
    size_t filled;
};

static const char *name_of(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

static void cannot_read(const char *path, const char *site, int error)
{
    leat_run_fail("cannot read %s: %s (leat_source_lines at %s)", name_of(path), strerror(error), site);
}

/* ---- opening ---- */

static void on_ready(void *owner, unsigned events)
{
    struct leat_lines_file *file = owner;

    (void)events;
    file->ready = true;
    file->runtime->turn_due = true;
    file->runtime->io->watch(file->waiting, 0);
}

static void watch(struct leat_lines_file *file, const char *path, const char *site)
{
    struct leat_io *io = file->runtime->io;
    int error = io->input(io, file->descriptor, on_ready, file, &file->waiting);

    if (error == -EPERM)
        return; /* a file, or a device that is as good as one */
    if (error)
        cannot_read(path, site, -error);
    io->watch(file->waiting, LEAT__READABLE);
}

static struct leat_lines_file *open_file(struct leat_run *run, const char *path, const char *site)
{
    struct leat_lines_file *file = leat__rt_alloc(1, sizeof *file);
    struct stat status;

    file->runtime = run->runtime;
    file->is_input = strcmp(path, "-") == 0;
    /* Opening a named pipe would wait for its writer; without loop there is nothing else to do. */
    file->descriptor =
        file->is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | (run->runtime ? O_NONBLOCK : 0));
    if (file->descriptor < 0 || fstat(file->descriptor, &status) != 0)
        cannot_read(path, site, errno);
    if (S_ISDIR(status.st_mode))
        cannot_read(path, site, EISDIR);
    file->fresh = true;
    file->memory.poison = run->arena.poison;
    file->capacity = CAPACITY_FIRST;
    file->data = leat_arena_take(&file->memory, file->capacity);
    if (run->runtime) {
        watch(file, path, site);
        run->runtime->live_inputs++;
    }
    return file;
}

void leat_lines_stop(struct leat_run *run, struct leat_lines *lines)
{
    struct leat_lines_file *file = lines->file;

    lines->ended = true;
    lines->file = NULL;
    if (!file)
        return;
    if (file->waiting)
        run->runtime->io->close(file->waiting);
    if (run->runtime)
        run->runtime->live_inputs--;
    if (!file->is_input)
        close(file->descriptor);
    leat__arena_retire(&file->memory, &run->retired); /* this turn's lines lie there */
    free(file);
}

/* ---- reading ---- */

static uint64_t longest(const struct leat_lines_file *file)
{
    return file->runtime ? file->runtime->options.max_element : LEAT__OPTIONS_DEFAULT.max_element;
}

static void check_length(const struct leat_lines_file *file, size_t length, const char *path, const char *site)
{
    if (length > longest(file))
        leat_run_fail("%s:%llu: this line is longer than the largest element, %llu bytes (leat_source_lines at %s); "
                      "raise it with --max-element",
                      name_of(path), (unsigned long long)file->number + 1, (unsigned long long)longest(file), site);
}

/* Only in a fresh turn: what was not given out goes to the front, and twice as much room behind if it fills all. */
static void make_room(struct leat_lines_file *file)
{
    size_t held = file->filled - file->begin;

    if (held == file->capacity) {
        struct leat_arena old = file->memory;
        char *data;

        file->memory = (struct leat_arena){.poison = old.poison};
        data = leat_arena_take(&file->memory, file->capacity * 2);
        memcpy(data, file->data, held);
        file->data = data;
        file->capacity *= 2;
        leat_arena_release(&old);
    } else if (file->begin > 0) {
        memmove(file->data, file->data + file->begin, held);
        file->sought -= file->begin;
        file->begin = 0;
        file->filled = held;
    }
}

/* False: nothing more can be had in this turn. */
static bool refill(struct leat_run *run, struct leat_lines_file *file, const char *path, const char *site)
{
    ssize_t count;

    if (leat__run_chunk(run, file) == 0) {
        run->again = true;
        return false;
    }
    if (file->waiting && !file->ready)
        return false;
    make_room(file);
    do
        count = read(file->descriptor, file->data + file->filled, file->capacity - file->filled);
    while (count < 0 && errno == EINTR);
    if (count < 0 && errno != EAGAIN)
        cannot_read(path, site, errno);
    if (file->waiting) {
        file->ready = false;
        run->runtime->io->watch(file->waiting, LEAT__READABLE);
    }
    if (count < 0)
        return false; /* it only seemed ready */
    file->at_end = count == 0;
    file->filled += (size_t)count;
    return true;
}

/* ---- lines ---- */

static bool give(struct leat_lines_file *file, size_t length, size_t with_end, leat_str *line)
{
    const char *data = file->data + file->begin;

    file->begin += with_end;
    file->sought = file->begin;
    file->number++;
    if (with_end > length && length > 0 && data[length - 1] == '\r')
        length--;
    *line = (leat_str){data, length};
    return true;
}

/* The next line that is whole in the buffer. */
static bool take_line(struct leat_lines_file *file, const char *path, const char *site, leat_str *line)
{
    const char *from = file->data + file->sought;
    const char *newline = memchr(from, '\n', file->filled - file->sought);
    size_t held = file->filled - file->begin;

    if (newline) {
        size_t length = (size_t)(newline - file->data) - file->begin;

        check_length(file, length, path, site);
        return give(file, length, length + 1, line);
    }
    file->sought = file->filled;
    check_length(file, held, path, site);
    return file->at_end && held > 0 && give(file, held, held, line);
}

bool leat_lines_next(struct leat_run *run, struct leat_lines *lines, const char *path, const char *site, leat_str *line)
{
    struct leat_lines_file *file = lines->file;

    if (lines->ended)
        return false;
    if (!file)
        file = lines->file = open_file(run, path, site);
    for (;;) {
        /* Too much waits to be sent: the rest of the buffer is for later. */
        if (run->runtime && run->runtime->over_soft > 0) {
            run->runtime->refused = run->again = true;
            file->fresh = true;
            return false;
        }
        if (take_line(file, path, site, line)) {
            file->fresh = false;
            return true;
        }
        if (file->at_end) {
            leat_lines_stop(run, lines);
            return false;
        }
        if (!file->fresh) {
            file->fresh = true; /* in the next turn */
            run->again = run->again || !file->waiting || file->ready;
            return false;
        }
        if (!refill(run, file, path, site))
            return false;
    }
}
