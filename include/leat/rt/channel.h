/*
 * channel.h: the two ends of a channel, as the generated code sees them.
 *
 * A channel joins one sending operator to one receiving operator; between each sending and each
 * receiving member it is one byte stream of its own. Frames: a big-endian 32-bit length, then the
 * bincode 1 bytes of one element. The length word 0xFFFFFFFF opens a control frame. docs/protocol.md.
 *
 * Encoding writes straight into the peer's write buffer; decoding reads straight from the read buffer,
 * which stays in place until the turn ends.
 */
#ifndef LEAT_RT_CHANNEL_H
#define LEAT_RT_CHANNEL_H

#include "value.h"

struct leat_run;
struct leat_link; /* the connection behind an end; private to src/rt */

/* What the generator knows of a channel. Ids number the channels of a flow from 0. */
struct leat_channel_info {
    const char *name;
    const char *operation; /* "leat_send_bincode": for messages */
    const char *file;      /* of the sending operator's call */
    int line;
    uint32_t id;
    uint32_t from; /* location ids */
    uint32_t to;
    uint64_t type_hash; /* of the element type's wire form; both ends must agree */
    bool lossy;         /* drop elements rather than wait, and take a broken connection for an end */
    bool on_cycle;      /* sender and receiver can wait for each other: grow to the budget, never suspend */
};

/* One sending end: to one peer. Only `at` and `end` change in generated code. */
struct leat_out {
    uint8_t *at;    /* where the next frame goes */
    uint8_t *end;   /* end of the room; at == end where the slow path must decide */
    bool cancelled; /* the peer wants no more: what is sent is dropped */
    struct leat_link *link;
};

struct leat_outs {
    struct leat_out *peers; /* by member of the receiving location; one for a process */
    uint32_t count;
    bool ended;
};

/*
 * Slow path of leat_out_frame: writes to the socket what it takes, passes soft and hard marks, grows
 * the buffer, and suspends the turn where it stands while the buffer is over its hard mark. Ends the
 * process with a message when `length` is over the largest element, or the budget of a cycle is used up.
 */
uint8_t *leat_out_make_room(struct leat_out *out, size_t length);

/*
 * A length word in a buffer. Not memcpy(): bytes that are stored as characters could be those of any object,
 * of out->at itself too, and the compiler would have to load it again for every element.
 */
struct leat_length_word {
    uint32_t value;
} __attribute__((packed));

/* Opens a frame of `length` bytes and returns where they go; the caller writes all of them at once. */
static inline uint8_t *leat_out_frame(struct leat_out *out, size_t length)
{
    uint8_t *frame;
    uint32_t word = __builtin_bswap32((uint32_t)length);

    if (__builtin_expect((size_t)(out->end - out->at) < length + 4, 0))
        frame = leat_out_make_room(out, length);
    else
        frame = out->at;
    ((struct leat_length_word *)(void *)frame)->value = word;
    out->at = frame + 4 + length;
    return frame + 4;
}

/*
 * Moves the end of the one peer to `place`, in the location's state: what generated code changes at an address
 * that is the same for every element, the compiler keeps in registers. Once, before the first frame.
 */
void leat_outs_place(struct leat_outs *outs, struct leat_out *place);

/* The member that a key's hash chooses, of `count`: by its high bits, which the tables do not look at first. */
static inline uint32_t leat_member_of_hash(uint64_t hash, uint32_t count)
{
    return (uint32_t)((hash >> 32) * count >> 32);
}

/* Sends the end frame to every peer, once. */
void leat_outs_end(struct leat_outs *outs);

/* True when every peer has cancelled. */
bool leat_outs_cancelled(const struct leat_outs *outs);

/* Ends the process: `member` is no index of the receiving cluster. Names the operator's line and the value. */
void leat_outs_bad_member(const struct leat_outs *outs, uint64_t member) __attribute__((noreturn));

/* One receiving end: from one peer. */
struct leat_in {
    const uint8_t *at; /* next frame; [at, end) is read and not yet decoded */
    const uint8_t *end;
    bool ended;       /* the end frame was decoded */
    leat_member sender;
    struct leat_link *link;
};

struct leat_ins {
    struct leat_in *peers; /* by member of the sending location */
    uint32_t count;
    bool cancelled;
};

struct leat_frame {
    const uint8_t *at;
    const uint8_t *end;
};

