/*
 * join.c: leat_join: each side keeps its elements by key, and each element meets those of the other side that
 * came before it. The elements of a key are a list through an array of rows, in the order of their coming.
 */
#include "emit/families.h"

/* One side: where its elements are kept, and whom they meet. */
struct side {
    const char *suffix; /* of the push function */
    const char *mine, *theirs;
    uint32_t input;
    const char *row; /* of the other side, as an argument of the quote's function: left value, right value */
};

static const struct side sides[2] = {
    {"", "left", "right", 0, "x.value, theirs[at - 1].value"},
    {"_second", "right", "left", 1, "theirs[at - 1].value, x.value"},
};

/*
 * On the cycle of a fixpoint that waits for all that comes from elsewhere: what comes from there is kept first, and
 * meets nobody; then what goes round looks it up, and need not be kept.
 */
static bool is_built(const struct leat__vertex *vertex, uint32_t input)
{
    const struct leat__vertex *fixpoint = vertex->region;

    return fixpoint && leat__waits_for_all(fixpoint) && vertex->inputs.items[input]->region != fixpoint;
}

static const struct leat_descriptor *key_of(const struct leat__vertex *vertex)
{
    return leat__member_descriptor(vertex->inputs.items[0]->type->descriptor, "key");
}

/* The side that is built first, if its rows can be found by the hash of the key alone; NULL: there is none. */
static const struct side *side_of_rows(const struct leat__vertex *vertex)
{
    if (!leat__is_its_hash(key_of(vertex)))
        return NULL;
    return is_built(vertex, 0) ? &sides[0] : is_built(vertex, 1) ? &sides[1] : NULL;
}

static void put_row_type(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side)
{
    leat__put(e, "struct %s_%s {\n    __typeof__(((%s *)0)->value) value;\n    uint32_t next; /* of the same key; 0: none */\n};\n",
              vertex->name, side->mine, leat__input_type(vertex, side->input));
}

static void put_types(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (side_of_rows(vertex)) {
        put_row_type(e, vertex, side_of_rows(vertex));
        leat__put(e, "\n");
        return;
    }
    leat__put(e, "struct %s_entry {\n    __typeof__(((%s *)0)->key) key;\n    uint32_t first%s; /* rows, counted from 1 */\n};\n",
              vertex->name, leat__input_type(vertex, 0), is_built(vertex, 0) || is_built(vertex, 1) ? "" : ", last");
    for (size_t i = 0; i < 2; i++)
        put_row_type(e, vertex, &sides[i]);
    leat__put(e, "\n");
}

void leat__put_pair_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];

    leat__put(e, "static inline %s %s_of(__typeof__(((%s *)0)->key) %s, __typeof__(((%s *)0)->value) %s, __typeof__(((%s *)0)->value) %s)\n{\n",
              leat__c_name(vertex->type->text), vertex->name, leat__input_type(vertex, 0), quote->parameters[0], leat__input_type(vertex, 0),
              quote->parameters[1], leat__input_type(vertex, 1), quote->parameters[2]);
    leat__put_captures(e, vertex, quote);
    for (size_t i = 0; i < 3; i++)
        leat__put(e, "    (void)%s;\n", quote->parameters[i]);
    leat__put_expression(e, vertex->node, quote, "return ", ";");
    leat__put(e, "}\n\n");
}

/* What is kept beyond the turn moves out of the arena. */
static void put_move(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side, const char *member,
                     const char *value, const char *indent)
{
    const struct leat_descriptor *type = leat__member_descriptor(vertex->inputs.items[side->input]->type->descriptor, member);

    if (!vertex->tick && leat_type_has_views(type))
        leat__put(e, "%sleat_keep_move(&self->%s.%s.keep, %s, &%s);\n", indent, vertex->name, side->mine,
                  leat__descriptor_of(e, type), value);
}

