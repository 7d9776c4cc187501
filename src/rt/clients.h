/*
 * clients.h: the clients of an external: what external.c (who comes and goes), client_in.c (what they send) and
 * client_out.c (what they are sent) share.
 */
#ifndef LEAT_RT_CLIENTS_H
#define LEAT_RT_CLIENTS_H

#include "io.h"
#include "leat/rt/external.h"

struct leat_runtime;

/* What a client's alarm was set for. */
enum leat__client_alarm {
    LEAT__ALARM_NONE,
    LEAT__ALARM_PATIENCE, /* others wait for it to read */
    LEAT__ALARM_LINGER,   /* it has finished sending, and answers may still be under way */
    LEAT__ALARM_GOODBYE,  /* all was said to it, and it has not closed */
};

/*
 * The client of an external with one client is there before it has dialled: what is sent meanwhile waits in it.
 * [in + at, in + filled) was read and not yet given out; a turn sees it up to `shown`. [out + written, out + ready)
 * waits to be written.
 */
struct leat__client {
    struct leat_external *external;
    uint64_t id;
    struct leat_socket *socket; /* NULL: it has not dialled yet, or is closed */
    bool dialled;
    bool closed;    /* by us or by it: nothing more will come or go */
    bool at_end;    /* it has finished sending */
    bool finished;  /* it was told that nothing more comes */
    bool told_left; /* the event is in the queue */

    uint8_t *in;
    size_t in_capacity;
    size_t at;
    size_t shown;
    size_t filled;
    size_t sought; /* lines: so far there is no end of one */
    size_t wanted; /* bytes from `at` without which there is nothing to give */

    uint8_t *out;
    size_t out_capacity;
    size_t written;
    size_t ready;
    bool blocked;   /* the socket was full: the loop tells when it is not */
    bool over_soft; /* of one client: counted in runtime->over_soft */

    struct leat_alarm *alarm;
    enum leat__client_alarm alarm_for;
};

struct leat_external {
    struct leat_runtime *runtime;
    const struct leat_external_info *info;
    struct leat_socket *listener; /* NULL: nobody can dial (any more) */
    bool unlinks;                 /* its path, at the end */
    char place[320];              /* "127.0.0.1:41234", or a path: for messages */
    struct leat_alarm *accept_alarm;

    struct leat__client **clients; /* by id */
    size_t count;
    size_t capacity;
    struct leat__client *one; /* of an external with one client: the one that is there, or will be */
    uint64_t next_id;
    size_t turn_at; /* this turn has given out all of the clients before it */
    struct leat__client *given; /* whose element was given last */

    leat_client_event *events;
    size_t event_count;
    size_t event_at;
    size_t events_shown;
    size_t event_capacity;

    uint32_t senders_ended;
    bool live;    /* counted in runtime->live_inputs */
    bool stopped; /* nobody wants what clients send */
    bool events_stopped;
    bool ended;
    bool warned; /* of a turn that waits for somebody to dial */

    uint8_t *dropped; /* where frames for nobody go */
    size_t dropped_capacity;
};

/* ---- external.c ---- */

/* Begins to listen. Ends the process with a message where that cannot be. */
void leat__externals_open(struct leat_runtime *runtime);

/* Before a turn: it sees what was read by now. */
void leat__externals_show(struct leat_runtime *runtime);

/* After a turn, when nothing views the buffers. True if there is something to do for another one. */
bool leat__externals_settle(struct leat_runtime *runtime);
void leat__externals_flush(struct leat_runtime *runtime);

/* The location has ended: says goodbye to all clients. True when they have heard all. */
bool leat__externals_close(struct leat_runtime *runtime);

/* Removes what listens in the file system. For signal handlers too. */
void leat__externals_unlink(const struct leat_runtime *runtime);
void leat__externals_free(struct leat_runtime *runtime);

/* Whether nothing more will be sent to its clients. */
bool leat__external_is_quiet(const struct leat_external *external);

/* Closes a client, with a message on standard error if there is a reason to give. */
void leat__client_drop(struct leat__client *client, const char *format, ...) __attribute__((format(printf, 2, 3)));
void leat__client_close(struct leat__client *client);
void leat__client_set_alarm(struct leat__client *client, enum leat__client_alarm what, uint64_t milliseconds);
void leat__client_clear_alarm(struct leat__client *client);

/* Watches for what can be done with its socket. */
void leat__client_watch(struct leat__client *client);

/* ---- client_in.c ---- */

/* It has dialled. */
void leat__client_begin(struct leat__client *client);

/* Reads what is there, if there is room for it. */
void leat__client_read(struct leat__client *client);

bool leat__client_may_read(const struct leat__client *client);

/* Between turns: makes room. True if something is left to be given. */
bool leat__client_settle(struct leat__client *client);

/* ---- client_out.c ---- */

size_t leat__client_pending(const struct leat__client *client);
void leat__client_flush(struct leat__client *client);

/* Counts it among what holds sources back, or no longer. */
void leat__client_check_soft_mark(struct leat__client *client);

#endif