/* Slow path: a control frame, a bad length, an incomplete frame. True when a whole element frame is there. */
bool leat_in_look(struct leat_in *in, struct leat_frame *frame);

/* The next whole frame of this turn, or false. */
static inline bool leat_in_next(struct leat_in *in, struct leat_frame *frame)
{
    size_t left = (size_t)(in->end - in->at);
    uint32_t word;

    if (left < 4)
        return false;
    memcpy(&word, in->at, 4);
    word = __builtin_bswap32(word);
    if (__builtin_expect(word > left - 4, 0))
        return leat_in_look(in, frame);
    frame->at = in->at + 4;
    frame->end = in->at = in->at + 4 + word;
    return true;
}

/* Ends the process: a frame's bytes are no element (`why`: static text). Names channel, sender and operator. */
void leat_in_malformed(struct leat_in *in, const char *why) __attribute__((noreturn));

/* A turn's way through the frames of one end. A copy, so that it stays in registers; leat_in_look() is told. */
struct leat_frames {
    struct leat_in *in;
    const uint8_t *at;
    const uint8_t *end;
};

static inline struct leat_frames leat_in_frames(struct leat_in *in)
{
    return (struct leat_frames){in, in->at, in->end};
}

/* The slow path of the next one. `looked`: a copy, so that the caller's frame, too, stays in registers. */
static inline bool leat_frames_look(struct leat_frames *frames, struct leat_frame *frame)
{
    struct leat_frame looked;

    frames->in->at = frames->at;
    if (!leat_in_look(frames->in, &looked))
        return false;
    frames->at = frames->in->at;
    *frame = looked;
    return true;
}

/* The next whole frame, or false: then the end is as it was left. Between two, in->at may lag behind. */
static inline bool leat_frames_next(struct leat_frames *frames, struct leat_frame *frame)
{
    size_t left = (size_t)(frames->end - frames->at);
    uint32_t word;

    if (__builtin_expect(left < 4, 0))
        return leat_frames_look(frames, frame);
    memcpy(&word, frames->at, 4);
    word = __builtin_bswap32(word);
    if (__builtin_expect(word > left - 4, 0))
        return leat_frames_look(frames, frame);
    frame->at = frames->at + 4;
    frame->end = frames->at = frames->at + 4 + word;
    return true;
}

/*
 * The same where every element takes `size` bytes, in two loops:
 *
 *     while (leat_frames_more(&frames, size))
 *         do {
 *             struct leat_frame frame = leat_frames_take(&frames, size);
 *             ...
 *         } while (leat_frames_lie_there(&frames, size));
 *
 * Where the next frame begins does not depend on what was read of this one, so that the processor need not wait for it. And
 * the inner loop calls nothing, and does what it does at least once, so that compilers keep in registers what is added up in it.
 */
static inline bool leat_frames_lie_there(const struct leat_frames *frames, size_t size)
{
    return (size_t)(frames->end - frames->at) >= 4 + size &&
           ((const struct leat_length_word *)(const void *)frames->at)->value == __builtin_bswap32((uint32_t)size);
}

/* One that lies there. */
static inline struct leat_frame leat_frames_take(struct leat_frames *frames, size_t size)
{
    const uint8_t *at = frames->at + 4;

    frames->at = at + size;
    return (struct leat_frame){at, at + size};
}

/*
 * Whether another one lies there. Sees to all else before it: control frames, and a frame of another size, which ends the
 * process. False: there is no whole frame, and the end is as it was left. Between two, in->at may lag behind.
 */
static inline bool leat_frames_more(struct leat_frames *frames, size_t size)
{
    struct leat_frame next;

    if (__builtin_expect(leat_frames_lie_there(frames, size), 1))
        return true;
    frames->in->at = frames->at;
    if (!leat_in_look(frames->in, &next))
        return false;
    if ((size_t)(next.end - next.at) != size)
        leat_in_malformed(frames->in, (size_t)(next.end - next.at) < size ? "the frame is too short" : "the frame is too long");
    frames->at = frames->in->at = next.at - 4;
    return true;
}

/* True when every peer has ended. */
bool leat_ins_ended(const struct leat_ins *ins);

/* Tells every peer to stop sending; what still comes is dropped. The end is then taken as come. */
void leat_ins_cancel(struct leat_ins *ins);

#endif
