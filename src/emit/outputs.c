/*
 * outputs.c: operators with several results: partition, demux, unzip. Each result is a vertex of its own, which the
 * operator calls for what belongs to it.
 */
#include "emit/families.h"

/* The call of the result with this number. */
static void put_output(struct leat__emitter *e, const struct leat__vertex *vertex, uint32_t number, const char *value, int depth)
{
    for (size_t i = 0; i < vertex->consumers.count; i++) {
        const struct leat__vertex *to = vertex->consumers.items[i].to;

        if (to->node->output == number)
            leat__put(e, "%*s%s(%s, %s);\n", depth * 4, "", to->name, leat__state_of(e, to->unit, "self"), value);
    }
}

void leat__emit_partition(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__put_value_function(e, vertex, "bool", leat__input_type(vertex, 0));
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    if (%s_of(x))\n", vertex->name);
    put_output(e, vertex, 1, "x", 2);
    leat__put(e, "    else\n");
    put_output(e, vertex, 2, "x", 2);
    leat__put(e, "}\n\n");
}

void leat__emit_demux(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    uint32_t otherwise = 0;

    leat__put_title(e, vertex);
    leat__put_value_function(e, vertex, "int64_t", leat__input_type(vertex, 0));
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    const int64_t value = %s_of(x);\n\n    switch (value) {\n", vertex->name);
    for (size_t i = 0; i < vertex->consumers.count; i++) {
        const struct leat__node *output = vertex->consumers.items[i].to->node;

        if (!output->tag_text) {
            otherwise = output->output;
            continue;
        }
        leat__put(e, "    case INT64_C(%lld): /* %s */\n", (long long)output->tag, output->tag_text);
        put_output(e, vertex, output->output, "x", 2);
        leat__put(e, "        break;\n");
    }
    leat__put(e, "    default:\n");
    if (otherwise > 0) {
        put_output(e, vertex, otherwise, "x", 2);
    } else {
        leat__put(e, "        (void)self;\n        leat_demux_failed(value, ");
        leat__put_site(e, vertex);
        leat__put(e, ");\n");
    }
    leat__put(e, "    }\n}\n\n");
}

void leat__emit_unzip(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    put_output(e, vertex, 1, "x.key", 1);
    put_output(e, vertex, 2, "x.value", 1);
    leat__put(e, "}\n\n");
}
