/*
 * scan.c: leat_scan: a state that goes from element to element. While the quote runs, the state is a local variable of
 * it, as a fold's accumulator is; what the quote allocates belongs to the scan, what its readers allocate does not.
 */
#include "emit/families.h"

static const char *state_type(const struct leat__vertex *vertex)
{
    return leat__c_name(vertex->node->state_type->text);
}

static bool keeps(const struct leat__vertex *vertex)
{
    return !vertex->tick && leat__has_views(vertex->node->state_type);
}

static void put_yield(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "static inline void %s_yield(struct %s *self, %s y)\n{\n", vertex->name,
              leat__state_struct(e, vertex->unit), leat__c_name(vertex->type->text));
    if (keeps(vertex))
        leat__put(e, "    leat_run_leave(leat_current);\n");
    leat__put_consumers(e, vertex, "self", "y", 1);
    if (keeps(vertex))
        leat__put(e, "    leat_run_enter(leat_current, &self->%s.keep);\n", vertex->name);
    leat__put(e, "}\n\n");
}

void leat__emit_scan(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[1];
    const char *self = leat__self_name(quote), *name = vertex->name;

    leat__put_title(e, vertex);
    leat__put(e, "static inline %s %s_initial(void)\n{\n", state_type(vertex), name);
    leat__put_captures(e, vertex, &vertex->node->quotes[0]);
    leat__put(e, "    %s leat_value =\n", state_type(vertex));
    leat__put_expression(e, vertex->node, &vertex->node->quotes[0], "    ", ";\n\n    return leat_value;");
    leat__put(e, "}\n\n");
    put_yield(e, vertex);
    leat__open_push(e, vertex, "", self, quote->parameters[1]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    if (%s->%s.stopped)\n        return;\n\n    %s %s = %s->%s.value;\n\n    (void)%s;\n", self, name,
              state_type(vertex), quote->parameters[0], self, name, quote->parameters[1]);
    if (keeps(vertex))
        leat__put(e, "    leat_run_enter(leat_current, &%s->%s.keep);\n", self, name);
    leat__put(e, "#define yield(...) %s_yield(%s, __VA_ARGS__)\n#define stop() ((void)(%s->%s.stopped = true))\n", name, self, self, name);
    leat__put(e, "#define range(a, b) for (%s leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)\n",
              leat__c_name(vertex->type->text));
    leat__put_statement(e, vertex->node, quote);
    leat__put(e, "#undef range\n#undef stop\n#undef yield\n");
    if (keeps(vertex))
        leat__put(e, "    leat_run_leave(leat_current);\n    %s->%s.touched = true;\n", self, name);
    leat__put(e, "    %s->%s.value = %s;\n}\n\n", self, name, quote->parameters[0]);
}

void leat__emit_scan_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->tick)
        return;
    leat__open_step(e, vertex);
    leat__put(e, "    return ended || self->%s.stopped;\n}\n\n", vertex->name);
}

/* ---- what it remembers ---- */

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        %s value;\n        bool stopped;\n%s    } %s;\n", state_type(vertex),
              keeps(vertex) ? "        bool touched; /* since the last turn */\n        struct leat_keep keep;\n" : "", vertex->name);
}

static void put_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.value = %s_initial();\n", vertex->name, vertex->name);
    if (keeps(vertex))
        leat__put(e, "    self->%s.touched = true;\n", vertex->name);
}

static void put_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_start(e, vertex);
    leat__put(e, "    self->%s.stopped = false;\n", vertex->name);
}

static void put_settle(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    if (keeps(vertex))
        leat__put(e, "    if (self->%s.touched)\n        leat_keep_settle(&self->%s.keep, %s, &self->%s.value);\n    self->%s.touched = false;\n",
                  name, name, leat__descriptor_of(e, vertex->node->state_type->descriptor), name, name);
}

static void put_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (keeps(vertex))
        leat__put(e, "    leat_keep_release(&self->%s.keep);\n", vertex->name);
}

const struct leat__remembers leat__scan_state = {
    .member = put_member, .start = put_start, .settle = put_settle, .reset = put_reset, .release = put_release};
