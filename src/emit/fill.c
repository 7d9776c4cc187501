/*
 * fill.c: the loop of what has `fills` (lower/fill.c): room for all, then each goes through what is on the way, and is written.
 */
#include <string.h>

#include "emit/families.h"

static const struct leat__vertex *next_on_way(const struct leat__vertex *vertex)
{
    return vertex->consumers.items[0].to;
}

static void put_room(struct leat__emitter *e, const struct leat__vertex *to, uint32_t input)
{
    if (to->meets)
        leat__put(e, "leat_meeting_more(&self->%s, %u, sizeof *into, count)", to->name, input);
    else
        leat__put(e, "leat_buffer_more(&self->%s.%s, count, sizeof *into)", to->name, to->role == LEAT__ROLE_DEFER ? "next" : "values");
}

/* What a batch on the way does for an element is done once. */
static void put_batches(struct leat__emitter *e, const struct leat__vertex *root, int depth)
{
    for (const struct leat__vertex *at = next_on_way(root); at != root->fills; at = next_on_way(at))
        if (leat__is_op(at, LEAT_OP_BATCH))
            leat__put(e, "%*s*self->tick_%u = true;\n", depth * 4, "", at->tick->id);
}

/* What an operator on the way makes of `value`, a variable or what was made of one: as an expression, which names it but once. */
static const char *made_of(struct leat__emitter *e, const struct leat__vertex *vertex, const char *value)
{
    struct leat__arena *arena = &e->plan->flow->arena;

    if (leat__is_op(vertex, LEAT_OP_MAP))
        return leat__arena_printf(arena, "%s_of(%s)", vertex->name, value);
    if (leat__is_op(vertex, LEAT_OP_KEYS))
        return leat__arena_printf(arena, "%s.key", value);
    if (leat__is_op(vertex, LEAT_OP_VALUES))
        return leat__arena_printf(arena, "%s.value", value);
    return value;
}

/* It needs the element more than once. */
static bool needs_variable(const struct leat__vertex *vertex)
{
    return leat__is_op(vertex, LEAT_OP_KEY_BY) || leat__is_op(vertex, LEAT_OP_MAP_VALUES) || leat__is_op(vertex, LEAT_OP_INSPECT);
}

static bool has_variables(const struct leat__vertex *root)
{
    for (const struct leat__vertex *at = next_on_way(root); at != root->fills; at = next_on_way(at))
        if (needs_variable(at))
            return true;
    return false;
}

/* What one of those does with the variable that the element is in; returns what the element is in behind it. */
static const char *put_statement(struct leat__emitter *e, const struct leat__vertex *vertex, const char *variable, int depth)
{
    const char *made;

    if (leat__is_op(vertex, LEAT_OP_INSPECT)) {
        leat__put(e, "%*s%s_do(%s);\n", depth * 4, "", vertex->name, variable);
        return variable;
    }
    made = leat__arena_printf(&e->plan->flow->arena, "leat_%s", vertex->name);
    leat__put(e, "%*sconst %s %s = ", depth * 4, "", leat__c_name(vertex->type->text), made);
    if (leat__is_op(vertex, LEAT_OP_KEY_BY))
        leat__put(e, "{.key = %s_of(%s), .value = %s};\n", vertex->name, variable, variable);
    else
        leat__put(e, "{.key = %s.key, .value = %s_of(%s.value)};\n", variable, vertex->name, variable);
    return made;
}

/* Takes an element all the way; returns what is written. */
static const char *put_way(struct leat__emitter *e, const struct leat__vertex *root, const char *element, int depth)
{
    const char *value = element;

    for (const struct leat__vertex *at = next_on_way(root); at != root->fills; at = next_on_way(at)) {
        if (!needs_variable(at)) {
            value = made_of(e, at, value);
            continue;
        }
        if (strncmp(value, "leat_", 5) != 0 || strpbrk(value, "(.")) {
            const char *variable = leat__arena_printf(&e->plan->flow->arena, "leat_%s_x", at->name);

            leat__put(e, "%*sconst %s %s = %s;\n", depth * 4, "", leat__input_type(at, 0), variable, value);
            value = variable;
        }
        value = put_statement(e, at, value, depth);
    }
    return value;
}

