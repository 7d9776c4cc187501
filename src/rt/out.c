/*
 * out.c: the write buffer of a channel, and how much it may hold.
 *
 * Frames are put into the buffer by generated code; every BLOCK bytes it comes here, and what the socket
 * takes is written at once. Over the soft mark sources are set aside; at the hard mark the turn stands
 * still; on a cycle, where standing still would be for ever, the buffer grows to its budget instead.
 */
#include <errno.h>
#include <stdlib.h>

#include "hello.h"
#include "runtime.h"

enum {
    BLOCK = 64 << 10,
    CAPACITY_FIRST = 80 << 10,
    CAPACITY_KEPT = 2 << 20, /* of an empty buffer */
};

static uint8_t *end_of_data(const struct leat__out_link *link)
{
    return link->sealed || link->behind ? link->link.data + link->sealed_at : link->out->at;
}

size_t leat__out_pending(const struct leat__out_link *link)
{
    return link->link.data ? (size_t)(end_of_data(link) - link->link.data) - link->written : 0;
}

uint64_t leat__out_sent(const struct leat__out_link *link)
{
    uint64_t in_buffer = link->link.data ? (uint64_t)(end_of_data(link) - link->link.data) : 0;

    return link->link.broken ? 0 : link->link.base + in_buffer - link->link.control;
}

/* Where generated code next has to come here: after a block, or at once where no frames are wanted. */
static void set_limit(struct leat__out_link *link)
{
    const struct leat__options *options = &link->link.runtime->options;
    struct leat_out *out = link->out;
    size_t block = options->soft_mark < BLOCK ? (size_t)options->soft_mark : BLOCK;
    size_t pending = leat__out_pending(link), room;

    if (!link->link.data)
        return; /* at == end */
    room = (size_t)(link->link.data + link->link.capacity - out->at);
    if (pending < block && room > block - pending)
        room = block - pending;
    else if (room > block)
        room = block;
    if (room > options->max_element + 4)
        room = (size_t)options->max_element + 4; /* so that a longer one always comes here */
    out->end = out->at + room;
}

/* ---- room ---- */

static void move_to_front(struct leat__out_link *link)
{
    size_t pending = leat__out_pending(link);

    if (link->written == 0)
        return;
    memmove(link->link.data, link->link.data + link->written, pending);
    link->link.base += link->written;
    link->written = 0;
    if (link->sealed || link->behind)
        link->sealed_at = pending;
    else
        link->out->at = link->link.data + pending;
}

static void take_buffer(struct leat__out_link *link)
{
    leat__link_take_buffer(&link->link.runtime->outs_buffered, &link->link, CAPACITY_FIRST);
    link->out->at = link->out->end = link->link.data;
}

/* Of a link with nothing to be written. */
static void give_buffer(struct leat__out_link *link)
{
    link->link.base += link->written;
    link->written = link->sealed_at = 0;
    leat__link_give_buffer(&link->link.runtime->outs_buffered, &link->link);
    if (!link->sealed)
        link->out->at = link->out->end = NULL;
}

static void resize(struct leat__out_link *link, size_t capacity)
{
    size_t at = (size_t)(link->out->at - link->link.data);

    link->link.data = leat__rt_realloc(link->link.data, capacity);
    link->link.capacity = capacity;
    link->out->at = link->link.data + at;
}

/* Not for a sealed link, nor for one that is behind. */
static void make_capacity(struct leat__out_link *link, size_t needed)
{
    size_t pending = leat__out_pending(link);

    if (!link->link.data)
        take_buffer(link);
    if (link->link.data + link->link.capacity - link->out->at >= (ptrdiff_t)needed)
        return;
    /* Moving costs what is moved: worth it when as much as that is gained. */
    if (link->written >= pending)
        move_to_front(link);
    if (link->link.capacity - (size_t)(link->out->at - link->link.data) >= needed)
        return;
    move_to_front(link);
    resize(link, pending + needed > link->link.capacity * 2 ? pending + needed : link->link.capacity * 2);
}

static void all_is_written(struct leat__out_link *link)
{
    move_to_front(link);
    if (link->link.capacity > CAPACITY_KEPT && !link->sealed && !link->behind)
        resize(link, CAPACITY_FIRST);
}