static void put_keep(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side)
{
    const char *name = vertex->name;

    leat__put(e, "static inline void %s_keep_%s(struct %s *self, %s x, uint64_t hash)\n{\n", name, side->mine,
              leat__state_struct(e, vertex->unit), leat__input_type(vertex, side->input));
    if (side_of_rows(vertex) == side) {
        leat__put(e, "    uint32_t next;\n    struct %s_%s *row = leat_rows_add(&self->%s.%s, sizeof *row, hash, &next);\n\n", name, side->mine,
                  name, side->mine);
        leat__put(e, "    row->value = x.value;\n    row->next = next;\n");
        put_move(e, vertex, side, "value", "row->value", "    ");
        leat__put(e, "}\n\n");
        return;
    }
    leat__put(e, "    bool is_new;\n    struct %s_entry *mine = leat_table_enter(&self->%s.%s, sizeof *mine, hash, &x.key, %s_equal, &is_new);\n",
              name, name, side->mine, name);
    leat__put(e, "    struct %s_%s *row = leat_buffer_push(&self->%s.%s_rows, sizeof *row);\n    const uint32_t row_number = (uint32_t)self->%s.%s_rows.count;\n\n",
              name, side->mine, name, side->mine, name, side->mine);
    leat__put(e, "    row->value = x.value;\n");
    put_move(e, vertex, side, "value", "row->value", "    ");
    if (is_built(vertex, side->input)) { /* in whatever order, and nothing but the newest row is touched */
        leat__put(e, "    row->next = is_new ? 0 : mine->first;\n    mine->first = row_number;\n    if (is_new)\n        mine->key = x.key;\n");
        if (leat_type_has_views(leat__member_descriptor(vertex->inputs.items[side->input]->type->descriptor, "key")) && !vertex->tick) {
            leat__put(e, "    if (is_new)\n");
            put_move(e, vertex, side, "key", "mine->key", "        ");
        }
        leat__put(e, "}\n\n");
        return;
    }
    leat__put(e, "    row->next = 0;\n");
    leat__put(e, "    if (is_new) {\n        mine->key = x.key;\n        mine->first = row_number;\n");
    put_move(e, vertex, side, "key", "mine->key", "        ");
    leat__put(e, "    } else {\n        ((struct %s_%s *)self->%s.%s_rows.data)[mine->last - 1].next = row_number;\n    }\n    mine->last = row_number;\n}\n\n",
              name, side->mine, name, side->mine);
}

static void put_pairs(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side)
{
    const char *name = vertex->name;
    const bool rows = side_of_rows(vertex) != NULL;

    if (!rows)
        leat__put(e, "    const struct %s_entry *found = leat_table_find(&self->%s.%s, sizeof *found, hash, &x.key, %s_equal);\n", name, name,
                  side->theirs, name);
    leat__put(e, "    const struct %s_%s *theirs = (const struct %s_%s *)self->%s.%s%srows.data;\n\n", name, side->theirs, name, side->theirs,
              name, side->theirs, rows ? "." : "_");
    leat__put(e, "    for (uint32_t at = ");
    if (rows)
        leat__put(e, "leat_rows_find(&self->%s.%s, hash)", name, side->theirs);
    else
        leat__put(e, "found ? found->first : 0");
    leat__put(e, "; at > 0; at = theirs[at - 1].next) {\n        const %s y = %s_of(x.key, %s);\n\n",
              leat__c_name(vertex->type->text), name, side->row);
    leat__put_consumers(e, vertex, "self", "y", 2);
    leat__put(e, "    }\n");
}

/* Whether it is told of the ends of its inputs: what nobody can meet any more is not kept. */
static bool is_told(const struct leat__vertex *vertex)
{
    return leat__has_step(vertex);
}

static void put_side(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side)
{
    if (!is_built(vertex, 1 - side->input))
        put_keep(e, vertex, side);
    leat__open_push(e, vertex, side->suffix, "self", "x");
    leat__put(e, "    const uint64_t hash = ");
    leat__put_hash_of(e, key_of(vertex), "x.key");
    leat__put(e, ";\n");
    if (is_told(vertex))
        leat__put(e, "    if (!self->%s.%s_ended)\n    ", vertex->name, side->theirs);
    if (!is_built(vertex, 1 - side->input))
        leat__put(e, "    %s_keep_%s(self, x, hash);\n\n", vertex->name, side->mine);
    if (!is_built(vertex, side->input))
        put_pairs(e, vertex, side);
    leat__put(e, "}\n\n");
}