/* The loop: each element is written into the room, or looks up. */
static void put_loop(struct leat__emitter *e, const struct leat__vertex *root, const char *element, int depth, bool looks_up)
{
    const bool braces = has_variables(root);
    const char *value;

    put_batches(e, root, depth);
    if (root->unrolled && !looks_up)
        leat__put(e, "%*sLEAT_UNROLLED\n", depth * 4, "");
    leat__put(e, "%*sfor (size_t i = 0; i < count; i++)%s\n", depth * 4, "", braces ? " {" : "");
    value = put_way(e, root, element, depth + 1);
    leat__put(e, "%*s", depth * 4 + 4, "");
    if (looks_up)
        leat__put_meet_all(e, root->fills, root->fills_input);
    else
        leat__put(e, "into[i] = ");
    leat__put(e, "%s%s;\n", value, looks_up ? ")" : "");
    if (braces)
        leat__put(e, "%*s}\n", depth * 4, "");
}

/* All that an element can meet is indexed: what is looked up is read from memory once, before the loop. */
static void put_look_ups(struct leat__emitter *e, const struct leat__vertex *root, const char *element)
{
    const struct leat__vertex *to = root->fills;

    leat__put(e, "    if (leat_meeting_is_all_open(&self->%s)) {\n        const struct leat_meeting_index indexed = leat_meeting_index_of(&self->%s, %u);\n\n",
              to->name, to->name, 1 - root->fills_input);
    put_loop(e, root, element, 2, true);
    leat__put(e, "        return;\n    }\n");
}

static bool put_prototype(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *type = leat__c_name(vertex->type->text), *from = leat__input_type(vertex, 0);

    if (leat__is_op(vertex, LEAT_OP_MAP))
        leat__put(e, "static inline %s %s_of(%s);\n", type, vertex->name, from);
    else if (leat__is_op(vertex, LEAT_OP_KEY_BY))
        leat__put(e, "static inline %s %s_of(%s);\n", leat__member_type(e, type, "key"), vertex->name, from);
    else if (leat__is_op(vertex, LEAT_OP_MAP_VALUES))
        leat__put(e, "static inline %s %s_of(%s);\n", leat__member_type(e, type, "value"), vertex->name, leat__member_type(e, from, "value"));
    else if (leat__is_op(vertex, LEAT_OP_INSPECT))
        leat__put(e, "static inline void %s_do(%s);\n", vertex->name, from);
    else
        return false;
    return true;
}

void leat__put_fill_prototypes(struct leat__emitter *e, const struct leat__vertex *root)
{
    bool any = false;

    for (const struct leat__vertex *at = root->fills ? next_on_way(root) : root->fills; at != root->fills; at = next_on_way(at))
        any |= put_prototype(e, at);
    if (root->fills && root->fills->meets && !root->fills->tick) {
        leat__put_meet_head(e, root->fills, root->fills_input);
        leat__put(e, ";\n");
        any = true;
    }
    if (any)
        leat__put(e, "\n");
}

bool leat__put_fill(struct leat__emitter *e, const struct leat__vertex *root, const char *element)
{
    const struct leat__vertex *to = root->fills;

    if (!to)
        return true;
    leat__put(e, "    %s *restrict into = ", leat__input_type(to, root->fills_input));
    put_room(e, to, root->fills_input);
    leat__put(e, ";\n\n");
    if (!to->meets) {
        put_loop(e, root, element, 1, false);
        return false;
    }
    leat__put(e, "    if (into) {\n");
    put_loop(e, root, element, 2, false);
    leat__put(e, "        return;\n    }\n");
    if (!to->tick)
        put_look_ups(e, root, element);
    return true;
}
