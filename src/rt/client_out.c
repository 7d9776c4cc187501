/*
 * client_out.c: what clients are sent, and how much may wait for them.
 *
 * One client is like the receiver of a channel: over the soft mark sources are set aside, and at the hard mark the
 * turn stands still; but who takes nothing for a while, though others wait for it, is dropped. Of many clients none
 * may hold up the others: what waits for one has a budget, and over that it is dropped. Nobody who is over the soft
 * mark is read from, so that a client that asks without end and does not read the answers stops itself first.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "clients.h"
#include "runtime.h"

enum {
    BLOCK = 64 << 10, /* so much is written at once, without waiting for the end of the turn */
    CAPACITY_FIRST = 4 << 10,
    CAPACITY_KEPT = 256 << 10, /* of an empty buffer */
};

size_t leat__client_pending(const struct leat__client *client)
{
    return client->ready - client->written;
}

/* ---- writing ---- */

/* Whether others wait for this client to read. */
static bool is_waited_for(const struct leat__client *client)
{
    const struct leat_runtime *runtime = client->external->runtime;

    if (!client->socket || leat__client_pending(client) == 0)
        return false;
    return runtime->finishing || client->over_soft;
}

static void watch_patience(struct leat__client *client, bool progress)
{
    bool waited = is_waited_for(client), set = client->alarm_for == LEAT__ALARM_PATIENCE;

    if (waited && (progress || !set))
        leat__client_set_alarm(client, LEAT__ALARM_PATIENCE, client->external->info->patience);
    else if (!waited && set)
        leat__client_clear_alarm(client);
}

void leat__client_check_soft_mark(struct leat__client *client)
{
    struct leat_runtime *runtime = client->external->runtime;
    bool over = !client->external->info->many && !client->closed &&
                leat__client_pending(client) > runtime->options.soft_mark;

    if (over)
        runtime->run.budget = 1; /* the body that is yielding is set aside at its next yield */
    if (over == client->over_soft)
        return;
    client->over_soft = over;
    if (over)
        runtime->over_soft++;
    else
        runtime->over_soft--;
}

static void write_some(struct leat__client *client)
{
    struct leat_io *io = client->external->runtime->io;
    bool progress = false;
    size_t pending;

    while (client->socket && !client->blocked && (pending = leat__client_pending(client)) > 0) {
        ptrdiff_t count = io->write(client->socket, client->out + client->written, pending);

        if (count == -EAGAIN) {
            client->blocked = true;
        } else if (count < 0) {
            leat__client_close(client); /* it has gone; its buffer goes with it */
            return;
        } else {
            client->written += (size_t)count;
            client->blocked = (size_t)count < pending;
            progress = true;
        }
    }
    if (client->written == client->ready) {
        client->written = client->ready = 0;
        if (client->out_capacity > CAPACITY_KEPT) {
            free(client->out);
            client->out = NULL;
            client->out_capacity = 0;
        }
    }
    leat__client_check_soft_mark(client);
    watch_patience(client, progress);
    if (progress && client->alarm_for == LEAT__ALARM_LINGER)
        leat__client_set_alarm(client, LEAT__ALARM_LINGER, client->external->info->linger);
}

void leat__client_flush(struct leat__client *client)
{
    if (!client->socket)
        return;
    write_some(client);
    if (!client->socket)
        return;
    if (!client->finished && leat__client_pending(client) == 0 && leat__external_is_quiet(client->external)) {
        client->finished = true;
        client->external->runtime->io->finish(client->socket);
    }
    leat__client_watch(client);
}

/* ---- for generated code ---- */

static struct leat__client *find(struct leat_external *external, uint64_t id)
{
    size_t from = 0, to = external->count;

    if (!external->info->many)
        return external->one;
    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (external->clients[middle]->id < id)
            from = middle + 1;
        else
            to = middle;
    }
    return from < external->count && external->clients[from]->id == id ? external->clients[from] : NULL;
}

