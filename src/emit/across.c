/*
 * across.c: from tick to tick: leat_defer_tick and leat_defer_tick_lazy, leat_carried, leat_across_ticks, and
 * leat_optional_first_tick. What is deferred has two vertices: the first takes it in one tick, the second gives it in
 * another; both remember it under the name of the first.
 */
#include "emit/families.h"

/* ---- deferred elements: `next` becomes `now` at the start of a turn ---- */

static void put_carry(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_start_function(e, vertex, leat__c_name(vertex->type->text), "initial", &vertex->node->quotes[0]);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    self->%s.next = x;\n}\n\n", vertex->name);
}

void leat__emit_defer(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->written_at_once)
        return;
    leat__put_title(e, vertex);
    if (vertex->node->op == LEAT_OP_CARRIED) {
        put_carry(e, vertex);
        return;
    }
    leat__open_push(e, vertex, "", "self", "x");
    leat__put_keep_element(e, vertex, "next", "next_keep", true);
    leat__put(e, "}\n\n");
}

static void put_swap(struct leat__emitter *e, const struct leat__vertex *defer)
{
    const char *name = defer->name;

    leat__put(e, "    const struct leat_buffer empty = self->%s.now;\n\n    self->%s.now = self->%s.next;\n    self->%s.next = empty;\n", name, name, name, name);
    if (leat__has_views(defer->type))
        leat__put(e, "\n    const struct leat_keep fresh = self->%s.now_keep;\n\n    self->%s.now_keep = self->%s.next_keep;\n"
                     "    self->%s.next_keep = fresh;\n", name, name, name, name);
}

static void put_begin(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *defer = vertex->twin->name, *name = vertex->name, *state = leat__state_struct(e, vertex->unit);

    if (!leat__causes_tick(vertex)) {
        leat__put(e, "/* At the start of a turn: what was deferred is now, unless what was before still waits for a tick. */\n");
        leat__put(e, "%svoid %s_begin(struct %s *self)\n{\n    if (self->%s.now.count > 0)\n        return;\n\n", leat__step_linkage(e), name,
                  state, defer);
        put_swap(e, vertex->twin);
        leat__put(e, "}\n\n");
        return;
    }
    leat__put(e, "/* At the start of a turn: what was deferred is now. True where there is something. */\n");
    leat__put(e, "%sbool %s_begin(struct %s *self)\n{\n", leat__step_linkage(e), name, state);
    leat__put(e, "    if (self->%s.next.count == 0)\n        return false;\n\n", defer);
    put_swap(e, vertex->twin);
    leat__put(e, "    return true;\n}\n\n");
    leat__put(e, "%sbool %s_pending(const struct %s *self)\n{\n    return self->%s.next.count > 0;\n}\n\n", leat__step_linkage(e), name, state,
              defer);
}

/* All have been given on. */
static void put_over(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->twin->filled)
        leat__put(e, "    leat_buffer_pass_on(&self->%s.now, sizeof(%s));\n", vertex->twin->name, leat__c_name(vertex->type->text));
    leat__put(e, "}\n\n");
}

void leat__emit_deferred_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *defer = vertex->twin->name, *type = leat__c_name(vertex->type->text);

    if (vertex->node->op == LEAT_OP_CARRIED) {
        leat__open_step(e, vertex);
        leat__put(e, "    const %s x = self->%s.value;\n\n", type, defer);
        leat__put_consumers(e, vertex, "self", "x", 1);
        leat__put(e, "}\n\n");
        return;
    }
    put_begin(e, vertex);
    leat__open_step(e, vertex);
    leat__put(e, "    const size_t count = self->%s.now.count;\n%s", defer, vertex->fills ? "" : "\n");
    if (vertex->fills)
        leat__put(e, "    const %s *data = (const %s *)self->%s.now.data;\n\n    if (count == 0)\n        return;\n\n", type, type, defer);
    if (!leat__put_fill(e, vertex, "data[i]")) {
        put_over(e, vertex);
        return;
    }
    leat__put_reserve(e, vertex, "count", 1);
    leat__put(e, "    for (size_t at = 0; at < count; at++) {\n");
    leat__put(e, "        const %s x = ((const %s *)self->%s.now.data)[at];\n\n", type, type, defer);
    leat__put_has_room(e, vertex, 2);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n");
    put_over(e, vertex);
}

/* ---- leat_across_ticks ---- */

