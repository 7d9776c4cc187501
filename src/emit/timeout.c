/*
 * timeout.c: leat_timeout: an optional that is there while nothing has come for some time. It is read where it lies, as
 * an aggregate that changes.
 */
#include "emit/families.h"

void leat__emit_timeout(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__put_start_function(e, vertex, "int64_t", "every", &vertex->node->quotes[0]);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    (void)x;\n    self->%s.came = true;\n}\n\n", vertex->name);
}

void leat__emit_timeout_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__open_step(e, vertex);
    leat__put(e, "    if (self->%s.came)\n        leat_interval_restart(&self->%s.timer);\n", name, name);
    leat__put(e, "    if (!ended && leat_interval_due(run, &self->%s.timer, self->%s.every) > 0 && !self->%s.some) {\n"
                 "        self->%s.some = true;\n        self->%s.version++;\n    }\n", name, name, name, name, name);
    leat__put(e, "    if (self->%s.came && self->%s.some) {\n        self->%s.some = false;\n        self->%s.version++;\n    }\n", name, name,
              name, name);
    leat__put(e, "    if (run->first)\n        self->%s.version++;\n    if (ended)\n        leat_interval_stop(run, &self->%s.timer);\n", name, name);
    leat__put(e, "    self->%s.came = false;\n    return ended;\n}\n\n", name);
}

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        bool value; /* true, where there is one */\n        bool some;\n        bool came; /* in this turn */\n"
                 "        uint64_t version;\n        int64_t every;\n        struct leat_interval timer;\n    } %s;\n", vertex->name);
}

static void put_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.value = true;\n    self->%s.every = %s_every();\n", vertex->name, vertex->name, vertex->name);
}

static void put_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_interval_stop(self->run, &self->%s.timer);\n", vertex->name);
}

const struct leat__remembers leat__timeout_state = {.member = put_member, .start = put_start, .release = put_release};