/* ---- what a lossy channel drops ---- */

static uint64_t frames_in(const uint8_t *at, const uint8_t *end)
{
    uint64_t count = 0;
    uint32_t word;

    for (; at < end; at += 4 + (size_t)__builtin_bswap32(word), count++)
        memcpy(&word, at, 4);
    return count;
}

uint64_t leat__out_dropped(const struct leat__out_link *link)
{
    return link->dropped_count + (link->behind ? frames_in(link->dropped, link->out->at) : 0);
}

static uint8_t *room_for_dropped(struct leat__out_link *link, size_t needed)
{
    size_t capacity = needed > BLOCK ? needed : BLOCK;

    if (link->dropped_capacity < capacity) {
        link->dropped = leat__rt_realloc(link->dropped, capacity);
        link->dropped_capacity = capacity;
    }
    link->out->at = link->dropped;
    link->out->end = link->dropped + link->dropped_capacity;
    return link->out->at;
}

/* Room for a frame that the receiver will not see, and for those behind it, until somebody asks again. */
static uint8_t *fall_behind(struct leat__out_link *link, size_t needed)
{
    link->sealed_at = (size_t)(end_of_data(link) - link->link.data);
    link->dropped_count = leat__out_dropped(link);
    link->behind = true;
    return room_for_dropped(link, needed);
}

/* Frames are for the receiver again. */
static void catch_up(struct leat__out_link *link)
{
    if (!link->behind)
        return;
    link->dropped_count = leat__out_dropped(link);
    link->behind = false;
    link->out->at = link->link.data + link->sealed_at;
}

/* ---- marks ---- */

static void check_soft_mark(struct leat__out_link *link)
{
    struct leat_runtime *runtime = link->link.runtime;
    bool over =
        !link->out->cancelled && !link->link.channel->lossy && leat__out_pending(link) > runtime->options.soft_mark;

    if (over)
        runtime->run.budget = 1; /* the body that is yielding is set aside at its next yield */
    if (over == link->over_soft)
        return;
    link->over_soft = over;
    if (over)
        runtime->over_soft++;
    else
        runtime->over_soft--;
}

/* ---- control frames ---- */

static void seal(struct leat__out_link *link)
{
    uint8_t *frame;

    if (link->sealed)
        return;
    catch_up(link);
    make_capacity(link, LEAT__CONTROL_SIZE);
    frame = link->out->at;
    memset(frame, 0xff, 4);
    frame[4] = LEAT__FRAME_END;
    link->link.control += LEAT__CONTROL_SIZE;
    link->sealed_at = (size_t)(frame - link->link.data) + LEAT__CONTROL_SIZE;
    link->sealed = true;
    link->out->at = link->out->end = NULL;
}

/* The receiver wants no more. What is in the buffer still goes out: whole frames, and the end. */
static void cancel(struct leat__out_link *link)
{
    if (link->out->cancelled)
        return;
    link->out->cancelled = true;
    seal(link);
    check_soft_mark(link);
    link->link.runtime->turn_due = true;
}

/* A lossy link has broken: as if all had been written, and the receiver had cancelled and closed. */
static void give_up(struct leat__out_link *link)
{
    catch_up(link);
    if (link->link.socket)
        leat__link_close(&link->link);
    link->link.closed = true;
    link->sealed_at = link->written;
    link->sealed = link->finished = link->out->cancelled = true;
    link->out->at = link->out->end = NULL;
    check_soft_mark(link);
    link->link.runtime->turn_due = true;
}

static void hear_answer(struct leat__out_link *link, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = link->answer_length++;

        link->answer[at] = bytes[i];
        if (at < LEAT__CONTROL_SIZE - 1 && bytes[i] != 0xff)
            at = LEAT__CONTROL_SIZE; /* no control frame */
        if (at < LEAT__CONTROL_SIZE - 1)
            continue;
        link->answer_length = 0;
        if (at == LEAT__CONTROL_SIZE - 1 && bytes[i] == LEAT__FRAME_CANCEL)
            cancel(link);
        else if (at != LEAT__CONTROL_SIZE - 1 || bytes[i] != LEAT__FRAME_HEARTBEAT)
            leat_run_fail("%s answered on channel %s what is no control frame (%s at %s:%d)",
                          leat__member_name(link->link.runtime, link->link.channel->to, link->link.peer),
                          link->link.channel->name, link->link.channel->operation, link->link.channel->file,
                          link->link.channel->line);
    }
}

