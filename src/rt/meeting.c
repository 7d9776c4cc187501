/* meeting.c: room, parts and the end of leat/rt/meeting.h; what is done for each row is inlined there. */
#include "leat/rt/meeting.h"

#include <stdlib.h>

#include "arena.h"
#include "fail.h"
#include "leat/rt/run.h"
#include "leat/rt/trick.h"
#include "pages.h"

#define ROWS_PARTED ((size_t)1 << 16) /* of both sides: with so many, they are parted */
#define ROWS_MOST ((uint64_t)1 << 31)
#define PIECE_BYTES 4096              /* about; at least 16 rows */
#define BYTES_KEPT ((size_t)1 << 20)  /* by a side or slots that are cleared */

/* ---- gathering ---- */

/* To twice the room at least, as rows may come in many small pieces. */
static void grow_rows(struct leat_gathered *side, size_t least)
{
    const size_t wanted = least > side->room * 2 ? least : side->room * 2;

    if (least <= side->room)
        return;
    side->rows = leat__pages_grow(side->rows, side->room, wanted);
    side->room = wanted;
}

/* At the first row. Returns the bytes of a piece. */
static size_t size_pieces(struct leat_gathered *side, size_t row_size)
{
    if (side->piece_count == 0) {
        side->piece_shift = 4;
        while (((size_t)2 << side->piece_shift) * row_size <= PIECE_BYTES)
            side->piece_shift++;
    }
    return leat__array_size((size_t)1 << side->piece_shift, row_size);
}

static void grow_pieces(struct leat_gathered *side, size_t row_size)
{
    size_t piece_bytes = size_pieces(side, row_size), wanted;

    if (((uint64_t)side->piece_count + 1) << side->piece_shift > ROWS_MOST)
        leat_run_fail("a join has too many rows: it holds 2^31 of each side");
    if (side->piece_count == side->next_room) {
        wanted = side->next_room ? side->next_room * 2 : 4;
        side->next_piece = realloc(side->next_piece, leat__array_size(wanted, sizeof *side->next_piece));
        if (!side->next_piece)
            leat__fail_memory(wanted * sizeof *side->next_piece);
        side->next_room = wanted;
    }
    grow_rows(side, leat__array_size(side->piece_count + 1, piece_bytes));
}

static void add_piece(struct leat_gathered *side, struct leat_part *part, size_t row_size)
{
    uint32_t last = (part->end >> side->piece_shift) - 1;

    grow_pieces(side, row_size);
    if (part->pieces++ == 0)
        part->first_piece = side->piece_count;
    else
        side->next_piece[last] = side->piece_count;
    part->at = side->piece_count << side->piece_shift;
    part->end = part->at + ((uint32_t)1 << side->piece_shift);
    side->piece_count++;
}

/* All that lies in one part is put where it belongs. */
static void part_side(struct leat_meeting *meeting, const struct leat_meeting_type *type, int side)
{
    const size_t row_size = type->row_size[side];
    struct leat_gathered old = meeting->sides[side];
    struct leat_gathered *mine = &meeting->sides[side];

    *mine = (struct leat_gathered){.keep = old.keep};
    for (uint32_t number = 0; number < (old.piece_count ? old.parts[0].at : 0); number++) {
        const char *row = old.rows + number * row_size;
        struct leat_part *part = &mine->parts[leat_meeting_part_of(meeting, type->hash[side](row))];

        if (part->at == part->end)
            add_piece(mine, part, row_size);
        memcpy(mine->rows + (size_t)part->at++ * row_size, row, row_size);
    }
    leat__pages_give(old.rows, old.room);
    free(old.next_piece);
}

static size_t rows_of_one_part(const struct leat_meeting *meeting)
{
    return (size_t)meeting->sides[0].parts[0].at + meeting->sides[1].parts[0].at;
}

void leat_meeting_make_room(struct leat_meeting *meeting, const struct leat_meeting_type *type, int side, uint32_t hash)
{
    struct leat_gathered *mine = &meeting->sides[side];
    struct leat_part *part;

    if (meeting->part_mask == 0 && !meeting->indexed && rows_of_one_part(meeting) >= ROWS_PARTED && !leat_trick_is_off(LEAT_TRICK_PARTS)) {
        meeting->part_mask = LEAT_PARTS_MOST - 1;
        part_side(meeting, type, 0);
        part_side(meeting, type, 1);
    }
    part = &mine->parts[leat_meeting_part_of(meeting, hash)];
    if (part->at == part->end)
        add_piece(mine, part, type->row_size[side]);
}

void *leat_meeting_more(struct leat_meeting *meeting, int side, size_t row_size, size_t more)
{
    struct leat_gathered *mine = &meeting->sides[side];
    struct leat_part *part = &mine->parts[0];
    uint32_t first = part->at;
    size_t piece_bytes;

    if (meeting->indexed || meeting->part_mask > 0 || rows_of_one_part(meeting) + more >= ROWS_PARTED)
        return NULL;
    piece_bytes = size_pieces(mine, row_size);
    grow_rows(mine, leat__array_size(((first + more - 1) >> mine->piece_shift) + 1, piece_bytes));
    while (part->end - first < more)
        add_piece(mine, part, row_size);
    part->at = first + (uint32_t)more;
    return mine->rows + first * row_size;
}

/* ---- looking up ---- */

/* Counted when it is asked for, not row by row. */
static size_t rows_of_part(const struct leat_gathered *side, size_t i)
{
    const struct leat_part *part = &side->parts[i];

    if (part->pieces == 0)
        return 0;
    return ((size_t)(part->pieces - 1) << side->piece_shift) + part->at - (part->end - ((size_t)1 << side->piece_shift));
}

