/*
 * external.c: clients outside the flow: who dials, who has left, and the socket at which they are listened for.
 *
 * Of an external with one client the next may dial when the last has left; until then it waits in the socket's queue.
 * Who has finished sending has left; but answers may still be under way, so that it is closed only when there is
 * nothing more that could come, or after a while.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "clients.h"
#include "runtime.h"

enum {
    RETRY_AFTER_MS = 50,    /* when there are no descriptors left */
    GOODBYE_MS = 1000,      /* for a client to close, when all was said */
    ACCEPTED_AT_ONCE = 256, /* then others get their turn */
};

static bool is_unix(const struct leat_external_info *info)
{
    return strncmp(info->address, "unix:", 5) == 0;
}

/* ---- alarms ---- */

static bool answers_may_come(const struct leat_runtime *runtime)
{
    return runtime->turn_due || runtime->run.again || runtime->waits_for || runtime->in_count > 0 ||
           runtime->live_timers > 0 || runtime->live_jobs > 0;
}

static void on_alarm(void *owner)
{
    struct leat__client *client = owner;
    enum leat__client_alarm what = client->alarm_for;

    client->alarm_for = LEAT__ALARM_NONE;
    if (what == LEAT__ALARM_PATIENCE)
        leat__client_drop(client, "it has not read for %llu milliseconds, and %zu bytes wait for it (%s, made at %s:%d)",
                          (unsigned long long)client->external->info->patience, leat__client_pending(client),
                          client->external->info->name, client->external->info->file, client->external->info->line);
    else if (what != LEAT__ALARM_NONE)
        leat__client_close(client);
}

void leat__client_set_alarm(struct leat__client *client, enum leat__client_alarm what, uint64_t milliseconds)
{
    struct leat_io *io = client->external->runtime->io;

    if (!client->alarm)
        client->alarm = io->alarm_new(io, on_alarm, client);
    client->alarm_for = what;
    io->alarm_set(client->alarm, milliseconds);
}

void leat__client_clear_alarm(struct leat__client *client)
{
    if (client->alarm)
        client->external->runtime->io->alarm_clear(client->alarm);
    client->alarm_for = LEAT__ALARM_NONE;
}

/* ---- one client ---- */

static void push_event(struct leat_external *external, uint64_t id, leat_membership what)
{
    if (!external->info->has_events || external->events_stopped)
        return;
    if (external->event_count == external->event_capacity) {
        external->event_capacity = external->event_capacity ? external->event_capacity * 2 : 16;
        external->events =
            leat__rt_realloc(external->events, external->event_capacity * sizeof *external->events);
    }
    external->events[external->event_count++] = (leat_client_event){.key = id, .value = what};
    external->runtime->turn_due = true;
}

/* The rest is done between turns: a turn may view what it sent. */
void leat__client_close(struct leat__client *client)
{
    struct leat_runtime *runtime = client->external->runtime;

    if (client->closed)
        return;
    if (client->socket)
        runtime->io->close(client->socket);
    client->socket = NULL;
    client->closed = true;
    client->written = client->ready = 0;
    leat__client_clear_alarm(client);
    leat__client_check_soft_mark(client);
    runtime->turn_due = true;
}

void leat__client_drop(struct leat__client *client, const char *format, ...)
{
    char text[512];
    va_list arguments;

    if (client->closed)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fprintf(stderr, "warning: closed client %llu: %s\n", (unsigned long long)client->id, text);
    leat__client_close(client);
}

void leat__client_watch(struct leat__client *client)
{
    const struct leat_runtime *runtime = client->external->runtime;
    bool over = leat__client_pending(client) > runtime->options.soft_mark;
    unsigned events = client->blocked ? LEAT__WRITABLE : 0u;

    if (!client->at_end && (runtime->finishing || (!over && leat__client_may_read(client))))
        events |= LEAT__READABLE;
    if (client->socket)
        runtime->io->watch(client->socket, events);
}

static void on_ready(void *owner, unsigned events)
{
    struct leat__client *client = owner;

    if (events & LEAT__WRITABLE) {
        client->blocked = false;
        leat__client_flush(client);
    }
    if ((events & LEAT__READABLE) && client->socket && !client->at_end)
        leat__client_read(client);
    if (client->socket)
        leat__client_watch(client);
}

