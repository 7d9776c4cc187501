/*
 * accept.c: the one listening socket of a process, and connections that have not said who they are.
 *
 * What does not open with the right hello, in time, is closed and reported; nothing else is touched.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "hello.h"
#include "runtime.h"

enum {
    STRANGERS_MOST = 256, /* connections at a time that have said nothing yet, beside those that are to come */
    RETRY_AFTER_MS = 50,  /* when there are no descriptors left */
};

struct leat__knock {
    struct leat_runtime *runtime;
    struct leat_socket *socket;
    struct leat_alarm *alarm;
    struct leat__knock *next;
    size_t length;
    uint8_t bytes[LEAT__HELLO_MAX];
};

/* Forgets the connection; its socket is somebody else's by now, or closed. */
static void forget(struct leat__knock *knock)
{
    struct leat_runtime *runtime = knock->runtime;
    struct leat__knock **at = &runtime->knocks;

    while (*at != knock)
        at = &(*at)->next;
    *at = knock->next;
    runtime->knock_count--;
    runtime->io->alarm_free(knock->alarm);
    free(knock);
}

static void turn_away(struct leat__knock *knock, const char *why)
{
    fprintf(stderr, "warning: closed a connection to %s: %s\n", knock->runtime->address, why);
    knock->runtime->io->close(knock->socket);
    forget(knock);
}

/* Which of our links it is; or NULL, and *why. */
static struct leat__in_link *find_link(struct leat_runtime *runtime, const struct leat__hello *hello, const char **why)
{
    const struct leat_channel_info *channel;
    struct leat__in_link *link;

    *why = "its hello is from another deployment";
    if (hello->deployment != runtime->deployment)
        return NULL;
    *why = "its hello names a channel that does not end here";
    if (hello->channel >= runtime->program->channel_count)
        return NULL;
    channel = &runtime->program->channels[hello->channel];
    if (channel->to != runtime->location->id || strncmp(hello->name, channel->name, 255) != 0)
        return NULL;
    *why = "its hello has another element type";
    if (hello->type_hash != channel->type_hash)
        return NULL;
    *why = "its hello names a sender that this channel does not have";
    if (hello->from != channel->from || hello->member >= runtime->ins[channel->id].count)
        return NULL;
    *why = "its hello names a sender that is connected already";
    link = (struct leat__in_link *)runtime->ins[channel->id].peers[hello->member].link;
    return link->link.socket || link->link.closed ? NULL : link;
}

static void let_in(struct leat__knock *knock)
{
    struct leat__hello hello;
    struct leat__in_link *link;
    const char *why;

    leat__hello_read(knock->bytes, &hello);
    link = find_link(knock->runtime, &hello, &why);
    if (!link) {
        turn_away(knock, why);
        return;
    }
    link->link.base = link->link.control = knock->length;
    leat__in_attach(link, knock->socket);
    forget(knock);
}

static void on_bytes(void *owner, unsigned events)
{
    struct leat__knock *knock = owner;
    const char *why = "it closed before its hello was whole";
    size_t length;
    ptrdiff_t count;

    (void)events;
    /* Only as much as the hello is known to have: what follows is the link's. */
    while ((length = leat__hello_length(knock->bytes, knock->length, &why)) > knock->length) {
        count = knock->runtime->io->read(knock->socket, knock->bytes + knock->length, length - knock->length);
        if (count == -EAGAIN)
            return;
        if (count <= 0) {
            turn_away(knock, why);
            return;
        }
        knock->length += (size_t)count;
    }
    if (length == 0)
        turn_away(knock, why);
    else
        let_in(knock);
}

static void on_silence(void *owner)
{
    turn_away(owner, "it has not said hello in time");
}

static void take(struct leat_runtime *runtime, struct leat_socket *socket)
{
    struct leat__knock *knock = leat__rt_alloc(1, sizeof *knock);

    knock->runtime = runtime;
    knock->socket = socket;
    knock->alarm = runtime->io->alarm_new(runtime->io, on_silence, knock);
    knock->next = runtime->knocks;
    runtime->knocks = knock;
    runtime->knock_count++;
    runtime->io->hand_over(socket, on_bytes, knock);
    runtime->io->expect_bulk(socket);
    runtime->io->alarm_set(knock->alarm, runtime->options.hello_timeout);
    runtime->io->watch(socket, LEAT__READABLE);
}

static void on_connection(void *owner, unsigned events)
{
    struct leat_runtime *runtime = owner;
    struct leat_socket *socket;
    size_t most = runtime->in_count + STRANGERS_MOST;
    int error;

    (void)events;
    while ((error = runtime->io->accept(runtime->listener, on_bytes, NULL, &socket)) == 0) {
        if (runtime->knock_count < most) {
            take(runtime, socket);
            continue;
        }
        fprintf(stderr, "warning: closed a connection to %s: %zu others have not said hello yet\n", runtime->address,
                most);
        runtime->io->close(socket);
    }
    if (error == -EAGAIN)
        return;
    /* It would be ready again at once: give others time to close. */
    fprintf(stderr, "warning: %s cannot take a connection now: %s\n", runtime->address, strerror(-error));
    runtime->io->watch(runtime->listener, 0);
    runtime->io->alarm_set(runtime->accept_alarm, RETRY_AFTER_MS);
}

static void listen_again(void *owner)
{
    leat__accept_open(owner);
}

void leat__accept_start(struct leat_runtime *runtime, const char *rendezvous, uint32_t id)
{
    const char *slash = strrchr(rendezvous, '/');
    size_t directory = slash ? (size_t)(slash - rendezvous) + 1 : strlen("unix:");
    size_t size = directory + 32;
    int error;

    runtime->address = leat__rt_alloc(1, size);
    snprintf(runtime->address, size, "%.*s%u-%08" PRIx32, (int)directory, rendezvous, id,
             (uint32_t)runtime->io->random(runtime->io));
    error = runtime->io->listen(runtime->io, runtime->address, on_connection, runtime, &runtime->listener);
    if (error)
        leat__end_wrong_start(runtime, "cannot listen at %s: %s", runtime->address, strerror(-error));
    runtime->accept_alarm = runtime->io->alarm_new(runtime->io, listen_again, runtime);
}

void leat__accept_open(struct leat_runtime *runtime)
{
    runtime->io->watch(runtime->listener, LEAT__READABLE);
}
