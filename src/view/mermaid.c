/*
 * mermaid.c: a flow as a Mermaid flowchart, which GitHub and many editors draw.
 */
#include <string.h>

#include "view/drawing.h"

/* A label in double quotes; what would end it or be markup becomes an entity. */
static void put_label(struct leat__text *into, const char *label)
{
    for (; *label; label++) {
        if (strchr("\"<>&#`\\", *label))
            leat__text_printf(into, "#%d;", *label);
        else
            leat__text_char(into, *label == '\n' || *label == '\r' || *label == '\t' ? ' ' : *label);
    }
}

static void put_place(struct leat__text *into, const struct leat__place *place, int depth, char letter)
{
    char *label = leat__place_label(place);

    leat__text_repeat(into, ' ', 4 * (size_t)depth);
    leat__text_printf(into, "subgraph %c%u[\"", letter, place->id);
    put_label(into, label);
    leat__text_append(into, "\"]\n");
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
    leat__text_line(into, depth, "end");
}

/* Sources are round, sinks have double sides. */
static void put_node(struct leat__text *into, const struct leat__node *node, int depth)
{
    const char *open = node->inputs.count == 0 ? "([" : node->kind == LEAT_KIND_NOTHING ? "[[" : "[";
    const char *close = node->inputs.count == 0 ? "])" : node->kind == LEAT_KIND_NOTHING ? "]]" : "]";
    char *label = leat__node_label(node);

    leat__text_repeat(into, ' ', 4 * (size_t)depth);
    leat__text_printf(into, "n%u%s\"", node->id, open);
    put_label(into, label);
    if (node->nondet) {
        leat__text_append(into, "<br/>nondet: ");
        put_label(into, node->nondet);
    }
    if (node->lossy) {
        leat__text_append(into, "<br/>lossy: ");
        put_label(into, node->lossy);
    }
    leat__text_printf(into, "\"%s\n", close);
    free(label);
}

static void put_edge(struct leat__text *into, const struct leat__node *from, const struct leat__node *to)
{
    char *channel;

    leat__text_printf(into, "    n%u ", from->id);
    if (leat__op_is_network(to->op)) {
        channel = leat__channel_label(to);
        leat__text_append(into, "==>|\"");
        put_label(into, channel);
        leat__text_append(into, "<br/>");
        put_label(into, from->type->text);
        leat__text_append(into, "\"|");
        free(channel);
    } else {
        leat__text_append(into, leat__is_completion(from, to) ? "-.->" : "-->");
    }
    leat__text_printf(into, " n%u\n", to->id);
}

void leat__view_mermaid(const struct leat_flow *flow, struct leat__text *into)
{
    static const struct leat__language mermaid = {
        .location = put_location,
        .tick = put_tick,
        .node = put_node,
        .end = put_end,
        .edge = put_edge,
        .label = put_label,
        .external = {"{{\"", "\"}}\n"}, /* neither a location nor an operator: six corners */
        .wire = {" ==> ", "\n"},
    };

    leat__text_append(into, "flowchart LR\n");
    leat__draw(flow, &mermaid, into);
}
