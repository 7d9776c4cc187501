/*
 * summary.c: what `check` says of a flow that is right: how big it is, and every place where it depends on
 * timing, with the reason that its author gave. Those are just the choices that a simulator has.
 */
#include "view/view.h"

static void put_count(struct leat__text *into, size_t count, const char *what, const char *behind)
{
    leat__text_printf(into, "%zu %s%s%s", count, what, count == 1 ? "" : "s", behind);
}

void leat__view_summary(const struct leat_flow *flow, struct leat__text *into)
{
    size_t channels = 0, choices = 0;

    for (size_t i = 0; i < flow->nodes.count; i++) {
        channels += leat__op_is_network(flow->nodes.items[i]->op);
        choices += flow->nodes.items[i]->nondet != NULL;
        choices += flow->nodes.items[i]->lossy != NULL;
    }
    leat__text_append(into, "ok: ");
    put_count(into, flow->places.count, "location", ", ");
    put_count(into, flow->nodes.count, "operator", ", ");
    put_count(into, channels, "channel", ", ");
    put_count(into, choices, "choice", " of timing\n");
    for (size_t i = 0; i < flow->nodes.count; i++) {
        const struct leat__node *node = flow->nodes.items[i];

        if (node->nondet)
            leat__text_printf(into, "%s:%u: leat_%s: %s\n", node->site->file, node->line, leat__operators[node->op].name,
                              node->nondet);
        if (node->lossy)
            leat__text_printf(into, "%s:%u: leat_%s: may lose elements: %s\n", node->site->file, node->line,
                              leat__operators[node->op].name, node->lossy);
    }
}
