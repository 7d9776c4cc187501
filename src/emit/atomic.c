/*
 * atomic.c: leat_end_atomic: what comes in a turn waits until all has run that its region leads to (lower/order.c sees to
 * that), and goes on within the same turn.
 */
#include "emit/families.h"

void leat__emit_end_atomic(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put_keep_element(e, vertex, "done", NULL, false);
    leat__put(e, "}\n\n");
}

void leat__emit_end_atomic_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__open_step(e, vertex);
    leat__put(e, "    for (size_t at = 0; at < self->%s.done.count; at++) {\n", name);
    leat__put(e, "        const %s x = ((const %s *)self->%s.done.data)[at];\n\n", type, type, name);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n    leat_buffer_clear(&self->%s.done, sizeof(%s));\n    return ended;\n}\n\n", name, type);
}

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_buffer done; /* of this turn */\n    } %s;\n", vertex->name);
}

static void put_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_buffer_release(&self->%s.done);\n", vertex->name);
}

const struct leat__remembers leat__end_atomic_state = {.member = put_member, .release = put_release};