static uint8_t *room_for_dropped(struct leat_external *external, size_t needed)
{
    if (external->dropped_capacity < needed) {
        external->dropped_capacity = needed > BLOCK ? needed : BLOCK;
        external->dropped = leat__rt_realloc(external->dropped, external->dropped_capacity);
    }
    return external->dropped;
}

static bool is_drained(const struct leat_runtime *runtime, const void *owner)
{
    const struct leat__client *client = owner;

    return client->closed || leat__client_pending(client) <= runtime->options.soft_mark;
}

/* A frame larger than the mark goes when the buffer is nearly empty. */
static void wait_for_room(struct leat__client *client, size_t needed)
{
    struct leat_external *external = client->external;
    const struct leat__options *options = &external->runtime->options;

    while (!client->closed && leat__client_pending(client) > options->soft_mark &&
           leat__client_pending(client) + needed > options->hard_mark) {
        if (!client->dialled && !external->warned)
            fprintf(stderr, "warning: %s has %zu bytes for its client, and waits until one dials %s\n",
                    external->info->name, leat__client_pending(client), external->place);
        external->warned = true;
        leat__turn_wait_for(external->runtime, is_drained, client);
    }
}

static void make_capacity(struct leat__client *client, size_t needed)
{
    size_t pending = leat__client_pending(client);

    if (client->out_capacity - client->ready >= needed)
        return;
    /* Moving costs what is moved: worth it when as much as that is gained. */
    if (client->written > 0 && client->written >= pending) {
        memmove(client->out, client->out + client->written, pending);
        client->written = 0;
        client->ready = pending;
    }
    if (client->out_capacity - client->ready < needed) {
        size_t doubled = client->out_capacity ? client->out_capacity * 2 : CAPACITY_FIRST;

        client->out_capacity = client->ready + needed > doubled ? client->ready + needed : doubled;
        client->out = leat__rt_realloc(client->out, client->out_capacity);
    }
}

/* Room for `needed` bytes to this client, taken; or where they do no harm. */
static uint8_t *take_room(struct leat_external *external, uint64_t id, size_t needed)
{
    struct leat__client *client = find(external, id);
    uint8_t *room;

    if (client && !client->closed && leat__client_pending(client) + needed > BLOCK)
        write_some(client);
    if (client && !external->info->many)
        wait_for_room(client, needed);
    else if (client && !client->closed && leat__client_pending(client) + needed > external->info->budget)
        leat__client_drop(client, "%zu bytes wait to be sent to it, and its budget is %llu: it does not keep up (%s, made at %s:%d)",
                          leat__client_pending(client) + needed, (unsigned long long)external->info->budget,
                          external->info->name, external->info->file, external->info->line);
    if (!client || client->closed)
        return room_for_dropped(external, needed);
    make_capacity(client, needed);
    room = client->out + client->ready;
    client->ready += needed;
    leat__client_check_soft_mark(client);
    return room;
}

void leat_external_sent(struct leat_external *external)
{
    external->senders_ended++;
}

bool leat__external_is_quiet(const struct leat_external *external)
{
    return external->info->senders > 0 && external->senders_ended == external->info->senders;
}

uint8_t *leat_external_frame(struct leat_external *external, uint64_t client, size_t length)
{
    uint64_t most = external->runtime->options.max_element;
    uint32_t word = __builtin_bswap32((uint32_t)length);
    uint8_t *frame;

    if (length > most)
        leat_run_fail("an element of %zu bytes for a client of %s (%s:%d) is larger than the largest that is allowed, "
                      "%llu; raise it with --max-element",
                      length, external->info->name, external->info->file, external->info->line,
                      (unsigned long long)most);
    frame = take_room(external, client, length + 4);
    memcpy(frame, &word, 4);
    return frame + 4;
}

void leat_external_put_line(struct leat_external *external, uint64_t client, leat_str line)
{
    uint8_t *room = take_room(external, client, line.length + 1);

    if (line.length)
        memcpy(room, line.data, line.length);
    room[line.length] = '\n';
}

void leat_external_put_bytes(struct leat_external *external, uint64_t client, leat_bytes bytes)
{
    if (bytes.length)
        memcpy(take_room(external, client, bytes.length), bytes.data, bytes.length);
}
