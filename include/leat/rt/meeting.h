/*
 * meeting.h: a join of two inputs that both end. The rows of both are gathered; when one input has ended (of two that have:
 * the one with fewer rows), its rows are indexed, and the others look them up.
 *
 * Where there are many, rows are gathered in parts, by the high bits of their keys' hashes. A part is indexed when its
 * turn comes to be looked up, so that what is looked up lies in the caches.
 *
 * Functions that are inlined get the sides' row sizes, hashes and equalities: each use is specialised.
 */
#ifndef LEAT_RT_MEETING_H
#define LEAT_RT_MEETING_H

#include "flat.h"

enum { LEAT_PARTS_MOST = 256 };

/* A part's rows lie in pieces, which are a list; a row's number is that of its piece, times the rows of one, and its place there. */
struct leat_part {
    uint32_t at, end;             /* where the next row goes, and where its piece ends */
    uint32_t first_piece, pieces; /* the list, and how long it is */
};

struct leat_gathered {
    char *rows;
    size_t room;          /* bytes of `rows` */
    uint32_t piece_count, piece_shift; /* a piece is 1 << piece_shift rows */
    uint32_t *next_piece; /* of each piece that of the same part */
    size_t next_room;     /* pieces that fit */
    struct leat_part parts[LEAT_PARTS_MOST];
    struct leat_keep keep;
};

struct leat_meeting {
    struct leat_gathered sides[2];
    uint32_t part_mask;   /* parts - 1 */
    uint8_t indexed;      /* 1 + the side that is; 0: neither has ended */
    bool is_built;        /* the part that is being looked up is indexed */
    uint32_t part;        /* so many parts are all indexed, and looked up */
    uint32_t at, end;     /* of the piece whose rows look up, those that have not */
    uint32_t piece, passed; /* that piece, and which of its part it is, from 1; 0: none yet */
    /* The index: of a hash the newest row, and of each row the one before it that has its key. Rows are counted from 1. */
    void *slots; /* struct leat_table_slot; of keys that are integers, which are as soon compared as their hashes: uint32_t, the rows */
    size_t slot_count, slot_size;
    uint64_t slot_shift;  /* a row's slot is its hash >> slot_shift, cut to the slots: of hashes in one part the bits that differ */
    bool of_one_part;     /* the slots are those of the part whose turn it is: what comes later looks nothing up */
    uint32_t *before;
    size_t before_count;
};

/* What is not inlined gets this. */
struct leat_meeting_type {
    size_t row_size[2];
    uint32_t (*hash[2])(const void *row);
};

/* The part where the next row with this hash goes has room for it. At most 2^31 rows a side; then the process ends with a message. */
void leat_meeting_make_room(struct leat_meeting *meeting, const struct leat_meeting_type *type, int side, uint32_t hash);

bool leat_meeting_right_is_smaller(const struct leat_meeting *meeting);

/* A side has ended, and is the one to be indexed: makes room for that. Where both have, for one part at a time. */
void leat_meeting_begin(struct leat_meeting *meeting, int side, bool both_ended, size_t slot_size);

/* The slots are for the part whose turn it is. */
void leat_meeting_begin_part(struct leat_meeting *meeting);

/* The next piece of the part whose turn it is, of the side that looks up: [at, end); false: there is no more. */
bool leat_meeting_next_piece(struct leat_meeting *meeting);

/* Forgets all: for the next tick. */
void leat_meeting_clear(struct leat_meeting *meeting);
void leat_meeting_release_side(struct leat_meeting *meeting, int side);
void leat_meeting_release(struct leat_meeting *meeting);

static inline uint32_t leat_meeting_part_of(const struct leat_meeting *meeting, uint32_t hash)
{
    return hash >> 24 & meeting->part_mask;
}

/* Whether this side is one that looks up, and all that a row with this hash can meet is indexed. */
static inline bool leat_meeting_is_open(const struct leat_meeting *meeting, uint32_t hash)
{
    return leat_meeting_part_of(meeting, hash) < meeting->part;
}

/* The same of all rows. */
static inline bool leat_meeting_is_all_open(const struct leat_meeting *meeting)
{
    return meeting->part > meeting->part_mask;
}

/* A new row, which the caller fills. */
LEAT_ALWAYS_INLINE void *leat_meeting_add(struct leat_meeting *meeting, const struct leat_meeting_type *type, int side, size_t row_size,
                                          uint32_t hash)
{
    struct leat_gathered *mine = &meeting->sides[side];
    struct leat_part *part = &mine->parts[leat_meeting_part_of(meeting, hash)];

    if (__builtin_expect(part->at == part->end, 0)) {
        leat_meeting_make_room(meeting, type, side, hash);
        part = &mine->parts[leat_meeting_part_of(meeting, hash)];
    }
    return mine->rows + (size_t)part->at++ * row_size;
}

