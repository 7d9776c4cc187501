/* session.c: the open sessions of leat_fold_session(). */
#include "leat/rt/session.h"

#include <inttypes.h>

#include "arena.h"
#include "leat/rt/heap.h"
#include "leat/rt/run.h"

enum { KEYS_KEPT = 64 }; /* so few keys without sessions are not swept */
#define SESSIONS_MOST ((size_t)1 << 31)

/* Each session has one entry. Its end may have grown since, never shrunk: leat_sessions_next() puts that right. */
struct due {
    int64_t end; /* first: leat_sessions_pass() looks at it */
    uint64_t opened;
    uint32_t session;
};

/* The root is the last in this order: the earliest end. */
static int compare_due(const void *a, const void *b, void *context)
{
    const struct due *x = a, *y = b;

    (void)context;
    if (x->end != y->end)
        return x->end < y->end ? 1 : -1;
    return (x->opened < y->opened) - (x->opened > y->opened);
}

void leat_sessions_start(struct leat_sessions *sessions, leat_session spec, const char *site)
{
    if (spec.gap <= 0 || spec.gap > LEAT_TIME_MOST)
        leat_run_fail("%s: the gap between sessions is at least 1; here it is %" PRId64, site, spec.gap);
    if (spec.lateness < 0 || spec.lateness > LEAT_TIME_MOST)
        leat_run_fail("%s: the lateness of a session is at least 0; here it is %" PRId64, site, spec.lateness);
    sessions->spec = spec;
    sessions->mark = LEAT_MARK_LEAST;
}

static void *record_of(const struct leat_sessions *sessions, uint32_t session, size_t record_size)
{
    return sessions->records.data + (session - 1) * record_size;
}

static uint32_t take_slot(struct leat_sessions *sessions, size_t record_size)
{
    uint32_t session = sessions->free;

    if (session) {
        sessions->free = leat_session_at(sessions, session)->older;
        return session;
    }
    if (sessions->slots.count >= SESSIONS_MOST)
        leat_run_fail("there are 2^31 open sessions");
    leat_buffer_push(&sessions->slots, sizeof(struct leat_session_slot));
    memset(leat_buffer_push(&sessions->records, record_size), 0, record_size);
    return (uint32_t)sessions->slots.count;
}

static void give_slot(struct leat_sessions *sessions, uint32_t session)
{
    leat_session_at(sessions, session)->older = sessions->free;
    sessions->free = session;
}

uint32_t leat_sessions_open(struct leat_sessions *sessions, uint32_t *newest, uint32_t older, int64_t time, size_t record_size)
{
    uint32_t session = take_slot(sessions, record_size), newer = older ? leat_session_at(sessions, older)->newer : *newest;

    /* Without an older one it is behind all there are, or the first. */
    while (!older && newer && leat_session_at(sessions, newer)->older)
        newer = leat_session_at(sessions, newer)->older;
    *leat_session_at(sessions, session) = (struct leat_session_slot){
        .start = time, .end = time + sessions->spec.gap, .opened = ++sessions->opened, .older = older, .newer = newer};
    sessions->live += *newest == 0;
    if (older)
        leat_session_at(sessions, older)->newer = session;
    if (newer)
        leat_session_at(sessions, newer)->older = session;
    else
        *newest = session;
    *(struct due *)leat_buffer_push(&sessions->heap, sizeof(struct due)) =
        (struct due){time + sessions->spec.gap, sessions->opened, session};
    leat_heap_up(sessions->heap.data, sessions->heap.count, sizeof(struct due), compare_due);
    return session;
}

/* The slot of `session` stands between its neighbours no longer. */
static void unlink_slot(struct leat_sessions *sessions, const struct leat_session_slot *slot)
{
    if (slot->older)
        leat_session_at(sessions, slot->older)->newer = slot->newer;
    if (slot->newer)
        leat_session_at(sessions, slot->newer)->older = slot->older;
}

