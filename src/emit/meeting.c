/*
 * meeting.c: leat_join of two inputs that end (lower/meet.c): a leat_meeting of leat/rt/meeting.h, and what is specialised
 * for the types of its rows.
 */
#include "emit/families.h"

static const char *const sides[2] = {"left", "right"};

static const struct leat_descriptor *key_of(const struct leat__vertex *vertex)
{
    return leat__member_descriptor(vertex->inputs.items[0]->type->descriptor, "key");
}

/* What a slot is: leat_meeting_is_at(). */
static bool has_rows_only(const struct leat__vertex *vertex)
{
    return key_of(vertex)->kind >= LEAT_TYPE_BOOL && key_of(vertex)->kind <= LEAT_TYPE_U64;
}

static const char *slot_of(const struct leat__vertex *vertex)
{
    return has_rows_only(vertex) ? "uint32_t" : "struct leat_table_slot";
}

/* Where slots have only the row, its key is all that tells rows apart; else keys that are their hash need no look. */
static void put_equal(struct leat__emitter *e, const struct leat__vertex *vertex, const char *suffix, const char *type)
{
    if (!has_rows_only(vertex)) {
        leat__put_entry_equal_of(e, vertex, suffix, key_of(vertex), type, ".key");
        return;
    }
    leat__put(e, "static inline bool %s_%s(const void *leat_entry, const void *leat_key)\n{\n", vertex->name, suffix);
    leat__put(e, "    const __typeof__(((%s *)0)->key) *b = leat_key;\n\n    return ((const %s *)leat_entry)->key == *b;\n}\n\n", type, type);
}

/*
 * Hash, key and equality of the rows of a side. The hash is another than that by which tables find the key: what comes part by part
 * would fill a table that grows from one end, and each entry be looked for behind all before it.
 */
static void put_row_functions(struct leat__emitter *e, const struct leat__vertex *vertex, uint32_t side)
{
    const char *name = vertex->name, *type = leat__input_type(vertex, side);
    struct leat__text equal = {0};

    leat__put(e, "static inline uint32_t %s_hash_%s(const void *leat_row)\n{\n    return (uint32_t)(", name, sides[side]);
    leat__text_printf(&equal, "((const %s *)leat_row)->key", type);
    if (has_rows_only(vertex))
        leat__put(e, "leat_hash_part((uint64_t)%s)", leat__text_string(&equal));
    else
        leat__put_hash_of(e, key_of(vertex), leat__text_string(&equal));
    leat__text_release(&equal);
    leat__put(e, " >> 32);\n}\n\nstatic inline const void *%s_key_%s(const void *leat_row)\n{\n    return &((const %s *)leat_row)->key;\n}\n\n", name,
              sides[side], type);
    leat__text_printf(&equal, "equal_%s", sides[side]);
    put_equal(e, vertex, leat__text_string(&equal), type);
    leat__text_release(&equal);
}

/* One row of a side, and all that it meets of the other, whose rows are indexed. */
void leat__put_meet_head(struct leat__emitter *e, const struct leat__vertex *vertex, uint32_t side)
{
    leat__put(e, "static inline void %s_meet_%s(struct %s *self, const struct leat_meeting_index *indexed, %s x)", vertex->name, sides[1 - side],
              leat__state_struct(e, vertex->unit), leat__input_type(vertex, side));
}

void leat__put_meet_all(struct leat__emitter *e, const struct leat__vertex *vertex, uint32_t side)
{
    leat__put(e, "%s_meet_%s(self, &indexed, ", vertex->name, sides[1 - side]);
}

static void put_meet(struct leat__emitter *e, const struct leat__vertex *vertex, uint32_t side)
{
    const char *name = vertex->name, *other = leat__input_type(vertex, 1 - side);

    leat__put_meet_head(e, vertex, side);
    leat__put(e, "\n{\n");
    leat__put(e, "    const %s *theirs = (const %s *)indexed->rows;\n    uint32_t at = leat_meeting_find(indexed, sizeof *theirs, sizeof(%s), %s_hash_%s(&x), &x.key, %s_equal_%s);\n\n",
              other, other, slot_of(vertex), name, sides[side], name, sides[1 - side]);
    leat__put(e, "    for (; at > 0; at = leat_meeting_before(indexed, at)) {\n        const %s y = %s_of(x.key, %s);\n\n",
              leat__c_name(vertex->type->text), name, side == 0 ? "x.value, theirs[at - 1].value" : "theirs[at - 1].value, x.value");
    leat__put_consumers(e, vertex, "self", "y", 2);
    leat__put(e, "    }\n}\n\n");
}