/* Room for `more` rows, which the caller fills; NULL: these come one by one, as they may look up or be parted. */
void *leat_meeting_more(struct leat_meeting *meeting, int side, size_t row_size, size_t more);

/*
 * The indexed side as it is looked up: a copy, made before a loop. What the loop leads to may write anywhere but there, so that
 * compilers keep it in registers.
 */
struct leat_meeting_index {
    const void *slots;
    const uint32_t *before;
    const char *rows;
    size_t mask;                    /* slots - 1 */
    uint64_t slot_shift;
};

static inline struct leat_meeting_index leat_meeting_index_of(const struct leat_meeting *meeting, int side)
{
    return (struct leat_meeting_index){meeting->slots, meeting->before, meeting->sides[side].rows, meeting->slot_count - 1,
                                       meeting->slot_shift};
}

static inline size_t leat_meeting_slot(const struct leat_meeting_index *index, uint32_t hash)
{
    uint64_t shift = index->slot_shift;

    __asm__("" : "+r"(shift)); /* as in flat.h */
    return (uint64_t)hash >> shift & index->mask;
}

/* The newest row with this key that is entered where `at` is, or 0. `slot_size` says what slots are. */
LEAT_ALWAYS_INLINE bool leat_meeting_is_at(const void *slots, size_t slot_size, size_t at, uint32_t hash, uint32_t *entry)
{
    const struct leat_table_slot *slot = (const struct leat_table_slot *)slots + at;

    if (slot_size == sizeof(uint32_t)) {
        *entry = ((const uint32_t *)slots)[at];
        return true;
    }
    *entry = slot->entry;
    return slot->hash == hash;
}

/* Indexes the rows of one side in the part whose turn it is. */
LEAT_ALWAYS_INLINE void leat_meeting_index_part(struct leat_meeting *meeting, int side, size_t row_size, size_t slot_size,
                                                uint32_t (*hash_of)(const void *row), bool (*equal)(const void *row, const void *key),
                                                const void *(*key_of)(const void *row))
{
    const struct leat_gathered *mine = &meeting->sides[side];
    const struct leat_part *part = &mine->parts[meeting->part];
    const struct leat_meeting_index index = leat_meeting_index_of(meeting, side);
    void *const slots = meeting->slots;
    uint32_t *const before = meeting->before;
    uint32_t piece = part->first_piece;

    leat_meeting_begin_part(meeting);
    for (uint32_t i = 0; i < part->pieces; i++, piece = mine->next_piece[piece]) {
        const uint32_t begin = piece << mine->piece_shift;
        const uint32_t end = i + 1 == part->pieces ? part->at : begin + ((uint32_t)1 << mine->piece_shift);

        for (uint32_t number = begin; number < end; number++) {
            const char *row = index.rows + number * row_size;
            const uint32_t hash = hash_of(row);
            size_t at = leat_meeting_slot(&index, hash);
            uint32_t entry;

            for (;; at = (at + 1) & index.mask) {
                const bool may_be = leat_meeting_is_at(slots, slot_size, at, hash, &entry);

                if (!entry || (may_be && equal(index.rows + (size_t)(entry - 1) * row_size, key_of(row))))
                    break;
            }
            before[number] = entry;
            if (slot_size == sizeof(uint32_t))
                ((uint32_t *)slots)[at] = number + 1;
            else
                ((struct leat_table_slot *)slots)[at] = (struct leat_table_slot){hash, number + 1};
        }
    }
    meeting->is_built = true;
}

/*
 * The row that came before one of the same key. Where a key occurs often that is the next one in memory: as a guess, which the
 * processor checks later, and not as a number that has to be loaded first.
 */
static inline uint32_t leat_meeting_before(const struct leat_meeting_index *index, uint32_t row)
{
    const uint32_t before = index->before[row - 1];
    uint32_t guess = row - 1;

    __asm__("" : "+r"(guess)); /* so that compilers do not know that it is `before`, and take that in both cases */
    if (__builtin_expect(before == row - 1, 1))
        return guess;
    __asm__ volatile(""); /* nor make a choice without a jump of it, which would wait for both */
    return before;
}

/* It has few rows, all in one part, so that they are soon indexed, and lie in the caches. */
static inline bool leat_meeting_is_small(const struct leat_meeting *meeting)
{
    return meeting->part_mask == 0;
}

/* The newest row with this key, counted from 1; 0: none. */
LEAT_ALWAYS_INLINE uint32_t leat_meeting_find(const struct leat_meeting_index *index, size_t row_size, size_t slot_size, uint32_t hash,
                                              const void *key, bool (*equal)(const void *row, const void *key))
{
    uint32_t entry;

    for (size_t at = leat_meeting_slot(index, hash);; at = (at + 1) & index->mask) {
        const bool may_be = leat_meeting_is_at(index->slots, slot_size, at, hash, &entry);

        if (!entry || (may_be && equal(index->rows + (size_t)(entry - 1) * row_size, key)))
            return entry;
    }
}

#endif
