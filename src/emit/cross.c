/*
 * cross.c: leat_cross_product: each side keeps its elements, and each element meets those of the other side that came
 * before it. What nobody can meet any more, because the other side has ended, is not kept.
 *
 * Where a pair takes a few instructions (lower/unroll.c), elements wait until there is a block of them, and meet the other side
 * together: each element of that is loaded once for all of them, and what is computed of it alone is computed once.
 * Elements of one side wait at a time, and none longer than the turn.
 */
#include "emit/families.h"

#define BLOCK "8"

enum { SMALL = 64 }; /* bytes of an element */

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

/* A block is copied to the stack, which may be that of a source's body. */
static bool is_small(const struct leat__type *type)
{
    return type->descriptor && type->descriptor->size <= SMALL;
}

static bool in_blocks(const struct leat__vertex *vertex)
{
    return vertex->unrolled && !vertex->tick && is_small(vertex->inputs.items[0]->type) && is_small(vertex->inputs.items[1]->type);
}

/* Nothing that a pair leads to adds to the others: it is said once, as compilers cannot know it. */
static void put_others(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side)
{
    const char *name = vertex->name, *theirs = leat__input_type(vertex, side->other);

    leat__put(e, "    const %s *const others = (const %s *)self->%s.%s.data;\n    const size_t count = self->%s.%s.count;\n", theirs, theirs, name,
              side->theirs, name, side->theirs);
}

/* Behind what says what `theirs` is: the pair with x, and what it leads to. */
static void put_pair(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side, int depth)
{
    leat__put(e, "%*sconst %s y = %s_of(%s);\n\n", depth * 4, "", leat__c_name(vertex->type->text), vertex->name, side->pair);
    leat__put_consumers(e, vertex, "self", "y", depth);
}

static void put_loop(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side, int depth)
{
    leat__put(e, "%s%*sfor (size_t at = 0; at < count; at++) {\n%*sconst %s theirs = others[at];\n",
              vertex->unrolled ? leat__arena_printf(&e->plan->flow->arena, "%*sLEAT_UNROLLED\n", depth * 4, "") : "", depth * 4, "",
              depth * 4 + 4, "", leat__input_type(vertex, side->other));
    put_pair(e, vertex, side, depth + 1);
    leat__put(e, "%*s}\n", depth * 4, "");
}

/* Those that wait meet the others: a whole block together, fewer one by one. */
static void put_block(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side)
{
    const char *name = vertex->name, *mine = leat__input_type(vertex, side->input);

    leat__put(e, "static __attribute__((noinline)) void %s_block%s(struct %s *self)\n{\n", name, side->suffix, leat__state_struct(e, vertex->unit));
    put_others(e, vertex, side);
    leat__put(e, "    const size_t waiting = self->%s.%s_waits;\n    %s block[" BLOCK "];\n\n    memcpy(block, self->%s.%s_block, sizeof block);\n"
                 "    self->%s.%s_waits = 0;\n", name, side->mine, mine, name, side->mine, name, side->mine);
    leat__put(e, "    if (waiting == " BLOCK ") {\n        for (size_t at = 0; at < count; at++) {\n            const %s theirs = others[at];\n\n"
                 "            LEAT_UNROLLED\n            for (size_t i = 0; i < " BLOCK "; i++) {\n                const %s x = block[i];\n",
              leat__input_type(vertex, side->other), mine);
    put_pair(e, vertex, side, 4);
    leat__put(e, "            }\n        }\n        return;\n    }\n    for (size_t i = 0; i < waiting; i++) {\n        const %s x = block[i];\n\n", mine);
    put_loop(e, vertex, side, 2);
    leat__put(e, "    }\n}\n\n");
}

static void put_side(struct leat__emitter *e, const struct leat__vertex *vertex, const struct side *side)
{
    const char *name = vertex->name;

    leat__open_push(e, vertex, side->suffix, "self", "x");
    if (!in_blocks(vertex)) {
        put_keep(e, vertex, side);
        leat__put(e, "\n");
        put_others(e, vertex, side);
        leat__put(e, "\n");
        put_loop(e, vertex, side, 1);
        leat__put(e, "}\n\n");
        return;
    }
    /* Those of the other side that wait have not come to x: they meet those before it. */
    leat__put(e, "    if (self->%s.%s_waits > 0)\n        %s_block%s(self);\n", name, side->theirs, name, sides[side->other].suffix);
    put_keep(e, vertex, side);
    leat__put(e, "    if (self->%s.%s.count == 0)\n        return;\n    self->%s.%s_block[self->%s.%s_waits++] = x;\n"
                 "    if (self->%s.%s_waits == " BLOCK ")\n        %s_block%s(self);\n}\n\n", name, side->theirs, name, side->mine, name, side->mine,
              name, side->mine, name, side->suffix);
}

void leat__emit_cross(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    put_pair_function(e, vertex);
    for (size_t i = 0; i < 2 && in_blocks(vertex); i++)
        put_block(e, vertex, &sides[i]);
    put_side(e, vertex, &sides[0]);
    put_side(e, vertex, &sides[1]);
}

/* When a side has ended, what the other one has kept is met by nobody any more. */
void leat__emit_cross_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    static const char *const ended[2] = {"ended", "second_ended"};
    const char *name = vertex->name;

    leat__open_step(e, vertex);
    for (size_t i = 0; i < 2 && in_blocks(vertex); i++)
        leat__put(e, "    if (self->%s.%s_waits > 0)\n        %s_block%s(self);\n", name, sides[i].mine, name, sides[i].suffix);
    for (size_t i = 0; i < 2; i++)
        leat__put(e, "    if (%s && !self->%s.%s_ended) {\n        self->%s.%s_ended = true;\n        leat_buffer_release(&self->%s.%s);\n"
                     "        leat_keep_release(&self->%s.%s_keep);\n    }\n", ended[i], name, sides[i].mine, name, sides[i].mine, name,
                  sides[i].theirs, name, sides[i].theirs);
    leat__put(e, "    return ended && second_ended;\n}\n\n");
}

/* ---- what it remembers ---- */

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put(e, "    struct {\n        struct leat_buffer left, right;\n");
    if (!vertex->tick)
        leat__put(e, "        struct leat_keep left_keep, right_keep;\n        bool left_ended, right_ended;\n");
    for (uint32_t i = 0; i < 2 && in_blocks(vertex); i++)
        leat__put(e, "        %s %s_block[" BLOCK "]; /* so many of which wait: */\n        size_t %s_waits;\n", leat__input_type(vertex, i), sides[i].mine,
                  sides[i].mine);
    leat__put(e, "    } %s;\n", name);
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
