/*
 * Descriptors of other libraries: a pipe that a thread writes to, a file, and an eventfd whose source is cut off by a
 * limit; and a source that spins, beside which the others get their turn.
 */
#include "flow.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

static int pipe_ends[2];

static void *write_numbers(void *nothing)
{
    for (int i = 0; i < 1000; i++)
        if (write(pipe_ends[1], &i, sizeof i) != sizeof i)
            abort();
    close(pipe_ends[1]);
    return nothing;
}

static int open_pipe(void)
{
    pthread_t thread;

    if (pipe(pipe_ends) != 0 || pthread_create(&thread, NULL, write_numbers, NULL) != 0)
        abort();
    pthread_detach(thread);
    return pipe_ends[0];
}

/* Several at a time, but never half a one: a pipe gives what was written at once. */
static int read_numbers(int fd, int *numbers)
{
    ssize_t count = read(fd, numbers, 7 * sizeof *numbers);

    if (count < 0)
        abort();
    return (int)((size_t)count / sizeof *numbers);
}

static leat_str piece_of(int fd)
{
    char bytes[5];
    ssize_t count = read(fd, bytes, sizeof bytes);

    return leat_str_format("%.*s", (int)count, bytes);
}

static int beat(int fd)
{
    uint64_t count = 0;

    return read(fd, &count, sizeof count) == sizeof count ? (int)count : -1;
}

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) numbers = leat_source_poll(p, int, q(open_pipe()), q(fd, {
        int numbers[7], count = read_numbers(fd, numbers);

        if (count == 0)
            leat_source_end();
        for (int i = 0; i < count; i++)
            yield(numbers[i]);
    }));
    /* Its end comes only when the pipe is at its end. */
    leat_for_each(leat_filter(leat_send_bincode(numbers, other), q(n, n % 250 == 0)), q(n, printf("number %d\n", n)));

    const char *path = "/proc/self/comm";
    leat_stream(leat_str) pieces = leat_source_poll(p, leat_str, q(open(path, O_RDONLY)), q(fd, {
        leat_str piece = piece_of(fd);

        if (piece.length > 0)
            yield(piece);
        else
            leat_source_end();
    }), let(path));
    leat_for_each(pieces, q(piece, { if (piece.length > 5) printf("too much\n"); }));

    leat_stream(int) beats = leat_source_poll(p, int, q(eventfd(3, EFD_NONBLOCK)), q(fd, yield(beat(fd))));
    leat_for_each(leat_limit(beats, q(1)), q(b, printf("counted %d\n", b)));

    leat_stream(uint64_t) turns = leat_limit(leat_spin(p), q(5));
    leat_for_each(turns, q(t, printf("turn %d\n", (int)t)));
}
