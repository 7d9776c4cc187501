/*
 * Any bytes from a client, in pieces of any size, in each of the three forms: what the turns see must be what a plain
 * reading of the whole gives, and what is no element must close the client just there. The first byte says the form
 * and how large the pieces are, the second how often a turn comes.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rt/clients.h"
#include "rt/runtime.h"

enum { MOST = 3000 };

static const uint8_t *input, *input_end;
static size_t piece;
static leat__ready *client_ready;
static void *client_owner;
static bool closed;

/* ---- a loop without a world ---- */

static ptrdiff_t give(struct leat_socket *socket, void *bytes, size_t size)
{
    size_t left = (size_t)(input_end - input);

    (void)socket;
    if (size == 0)
        abort(); /* read without room */
    if (size > left)
        size = left;
    if (size > piece)
        size = piece;
    memcpy(bytes, input, size);
    input += size;
    return (ptrdiff_t)size; /* 0: it has finished sending */
}

static ptrdiff_t take(struct leat_socket *socket, const void *bytes, size_t size)
{
    (void)socket;
    (void)bytes;
    return (ptrdiff_t)size;
}

static void watch(struct leat_socket *socket, unsigned events)
{
    (void)socket;
    (void)events;
}

static void hand_over(struct leat_socket *socket, leat__ready *ready, void *owner)
{
    (void)socket;
    client_ready = ready;
    client_owner = owner;
}

static void close_socket(struct leat_socket *socket)
{
    closed = closed || socket != NULL;
}

static int listen_at(struct leat_io *io, const char *address, leat__ready *ready, void *owner, struct leat_socket **socket)
{
    (void)address;
    client_ready = ready;
    client_owner = owner;
    *socket = (struct leat_socket *)io;
    return 0;
}

static int accept_one(struct leat_socket *listener, leat__ready *ready, void *owner, struct leat_socket **socket)
{
    static bool accepted;

    (void)ready;
    (void)owner;
    accepted = !accepted;
    *socket = listener;
    return accepted ? 0 : -EAGAIN;
}

static void bound_to(struct leat_socket *socket, char *text, size_t size)
{
    (void)socket;
    strncpy(text, "tcp:127.0.0.1:1", size);
}

static struct leat_alarm *alarm_new(struct leat_io *io, leat__rang *rang, void *owner)
{
    (void)io;
    (void)rang;
    (void)owner;
    return malloc(1);
}

static void alarm_set(struct leat_alarm *alarm, uint64_t milliseconds)
{
    (void)alarm;
    (void)milliseconds;
}

static void alarm_clear(struct leat_alarm *alarm)
{
    (void)alarm;
}

static void alarm_free(struct leat_alarm *alarm)
{
    free(alarm);
}

/* ---- both readings ---- */

static uint64_t mix(uint64_t sum, const uint8_t *at, const uint8_t *end)
{
    sum = (sum ^ (uint64_t)(end - at)) * 0x9e3779b97f4a7c15u;
    for (; at < end; at++)
        sum = (sum ^ *at) * 0x100000001b3u;
    return sum;
}

/* *wrong: where it stops is no end. */
static uint64_t read_frames(const uint8_t *at, const uint8_t *end, bool *wrong)
{
    uint64_t sum = 0;

    while (end - at >= 4) {
        uint32_t word = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];

        if (word > MOST || word > (size_t)(end - at) - 4)
            break;
        sum = mix(sum, at + 4, at + 4 + word);
        at += 4 + word;
    }
    *wrong = at < end;
    return sum;
}

static uint64_t read_lines(const uint8_t *at, const uint8_t *end, bool *wrong)
{
    uint64_t sum = 0;

    while (at < end) {
        const uint8_t *newline = memchr(at, '\n', (size_t)(end - at));
        const uint8_t *to = newline ? newline : end;

        if (to - at > MOST) {
            *wrong = true;
            break;
        }
        sum = mix(sum, at, newline && to > at && to[-1] == '\r' ? to - 1 : to);
        at = newline ? newline + 1 : end;
    }
    return sum;
}

/* In pieces, where they are cut says nothing. */
static uint64_t read_raw(uint64_t sum, const uint8_t *at, const uint8_t *end)
{
    for (; at < end; at++)
        sum = (sum ^ *at) * 0x100000001b3u;
    return sum;
}

/* What a turn does. */
static uint64_t see(struct leat_external *external, enum leat_framing framing, uint64_t sum)
{
    struct leat_frame frame;
    uint64_t client;

    while (leat_external_next(external, &frame, &client))
        sum = framing == LEAT_RAW ? read_raw(sum, frame.at, frame.end) : mix(sum, frame.at, frame.end);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct leat_external_info info = {
        .name = "c", .address = "tcp:127.0.0.1:1", .file = "f", .many = true, .has_source = true, .budget = 1};
    static const struct leat_location_info location = {.name = "a/0"};
    static const struct leat_location_info *const locations[] = {&location};
    static const struct leat_program program = {
        .locations = locations, .location_count = 1, .externals = &info, .external_count = 1};
    static struct leat_io io = {.read = give, .write = take, .watch = watch, .hand_over = hand_over, .close = close_socket,
                                .listen = listen_at, .accept = accept_one, .bound_to = bound_to, .alarm_new = alarm_new,
                                .alarm_set = alarm_set, .alarm_clear = alarm_clear, .alarm_free = alarm_free};
    static struct leat_runtime runtime;
    uint64_t plain, sum = 0;
    bool wrong = false;
    unsigned each, reads = 0;
    FILE *own_stderr = stderr;
    char *said = NULL;
    size_t said_length = 0;

    if (size < 2)
        return 0;
    stderr = open_memstream(&said, &said_length);
    info.framing = (enum leat_framing)(data[0] % 3);
    piece = (size_t)(data[0] / 3) * (data[0] / 3) + 1;
    each = data[1] % 8 + 1u;
    input = data + 2;
    input_end = data + size;
    plain = info.framing == LEAT_FRAMES  ? read_frames(input, input_end, &wrong)
            : info.framing == LEAT_LINES ? read_lines(input, input_end, &wrong)
                                         : read_raw(0, input, input_end);
    runtime = (struct leat_runtime){.io = &io, .program = &program, .location = &location,
                                    .options = {.max_element = MOST, .soft_mark = 1, .hard_mark = 1}};
    closed = false;
    leat__externals_open(&runtime);
    client_ready(client_owner, LEAT__READABLE); /* somebody has dialled: from here on they are the client's */
    while (!closed) {
        client_ready(client_owner, LEAT__READABLE);
        if (++reads % each && input < input_end)
            continue;
        do {
            runtime.turn_due = false;
            leat__externals_show(&runtime);
            sum = see(&runtime.externals[0], info.framing, sum);
        } while (leat__externals_settle(&runtime));
    }
    fclose(stderr);
    stderr = own_stderr;
    /* A client is closed with a message only where it was wrong. */
    if (sum != plain || wrong != (said_length > 0))
        abort();
    free(said);
    leat__externals_free(&runtime);
    return 0;
}
