/*
 * latest.c: a tick's value, outside of it (latest); and streams made of a value that changes: each change of it
 * (sample_eager), or a limit that it comes to (threshold).
 */
#include "emit/families.h"

/* In the tick: what came is told in the tick's own turn, so that an optional which did not come is known, too. */
void leat__emit_to_latest(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    self->%s.value = x;\n    self->%s.some = true;\n}\n\n", vertex->name, vertex->name);
}

void leat__emit_to_latest_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_step(e, vertex);
    leat__put(e, "    if (self->%s.some) {\n        const %s x = self->%s.value;\n\n", vertex->name, leat__c_name(vertex->type->text),
              vertex->name);
    leat__put_consumers(e, vertex, "self", "x", 2);
    if (vertex->node->kind == LEAT_KIND_OPTIONAL)
        leat__put(e, "    } else {\n        self->%s.touched = true;\n        self->%s.some = false;\n", vertex->twin->name, vertex->twin->name);
    leat__put(e, "    }\n}\n\n");
}

static void put_to_latest_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        %s value;\n        bool some;\n    } %s;\n", leat__c_name(vertex->type->text), vertex->name);
}

static void put_to_latest_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.some = false;\n", vertex->name);
}

const struct leat__remembers leat__to_latest_state = {.member = put_to_latest_member, .reset = put_to_latest_reset};

void leat__emit_latest(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    self->%s.value = x;\n    self->%s.touched = true;\n", vertex->name, vertex->name);
    if (vertex->node->kind == LEAT_KIND_OPTIONAL)
        leat__put(e, "    self->%s.some = true;\n", vertex->name);
    leat__put(e, "}\n\n");
}

/* "fold_9_3" and the state that it lies in, of what is read. */
static void put_call(struct leat__emitter *e, const struct leat__vertex *vertex, const char *function, const char *rest)
{
    const struct leat__vertex *from = vertex->inputs.items[0];

    leat__put(e, "%s_%s(%s%s)", from->name, function, leat__state_of(e, from->unit, "self"), rest);
}

void leat__emit_sample_eager_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__open_step(e, vertex);
    leat__put(e, "    const uint64_t version = ");
    put_call(e, vertex, "version", "");
    leat__put(e, ";\n    %s x;\n\n    if (version != self->%s && ", leat__c_name(vertex->type->text), vertex->name);
    put_call(e, vertex, "read", ", &x");
    leat__put(e, ") {\n");
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n    self->%s = version;\n    return ended;\n}\n\n", vertex->name);
}

void leat__emit_threshold(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__put_start_function(e, vertex, leat__c_name(vertex->type->text), "limit", &vertex->node->quotes[0]);
}

/* A value that only grows may be read before its input has ended, too. */
void leat__emit_threshold_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__open_step(e, vertex);
    leat__put(e, "    %s value;\n\n    if (!self->%s.passed && ", leat__c_name(vertex->type->text), name);
    put_call(e, vertex, "read", ", &value");
    leat__put(e, " && value >= self->%s.limit) {\n        const %s x = self->%s.limit;\n\n        self->%s.passed = true;\n", name,
              leat__c_name(vertex->type->text), name, name);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n    return ended || self->%s.passed;\n}\n\n", name);
}

static void put_threshold_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        %s limit;\n        bool passed;\n    } %s;\n", leat__c_name(vertex->type->text), vertex->name);
}

static void put_threshold_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.limit = %s_limit();\n", vertex->name, vertex->name);
}

const struct leat__remembers leat__threshold_state = {.member = put_threshold_member, .start = put_threshold_start};
