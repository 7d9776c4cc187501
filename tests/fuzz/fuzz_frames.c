/*
 * Any bytes on a channel, in pieces of any size: the frames that the turn sees must be those that a plain
 * reading of the whole gives, and what is malformed must be refused at the same place. The first byte says how
 * large the pieces are, the second when the receiver cancels, the third how large the buffer is at first, and
 * whether frames are taken one by one or in a row.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "rt/fail.h"
#include "rt/runtime.h"

enum { MOST = 300000 };

static const uint8_t *input, *input_end;
static size_t piece;
static leat__ready *link_ready;
static void *link_owner;
static jmp_buf refused;

static ptrdiff_t give(struct leat_socket *socket, void *bytes, size_t size)
{
    size_t left = (size_t)(input_end - input);

    (void)socket;
    if (size == 0)
        abort(); /* read without room */
    if (left == 0)
        return -EAGAIN;
    if (size > left)
        size = left;
    if (size > piece)
        size = piece;
    memcpy(bytes, input, size);
    input += size;
    return (ptrdiff_t)size;
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
    link_ready = ready;
    link_owner = owner;
}

static void close_socket(struct leat_socket *socket)
{
    (void)socket;
}

static void refuse(const char *message)
{
    (void)message;
    longjmp(refused, 1);
}

/* Length and bytes of each frame, as a number. */
static uint64_t mix(uint64_t sum, const uint8_t *at, const uint8_t *end)
{
    sum = (sum ^ (uint64_t)(end - at)) * 0x9e3779b97f4a7c15u;
    for (; at < end; at++)
        sum = (sum ^ *at) * 0x100000001b3u;
    return sum;
}

/* The plain reading. Elements over MOST are refused only where they are not there as a whole. */
static uint64_t read_plainly(const uint8_t *at, const uint8_t *end, bool *ended)
{
    uint64_t sum = 0;

    while (end - at >= 4) {
        uint32_t word = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];

        if (word == UINT32_MAX) {
            if (end - at < 5 || (at[4] != LEAT__FRAME_END && at[4] != LEAT__FRAME_HEARTBEAT))
                break;
            *ended = at[4] == LEAT__FRAME_END;
            if (*ended)
                break;
            at += 5;
            continue;
        }
        if (word > (size_t)(end - at) - 4 || word > MOST)
            break;
        sum = mix(sum, at + 4, at + 4 + word);
        at += 4 + word;
    }
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct leat_location_info location = {.name = "a/0"};
    static const struct leat_location_info *const locations[] = {&location};
    static const struct leat_program program = {.locations = locations, .location_count = 1};
    static const struct leat_channel_info channel = {.name = "c", .operation = "o", .file = "f", .line = 1};
    static struct leat_io io = {
        .read = give, .write = take, .watch = watch, .hand_over = hand_over, .close = close_socket};
    static struct leat_runtime runtime;
    static struct leat_in in;
    static struct leat__in_link link;
    struct leat_ins ins = {.peers = &in, .count = 1};
    struct leat_frame frame;
    static volatile uint64_t sum;
    volatile bool was_refused = true;
    bool ended = false;
    uint64_t plain;
    uint8_t cancel_after;
    size_t read_buffer;
    bool in_a_row;

    if (size < 3)
        return 0;
    piece = data[0] ? (size_t)data[0] * data[0] : 1 << 20;
    cancel_after = data[1];
    read_buffer = ((size_t)data[2] >> 1) * data[2] * 17 + 1;
    in_a_row = data[2] & 1;
    input = data + 3;
    input_end = data + size;
    plain = read_plainly(input, input_end, &ended);
    leat__fail_hook = refuse;
    sum = 0;
    runtime = (struct leat_runtime){
        .io = &io, .program = &program, .options = {.max_element = MOST, .read_buffer = read_buffer}};
    in = (struct leat_in){.link = &link.link};
    link = (struct leat__in_link){.link = {.runtime = &runtime, .channel = &channel}, .in = &in};
    if (setjmp(refused) == 0) {
        leat__in_attach(&link, (struct leat_socket *)&runtime);
        while (input < input_end && !link.link.closed) {
            link_ready(link_owner, LEAT__READABLE);
            do {
                leat__in_open(&link);
                if (in_a_row) {
                    struct leat_frames frames = leat_in_frames(&in);

                    while (leat_frames_next(&frames, &frame))
                        sum = mix(sum, frame.at, frame.end);
                } else {
                    while (leat_in_next(&in, &frame))
                        sum = mix(sum, frame.at, frame.end);
                }
                if (cancel_after && --cancel_after == 0)
                    leat_ins_cancel(&ins);
            } while (leat__in_settle(&link));
        }
        was_refused = false;
        if (link.link.capacity > read_buffer + MOST + 64)
            abort(); /* more than a frame needs */
    }
    /* What was not cut short by a cancel must be what the plain reading gives. */
    if (!ins.cancelled && sum != plain)
        abort();
    if (!ins.cancelled && !was_refused && in.ended != ended)
        abort();
    free(link.link.data);
    return 0;
}