static void lose(struct leat__out_link *link, const char *how)
{
    if (!leat__link_may_break(&link->link, how))
        leat__link_lost(&link->link, how);
    give_up(link);
}

/* Reads what the receiver says: a cancel, or that it has closed. */
static void listen_to_peer(struct leat__out_link *link)
{
    struct leat_io *io = link->link.runtime->io;
    uint8_t bytes[256];
    ptrdiff_t count;

    while ((count = io->read(link->link.socket, bytes, sizeof bytes)) > 0)
        hear_answer(link, bytes, (size_t)count);
    if (count == -EAGAIN)
        return;
    /* After the end, and after a cancel, closing is what is expected. */
    if (!link->finished && !link->out->cancelled) {
        lose(link, count == 0 ? "it closed the channel" : strerror((int)-count));
        return;
    }
    link->sealed_at = link->written; /* of a cancelled link: what was left goes nowhere */
    link->finished = true;
    check_soft_mark(link);
    leat__link_close(&link->link);
}

/* ---- writing ---- */

/* Nothing can be written: the receiver may have cancelled before it closed. If it has not even closed, nothing else would tell. */
static void hear_why(struct leat__out_link *link, int error)
{
    listen_to_peer(link);
    if (link->link.socket)
        lose(link, error == EPROTO ? "what it shares of its memory makes no sense" : strerror(error));
}

static void write_some(struct leat__out_link *link)
{
    struct leat_runtime *runtime = link->link.runtime;
    size_t pending;

    while (link->link.socket && (pending = leat__out_pending(link)) > 0) {
        ptrdiff_t count = runtime->io->write(link->link.socket, link->link.data + link->written, pending);

        if (count < 0) {
            if (count == -EAGAIN)
                link->blocked = true;
            else
                hear_why(link, (int)-count);
            break;
        }
        link->written += (size_t)count;
        if ((size_t)count < pending) {
            link->blocked = true;
            break;
        }
        link->blocked = false;
        all_is_written(link);
    }
    check_soft_mark(link);
    if (link->link.socket)
        runtime->io->watch(link->link.socket, LEAT__READABLE | (link->blocked ? LEAT__WRITABLE : 0u));
}

void leat__out_flush(struct leat__out_link *link)
{
    if (!link->blocked)
        write_some(link);
    if (link->behind && leat__out_pending(link) <= link->link.runtime->options.soft_mark)
        catch_up(link);
    if (!link->sealed && !link->behind)
        set_limit(link);
    if (link->sealed && !link->finished && link->link.socket && leat__out_pending(link) == 0) {
        link->finished = true;
        link->link.runtime->io->finish(link->link.socket);
    }
    if (link->link.data && !link->behind && leat__out_pending(link) == 0 &&
        (link->sealed || leat__link_has_many(&link->link.runtime->outs_buffered)))
        give_buffer(link);
}

static void on_ready(void *owner, unsigned events)
{
    struct leat__out_link *link = owner;

    if (events & LEAT__READABLE)
        listen_to_peer(link);
    if ((events & LEAT__WRITABLE) && link->link.socket)
        link->blocked = false;
    if (link->link.socket)
        leat__out_flush(link);
}

void leat__out_connect(struct leat__out_link *link, const char *address)
{
    struct leat_runtime *runtime = link->link.runtime;
    const struct leat_channel_info *channel = link->link.channel;
    struct leat__hello hello = {
        .deployment = runtime->deployment,
        .type_hash = channel->type_hash,
        .from = channel->from,
        .member = runtime->run.self.id,
        .channel = channel->id,
    };
    int error = runtime->io->dial(runtime->io, address, on_ready, link, &link->link.socket);

    if (error) {
        lose(link, strerror(-error));
        return;
    }
    runtime->io->expect_bulk(link->link.socket);
    strncat(hello.name, channel->name, sizeof hello.name - 1);
    take_buffer(link);
    link->link.control = leat__hello_write(&hello, link->link.data);
    link->out->at += link->link.control;
    set_limit(link);
    leat__out_flush(link);
}