static struct leat__client *add_client(struct leat_external *external)
{
    struct leat__client *client = leat__rt_alloc(1, sizeof *client);

    if (external->count == external->capacity) {
        external->capacity = external->capacity ? external->capacity * 2 : 8;
        external->clients = leat__rt_realloc(external->clients, external->capacity * sizeof(struct leat__client *));
    }
    external->clients[external->count++] = client;
    client->external = external;
    client->id = external->next_id++;
    return client;
}

static void free_client(struct leat__client *client)
{
    if (client->alarm)
        client->external->runtime->io->alarm_free(client->alarm);
    free(client->in);
    free(client->out);
    free(client);
}

/* ---- listening ---- */

static void stop_listening(struct leat_external *external)
{
    struct leat_io *io = external->runtime->io;

    if (!external->listener)
        return;
    io->close(external->listener);
    io->alarm_free(external->accept_alarm);
    external->listener = NULL;
    external->unlinks = false;
    if (external->info->port_file)
        unlink(external->info->port_file);
}

/* Of an external with one client only while it has not dialled. */
static void watch_listener(struct leat_external *external)
{
    if (external->listener)
        external->runtime->io->watch(external->listener,
                                     external->one && external->one->dialled ? 0 : LEAT__READABLE);
}

static void take(struct leat_external *external, struct leat_socket *socket)
{
    struct leat__client *client = external->one ? external->one : add_client(external);

    client->socket = socket;
    client->dialled = true;
    external->runtime->io->hand_over(socket, on_ready, client);
    leat__client_begin(client);
    push_event(external, client->id, LEAT_JOINED);
    leat__client_flush(client);
}

static void on_connection(void *owner, unsigned events)
{
    struct leat_external *external = owner;
    struct leat_runtime *runtime = external->runtime;
    int error = 0;

    (void)events;
    for (int i = 0; i < ACCEPTED_AT_ONCE && !(external->one && external->one->dialled); i++) {
        struct leat_socket *socket;

        error = runtime->io->accept(external->listener, on_ready, NULL, &socket);
        if (error)
            break;
        take(external, socket);
    }
    watch_listener(external);
    if (error == 0 || error == -EAGAIN)
        return;
    /* It would be ready again at once: give others time to leave. */
    fprintf(stderr, "warning: %s cannot take a client now: %s\n", external->info->name, strerror(-error));
    runtime->io->watch(external->listener, 0);
    runtime->io->alarm_set(external->accept_alarm, RETRY_AFTER_MS);
}

static void listen_again(void *owner)
{
    watch_listener(owner);
}

static void __attribute__((noreturn)) cannot_listen(const struct leat_external_info *info, const char *what, int error)
{
    leat_run_fail("the external %s (%s:%d) cannot listen: %s: %s", info->name, info->file, info->line, what,
                  strerror(error));
}

/* A path that nobody listens at any more is left over from a process that was killed. */
static bool is_left_over(struct leat_runtime *runtime, const struct leat_external_info *info)
{
    struct leat_socket *socket;
    int error;

    if (!is_unix(info))
        return false;
    error = runtime->io->dial(runtime->io, info->address, on_ready, NULL, &socket);
    if (error == 0)
        runtime->io->close(socket);
    return error == -ECONNREFUSED && unlink(info->address + 5) == 0;
}

/* Whole, or not there: who waits for the file may read it at once. */
static void write_port_file(const struct leat_external_info *info, const char *port)
{
    size_t size = strlen(info->port_file) + 8;
    char *fresh = leat__rt_alloc(1, size);
    FILE *file;

    snprintf(fresh, size, "%s.new", info->port_file);
    file = fopen(fresh, "we");
    if (!file || fprintf(file, "%s\n", port) < 0 || fclose(file) != 0 || rename(fresh, info->port_file) != 0)
        cannot_listen(info, info->port_file, errno);
    free(fresh);
}