static void put_push(struct leat__emitter *e, const struct leat__vertex *vertex, uint32_t side)
{
    const char *name = vertex->name, *type = leat__input_type(vertex, side);
    const struct leat_descriptor *descriptor = vertex->inputs.items[side]->type->descriptor;

    leat__open_push(e, vertex, side == 0 ? "" : "_second", "self", "x");
    leat__put(e, "    const uint32_t hash = %s_hash_%s(&x);\n", name, sides[side]);
    if (!vertex->tick)
        leat__put(e, "    if (leat_meeting_is_open(&self->%s, hash)) {\n        const struct leat_meeting_index indexed = leat_meeting_index_of(&self->%s, %u);\n\n"
                     "        %s_meet_%s(self, &indexed, x);\n        return;\n    }\n", name, name, 1 - side, name, sides[1 - side]);
    leat__put(e, "\n    %s *row = leat_meeting_add(&self->%s, &%s_rows, %u, sizeof *row, hash);\n\n    *row = x;\n", type, name, name, side);
    if (!vertex->tick && leat_type_has_views(descriptor))
        leat__put(e, "    leat_keep_move(&self->%s.sides[%u].keep, %s, row);\n", name, side, leat__descriptor_of(e, descriptor));
    leat__put(e, "}\n\n");
}

void leat__emit_meeting(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put_title(e, vertex);
    leat__put_pair_function(e, vertex);
    for (uint32_t side = 0; side < 2; side++)
        put_row_functions(e, vertex, side);
    leat__put(e, "static const struct leat_meeting_type %s_rows = {{sizeof(%s), sizeof(%s)}, {%s_hash_left, %s_hash_right}};\n\n", name,
              leat__input_type(vertex, 0), leat__input_type(vertex, 1), name, name);
    for (uint32_t side = 0; side < 2; side++) {
        put_meet(e, vertex, side);
        put_push(e, vertex, side);
    }
}

/* The rows that a side has gathered look the other one up, part by part; outside of ticks in chunks, a chunk a turn. */
static void put_look_up(struct leat__emitter *e, const struct leat__vertex *vertex, uint32_t side)
{
    const char *name = vertex->name, *type = leat__input_type(vertex, side), *theirs = sides[1 - side];

    leat__put(e, "static %s %s_look_up_%s(struct %s *self%s)\n{\n    struct leat_meeting *meeting = &self->%s;\n", vertex->tick ? "void" : "bool", name,
              theirs, leat__state_struct(e, vertex->unit), vertex->tick ? "" : ", struct leat_run *run", name);
    if (!vertex->tick)
        leat__put(e, "    uint64_t room = 0;\n");
    leat__put(e, "\n    for (; meeting->part <= meeting->part_mask; meeting->part++) {\n        if (!meeting->is_built)\n"
                 "            leat_meeting_index_part(meeting, %u, sizeof(%s), sizeof(%s), %s_hash_%s, %s_equal_%s, %s_key_%s);\n", 1 - side,
              leat__input_type(vertex, 1 - side), slot_of(vertex), name, theirs, name, theirs, name, theirs);
    leat__put(e, "\n        const struct leat_meeting_index indexed = leat_meeting_index_of(meeting, %u);\n\n"
                 "        do {\n            uint32_t at = meeting->at;\n            const uint32_t end = meeting->end;\n\n            for (; at < end; at++) {\n",
              1 - side);
    if (!vertex->tick)
        leat__put(e, "                if (room == 0 && (room = leat_run_chunk(run)) == 0) {\n                    meeting->at = at;\n"
                     "                    return false;\n                }\n                room--;\n");
    leat__put(e, "                %s_meet_%s(self, &indexed, ((const %s *)meeting->sides[%u].rows)[at]);\n            }\n            meeting->at = at;\n"
                 "        } while (leat_meeting_next_piece(meeting));\n        meeting->is_built = false;\n    }\n", name, theirs, type, side);
    if (!vertex->tick)
        leat__put(e, "    leat_meeting_release_side(meeting, %u);\n    return true;\n", side);
    leat__put(e, "}\n\n");
}

void leat__emit_meeting_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    put_look_up(e, vertex, 0);
    put_look_up(e, vertex, 1);
    leat__open_step(e, vertex);
    if (vertex->tick) {
        leat__put(e, "    leat_meeting_begin(&self->%s, leat_meeting_right_is_smaller(&self->%s), true, sizeof(%s));\n    if (self->%s.indexed == 1)\n"
                     "        %s_look_up_left(self);\n    else\n        %s_look_up_right(self);\n}\n\n", name, name, slot_of(vertex), name, name, name);
        return;
    }
    leat__put(e, "    if (!self->%s.indexed) {\n        if (!ended && !second_ended)\n            return false;\n", name);
    leat__put(e, "        leat_meeting_begin(&self->%s, !ended || (second_ended && leat_meeting_right_is_smaller(&self->%s)),\n                           ended && second_ended, sizeof(%s));\n    }\n", name, name, slot_of(vertex));
    leat__put(e, "    leat_run_slice(run);\n    if (!(self->%s.indexed == 1 ? %s_look_up_left(self, run) : %s_look_up_right(self, run)))\n"
                 "        return false;\n    if (ended && second_ended)\n        leat_meeting_release(&self->%s);\n    return ended && second_ended;\n}\n\n",
              name, name, name, name);
}