static size_t rows_of(const struct leat_meeting *meeting, int side)
{
    size_t rows = 0;

    for (size_t i = 0; i <= meeting->part_mask; i++)
        rows += rows_of_part(&meeting->sides[side], i);
    return rows;
}

static size_t rows_of_largest_part(const struct leat_gathered *side)
{
    size_t largest = 0;

    for (size_t i = 0; i < LEAT_PARTS_MOST; i++)
        if (rows_of_part(side, i) > largest)
            largest = rows_of_part(side, i);
    return largest;
}

bool leat_meeting_right_is_smaller(const struct leat_meeting *meeting)
{
    return rows_of(meeting, 1) < rows_of(meeting, 0);
}

/* At most two thirds of the slots are in use. */
static void make_slots(struct leat_meeting *meeting, size_t rows, size_t slot_size)
{
    const uint32_t skip = meeting->of_one_part ? 8 : 0; /* the bits that are the part */
    uint32_t bits = 4;

    while (((size_t)2 << bits) < 3 * rows)
        bits++;
    if (meeting->slot_count == (size_t)1 << bits) {
        memset(meeting->slots, 0, meeting->slot_count * meeting->slot_size);
    } else {
        leat__pages_give(meeting->slots, meeting->slot_count * meeting->slot_size);
        meeting->slot_count = (size_t)1 << bits;
        meeting->slot_size = slot_size; /* always the same */
        meeting->slots = leat__pages_take(leat__array_size(meeting->slot_count, meeting->slot_size));
    }
    meeting->slot_shift = 32 - bits > skip ? 32 - bits - skip : 0;
}

void leat_meeting_begin(struct leat_meeting *meeting, int side, bool both_ended, size_t slot_size)
{
    const struct leat_gathered *mine = &meeting->sides[side];

    meeting->of_one_part = both_ended && meeting->part_mask > 0;
    make_slots(meeting, meeting->of_one_part ? rows_of_largest_part(mine) : rows_of(meeting, side), slot_size);
    if (meeting->before_count < (size_t)mine->piece_count << mine->piece_shift) {
        leat__pages_give(meeting->before, meeting->before_count * sizeof *meeting->before);
        meeting->before_count = (size_t)mine->piece_count << mine->piece_shift;
        meeting->before = leat__pages_take_dirty(leat__array_size(meeting->before_count, sizeof *meeting->before));
    }
    meeting->indexed = (uint8_t)(side + 1);
    meeting->is_built = false;
    meeting->part = meeting->at = meeting->end = meeting->passed = 0;
}

void leat_meeting_begin_part(struct leat_meeting *meeting)
{
    if (meeting->of_one_part && meeting->part > 0)
        memset(meeting->slots, 0, meeting->slot_count * meeting->slot_size);
}

bool leat_meeting_next_piece(struct leat_meeting *meeting)
{
    const struct leat_gathered *other = &meeting->sides[2 - meeting->indexed];
    const struct leat_part *part = &other->parts[meeting->part];
    const uint32_t rows = (uint32_t)1 << other->piece_shift;

    if (meeting->passed > 0) { /* more may have come to the piece meanwhile */
        const uint32_t end = meeting->passed == part->pieces ? part->at : (meeting->piece << other->piece_shift) + rows;

        if (meeting->end < end) {
            meeting->end = end;
            return true;
        }
    }
    if (meeting->passed == part->pieces) {
        meeting->passed = 0;
        return false;
    }
    meeting->piece = meeting->passed == 0 ? part->first_piece : other->next_piece[meeting->piece];
    meeting->passed++;
    meeting->at = meeting->piece << other->piece_shift;
    meeting->end = meeting->passed == part->pieces ? part->at : meeting->at + rows;
    return true;
}

/* ---- the end ---- */

void leat_meeting_release_side(struct leat_meeting *meeting, int side)
{
    struct leat_gathered *mine = &meeting->sides[side];

    if (!mine->rows)
        return;
    leat__pages_give(mine->rows, mine->room);
    free(mine->next_piece);
    leat_keep_release(&mine->keep);
    *mine = (struct leat_gathered){.piece_shift = mine->piece_shift, .keep = mine->keep};
}

void leat_meeting_release(struct leat_meeting *meeting)
{
    for (int side = 0; side < 2; side++)
        leat_meeting_release_side(meeting, side);
    leat__pages_give(meeting->slots, meeting->slot_count * meeting->slot_size);
    leat__pages_give(meeting->before, meeting->before_count * sizeof *meeting->before);
    meeting->slots = NULL;
    meeting->before = NULL;
    meeting->slot_count = meeting->before_count = 0;
}

void leat_meeting_clear(struct leat_meeting *meeting)
{
    const size_t parts = meeting->part_mask + 1;

    for (int side = 0; side < 2; side++) {
        struct leat_gathered *mine = &meeting->sides[side];

        if (mine->room > BYTES_KEPT || parts > 1)
            leat_meeting_release_side(meeting, side);
        mine->piece_count = 0;
        memset(mine->parts, 0, parts * sizeof *mine->parts);
        leat_keep_release(&mine->keep);
    }
    if (meeting->slot_count * meeting->slot_size > BYTES_KEPT) {
        leat__pages_give(meeting->slots, meeting->slot_count * meeting->slot_size);
        leat__pages_give(meeting->before, meeting->before_count * sizeof *meeting->before);
        meeting->slots = NULL;
        meeting->before = NULL;
        meeting->slot_count = meeting->before_count = 0;
    }
    meeting->part_mask = meeting->part = meeting->indexed = 0;
}