static void tell_place(struct leat_external *external)
{
    const struct leat_external_info *info = external->info;
    char bound[sizeof external->place];
    const char *colon;

    external->runtime->io->bound_to(external->listener, bound, sizeof bound);
    snprintf(external->place, sizeof external->place, "%s", is_unix(info) ? info->address + 5 : bound + strlen("tcp:"));
    colon = strrchr(info->address, ':');
    if (info->port_file)
        write_port_file(info, is_unix(info) ? external->place : strrchr(external->place, ':') + 1);
    else if (!is_unix(info) && strcmp(colon, ":0") == 0)
        fprintf(stderr, "%s listens at %s\n", info->name, external->place); /* or nobody would know */
}

static void open_external(struct leat_runtime *runtime, struct leat_external *external)
{
    const struct leat_external_info *info = external->info;
    struct leat_io *io = runtime->io;
    int error = io->listen(io, info->address, on_connection, external, &external->listener);

    if (error == -EADDRINUSE && is_left_over(runtime, info))
        error = io->listen(io, info->address, on_connection, external, &external->listener);
    if (error)
        cannot_listen(info, info->address, -error);
    external->unlinks = true;
    external->accept_alarm = io->alarm_new(io, listen_again, external);
    tell_place(external);
    external->live = info->has_source || info->has_events;
    runtime->live_inputs += external->live;
    watch_listener(external);
}

void leat__externals_open(struct leat_runtime *runtime)
{
    const struct leat_program *program = runtime->program;

    runtime->externals = leat__rt_alloc(program->external_count, sizeof *runtime->externals);
    for (uint32_t i = 0; i < program->external_count; i++) {
        struct leat_external *external = &runtime->externals[i];

        external->runtime = runtime;
        external->info = &program->externals[i];
        if (external->info->location != runtime->location->id)
            continue;
        if (!external->info->many)
            external->one = add_client(external);
        open_external(runtime, external);
    }
}

struct leat_external *leat_run_external(struct leat_run *run, uint32_t external)
{
    return &run->runtime->externals[external];
}

/* ---- turns ---- */

bool leat_external_event(struct leat_external *external, leat_client_event *event)
{
    if (external->event_at == external->events_shown)
        return false;
    *event = external->events[external->event_at++];
    return true;
}

bool leat_external_ended(const struct leat_external *external)
{
    return external->ended || external->stopped;
}

bool leat_external_events_ended(const struct leat_external *external)
{
    return (external->ended && external->event_at == external->event_count) || external->events_stopped;
}

void leat_external_stop(struct leat_run *run, struct leat_external *external)
{
    external->stopped = true;
    run->again = true;
}

void leat_external_events_stop(struct leat_run *run, struct leat_external *external)
{
    external->events_stopped = true;
    run->again = true;
}

static bool elements_ended(const struct leat_external *external)
{
    return !external->info->has_source || leat_external_ended(external);
}

static bool events_ended(const struct leat_external *external)
{
    return !external->info->has_events || leat_external_events_ended(external);
}

static bool is_here(const struct leat_external *external)
{
    return external->info->location == external->runtime->location->id;
}

void leat__externals_show(struct leat_runtime *runtime)
{
    for (uint32_t i = 0; i < runtime->program->external_count; i++) {
        struct leat_external *external = &runtime->externals[i];

        external->turn_at = 0;
        external->given = NULL;
        external->event_at = 0;
        external->events_shown = external->event_count;
        for (size_t k = 0; k < external->count; k++)
            external->clients[k]->shown = external->clients[k]->filled;
    }
}

void leat__externals_flush(struct leat_runtime *runtime)
{
    for (uint32_t i = 0; runtime->externals && i < runtime->program->external_count; i++)
        for (size_t k = 0; k < runtime->externals[i].count; k++)
            leat__client_flush(runtime->externals[i].clients[k]);
}

/* Everything that a client has sent was given out. */
static void has_left(struct leat__client *client)
{
    struct leat_external *external = client->external;

    if (!client->told_left)
        push_event(external, client->id, LEAT_LEFT);
    client->told_left = true;
    if (external->info->ends_with_client && !external->ended) {
        external->ended = true;
        external->runtime->turn_due = true;
        stop_listening(external);
    }
}