void leat__emit_join(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text entry = {0};

    if (vertex->meets) {
        leat__emit_meeting(e, vertex);
        return;
    }
    leat__text_printf(&entry, "struct %s_entry", vertex->name);
    leat__put_title(e, vertex);
    put_types(e, vertex);
    leat__put_pair_function(e, vertex);
    if (!side_of_rows(vertex))
        leat__put_entry_equal(e, vertex, key_of(vertex), leat__text_string(&entry), ".key");
    leat__text_release(&entry);
    put_side(e, vertex, &sides[0]);
    put_side(e, vertex, &sides[1]);
}

/* When a side has ended, what the other one has kept is met by nobody any more. */
void leat__emit_join_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    static const char *const ended[2] = {"ended", "second_ended"};
    const char *name = vertex->name;

    if (vertex->meets) {
        leat__emit_meeting_step(e, vertex);
        return;
    }
    leat__open_step(e, vertex);
    for (size_t i = 0; i < 2; i++)
        leat__put(e, "    if (%s && !self->%s.%s_ended) {\n        self->%s.%s_ended = true;\n        leat_table_release(&self->%s.%s);\n"
                     "        leat_buffer_release(&self->%s.%s_rows);\n    }\n", ended[i], name, sides[i].mine, name, sides[i].mine, name,
                  sides[i].theirs, name, sides[i].theirs);
    leat__put(e, "    return ended && second_ended;\n}\n\n");
}

/* ---- what it remembers ---- */

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->meets) {
        leat__put(e, "    struct leat_meeting %s;\n", vertex->name);
        return;
    }
    if (side_of_rows(vertex)) {
        leat__put(e, "    struct {\n        struct leat_rows %s; /* the other side need not be kept */\n    } %s;\n", side_of_rows(vertex)->mine,
                  vertex->name);
        return;
    }
    leat__put(e, "    struct {\n        struct leat_table left, right;           /* key, and which rows have it */\n"
                 "        struct leat_buffer left_rows, right_rows;\n%s    } %s;\n",
              is_told(vertex) ? "        bool left_ended, right_ended;\n" : "", vertex->name);
}

static void put_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    if (vertex->meets) {
        leat__put(e, "    leat_meeting_clear(&self->%s);\n", name);
        return;
    }
    if (side_of_rows(vertex)) {
        leat__put(e, "    leat_rows_clear(&self->%s.%s, sizeof(struct %s_%s));\n", name, side_of_rows(vertex)->mine, name,
                  side_of_rows(vertex)->mine);
        return;
    }
    for (size_t i = 0; i < 2; i++)
        leat__put(e, "    leat_table_clear(&self->%s.%s, sizeof(struct %s_entry));\n", name, sides[i].mine, name);
    for (size_t i = 0; i < 2; i++)
        leat__put(e, "    leat_buffer_clear(&self->%s.%s_rows, sizeof(struct %s_%s));\n", name, sides[i].mine, name, sides[i].mine);
}

static void put_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->meets) {
        leat__put(e, "    leat_meeting_release(&self->%s);\n", vertex->name);
        return;
    }
    if (side_of_rows(vertex)) {
        leat__put(e, "    leat_rows_release(&self->%s.%s);\n", vertex->name, side_of_rows(vertex)->mine);
        return;
    }
    for (size_t i = 0; i < 2; i++)
        leat__put(e, "    leat_table_release(&self->%s.%s);\n", vertex->name, sides[i].mine);
    for (size_t i = 0; i < 2; i++)
        leat__put(e, "    leat_buffer_release(&self->%s.%s_rows);\n", vertex->name, sides[i].mine);
}

const struct leat__remembers leat__join_state = {.member = put_member, .reset = put_reset, .release = put_release};
