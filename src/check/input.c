/*
 * input.c: the standard input of a run goes to one process, which asks for it, and is read there once.
 */
#include <string.h>

#include "check/report.h"
#include "check/rules.h"

/* ---- who asks for it ---- */

static void check_members(const struct leat__place *place)
{
    struct leat__diagnostic *diagnostic;

    if (!place->standard_input || place->members <= 1)
        return;
    diagnostic = leat__report_error_in(place->flow, "LEAT0401", "%u members of cluster %s ask for standard input",
                                       place->members, place->name);
    leat__diagnostic_mark(diagnostic, leat__place_span(place),
                          "there is one standard input, and each line of it is read once");
    leat__diagnostic_help(diagnostic,
                          "let one process read it, and send the lines on: leat_demux_bincode, leat_broadcast_bincode");
}

static void check_locations(struct leat_flow *flow)
{
    const struct leat__place *first = NULL;

    for (size_t i = 0; i < flow->places.count; i++) {
        const struct leat__place *place = flow->places.items[i];
        struct leat__diagnostic *diagnostic;

        check_members(place);
        if (!place->standard_input)
            continue;
        if (!first) {
            first = place;
            continue;
        }
        diagnostic = leat__report_error_in(flow, "LEAT0401", "%s and %s both ask for standard input",
                                           leat__place_text(first), leat__place_text(place));
        leat__diagnostic_mark(diagnostic, leat__place_span(place),
                              "there is one standard input, and each line of it is read once");
        leat__diagnostic_mark(diagnostic, leat__place_span(first), "%s asks for it already", leat__place_text(first));
        leat__diagnostic_help(diagnostic, "leave .standard_input to one of them, and send the lines on");
    }
}

/* ---- who reads it ---- */

/* Whether the source's path is "-", written in place or captured. */
static bool reads_standard_input(const struct leat__node *node)
{
    const char *path = node->quotes[0].body;

    if (node->op != LEAT_OP_SOURCE_LINES)
        return false;
    for (size_t i = 0; i < node->captures.count; i++)
        if (strcmp(node->captures.items[i].name, path) == 0 && node->captures.items[i].declaration)
            return strstr(node->captures.items[i].declaration, " = \"-\";") != NULL;
    return strcmp(path, "\"-\"") == 0;
}

static void check_reader(struct leat__node *node)
{
    const struct leat__place *place = node->place->location;
    struct leat__diagnostic *diagnostic;

    if (place->standard_input)
        return;
    diagnostic = leat__report_error_in(node->flow, "LEAT0403", "%s reads standard input, and has not asked for it",
                                       leat__place_text(place));
    leat__diagnostic_mark(diagnostic, leat__node_span(node), "there would be nothing to read");
    leat__diagnostic_mark(diagnostic, leat__place_span(place), "made without .standard_input");
    leat__diagnostic_help(diagnostic, "ask for it: &(leat_%s_spec){..., .standard_input = true}",
                          place->kind == LEAT__CLUSTER ? "cluster" : "process");
}

static void check_second_reader(struct leat__node *node, struct leat__node *first)
{
    struct leat__diagnostic *diagnostic;

    if (node->place->location != first->place->location)
        return;
    diagnostic = leat__report_error_in(node->flow, "LEAT0401", "standard input is read twice at %s",
                                       leat__place_text(node->place->location));
    leat__diagnostic_mark(diagnostic, leat__node_span(node), "each line is read once, by the one or by the other");
    leat__diagnostic_mark(diagnostic, leat__node_span(first), "it is read here already");
    leat__diagnostic_help(diagnostic, "use the first stream twice: both readers get every line");
}

void leat__check_input(struct leat_flow *flow)
{
    struct leat__node *first = NULL;

    check_locations(flow);
    for (size_t i = 0; i < flow->nodes.count; i++) {
        if (!reads_standard_input(flow->nodes.items[i]))
            continue;
        check_reader(flow->nodes.items[i]);
        if (first)
            check_second_reader(flow->nodes.items[i], first);
        else
            first = flow->nodes.items[i];
    }
}