void leat__emit_across(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    if (leat__has_consumers(vertex, true))
        leat__put_some_consumers(e, vertex, true, 1);
    if (leat__has_consumers(vertex, false))
        leat__put_keep_element(e, vertex, "all", "keep", true);
    leat__put(e, "}\n\n");
}

void leat__emit_across_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__open_step(e, vertex);
    if (!leat__has_consumers(vertex, false)) {
        leat__put(e, "    (void)self; /* whoever reads it keeps what it makes of it */\n}\n\n");
        return;
    }
    leat__put(e, "    for (size_t at = 0; at < self->%s.all.count; at++) {\n", name);
    leat__put(e, "        const %s x = ((const %s *)self->%s.all.data)[at];\n\n", type, type, name);
    leat__put_some_consumers(e, vertex, false, 2);
    leat__put(e, "    }\n}\n\n");
}

/* ---- leat_optional_first_tick ---- */

void leat__emit_first_tick(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__put_start_function(e, vertex, leat__c_name(vertex->type->text), "value", &vertex->node->quotes[0]);
}

void leat__emit_first_tick_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_step(e, vertex);
    leat__put(e, "    if (self->%s_given)\n        return;\n    self->%s_given = true;\n\n", vertex->name, vertex->name);
    leat__put(e, "    const %s x = %s_value();\n\n", leat__c_name(vertex->type->text), vertex->name);
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

/* ---- what they remember ---- */

static bool carries(const struct leat__vertex *vertex)
{
    return vertex->node->op == LEAT_OP_CARRIED;
}

static void put_defer_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (carries(vertex))
        leat__put(e, "    struct {\n        %s value, next; /* of this tick, and of the next */\n        struct leat_keep keep;\n    } %s;\n",
                  leat__c_name(vertex->type->text), vertex->name);
    else
        leat__put(e, "    struct {\n        struct leat_buffer next, now;\n%s    } %s;\n",
                  leat__has_views(vertex->type) ? "        struct leat_keep next_keep, now_keep;\n" : "", vertex->name);
}

static void put_defer_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (carries(vertex))
        leat__put(e, "    self->%s.value = %s_initial();\n", vertex->name, vertex->name);
}

static void put_defer_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    if (!carries(vertex)) {
        /* Where nothing waits for the next tick, others use the memory while it is in the cache. */
        if (!vertex->filled)
            leat__put(e, "    if (self->%s.next.count > 0)\n        leat_buffer_clear(&self->%s.now, sizeof(%s));\n    else\n"
                         "        leat_buffer_release(&self->%s.now);\n", name, name, leat__c_name(vertex->type->text), name);
        if (leat__has_views(vertex->type))
            leat__put(e, "    leat_keep_release(&self->%s.now_keep);\n", name);
        return;
    }
    leat__put(e, "    self->%s.value = self->%s.next;\n", name, name);
    if (leat__has_views(vertex->type))
        leat__put(e, "    leat_keep_settle(&self->%s.keep, %s, &self->%s.value);\n", name,
                  leat__descriptor_of(e, vertex->type->descriptor), name);
}

static void put_defer_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    if (carries(vertex)) {
        leat__put(e, "    leat_keep_release(&self->%s.keep);\n", name);
        return;
    }
    leat__put(e, "    leat_buffer_release(&self->%s.next);\n    leat_buffer_release(&self->%s.now);\n", name, name);
    if (leat__has_views(vertex->type))
        leat__put(e, "    leat_keep_release(&self->%s.next_keep);\n    leat_keep_release(&self->%s.now_keep);\n", name, name);
}

static void put_across_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (leat__has_consumers(vertex, false))
        leat__put(e, "    struct {\n        struct leat_buffer all;\n        struct leat_keep keep;\n    } %s;\n", vertex->name);
}

static void put_across_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (leat__has_consumers(vertex, false))
        leat__put(e, "    leat_buffer_release(&self->%s.all);\n    leat_keep_release(&self->%s.keep);\n", vertex->name, vertex->name);
}

static void put_first_tick_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    bool %s_given;\n", vertex->name);
}

const struct leat__remembers leat__defer_state = {
    .member = put_defer_member, .start = put_defer_start, .reset = put_defer_reset, .release = put_defer_release};
const struct leat__remembers leat__across_state = {.member = put_across_member, .release = put_across_release};
const struct leat__remembers leat__first_tick_state = {.member = put_first_tick_member};
