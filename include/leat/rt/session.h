/*
 * session.h: the open sessions of leat_fold_session(). A table leads from a key to the newest of its sessions, and each
 * to the one before it; a heap has them by their ends. Sessions are counted from 1, and a number is used again when
 * its session is closed. What is folded lies in `records`, in the form in which it will be given.
 */
#ifndef LEAT_RT_SESSION_H
#define LEAT_RT_SESSION_H

#include "window.h"

struct leat_session_slot {
    int64_t start;
    int64_t end;     /* a gap after its last element */
    uint64_t opened; /* sessions with one end are given in the order of this */
    uint32_t older;  /* of the same key; 0: none. Of a free slot: the next free one */
    uint32_t newer;
    bool gone;       /* an older one has taken it; its slot is free when the heap comes to it */
};

struct leat_sessions {
    leat_session spec;
    int64_t mark;               /* the watermark: what ends here or before is closed */
    uint64_t opened;
    struct leat_table keys;     /* an entry begins with the key, and has the number of its newest session, or 0 */
    uint32_t live;              /* keys that have a session */
    uint32_t free;              /* the first free slot; 0: none */
    struct leat_buffer slots;   /* struct leat_session_slot */
    struct leat_buffer records; /* one for each slot; of a free one zeroed */
    struct leat_buffer heap;    /* one entry for each slot in use */
    struct leat_buffer touched; /* uint32_t: sessions that must settle at the end of the turn */
    bool all_touched;           /* there were more touches than sessions: all settle */
    struct leat_keep keep;      /* what the records view */
};

/* Ends the process with a message that names `site` where the spec makes no sense. */
void leat_sessions_start(struct leat_sessions *sessions, leat_session spec, const char *site);

/* Forgets all elements. What the turn views stays until it ends. */
void leat_sessions_clear(struct leat_sessions *sessions, size_t entry_size, size_t record_size);
void leat_sessions_release(struct leat_sessions *sessions);

/* At the end of a turn: what the keys, and the records that were touched, view moves out of the arena. */
void leat_sessions_settle(struct leat_sessions *sessions, const struct leat_descriptor *key, size_t entry_size,
                          const struct leat_descriptor *record, size_t record_size);

/* A session behind `older` (0: the oldest of its key), with a record that the caller fills. */
uint32_t leat_sessions_open(struct leat_sessions *sessions, uint32_t *newest, uint32_t older, int64_t time, size_t record_size);

/* `later`, whose record the caller has taken into that of `session`, is gone. */
void leat_sessions_merge(struct leat_sessions *sessions, uint32_t *newest, uint32_t session, uint32_t later, size_t record_size);

/* The next session that the watermark has passed; 0: none. It stays until it is closed. */
uint32_t leat_sessions_next(struct leat_sessions *sessions);

/* Closes the session that leat_sessions_next() gave. True: it was the last one of its key. */
bool leat_sessions_close(struct leat_sessions *sessions, uint32_t session, size_t record_size);

/* Takes out the keys without sessions, if they are more than the others; `newest` is where an entry has that. */
void leat_sessions_sweep(struct leat_sessions *sessions, size_t entry_size, size_t newest);

/* The input has ended: all are passed. */
static inline void leat_sessions_end(struct leat_sessions *sessions)
{
    sessions->mark = INT64_MAX;
}

static inline struct leat_session_slot *leat_session_at(const struct leat_sessions *sessions, uint32_t session)
{
    return (struct leat_session_slot *)(void *)sessions->slots.data + (session - 1);
}

static inline bool leat_sessions_closed(const struct leat_sessions *sessions, int64_t time)
{
    return time + sessions->spec.gap <= sessions->mark;
}

/* From `session` on, the first that begins less than a gap after `time`, or before it. */
static inline uint32_t leat_sessions_from(const struct leat_sessions *sessions, uint32_t session, int64_t time)
{
    while (session && leat_session_at(sessions, session)->start - time >= sessions->spec.gap)
        session = leat_session_at(sessions, session)->older;
    return session;
}

/* Whether an element of this time belongs to a session that is open. */
static inline bool leat_sessions_meet(const struct leat_sessions *sessions, uint32_t newest, int64_t time)
{
    uint32_t session = leat_sessions_from(sessions, newest, time);

    return session && leat_session_at(sessions, session)->end > time;
}

/*
 * The session that an element of this time enters, which is opened if need be (*is_new). *later: one that is not apart
 * from it any more, for the caller to merge; or 0.
 */
static inline uint32_t leat_sessions_enter(struct leat_sessions *sessions, uint32_t *newest, int64_t time,
                                           size_t record_size, bool *is_new, uint32_t *later)
{
    uint32_t session = leat_sessions_from(sessions, *newest, time);
    struct leat_session_slot *slot;

    *later = 0;
    *is_new = !session || leat_session_at(sessions, session)->end <= time;
    if (*is_new)
        return leat_sessions_open(sessions, newest, session, time, record_size);
    slot = leat_session_at(sessions, session);
    if (slot->older && leat_session_at(sessions, slot->older)->end > time) {
        *later = session;
        session = slot->older;
        slot = leat_session_at(sessions, session);
    }
    if (time < slot->start)
        slot->start = time;
    if (time + sessions->spec.gap > slot->end)
        slot->end = time + sessions->spec.gap;
    return session;
}

/* What is folded must settle at the end of the turn. */
static inline void leat_sessions_touch(struct leat_sessions *sessions, uint32_t session)
{
    /* A session can be touched any number of times in a turn; the list of touches stays short. */
    if (sessions->touched.count > sessions->slots.count)
        sessions->all_touched = true;
    if (!sessions->all_touched)
        *(uint32_t *)leat_buffer_push(&sessions->touched, sizeof(uint32_t)) = session;
}

/* Moves the watermark on behind an element of this time; whether it may have passed a session. */
static inline bool leat_sessions_pass(struct leat_sessions *sessions, int64_t time)
{
    if (time - sessions->spec.lateness <= sessions->mark)
        return false;
    sessions->mark = time - sessions->spec.lateness;
    return *(const int64_t *)(const void *)sessions->heap.data <= sessions->mark;
}

#endif
