/*
 * fill.c: the loop of what has `fills` (lower/fill.c): room for all, then each goes through the maps on the way and is written.
 */
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

static void put_value(struct leat__emitter *e, const struct leat__vertex *root, const char *element)
{
    struct leat__text value = {0};

    leat__text_printf(&value, "%s", element);
    for (const struct leat__vertex *at = next_on_way(root); at != root->fills; at = next_on_way(at))
        if (leat__is_op(at, LEAT_OP_MAP)) {
            struct leat__text mapped = {0};

            leat__text_printf(&mapped, "%s_of(%s)", at->name, leat__text_string(&value));
            leat__text_release(&value);
            value = mapped;
        }
    leat__put(e, "%s", leat__text_string(&value));
    leat__text_release(&value);
}

/* The loop: each element is written into the room, or looks up. */
static void put_loop(struct leat__emitter *e, const struct leat__vertex *root, const char *element, int depth, bool looks_up)
{
    put_batches(e, root, depth);
    if (root->unrolled && !looks_up)
        leat__put(e, "%*sLEAT_UNROLLED\n", depth * 4, "");
    leat__put(e, "%*sfor (size_t i = 0; i < count; i++)\n%*s", depth * 4, "", depth * 4 + 4, "");
    if (looks_up)
        leat__put_meet_all(e, root->fills, root->fills_input);
    else
        leat__put(e, "into[i] = ");
    put_value(e, root, element);
    leat__put(e, "%s;\n", looks_up ? ")" : "");
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

void leat__put_fill_prototypes(struct leat__emitter *e, const struct leat__vertex *root)
{
    bool any = false;

    for (const struct leat__vertex *at = root->fills ? next_on_way(root) : root->fills; at != root->fills; at = next_on_way(at))
        if (leat__is_op(at, LEAT_OP_MAP)) {
            leat__put(e, "static inline %s %s_of(%s);\n", leat__c_name(at->type->text), at->name, leat__input_type(at, 0));
            any = true;
        }
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
