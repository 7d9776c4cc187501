/*
 * external.h: clients outside the flow, as the generated code sees them.
 *
 * An external is one listening socket and the connections of its clients. It has one client at a time, or many, each
 * with an id. What a client sent is read in place: it stays where it is until the turn ends.
 */
#ifndef LEAT_RT_EXTERNAL_H
#define LEAT_RT_EXTERNAL_H

#include "../external.h"
#include "channel.h"

struct leat_run;
struct leat_external; /* private to src/rt */

/* What the generator knows of an external. Ids number the externals of a flow from 0. */
struct leat_external_info {
    const char *name;
    const char *address;   /* "tcp:127.0.0.1:0", "unix:PATH" */
    const char *port_file; /* where the port is written, and a newline, once it listens; or NULL */
    const char *file;      /* of the call that made it */
    int line;
    uint32_t id;
    uint32_t location; /* id of the process that it belongs to */
    enum leat_framing framing;
    bool many;
    bool ends_with_client; /* of one client: when it has finished sending, the source has ended */
    bool has_source;       /* else what comes is read and dropped */
    bool has_events;
    uint32_t senders;  /* operators that send to its clients */
    uint64_t budget;   /* of many: bytes that may wait for one client */
    uint64_t patience; /* milliseconds without taking a byte, while others wait for it */
    uint64_t linger;   /* milliseconds: for answers to a client that has finished sending */
};

struct leat_external *leat_run_external(struct leat_run *run, uint32_t external);

/* The next element of this turn, and whose it is: the frame without its length, the line without its end, a piece. */
bool leat_external_next(struct leat_external *external, struct leat_frame *frame, uint64_t *client);

/* The element that was given last is none (`why`: static text): its client is closed, with a message. */
void leat_external_malformed(struct leat_external *external, const char *why);

/* The next event of this turn. A client's elements come not before it has joined, and not after it has left. */
bool leat_external_event(struct leat_external *external, leat_client_event *event);

/* True when no element will come; when no event will. */
bool leat_external_ended(const struct leat_external *external);
bool leat_external_events_ended(const struct leat_external *external);

/* Elements (or events) are not wanted any more: what still comes is dropped. */
void leat_external_stop(struct leat_run *run, struct leat_external *external);
void leat_external_events_stop(struct leat_run *run, struct leat_external *external);

/*
 * Opens a frame of `length` bytes to a client and returns where they go; the caller writes all of them at once. Never
 * NULL: what is sent to a client that has left is dropped. Of an external with one client `client` is not looked at,
 * and the turn stands still while more waits for it than the hard mark.
 */
uint8_t *leat_external_frame(struct leat_external *external, uint64_t client, size_t length);

/* The same for a line (its end is added), and for bytes as they are. */
void leat_external_put_line(struct leat_external *external, uint64_t client, leat_str line);
void leat_external_put_bytes(struct leat_external *external, uint64_t client, leat_bytes bytes);

/* One of its senders has ended. When all have, and all is written, clients are told so: their input ends. */
void leat_external_sent(struct leat_external *external);

#endif
