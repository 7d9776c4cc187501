/*
 * sinks.c: where elements end: files, and nowhere.
 */
#include "emit/families.h"

void leat__emit_null(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (!leat__is_pushed_to(vertex))
        return;
    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    (void)self;\n    (void)x;\n}\n\n");
}

/* ---- files ---- */

void leat__emit_to_file(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    bool lines = vertex->type->descriptor->kind == LEAT_TYPE_STR;

    leat__put_title(e, vertex);
    leat__put(e, "static inline leat_file %s_file(void)\n{\n", vertex->name);
    leat__put_captures(e, vertex, quote);
    leat__put_expression(e, vertex->node, quote, "__auto_type leat_value = ", ";\n\n    return LEAT_FILE_OF_(leat_value);");
    leat__put(e, "}\n\n");
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    leat_sink_put_%s(&self->%s, x);\n}\n\n", lines ? "line" : "bytes", vertex->name);
}

void leat__emit_to_file_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_step(e, vertex);
    leat__put(e, "    leat_sink_flush(&self->%s);\n", vertex->name);
    if (!vertex->tick)
        leat__put(e, "    if (ended)\n        leat_sink_close(&self->%s);\n    return ended;\n", vertex->name);
    leat__put(e, "}\n\n");
}

static void put_to_file_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct leat_sink %s;\n", vertex->name);
}

static void put_to_file_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_sink_open(&self->%s, %s_file(), ", vertex->name, vertex->name);
    leat__put_site(e, vertex);
    leat__put(e, ");\n");
}

static void put_to_file_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_sink_close(&self->%s);\n", vertex->name);
}

const struct leat__remembers leat__to_file_state = {
    .member = put_to_file_member, .start = put_to_file_start, .release = put_to_file_release};
