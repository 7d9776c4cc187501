/*
 * link.h: the connections behind the ends of a channel: one for each sending and each receiving member.
 *
 * link.c makes all of a run's links, dials, and knows what is lost; out.c writes, in.c reads;
 * accept.c finds out which link an incoming connection is.
 */
#ifndef LEAT_RT_LINK_H
#define LEAT_RT_LINK_H

#include "io.h"
#include "leat/rt/channel.h"

struct leat_runtime;

enum {
    LEAT__FRAME_END = 1,
    LEAT__FRAME_CANCEL = 2,
    LEAT__FRAME_HEARTBEAT = 3,
    LEAT__CONTROL_SIZE = 5, /* the word 0xFFFFFFFF, and one of the above */
};
#define LEAT__CONTROL_WORD UINT32_MAX

/*
 * Offsets below count the bytes of the link's whole stream: `base` is that of data[0]. A link has a buffer only while
 * there is something in it, but for a few, which keep theirs: so what a process has of buffers depends on how many channels
 * are busy at once, and not on how many there are.
 */
struct leat_link {
    struct leat_runtime *runtime;
    const struct leat_channel_info *channel;
    uint32_t peer;              /* member of the location at the other end */
    struct leat_socket *socket; /* NULL: not connected yet, or closed */
    bool closed;                /* it was connected, and is done with */
    bool broken;                /* closed before its end, which a lossy channel may be; its counts count no more */
    uint8_t *data; /* NULL: it needs no buffer */
    size_t capacity;
    uint64_t base;
    uint64_t control; /* bytes of the stream so far that are no element frames: hello and control */
    struct leat_link *next, **before; /* of those with buffers */
};

/* The links of one direction that have buffers. */
struct leat__buffered {
    struct leat_link *first;
    size_t count;
};

/*
 * The sending side. [data + written, end of data) waits to be written. The end of data is out->at, until
 * the link is sealed: then it is data + sealed_at, and no frames are added any more. So it is, for a time, while a
 * lossy link is behind.
 */
struct leat__out_link {
    struct leat_link link; /* first */
    struct leat_out *out;
    size_t written;
    size_t sealed_at;
    bool sealed;      /* the end frame is in the data */
    bool blocked;     /* the socket was full: the loop tells when it is not */
    bool over_soft;   /* counted in runtime->over_soft */
    bool finished;    /* all was written, and our direction shut down */
    uint8_t *dropped; /* where frames go once the peer has cancelled, or while it is behind on a lossy channel */
    size_t dropped_capacity;
    bool behind;                        /* frames go there; the data end at sealed_at, until they are taken again */
    uint64_t dropped_count;             /* frames that found the buffer full */
    uint8_t answer[LEAT__CONTROL_SIZE]; /* a control frame of the receiver, as far as it came */
    size_t answer_length;
};

/*
 * The receiving side. [data, data + filled) was read. What is decoded ends at in->at, or, once the link
 * is cancelled, at data + dropped.
 */
struct leat__in_link {
    struct leat_link link; /* first */
    struct leat_in *in;
    size_t filled;
    size_t wanted; /* bytes that the frame at in->at needs, where that is known and they are not there */
    bool at_end;   /* of the stream: the sender has closed, or is gone */
    const char *how_ended; /* if that is no end: in words */
    bool cancelled;
    size_t dropped;
    size_t skip;        /* of the frame that is being dropped: bytes that have not come yet */
    size_t cancel_left; /* bytes of the cancel frame that wait to be written */
};

/* ---- link.c ---- */

/* Makes every end of every channel of this location, once the sizes of the locations are known. */
void leat__links_make(struct leat_runtime *runtime);

/* Connects all sending ends. Everybody listens by now. */
void leat__links_dial(struct leat_runtime *runtime);

/* True when every link has said all and heard all. */
bool leat__links_closed(const struct leat_runtime *runtime);

/* Bytes of element frames sent (into the buffers) and decoded so far; true if nothing waits in a buffer. */
bool leat__links_count(const struct leat_runtime *runtime, uint64_t *sent, uint64_t *received);

void leat__link_close(struct leat_link *link);

/* A buffer of `capacity` bytes for a link that has none. */
void leat__link_take_buffer(struct leat__buffered *links, struct leat_link *link, size_t capacity);

/* What is in it is lost. */
void leat__link_give_buffer(struct leat__buffered *links, struct leat_link *link);

/* Whether an empty buffer is one too many to be kept. */
bool leat__link_has_many(const struct leat__buffered *links);

/* Whether that the peer went away is no failure: the channel is lossy. Then says so, once. */
bool leat__link_may_break(struct leat_link *link, const char *how);

/* "worker/2": the member at the other end. Valid until the next call but one. */
const char *leat__member_name(const struct leat_runtime *runtime, uint32_t location, uint32_t member);

/* Ends the process with 75: the peer went away without its end frame. */
void leat__link_lost(const struct leat_link *link, const char *how) __attribute__((noreturn));

/* Says on standard error how many elements lossy channels have dropped. */
void leat__links_report(struct leat_runtime *runtime);

/* ---- out.c ---- */

/* Takes the connection, puts the hello in front, and watches for answers. */
void leat__out_connect(struct leat__out_link *link, const char *address);

/* Writes what the socket takes; shuts our direction down after the end frame. Gives an empty buffer back. */
void leat__out_flush(struct leat__out_link *link);

/* Frames that were dropped, because the receiver did not keep up. */
uint64_t leat__out_dropped(const struct leat__out_link *link);
size_t leat__out_pending(const struct leat__out_link *link);
uint64_t leat__out_sent(const struct leat__out_link *link);

/* ---- in.c ---- */

/* Takes a connection whose hello was right. */
void leat__in_attach(struct leat__in_link *link, struct leat_socket *socket);

/* Shows the turn what was read. */
void leat__in_open(struct leat__in_link *link);

/*
 * After a turn: nothing views the buffer now. Makes room, drops what is not wanted, closes a link that has
 * ended, ends the process for one that was lost. True if whole frames are left for another turn.
 */
bool leat__in_settle(struct leat__in_link *link);
uint64_t leat__in_received(const struct leat__in_link *link);
bool leat__in_is_empty(const struct leat__in_link *link);

#endif