void leat_sessions_merge(struct leat_sessions *sessions, uint32_t *newest, uint32_t session, uint32_t later, size_t record_size)
{
    struct leat_session_slot *slot = leat_session_at(sessions, session), *other = leat_session_at(sessions, later);

    slot->end = other->end;
    if (other->opened < slot->opened)
        slot->opened = other->opened;
    unlink_slot(sessions, other);
    if (*newest == later)
        *newest = session;
    other->gone = true;
    memset(record_of(sessions, later, record_size), 0, record_size);
}

/* The root of the heap leaves it. */
static void pop(struct leat_sessions *sessions)
{
    struct due *heap = (struct due *)(void *)sessions->heap.data;

    heap[0] = heap[--sessions->heap.count];
    leat_heap_down(heap, sessions->heap.count, sizeof *heap, compare_due);
}

uint32_t leat_sessions_next(struct leat_sessions *sessions)
{
    struct due *root = (struct due *)(void *)sessions->heap.data;

    while (sessions->heap.count > 0 && root->end <= sessions->mark) {
        const struct leat_session_slot *slot = leat_session_at(sessions, root->session);

        if (slot->gone) {
            give_slot(sessions, root->session);
            pop(sessions);
        } else if (slot->end == root->end) {
            return root->session;
        } else {
            *root = (struct due){slot->end, slot->opened, root->session};
            leat_heap_down(root, sessions->heap.count, sizeof *root, compare_due);
        }
    }
    return 0;
}

bool leat_sessions_close(struct leat_sessions *sessions, uint32_t session, size_t record_size)
{
    const struct leat_session_slot *slot = leat_session_at(sessions, session);
    bool was_last = !slot->older && !slot->newer;

    unlink_slot(sessions, slot);
    memset(record_of(sessions, session, record_size), 0, record_size);
    pop(sessions);
    give_slot(sessions, session);
    sessions->live -= was_last;
    return was_last;
}

static bool has_session(const void *entry, const void *newest)
{
    uint32_t session;

    memcpy(&session, (const char *)entry + *(const size_t *)newest, sizeof session);
    return session != 0;
}

void leat_sessions_sweep(struct leat_sessions *sessions, size_t entry_size, size_t newest)
{
    if (sessions->keys.count - sessions->live > KEYS_KEPT + sessions->live)
        leat_table_sweep(&sessions->keys, entry_size, has_session, &newest);
}

static void forget_touches(struct leat_sessions *sessions)
{
    leat_buffer_clear(&sessions->touched, sizeof(uint32_t));
    sessions->all_touched = false;
}

void leat_sessions_settle(struct leat_sessions *sessions, const struct leat_descriptor *key, size_t entry_size,
                          const struct leat_descriptor *record, size_t record_size)
{
    const uint32_t *touched = (const uint32_t *)(const void *)sessions->touched.data;

    leat_table_settle(&sessions->keys, key, entry_size);
    if (leat_keep_is_loose(&sessions->keep))
        leat_keep_compact(&sessions->keep, record, sessions->records.data, sessions->records.count, record_size);
    else if (sessions->all_touched)
        for (uint32_t session = 1; session <= sessions->slots.count; session++)
            leat_keep_move(&sessions->keep, record, record_of(sessions, session, record_size));
    else
        for (size_t i = 0; i < sessions->touched.count; i++)
            leat_keep_move(&sessions->keep, record, record_of(sessions, touched[i], record_size));
    forget_touches(sessions);
}

void leat_sessions_clear(struct leat_sessions *sessions, size_t entry_size, size_t record_size)
{
    leat_table_clear(&sessions->keys, entry_size);
    leat_buffer_clear(&sessions->slots, sizeof(struct leat_session_slot));
    leat_buffer_clear(&sessions->records, record_size);
    leat_buffer_clear(&sessions->heap, sizeof(struct due));
    forget_touches(sessions);
    leat_keep_release(&sessions->keep);
    sessions->mark = LEAT_MARK_LEAST;
    sessions->live = sessions->free = 0;
}

void leat_sessions_release(struct leat_sessions *sessions)
{
    leat_table_release(&sessions->keys);
    leat_buffer_release(&sessions->slots);
    leat_buffer_release(&sessions->records);
    leat_buffer_release(&sessions->heap);
    leat_buffer_release(&sessions->touched);
    leat_keep_release(&sessions->keep);
    *sessions = (struct leat_sessions){0};
}
