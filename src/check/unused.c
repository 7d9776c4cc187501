/*
 * unused.c: what was made and then forgotten. Such a flow runs all the same.
 */
#include "check/report.h"
#include "check/rules.h"

static void check_place(const struct leat__place *place, bool used)
{
    struct leat__diagnostic *diagnostic;

    if (used)
        return;
    diagnostic = leat__report_warning_in(place->flow, "LEAT0105", "nothing is %s %s",
                                         place->kind == LEAT__TICK ? "in" : "at", leat__place_text(place));
    leat__diagnostic_mark(diagnostic, leat__place_span(place),
                          place->kind == LEAT__TICK ? "it never runs" : "it starts, and has nothing to do");
    if (place->kind == LEAT__TICK)
        leat__diagnostic_help(diagnostic,
                              "bring something into it: leat_batch(s, tick, nondet(\"...\")); or leave it out");
    else
        leat__diagnostic_help(diagnostic, "give it a source, or send something to it; or leave it out");
}

static void check_external(const struct leat_external *external)
{
    struct leat__diagnostic *diagnostic;

    for (size_t i = 0; i < external->flow->nodes.count; i++)
        if (external->flow->nodes.items[i]->external == external)
            return;
    diagnostic = leat__report_warning_in(external->flow, "LEAT0105", "nothing uses the external %s", external->name);
    leat__diagnostic_mark(diagnostic, leat__external_span(external), "no process listens for its clients");
    leat__diagnostic_help(diagnostic, "read what clients send: leat_source_external(process, T, external); or leave it out");
}

static const char *how_to_read(const struct leat__node *node)
{
    switch (node->kind) {
    case LEAT_KIND_SINGLETON:
    case LEAT_KIND_OPTIONAL:
        return "read it, for example: leat_for_each(leat_into_stream(s), q(x, ...)); or leave it out";
    case LEAT_KIND_KEYED_SINGLETON:
        return "read it, for example: leat_entries(s); or leave it out";
    default:
        return "end it with a sink, for example: leat_for_each(s, q(x, ...)); or leave it out";
    }
}

/* "for 'JOIN'", "as its second result" */
static const char *which_output(const struct leat__node *node)
{
    if (node->op == LEAT_OP_DEMUX_BY_TAG)
        return node->tag_text ? leat__arena_printf(&node->flow->arena, "for '%s'", node->tag_text) : "otherwise";
    return node->output == 1 ? "as its result" : "as its second result";
}

static void report_unread_output(struct leat__node *node)
{
    struct leat__diagnostic *diagnostic = leat__report_warning_in(
        node->flow, "LEAT0106", "nobody reads what %s gives %s", leat__op_name(node), which_output(node));

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "that is dropped");
    leat__diagnostic_help(diagnostic, "if it is dropped on purpose, say so: leat_null(s)");
}

static void report_unread(struct leat__node *node)
{
    struct leat__diagnostic *diagnostic;

    if (node->output) {
        report_unread_output(node);
        return;
    }
    diagnostic = leat__report_warning_in(node->flow, "LEAT0106", "nobody reads this %s", leat__kind_text(node->kind));
    leat__diagnostic_mark(diagnostic, leat__node_span(node), "what %s gives is dropped", leat__op_name(node));
    leat__diagnostic_help(diagnostic, "%s", how_to_read(node));
}

static void check_places(struct leat_flow *flow)
{
    bool *locations = leat__alloc_array(flow->places.count, sizeof *locations);
    bool *ticks = leat__alloc_array(flow->ticks.count, sizeof *ticks);

    for (size_t i = 0; i < flow->nodes.count; i++) {
        const struct leat__place *place = flow->nodes.items[i]->place;

        locations[place->location->id] = true;
        if (place->kind == LEAT__TICK)
            ticks[place->id] = true;
    }
    for (size_t i = 0; i < flow->places.count; i++)
        check_place(flow->places.items[i], locations[i]);
    for (size_t i = 0; i < flow->ticks.count; i++)
        check_place(flow->ticks.items[i], ticks[i]);
    for (size_t i = 0; i < flow->externals.count; i++)
        check_external(flow->externals.items[i]);
    free(locations);
    free(ticks);
}

static void check_readers(struct leat_flow *flow)
{
    bool *read = leat__alloc_array(flow->nodes.count, sizeof *read);

    for (size_t i = 0; i < flow->nodes.count; i++)
        for (size_t k = 0; k < flow->nodes.items[i]->inputs.count; k++)
            read[flow->nodes.items[i]->inputs.items[k]->id] = true;
    for (size_t i = 0; i < flow->nodes.count; i++)
        if (!read[i] && flow->nodes.items[i]->kind != LEAT_KIND_NOTHING)
            report_unread(flow->nodes.items[i]);
    free(read);
}

void leat__check_unused(struct leat_flow *flow)
{
    check_places(flow);
    check_readers(flow);
}