/* True if the client can be forgotten. */
static bool settle_client(struct leat__client *client, bool *more)
{
    struct leat_runtime *runtime = client->external->runtime;

    if (leat__client_settle(client)) {
        *more = true;
        return false;
    }
    if (client->closed) {
        has_left(client);
        return true;
    }
    if (!client->dialled || !client->at_end)
        return false;
    has_left(client);
    if (leat__client_pending(client) > 0 || (client->external->info->ends_with_client && !client->finished))
        return false;
    if (client->finished || !answers_may_come(runtime)) {
        leat__client_close(client);
        return true;
    }
    if (client->alarm_for == LEAT__ALARM_NONE)
        leat__client_set_alarm(client, LEAT__ALARM_LINGER, client->external->info->linger);
    return false;
}

/* The one client has gone. If it is not the last, the next may dial; what it was sent went with it. */
static void make_way(struct leat_external *external)
{
    if (external->info->ends_with_client)
        return; /* `one` stays, closed: what is sent to it is dropped */
    external->one = add_client(external);
    external->warned = false;
    watch_listener(external);
}

static bool settle_external(struct leat_external *external)
{
    size_t kept = 0, count = external->count;
    bool more = false, one_left = false;

    external->given = NULL;
    external->event_count -= external->event_at;
    if (external->event_count > 0 && external->event_at > 0)
        memmove(external->events, external->events + external->event_at,
                external->event_count * sizeof *external->events);
    external->event_at = external->events_shown = 0;
    for (size_t i = 0; i < count; i++) {
        struct leat__client *client = external->clients[i];

        if (!settle_client(client, &more) || (client == external->one && external->info->ends_with_client)) {
            external->clients[kept++] = client;
            continue;
        }
        one_left = one_left || client == external->one;
        free_client(client);
    }
    external->count = kept;
    if (one_left)
        make_way(external);
    if (external->live && elements_ended(external) && events_ended(external)) {
        external->live = false;
        external->runtime->live_inputs--;
    }
    return more || external->event_count > 0;
}

bool leat__externals_settle(struct leat_runtime *runtime)
{
    bool more = false;

    for (uint32_t i = 0; i < runtime->program->external_count; i++) {
        struct leat_external *external = &runtime->externals[i];

        if (!is_here(external))
            continue;
        more = settle_external(external) || more;
        for (size_t k = 0; k < external->count; k++)
            if (external->clients[k]->socket)
                leat__client_watch(external->clients[k]);
    }
    return more;
}

/* ---- the end ---- */

/* True when it has heard all, and its connection is closed. */
static bool say_goodbye(struct leat__client *client)
{
    leat__client_flush(client);
    if (client->closed)
        return true;
    if (leat__client_pending(client) > 0)
        return false;
    if (!client->socket || client->at_end) {
        leat__client_close(client);
        return true;
    }
    /* Closing while bytes of the client are unread would destroy what it has not read yet. */
    if (client->alarm_for != LEAT__ALARM_GOODBYE) {
        client->external->runtime->io->finish(client->socket);
        leat__client_set_alarm(client, LEAT__ALARM_GOODBYE, GOODBYE_MS);
    }
    return false;
}

bool leat__externals_close(struct leat_runtime *runtime)
{
    bool all = true;

    for (uint32_t i = 0; i < runtime->program->external_count; i++) {
        struct leat_external *external = &runtime->externals[i];

        external->stopped = true; /* what clients still send is dropped */
        for (size_t k = 0; k < external->count; k++)
            all = say_goodbye(external->clients[k]) && all;
        /* Who has not dialled yet gets what waits for it. */
        if (!external->one || external->one->dialled || external->one->closed)
            stop_listening(external);
    }
    return all;
}

void leat__externals_unlink(const struct leat_runtime *runtime)
{
    for (uint32_t i = 0; runtime->externals && i < runtime->program->external_count; i++) {
        const struct leat_external *external = &runtime->externals[i];

        if (!external->unlinks)
            continue;
        if (is_unix(external->info))
            unlink(external->info->address + 5);
        if (external->info->port_file)
            unlink(external->info->port_file);
    }
}

void leat__externals_free(struct leat_runtime *runtime)
{
    for (uint32_t i = 0; i < runtime->program->external_count; i++) {
        struct leat_external *external = &runtime->externals[i];

        stop_listening(external);
        for (size_t k = 0; k < external->count; k++)
            free_client(external->clients[k]);
        free(external->clients);
        free(external->events);
        free(external->dropped);
    }
    free(runtime->externals);
    runtime->externals = NULL;
}
