/*
 * in.c: the read buffer of a channel, and what a frame may be.
 *
 * The loop appends to the buffer; a turn sees what was there when it began, and decodes in place. Only
 * between turns does anything move. When the buffer is full, reading stops.
 */
#include <errno.h>
#include <stdlib.h>

#include "runtime.h"

enum {
    CAPACITY_LEAST = 64,   /* whatever the option says: a frame's length must fit */
    READ_LEAST = 64 << 10, /* with less room behind, what is left moves to the front */
};

static uint32_t word_at(const uint8_t *at)
{
    uint32_t word;

    memcpy(&word, at, 4);
    return __builtin_bswap32(word);
}

/* ---- decoding ---- */

void leat_in_malformed(struct leat_in *in, const char *why)
{
    const struct leat_link *link = in->link;

    leat_run_fail("%s sent on channel %s what is no element: %s (%s at %s:%d)",
                  leat__member_name(link->runtime, link->channel->from, link->peer), link->channel->name, why,
                  link->channel->operation, link->channel->file, link->channel->line);
}

static void __attribute__((noreturn)) too_long(const struct leat_link *link, uint32_t length)
{
    leat_run_fail("%s sent on channel %s an element of %lu bytes, and the largest that is allowed has %llu (%s at "
                  "%s:%d); raise it with --max-element",
                  leat__member_name(link->runtime, link->channel->from, link->peer), link->channel->name,
                  (unsigned long)length, (unsigned long long)link->runtime->options.max_element,
                  link->channel->operation, link->channel->file, link->channel->line);
}

static void look_at_control(struct leat_in *in)
{
    uint8_t kind = in->at[4];

    in->at += LEAT__CONTROL_SIZE;
    in->link->control += LEAT__CONTROL_SIZE;
    if (kind == LEAT__FRAME_END) {
        in->ended = true;
        if (in->at != in->end)
            leat_in_malformed(in, "bytes after the end");
    } else if (kind != LEAT__FRAME_HEARTBEAT) {
        leat_in_malformed(in, "an unknown control frame");
    }
}

bool leat_in_look(struct leat_in *in, struct leat_frame *frame)
{
    struct leat__in_link *link = (struct leat__in_link *)in->link;

    while (!in->ended) {
        size_t left = (size_t)(in->end - in->at);
        uint32_t word;

        if (left < 4)
            return false;
        word = word_at(in->at);
        if (word == LEAT__CONTROL_WORD) {
            if (left < LEAT__CONTROL_SIZE)
                return false;
            look_at_control(in);
            continue;
        }
        if (word > link->link.runtime->options.max_element)
            too_long(&link->link, word);
        if (word > left - 4) {
            link->wanted = (size_t)word + 4;
            return false;
        }
        frame->at = in->at + 4;
        frame->end = in->at = in->at + 4 + word;
        return true;
    }
    return false;
}

bool leat_ins_ended(const struct leat_ins *ins)
{
    for (uint32_t i = 0; i < ins->count; i++)
        if (!ins->peers[i].ended)
            return false;
    return true;
}

/* ---- what is not wanted any more ---- */

/* Counts the frames of [dropped, filled) and forgets them. Nobody reads them, so bad ones do not matter. */
static void drop(struct leat__in_link *link)
{
    while (link->dropped < link->filled) {
        const uint8_t *at = link->link.data + link->dropped;
        size_t left = link->filled - link->dropped;

        if (link->skip == 0) {
            if (left < 4)
                break;
            if (word_at(at) == LEAT__CONTROL_WORD) {
                if (left < LEAT__CONTROL_SIZE)
                    break;
                link->skip = LEAT__CONTROL_SIZE;
                link->link.control += LEAT__CONTROL_SIZE;
            } else {
                link->skip = (size_t)word_at(at) + 4;
            }
        }
        if (left > link->skip)
            left = link->skip;
        link->dropped += left;
        link->skip -= left;
    }
}

static size_t decoded(const struct leat__in_link *link)
{
    return link->cancelled ? link->dropped : link->link.data ? (size_t)(link->in->at - link->link.data) : 0;
}

uint64_t leat__in_received(const struct leat__in_link *link)
{
    return link->link.broken ? 0 : link->link.base + decoded(link) - link->link.control;
}

bool leat__in_is_empty(const struct leat__in_link *link)
{
    return link->link.closed || decoded(link) == link->filled;
}

/* ---- reading ---- */

static size_t first_capacity(const struct leat__in_link *link)
{
    size_t capacity = (size_t)link->link.runtime->options.read_buffer;

    return capacity > CAPACITY_LEAST ? capacity : CAPACITY_LEAST;
}

static void watch(struct leat__in_link *link)
{
    unsigned events = 0;

    if (!link->link.socket)
        return;
    if (!link->at_end && link->filled < link->link.capacity)
        events |= LEAT__READABLE;
    if (link->cancel_left)
        events |= LEAT__WRITABLE;
    link->link.runtime->io->watch(link->link.socket, events);
}

static void take_buffer(struct leat__in_link *link)
{
    leat__link_take_buffer(&link->link.runtime->ins_buffered, &link->link, link->link.capacity);
    link->in->at = link->in->end = link->link.data;
}

