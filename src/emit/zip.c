/*
 * zip.c: leat_zip and leat_zip_longest: an element waits in its side's queue until the other side has its
 * partner. So one queue at most has elements.
 */
#include "emit/families.h"

struct side {
    const char *suffix; /* of the push function */
    const char *mine, *theirs;
    uint32_t input, other;
};

static const struct side sides[2] = {
    {"", "left", "right", 0, 1},
    {"_second", "right", "left", 1, 0},
};

static bool is_longest(const struct leat__vertex *vertex)
{
    return leat__is_op(vertex, LEAT_OP_ZIP_LONGEST);
}

static bool moves(const struct leat__vertex *vertex, const struct side *side)
{
    return !vertex->tick && leat__has_views(vertex->inputs.items[side->input]->type);
}

static void put_pair_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    const char *before = is_longest(vertex) ? "const " : "", *after = is_longest(vertex) ? " *" : " ";

    leat__put(e, "static inline %s %s_of(%s%s%s%s, %s%s%s%s)\n{\n", leat__c_name(vertex->type->text), vertex->name, before,
              leat__input_type(vertex, 0), after, quote->parameters[0], before, leat__input_type(vertex, 1), after,
              quote->parameters[1]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n    (void)%s;\n", quote->parameters[0], quote->parameters[1]);
    leat__put_expression(e, vertex->node, quote, "return ", ";");
    leat__put(e, "}\n\n");
}

static void put_side(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side)
{
    const char *name = vertex->name, *address = is_longest(vertex) ? "&" : "";
    bool first = side->input == 0;

    leat__open_push(e, vertex, side->suffix, "self", "x");
    if (!vertex->tick && !is_longest(vertex))
        leat__put(e, "    if (self->%s.done)\n        return;\n", name);
    leat__put(e, "    if (leat_queue_is_empty(&self->%s.%s)) {\n        %s *kept = leat_queue_push(&self->%s.%s, sizeof *kept);\n\n"
                 "        *kept = x;\n", name, side->theirs, leat__input_type(vertex, side->input), name, side->mine);
    if (moves(vertex, side))
        leat__put(e, "        leat_keep_move(&self->%s.%s.keep, %s, kept);\n", name, side->mine,
                  leat__descriptor_of(e, vertex->inputs.items[side->input]->type->descriptor));
    leat__put(e, "        return;\n    }\n\n    const %s theirs = *(const %s *)leat_queue_pop(&self->%s.%s, sizeof theirs);\n",
              leat__input_type(vertex, side->other), leat__input_type(vertex, side->other), name, side->theirs);
    leat__put(e, "    const %s y = %s_of(%s%s, %s%s);\n\n", leat__c_name(vertex->type->text), name, address, first ? "x" : "theirs",
              address, first ? "theirs" : "x");
    leat__put_consumers(e, vertex, "self", "y", 1);
    leat__put(e, "}\n\n");
}

void leat__emit_zip(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    put_pair_function(e, vertex);
    put_side(e, vertex, &sides[0]);
    put_side(e, vertex, &sides[1]);
}

/* It has ended when one input has, and none of that waits for a partner. */
void leat__emit_zip_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__open_step(e, vertex);
    leat__put(e, "    if (!self->%s.done && ((ended && leat_queue_is_empty(&self->%s.left)) ||\n"
                 "                         (second_ended && leat_queue_is_empty(&self->%s.right)))) {\n", name, name, name);
    leat__put(e, "        leat_queue_release(&self->%s.left);\n        leat_queue_release(&self->%s.right);\n        self->%s.done = true;\n"
                 "    }\n    return self->%s.done;\n}\n\n", name, name, name, name);
}

/* What waits for a partner that does not come any more goes alone. */
static void put_lonely(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side)
{
    const char *name = vertex->name, *type = leat__input_type(vertex, side->input);
    int depth = vertex->tick ? 2 : 3;

    if (vertex->tick) {
        leat__put(e, "    while (!leat_queue_is_empty(&self->%s.%s)) {\n", name, side->mine);
    } else {
        leat__put(e, "    while (%s && !leat_queue_is_empty(&self->%s.%s) && (room = leat_run_chunk(run)) > 0) {\n",
                  side->input == 0 ? "second_ended" : "ended", name, side->mine);
        leat__put(e, "        for (; room > 0 && !leat_queue_is_empty(&self->%s.%s); room--) {\n", name, side->mine);
    }
    leat__put(e, "%*sconst %s x = *(const %s *)leat_queue_pop(&self->%s.%s, sizeof x);\n", depth * 4, "", type, type, name, side->mine);
    leat__put(e, "%*sconst %s y = %s_of(%s);\n\n", depth * 4, "", leat__c_name(vertex->type->text), name,
              side->input == 0 ? "&x, NULL" : "NULL, &x");
    leat__put_consumers(e, vertex, "self", "y", depth);
    leat__put(e, vertex->tick ? "    }\n" : "        }\n    }\n");
}

void leat__emit_zip_longest_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__open_step(e, vertex);
    if (!vertex->tick)
        leat__put(e, "    uint64_t room;\n\n    if (!ended && !second_ended)\n        return false;\n    leat_run_slice(run);\n");
    put_lonely(e, vertex, &sides[0]);
    put_lonely(e, vertex, &sides[1]);
    if (!vertex->tick)
        leat__put(e, "    return ended && second_ended && leat_queue_is_empty(&self->%s.left) && leat_queue_is_empty(&self->%s.right);\n",
                  name, name);
    leat__put(e, "}\n\n");
}

/* ---- what they remember ---- */

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_queue left, right; /* what waits for its partner */\n%s    } %s;\n",
              vertex->tick || is_longest(vertex) ? "" : "        bool done;\n", vertex->name);
}

static void put_settle(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    for (size_t i = 0; i < 2; i++)
        if (moves(vertex, &sides[i]))
            leat__put(e, "    leat_queue_settle(&self->%s.%s, %s, sizeof(%s));\n", vertex->name, sides[i].mine,
                      leat__descriptor_of(e, vertex->inputs.items[i]->type->descriptor), leat__input_type(vertex, (uint32_t)i));
}

static void put_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    for (uint32_t i = 0; i < 2; i++)
        leat__put(e, "    leat_queue_clear(&self->%s.%s, sizeof(%s));\n", vertex->name, sides[i].mine, leat__input_type(vertex, i));
}

static void put_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    for (size_t i = 0; i < 2; i++)
        leat__put(e, "    leat_queue_release(&self->%s.%s);\n", vertex->name, sides[i].mine);
}

const struct leat__remembers leat__zip_state = {
    .member = put_member, .settle = put_settle, .reset = put_reset, .release = put_release};