/* ---- for generated code ---- */

static bool is_drained(const struct leat_runtime *runtime, const void *owner)
{
    const struct leat__out_link *link = owner;

    return link->out->cancelled || leat__out_pending(link) <= runtime->options.soft_mark;
}

static bool is_full(const struct leat__out_link *link, size_t needed)
{
    const struct leat__options *options = &link->link.runtime->options;
    size_t pending = leat__out_pending(link);

    /* A frame larger than the mark goes when the buffer is nearly empty. */
    return pending > options->soft_mark && pending + needed > options->hard_mark;
}

/* Of a lossy link. One that is behind stays so until the receiver has taken most of what there was. */
static bool is_behind(const struct leat__out_link *link, size_t needed)
{
    return link->behind ? leat__out_pending(link) > link->link.runtime->options.soft_mark : is_full(link, needed);
}

static void check_cycle_budget(const struct leat__out_link *link, size_t needed)
{
    const struct leat_channel_info *channel = link->link.channel;
    uint64_t budget = link->link.runtime->options.cycle_budget;

    if (leat__out_pending(link) + needed > budget)
        leat_run_fail("%s at %s:%d: more than %llu bytes wait to be sent to %s, which is on a cycle with this process "
                      "and does not keep up; send less at a time, or raise it with --cycle-budget",
                      channel->operation, channel->file, channel->line, (unsigned long long)budget,
                      leat__member_name(link->link.runtime, channel->to, link->link.peer));
}

static void check_length(const struct leat__out_link *link, size_t length)
{
    const struct leat_channel_info *channel = link->link.channel;
    uint64_t most = link->link.runtime->options.max_element;

    if (length > most)
        leat_run_fail("%s at %s:%d: an element of %zu bytes is larger than the largest that is allowed, %llu; "
                      "raise it with --max-element",
                      channel->operation, channel->file, channel->line, length, (unsigned long long)most);
}

uint8_t *leat_out_make_room(struct leat_out *out, size_t length)
{
    struct leat__out_link *link = (struct leat__out_link *)out->link;
    struct leat_runtime *runtime = link->link.runtime;
    size_t needed = length + 4;

    check_length(link, length);
    if (!out->cancelled && link->sealed)
        leat_run_fail("%s at %s:%d: an element after the end", link->link.channel->operation, link->link.channel->file,
                      link->link.channel->line);
    if (!out->cancelled)
        write_some(link);
    if (link->link.channel->lossy) {
        if (!out->cancelled && is_behind(link, needed))
            return fall_behind(link, needed);
        catch_up(link);
    } else if (link->link.channel->on_cycle || link->link.channel->from == link->link.channel->to) {
        check_cycle_budget(link, needed);
    } else {
        while (!out->cancelled && is_full(link, needed))
            leat__turn_wait_for(runtime, is_drained, link);
    }
    if (out->cancelled)
        return room_for_dropped(link, needed);
    make_capacity(link, needed);
    set_limit(link);
    if ((size_t)(out->end - out->at) < needed)
        out->end = out->at + needed;
    return out->at;
}

void leat_outs_place(struct leat_outs *outs, struct leat_out *place)
{
    struct leat__out_link *link = (struct leat__out_link *)outs->peers->link;

    *place = *outs->peers;
    free(outs->peers);
    outs->peers = link->out = place;
}

void leat_outs_end(struct leat_outs *outs)
{
    if (outs->ended)
        return;
    outs->ended = true;
    for (uint32_t i = 0; i < outs->count; i++)
        seal((struct leat__out_link *)outs->peers[i].link);
}

bool leat_outs_cancelled(const struct leat_outs *outs)
{
    for (uint32_t i = 0; i < outs->count; i++)
        if (!outs->peers[i].cancelled)
            return false;
    return true;
}

void leat_outs_bad_member(const struct leat_outs *outs, uint64_t member)
{
    const struct leat_link *link = outs->peers[0].link;
    const struct leat_channel_info *channel = link->channel;

    leat_run_fail("%s at %s:%d: there is no member %lld of %s: it has %u, from 0 to %u", channel->operation,
                  channel->file, channel->line, (long long)member, link->runtime->program->locations[channel->to]->name,
                  outs->count, outs->count - 1);
}
