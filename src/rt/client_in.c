/*
 * client_in.c: what clients send. Nobody is trusted: every length is bounded before anything is allocated for it,
 * and what is no element closes its client and touches nothing else.
 *
 * As with channels, the loop appends to a buffer, a turn sees what was there when it began, and only between turns
 * does anything move.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "clients.h"
#include "runtime.h"

enum {
    CAPACITY_FIRST = 4 << 10,
    CAPACITY_KEPT = 256 << 10, /* of an empty buffer; a full one grows to it */
};

static const char *operator_of(const struct leat_external *external)
{
    return external->info->many ? "leat_source_external_many" : "leat_source_external";
}

static uint64_t longest(const struct leat__client *client)
{
    return client->external->runtime->options.max_element;
}

/* ---- reading ---- */

static bool is_wanted(const struct leat_external *external)
{
    return external->info->has_source && !external->stopped;
}

void leat__client_read(struct leat__client *client)
{
    struct leat_external *external = client->external;
    struct leat_runtime *runtime = external->runtime;
    uint8_t ignored[4096];
    ptrdiff_t count;

    if (is_wanted(external) && client->filled == client->in_capacity)
        return;
    if (is_wanted(external))
        count = runtime->io->read(client->socket, client->in + client->filled, client->in_capacity - client->filled);
    else
        count = runtime->io->read(client->socket, ignored, sizeof ignored);
    if (count == -EAGAIN)
        return;
    if (count <= 0)
        client->at_end = true; /* a reset says no more than a close: what it sent before counts */
    else if (is_wanted(external))
        client->filled += (size_t)count;
    if (client->at_end || client->filled - client->at >= client->wanted)
        runtime->turn_due = true; /* a part of an element would be nothing to a turn */
}

/* ---- giving out ---- */

static void refuse(struct leat__client *client, const char *why)
{
    const struct leat_external_info *info = client->external->info;

    client->at = client->shown;
    leat__client_flush(client); /* what it was answered before */
    leat__client_drop(client, "%s (%s of %s, made at %s:%d)", why, operator_of(client->external), info->name,
                      info->file, info->line);
}

static void refuse_length(struct leat__client *client, unsigned long long length, const char *unit)
{
    char text[160];

    snprintf(text, sizeof text, "it sent %s of %llu bytes, and the largest that is allowed has %llu; raise it with --max-element",
             unit, length, (unsigned long long)longest(client));
    refuse(client, text);
}

static bool next_frame(struct leat__client *client, struct leat_frame *frame)
{
    size_t left = client->shown - client->at;
    uint32_t word;

    client->wanted = 4;
    if (left < 4)
        return false;
    memcpy(&word, client->in + client->at, 4);
    word = __builtin_bswap32(word);
    if (word > longest(client)) {
        refuse_length(client, word, "an element");
        return false;
    }
    client->wanted = (size_t)word + 4;
    if (word > left - 4)
        return false;
    frame->at = client->in + client->at + 4;
    frame->end = frame->at + word;
    client->at += (size_t)word + 4;
    client->wanted = 1; /* until somebody looks */
    return true;
}

static bool give_line(struct leat__client *client, size_t length, size_t with_end, struct leat_frame *frame)
{
    frame->at = client->in + client->at;
    client->at += with_end;
    client->sought = client->at;
    client->wanted = 1; /* until somebody looks */
    if (with_end > length && length > 0 && frame->at[length - 1] == '\r')
        length--;
    frame->end = frame->at + length;
    return true;
}

static bool next_line(struct leat__client *client, struct leat_frame *frame)
{
    const uint8_t *from = client->in + client->sought;
    const uint8_t *end = client->shown > client->sought ? memchr(from, '\n', client->shown - client->sought) : NULL;
    size_t left = client->shown - client->at;
    size_t length = end ? (size_t)(end - client->in) - client->at : left;

    if (length > longest(client)) {
        refuse_length(client, length, "a line");
        return false;
    }
    if (end)
        return give_line(client, length, length + 1, frame);
    client->sought = client->shown;
    client->wanted = left + 1;
    return client->at_end && client->shown == client->filled && left > 0 && give_line(client, left, left, frame);
}

static bool next_piece(struct leat__client *client, struct leat_frame *frame)
{
    frame->at = client->in + client->at;
    frame->end = client->in + client->shown;
    client->at = client->shown;
    client->wanted = 1;
    return frame->end > frame->at;
}

static bool next_of(struct leat__client *client, struct leat_frame *frame)
{
    switch (client->external->info->framing) {
    case LEAT_FRAMES:
        return next_frame(client, frame);
    case LEAT_LINES:
        return next_line(client, frame);
    case LEAT_RAW:
        return next_piece(client, frame);
    }
    return false;
}

bool leat_external_next(struct leat_external *external, struct leat_frame *frame, uint64_t *client)
{
    struct leat_runtime *runtime = external->runtime;

    for (; !external->stopped && external->turn_at < external->count; external->turn_at++) {
        struct leat__client *at = external->clients[external->turn_at];

        /* Too much waits to be sent: the rest is for later. */
        if (runtime->over_soft > 0 && at->shown > at->at) {
            runtime->refused = runtime->run.again = true;
            return false;
        }
        if (at->in && next_of(at, frame)) {
            external->given = at;
            *client = at->id;
            return true;
        }
    }
    return false;
}

void leat_external_malformed(struct leat_external *external, const char *why)
{
    char text[160];

    snprintf(text, sizeof text, "it sent what is no element: %s", why);
    refuse(external->given, text);
}

/* ---- between turns ---- */

static void make_room(struct leat__client *client)
{
    size_t left = client->filled - client->at;
    size_t needed = client->wanted > left ? client->wanted - left : 0;
    bool was_full = client->filled == client->in_capacity;

    if (client->in && left == 0 && client->in_capacity > CAPACITY_KEPT) {
        free(client->in);
        client->in = NULL;
        client->in_capacity = 0;
    } else if (client->at > 0) {
        memmove(client->in, client->in + client->at, left);
    }
    client->sought = client->sought > client->at ? client->sought - client->at : 0;
    client->at = 0;
    client->filled = client->shown = left;
    /* Doubled for lines, whose length nobody knows; a frame has said how long it is, and that is within bounds. */
    if (client->in_capacity - left < needed || !client->in || (was_full && client->in_capacity < CAPACITY_KEPT)) {
        size_t doubled = client->in_capacity ? client->in_capacity * 2 : CAPACITY_FIRST;

        client->in_capacity = left + needed > doubled ? left + needed : doubled;
        client->in = leat__rt_realloc(client->in, client->in_capacity);
    }
}

/* Whether the next turn could give out more than this one did. */
static bool has_more(const struct leat__client *client)
{
    size_t left = client->filled - client->at;

    if (left == 0)
        return false;
    if (client->external->info->framing == LEAT_LINES && client->at_end)
        return true;
    return left >= client->wanted;
}

bool leat__client_settle(struct leat__client *client)
{
    if (client->closed || !is_wanted(client->external)) {
        client->at = client->shown = client->filled;
    } else if (client->dialled) {
        if (has_more(client))
            return true;
        if (client->at_end && client->at < client->filled) {
            client->shown = client->filled;
            refuse(client, "it closed in the middle of an element");
        }
    }
    if (client->dialled && !client->closed && is_wanted(client->external) && !client->at_end)
        make_room(client);
    return false;
}

void leat__client_begin(struct leat__client *client)
{
    client->wanted = 1;
    if (is_wanted(client->external))
        make_room(client);
}

bool leat__client_may_read(const struct leat__client *client)
{
    return !is_wanted(client->external) || client->filled < client->in_capacity;
}
