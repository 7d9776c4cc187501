/*
 * cross.c: leat_cross_product: each side keeps its elements, and each element meets those of the other side that came
 * before it. What nobody can meet any more, because the other side has ended, is not kept.
 */
#include "emit/families.h"

struct side {
    const char *suffix; /* of the push function */
    const char *mine, *theirs;
    const char *pair; /* arguments of the quote's function */
    uint32_t input, other;
};

static const struct side sides[2] = {
    {"", "left", "right", "x, theirs", 0, 1},
    {"_second", "right", "left", "theirs, x", 1, 0},
};

static bool moves(const struct leat__vertex *vertex, const struct side *side)
{
    return !vertex->tick && leat__has_views(vertex->inputs.items[side->input]->type);
}

static void put_pair_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];

    leat__put(e, "static inline %s %s_of(%s %s, %s %s)\n{\n", leat__c_name(vertex->type->text), vertex->name, leat__input_type(vertex, 0),
              quote->parameters[0], leat__input_type(vertex, 1), quote->parameters[1]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n    (void)%s;\n", quote->parameters[0], quote->parameters[1]);
    leat__put_expression(e, vertex->node, quote, "return ", ";");
    leat__put(e, "}\n\n");
}

static void put_keep(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side)
{
    const char *name = vertex->name, *indent = vertex->tick ? "    " : "        ";

    if (!vertex->tick)
        leat__put(e, "    if (!self->%s.%s_ended) {\n", name, side->theirs);
    leat__put(e, "%s%s *kept = leat_buffer_push(&self->%s.%s, sizeof *kept);\n\n%s*kept = x;\n", indent,
              leat__input_type(vertex, side->input), name, side->mine, indent);
    if (moves(vertex, side))
        leat__put(e, "%sleat_keep_move(&self->%s.%s_keep, %s, kept);\n", indent, name, side->mine,
                  leat__descriptor_of(e, vertex->inputs.items[side->input]->type->descriptor));
    if (!vertex->tick)
        leat__put(e, "    }\n");
}

static void put_side(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side)
{
    const char *name = vertex->name, *theirs = leat__input_type(vertex, side->other);

    leat__open_push(e, vertex, side->suffix, "self", "x");
    put_keep(e, vertex, side);
    /* Nothing that a pair leads to adds to them: it is said once, as compilers cannot know it. */
    leat__put(e, "\n    const %s *const others = (const %s *)self->%s.%s.data;\n    const size_t count = self->%s.%s.count;\n\n",
              theirs, theirs, name, side->theirs, name, side->theirs);
    leat__put(e, "%s    for (size_t at = 0; at < count; at++) {\n        const %s theirs = others[at];\n",
              vertex->unrolled ? "    LEAT_UNROLLED\n" : "", theirs);
    leat__put(e, "        const %s y = %s_of(%s);\n\n", leat__c_name(vertex->type->text), name, side->pair);
    leat__put_consumers(e, vertex, "self", "y", 2);
    leat__put(e, "    }\n}\n\n");
}

void leat__emit_cross(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    put_pair_function(e, vertex);
    put_side(e, vertex, &sides[0]);
    put_side(e, vertex, &sides[1]);
}

/* When a side has ended, what the other one has kept is met by nobody any more. */
void leat__emit_cross_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    static const char *const ended[2] = {"ended", "second_ended"};
    const char *name = vertex->name;

    leat__open_step(e, vertex);
    for (size_t i = 0; i < 2; i++)
        leat__put(e, "    if (%s && !self->%s.%s_ended) {\n        self->%s.%s_ended = true;\n        leat_buffer_release(&self->%s.%s);\n"
                     "        leat_keep_release(&self->%s.%s_keep);\n    }\n", ended[i], name, sides[i].mine, name, sides[i].mine, name,
                  sides[i].theirs, name, sides[i].theirs);
    leat__put(e, "    return ended && second_ended;\n}\n\n");
}

/* ---- what it remembers ---- */

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_buffer left, right;\n%s    } %s;\n",
              vertex->tick ? "" : "        struct leat_keep left_keep, right_keep;\n        bool left_ended, right_ended;\n", vertex->name);
}

static void put_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    for (uint32_t i = 0; i < 2; i++)
        leat__put(e, "    leat_buffer_clear(&self->%s.%s, sizeof(%s));\n", vertex->name, sides[i].mine, leat__input_type(vertex, i));
}

static void put_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    for (size_t i = 0; i < 2; i++) {
        leat__put(e, "    leat_buffer_release(&self->%s.%s);\n", vertex->name, sides[i].mine);
        if (!vertex->tick)
            leat__put(e, "    leat_keep_release(&self->%s.%s_keep);\n", vertex->name, sides[i].mine);
    }
}

const struct leat__remembers leat__cross_state = {.member = put_member, .reset = put_reset, .release = put_release};