static void give_buffer(struct leat__in_link *link)
{
    link->link.base += decoded(link);
    link->link.capacity = first_capacity(link);
    leat__link_give_buffer(&link->link.runtime->ins_buffered, &link->link);
    link->filled = link->dropped = 0;
    link->in->at = link->in->end = NULL;
}

static void read_some(struct leat__in_link *link)
{
    struct leat_runtime *runtime = link->link.runtime;
    ptrdiff_t count;

    if (!link->link.data)
        take_buffer(link);
    count = runtime->io->read(link->link.socket, link->link.data + link->filled, link->link.capacity - link->filled);
    if (count == -EAGAIN)
        return;
    if (count > 0) {
        link->filled += (size_t)count;
    } else {
        link->at_end = true; /* a reset is no better than a close without end */
        link->how_ended = count == -EPROTO ? "what it shares of its memory makes no sense" : "it closed the channel without an end";
    }
    if (link->cancelled) {
        if (!runtime->waits_for)
            leat__in_settle(link);
    } else if (link->at_end || link->filled - decoded(link) >= link->wanted) {
        runtime->turn_due = true; /* part of a frame would be nothing to a turn */
    }
}

static void write_cancel(struct leat__in_link *link)
{
    static const uint8_t frame[LEAT__CONTROL_SIZE] = {0xff, 0xff, 0xff, 0xff, LEAT__FRAME_CANCEL};
    ptrdiff_t count;

    if (!link->link.socket || link->cancel_left == 0)
        return;
    count = link->link.runtime->io->write(link->link.socket, frame + LEAT__CONTROL_SIZE - link->cancel_left,
                                          link->cancel_left);
    if (count > 0)
        link->cancel_left -= (size_t)count;
    else if (count != -EAGAIN)
        link->cancel_left = 0; /* it is gone, and will be seen to be */
    watch(link);
}

static void on_ready(void *owner, unsigned events)
{
    struct leat__in_link *link = owner;

    if (events & LEAT__WRITABLE)
        write_cancel(link);
    if (events & LEAT__READABLE)
        read_some(link);
    watch(link);
}

void leat__in_attach(struct leat__in_link *link, struct leat_socket *socket)
{
    link->link.capacity = first_capacity(link);
    link->link.socket = socket;
    link->link.runtime->io->hand_over(socket, on_ready, link);
    write_cancel(link);
    watch(link);
}

void leat__in_open(struct leat__in_link *link)
{
    link->wanted = 0;
    if (link->link.data && !link->cancelled && !link->in->ended)
        link->in->end = link->link.data + link->filled;
}

void leat_ins_cancel(struct leat_ins *ins)
{
    if (ins->cancelled)
        return;
    ins->cancelled = true;
    for (uint32_t i = 0; i < ins->count; i++) {
        struct leat__in_link *link = (struct leat__in_link *)ins->peers[i].link;

        if (link->in->ended)
            continue;
        link->dropped = decoded(link);
        link->cancelled = true;
        link->wanted = 0;
        link->in->ended = true;
        link->in->end = link->in->at;
        link->cancel_left = LEAT__CONTROL_SIZE;
        write_cancel(link);
    }
}

/* ---- between turns ---- */

static bool has_whole_frame(const struct leat__in_link *link)
{
    size_t left = link->filled - decoded(link);
    uint32_t word;

    if (left < 4)
        return false;
    word = word_at(link->link.data + decoded(link));
    return word == LEAT__CONTROL_WORD ? left >= LEAT__CONTROL_SIZE : left - 4 >= word;
}

static void make_room(struct leat__in_link *link)
{
    size_t at = decoded(link), left = link->filled - at;
    size_t needed = link->wanted > left ? link->wanted - left : 0;
    size_t room = link->link.capacity - link->filled;

    /* Large frames come in many pieces: what is there of one does not move for each of them. */
    if (at > 0 && (left == 0 || room < READ_LEAST || room < needed)) {
        memmove(link->link.data, link->link.data + at, left);
        link->link.base += at;
        link->filled = left;
        at = 0;
    }
    if (link->link.capacity - link->filled < needed) {
        link->link.capacity = link->filled + needed;
        link->link.data = leat__rt_realloc(link->link.data, link->link.capacity);
    }
    link->dropped = at;
    link->in->at = link->in->end = link->link.data + at;
}

static void forget(struct leat__in_link *link)
{
    give_buffer(link);
    leat__link_close(&link->link);
}

bool leat__in_settle(struct leat__in_link *link)
{
    if (link->link.closed || !link->link.data)
        return false;
    if (link->cancelled) {
        drop(link);
        link->link.runtime->idle_told = false; /* what is dropped counts as received, and is dropped without a turn */
    }
    if (link->cancelled ? link->at_end : link->in->ended) {
        forget(link);
        return false;
    }
    if (!link->cancelled && has_whole_frame(link))
        return true;
    if (link->at_end && leat__link_may_break(&link->link, link->how_ended)) {
        link->in->ended = true;
        forget(link);
        return true; /* the turn has to see the end */
    }
    if (link->at_end)
        leat__link_lost(&link->link, link->how_ended);
    if (decoded(link) == link->filled && leat__link_has_many(&link->link.runtime->ins_buffered))
        give_buffer(link);
    else
        make_room(link);
    watch(link);
    return false;
}
