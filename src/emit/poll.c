/*
 * poll.c: a body that is called when a descriptor of the user's can be read; the members of a cluster; and a source
 * that just goes on.
 */
#include "emit/families.h"

void leat__emit_poll(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[1];
    const char *self = leat__self_name(quote), *state = leat__state_struct(e, vertex->unit);
    const char *type = leat__c_name(vertex->type->text);

    leat__put_title(e, vertex);
    leat__put_start_function(e, vertex, "int", "descriptor", &vertex->node->quotes[0]);
    leat__put(e, "static inline void %s_yield(struct %s *self, %s y)\n{\n", vertex->name, state, type);
    leat__put_consumers(e, vertex, "self", "y", 1);
    leat__put(e, "}\n\nstatic void %s_body(struct %s *%s, int %s)\n{\n", vertex->name, state, self, quote->parameters[0]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n    (void)%s;\n", self, quote->parameters[0]);
    leat__put(e, "#define yield(...) %s_yield(%s, __VA_ARGS__)\n", vertex->name, self);
    leat__put(e, "#define range(a, b) for (%s leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)\n", type);
    leat__put_statement(e, vertex->node, quote);
    leat__put(e, "#undef range\n#undef yield\n}\n\n");
}

void leat__emit_poll_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__open_step(e, vertex);
    leat__put(e, "    if (leat_poll_is_ready(run, &self->%s.poll, self->%s.descriptor, ", name, name);
    leat__put_site(e, vertex);
    leat__put(e, ")) {\n        %s_body(self, self->%s.descriptor);\n        leat_poll_called(run, &self->%s.poll);\n    }\n", name, name, name);
    leat__put(e, "    return self->%s.poll.ended;\n}\n\n", name);
}

void leat__emit_spin_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_step(e, vertex);
    leat__put(e, "    if (self->%s.ended)\n        return true;\n    leat_run_slice(run);\n", vertex->name);
    leat__put(e, "    if (leat_run_chunk(run) > 0) {\n        const uint64_t x = self->%s.next++;\n\n        run->again = true;\n", vertex->name);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n    return false;\n}\n\n");
}

void leat__emit_members_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_step(e, vertex);
    leat__put(e, "    leat_member_event event;\n\n    while (leat_members_next(run, &self->%s, &event)) {\n", vertex->name);
    leat__put_consumers(e, vertex, "self", "event", 2);
    leat__put(e, "    }\n    return leat_members_ended(run, &self->%s);\n}\n\n", vertex->name);
}

/* ---- what they remember ---- */

static void put_members_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct leat_members %s;\n", vertex->name);
}

static void put_members_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_members_watch(run, &self->%s, %u);\n", vertex->name, vertex->node->cluster->id);
}

static void put_poll_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_poll poll;\n        int descriptor;\n    } %s;\n", vertex->name);
}

static void put_poll_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.descriptor = %s_descriptor();\n", vertex->name, vertex->name);
}

static void put_poll_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_poll_stop(self->run, &self->%s.poll);\n", vertex->name);
}

static void put_spin_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        uint64_t next;\n        bool ended;\n    } %s;\n", vertex->name);
}

const struct leat__remembers leat__poll_state = {
    .member = put_poll_member, .start = put_poll_start, .release = put_poll_release};
const struct leat__remembers leat__members_state = {.member = put_members_member, .start = put_members_start};
const struct leat__remembers leat__spin_state = {.member = put_spin_member};
