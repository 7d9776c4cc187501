/*
 * dot.c: a flow as Graphviz draws it: `graph --format=dot | dot -Tsvg`.
 */
#include <string.h>

#include "view/drawing.h"

/* The inside of a string of DOT, in which a backslash begins an escape. */
static void put_label(struct leat__text *into, const char *label)
{
    for (; *label; label++) {
        if (*label == '"' || *label == '\\')
            leat__text_char(into, '\\');
        leat__text_char(into, *label == '\n' || *label == '\r' || *label == '\t' ? ' ' : *label);
    }
}

static void put_place(struct leat__text *into, const struct leat__place *place, int depth, char letter)
{
    char *label = leat__place_label(place);

    leat__text_line(into, depth, "subgraph cluster_%c%u {", letter, place->id);
    leat__text_repeat(into, ' ', 4 * (size_t)depth + 4);
    leat__text_append(into, "label=\"");
    put_label(into, label);
    leat__text_append(into, "\";\n");
    leat__text_line(into, depth + 1, "style=%s;", place->kind == LEAT__TICK ? "dashed" : "rounded");
    free(label);
}

static void put_location(struct leat__text *into, const struct leat__place *place)
{
    put_place(into, place, 1, 'l');
}

static void put_tick(struct leat__text *into, const struct leat__place *tick)
{
    put_place(into, tick, 2, 't');
}

static void put_end(struct leat__text *into, int depth)
{
    leat__text_line(into, depth, "}");
}

static void put_node(struct leat__text *into, const struct leat__node *node, int depth)
{
    char *label = leat__node_label(node);

    leat__text_repeat(into, ' ', 4 * (size_t)depth);
    leat__text_printf(into, "n%u [label=\"", node->id);
    put_label(into, label);
    if (node->nondet) {
        leat__text_append(into, "\\nnondet: ");
        put_label(into, node->nondet);
    }
    if (node->lossy) {
        leat__text_append(into, "\\nlossy: ");
        put_label(into, node->lossy);
    }
    leat__text_append(into, "\"");
    if (node->inputs.count == 0)
        leat__text_append(into, ", shape=ellipse");
    else if (node->kind == LEAT_KIND_NOTHING)
        leat__text_append(into, ", peripheries=2");
    leat__text_append(into, "];\n");
    free(label);
}

static void put_edge(struct leat__text *into, const struct leat__node *from, const struct leat__node *to)
{
    char *channel;

    leat__text_printf(into, "    n%u -> n%u", from->id, to->id);
    if (leat__op_is_network(to->op)) {
        channel = leat__channel_label(to);
        leat__text_append(into, " [style=bold, label=\"");
        put_label(into, channel);
        leat__text_append(into, "\\n");
        put_label(into, from->type->text);
        leat__text_append(into, "\"]");
        free(channel);
    } else if (leat__is_completion(from, to)) {
        leat__text_append(into, " [style=dashed, constraint=false]");
    }
    leat__text_append(into, ";\n");
}

void leat__view_dot(const struct leat_flow *flow, struct leat__text *into)
{
    static const struct leat__language dot = {
        .location = put_location,
        .tick = put_tick,
        .node = put_node,
        .end = put_end,
        .edge = put_edge,
        .label = put_label,
        .external = {" [label=\"", "\", shape=hexagon];\n"},
        .wire = {" -> ", " [style=bold];\n"},
    };

    leat__text_append(into, "digraph flow {\n"
                            "    rankdir=LR;\n"
                            "    node [shape=box];\n");
    leat__draw(flow, &dot, into);
    leat__text_append(into, "}\n");
}
