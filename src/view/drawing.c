#include "view/drawing.h"

#include <string.h>

static void draw_nodes(const struct leat_flow *flow, const struct leat__language *language,
                       const struct leat__place *place, int depth, struct leat__text *into)
{
    for (size_t i = 0; i < flow->nodes.count; i++)
        if (flow->nodes.items[i]->place == place)
            language->node(into, flow->nodes.items[i], depth);
}

static void draw_location(const struct leat_flow *flow, const struct leat__language *language,
                          const struct leat__place *place, struct leat__text *into)
{
    language->location(into, place);
    draw_nodes(flow, language, place, 2, into);
    for (size_t i = 0; i < flow->ticks.count; i++) {
        if (flow->ticks.items[i]->location != place)
            continue;
        language->tick(into, flow->ticks.items[i]);
        draw_nodes(flow, language, flow->ticks.items[i], 3, into);
        language->end(into, 2);
    }
    language->end(into, 1);
}

static void draw_external(const struct leat_external *external, const struct leat__language *language,
                          struct leat__text *into)
{
    char *label = leat__format("%s, %s", external->name, external->address);

    leat__text_printf(into, "    x%u%s", external->id, language->external[0]);
    language->label(into, label);
    leat__text_append(into, language->external[1]);
    free(label);
}

/* Between an external's clients and an operator that hears from them, or tells them something. */
static void draw_wire(const struct leat__node *node, const struct leat__language *language, struct leat__text *into)
{
    if (node->inputs.count == 0)
        leat__text_printf(into, "    x%u%sn%u%s", node->external->id, language->wire[0], node->id, language->wire[1]);
    else
        leat__text_printf(into, "    n%u%sx%u%s", node->id, language->wire[0], node->external->id, language->wire[1]);
}

void leat__draw(const struct leat_flow *flow, const struct leat__language *language, struct leat__text *into)
{
    for (size_t i = 0; i < flow->places.count; i++)
        draw_location(flow, language, flow->places.items[i], into);
    for (size_t i = 0; i < flow->externals.count; i++)
        draw_external(flow->externals.items[i], language, into);
    for (size_t i = 0; i < flow->nodes.count; i++)
        if (flow->nodes.items[i]->external)
            draw_wire(flow->nodes.items[i], language, into);
    for (size_t i = 0; i < flow->nodes.count; i++)
        for (size_t k = 0; k < flow->nodes.items[i]->inputs.count; k++)
            language->edge(into, flow->nodes.items[i]->inputs.items[k], flow->nodes.items[i]);
}

/* What one of several results is, beside its operator. */
static const char *output_text(const struct leat__node *node)
{
    switch (node->op) {
    case LEAT_OP_DEMUX_BY_TAG:
        return node->tag_text ? node->tag_text : "otherwise";
    case LEAT_OP_UNZIP:
        return node->output == 1 ? "keys" : "values";
    default:
        return node->output == 1 ? "holds" : "rest";
    }
}

char *leat__node_label(const struct leat__node *node)
{
    const char *name = leat__operators[node->op].name;
    uint32_t line = node->line ? node->line : (uint32_t)node->site->line;

    if (node->output)
        return leat__format("%s", output_text(node));
    if (strcmp(node->site->file, node->flow->nodes.items[0]->site->file) == 0)
        return leat__format("%s:%u", name, line);
    return leat__format("%s:%s:%u", name, node->site->file, line);
}

char *leat__place_label(const struct leat__place *place)
{
    if (place->kind == LEAT__TICK)
        return leat__format("tick:%u", leat__place_span(place).line);
    if (place->kind == LEAT__CLUSTER)
        return leat__format("%s x %u", place->name, place->members);
    return leat__strdup(place->name);
}

char *leat__channel_label(const struct leat__node *node)
{
    if (node->name)
        return leat__strdup(node->name);
    return leat__format("%s_%u_%u", leat__operators[node->op].name, node->line, node->id);
}

bool leat__is_completion(const struct leat__node *from, const struct leat__node *to)
{
    return leat__op_is_completed(to->op) && to->completion == from;
}
