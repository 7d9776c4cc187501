/*
 * places.c: only network operators move a collection, only batches and snapshots bring one into a tick, and
 * only leat_all_ticks brings one out.
 */
#include "check/report.h"
#include "check/rules.h"

#define REASON "nondet(\"...\")"

static bool in_tick(const struct leat__node *node)
{
    return node->place->kind == LEAT__TICK;
}

static void mark_place(struct leat__diagnostic *diagnostic, struct leat__node *node)
{
    leat__diagnostic_mark(diagnostic, leat__node_span(node), "this is at %s", leat__place_text(node->place));
}

/* ---- other flows ---- */

static void report_other_flow(struct leat__node *node, const char *code, const char *what, struct leat__span other)
{
    struct leat__diagnostic *diagnostic =
        leat__report_error_in(node->flow, code, "%s of this %s belongs to another flow", what, leat__op_name(node));

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "each flow is checked and run for itself");
    leat__diagnostic_mark(diagnostic, other, "made in the other flow");
    leat__diagnostic_help(diagnostic, "make both with the same leat_flow *");
}

static bool is_of_one_flow(struct leat__node *node)
{
    struct leat_flow *flow = node->flow;

    for (size_t i = 0; i < node->inputs.count; i++) {
        if (node->inputs.items[i]->flow != flow) {
            report_other_flow(node, "LEAT0101", "an input", leat__node_span(node->inputs.items[i]));
            return false;
        }
    }
    if (node->target && node->target->flow != flow) {
        report_other_flow(node, "LEAT0102", "the target", leat__place_span(node->target));
        return false;
    }
    if (node->cluster && node->cluster->flow != flow) {
        report_other_flow(node, "LEAT0101", "the cluster", leat__place_span(node->cluster));
        return false;
    }
    for (size_t i = 0; i < node->captures.count; i++) {
        const struct leat__place *cluster = node->captures.items[i].cluster;

        if (cluster && cluster->flow != flow) {
            report_other_flow(node, "LEAT0101", "a captured cluster", leat__place_span(cluster));
            return false;
        }
    }
    return true;
}

/* ---- inputs at one place ---- */

static const char *how_to_move(const struct leat__place *from, const struct leat__place *to)
{
    return leat__arena_printf(&to->flow->arena, "bring it there first: %s(s, %s)", leat__network_form(from, to),
                              to->location->kind == LEAT__CLUSTER ? "cluster" : "process");
}

static void report_locations(struct leat__node *node, struct leat__node *first, struct leat__node *other)
{
    struct leat__diagnostic *diagnostic = leat__report_error_in(
        node->flow, "LEAT0101", "the inputs of this %s are at different locations", leat__op_name(node));

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "an operator runs at one location");
    mark_place(diagnostic, first);
    mark_place(diagnostic, other);
    leat__diagnostic_help(diagnostic, "%s", how_to_move(other->place, first->place));
}

static void report_ticks(struct leat__node *node, struct leat__node *first, struct leat__node *other)
{
    struct leat__diagnostic *diagnostic =
        in_tick(first) && in_tick(other)
            ? leat__report_error_in(node->flow, "LEAT0109", "the inputs of this %s are in two different ticks",
                                    leat__op_name(node))
            : leat__report_error_in(node->flow, "LEAT0109", "one input of this %s is inside a tick, another is outside",
                                    leat__op_name(node));

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "they never meet");
    mark_place(diagnostic, first);
    mark_place(diagnostic, other);
    if (in_tick(first) && in_tick(other))
        leat__diagnostic_help(diagnostic, "use one leat_tick_of() for both; or leave both ticks: leat_all_ticks(s)");
    else
        leat__diagnostic_help(
            diagnostic, "leave the tick: leat_all_ticks(s); or bring the other in: leat_batch(s, tick, " REASON ")");
}

static void check_inputs(struct leat__node *node)
{
    struct leat__node *first = node->inputs.items[0];

    for (size_t i = 1; i < node->inputs.count; i++) {
        struct leat__node *other = node->inputs.items[i];

        if (other->place == first->place)
            continue;
        if (other->place->location != first->place->location)
            report_locations(node, first, other);
        else
            report_ticks(node, first, other);
        return;
    }
}

/* ---- into ticks and out of them ---- */

static struct leat__diagnostic *report_tick(struct leat__node *node, const char *what, const char *label)
{
    struct leat__diagnostic *diagnostic =
        leat__report_error_in(node->flow, "LEAT0109", "%s %s", leat__op_name(node), what);

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "%s", label);
    if (node->inputs.count > 0)
        mark_place(diagnostic, node->inputs.items[0]);
    return diagnostic;
}

static void report_entered_twice(struct leat__node *node)
{
    struct leat__node *input = node->inputs.items[0];
    struct leat__diagnostic *diagnostic = report_tick(node, "takes what is outside of ticks, and this is inside of one",
                                                      "its input is in a tick already");

    if (input->place == node->place)
        leat__diagnostic_help(diagnostic, "use it as it is: it is bounded, and belongs to this tick");
    else if (node->op == LEAT_OP_BATCH)
        leat__diagnostic_help(diagnostic,
                              "leave the other tick first: leat_batch(leat_all_ticks(s), tick, " REASON ")");
    else
        leat__diagnostic_help(diagnostic, "use it in its own tick, or make the singleton outside of ticks");
}

static void report_other_location(struct leat__node *node)
{
    struct leat__node *input = node->inputs.items[0];
    struct leat__diagnostic *diagnostic =
        leat__report_error_in(node->flow, "LEAT0101", "this %s takes a tick of another location", leat__op_name(node));

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "a tick takes what is at its own location");
    mark_place(diagnostic, input);
    leat__diagnostic_mark(diagnostic, leat__place_span(node->place), "this is %s", leat__place_text(node->place));
    if (node->op == LEAT_OP_BATCH)
        leat__diagnostic_help(diagnostic, "%s; or take a tick of its own location: leat_tick_of()",
                              how_to_move(input->place, node->place));
    else
        leat__diagnostic_help(diagnostic, "take a tick of its own location: leat_tick_of()");
}

/* leat_batch and leat_snapshot. */
static void check_entry(struct leat__node *node)
{
    struct leat__node *input = node->inputs.items[0];

    if (in_tick(input))
        report_entered_twice(node);
    else if (input->place->location != node->place->location)
        report_other_location(node);
    if (node->op == LEAT_OP_SNAPSHOT && (input->kind == LEAT_KIND_STREAM || input->kind == LEAT_KIND_KEYED_STREAM)) {
        struct leat__diagnostic *diagnostic =
            report_tick(node, "takes a value that changes, and this is a stream", "a stream has no value at a time");

        leat__diagnostic_help(diagnostic, "take what came since the last tick: leat_batch(s, tick, " REASON ")");
    }
}

/* leat_all_ticks and leat_defer_tick. */
static void check_exit(struct leat__node *node)
{
    struct leat__diagnostic *diagnostic;

    if (in_tick(node->inputs.items[0]))
        return;
    diagnostic = report_tick(node, "takes what is inside a tick, and this is outside", "its input is in no tick");
    if (node->op == LEAT_OP_ALL_TICKS)
        leat__diagnostic_help(diagnostic, "leave it out: use the stream as it is");
    else
        leat__diagnostic_help(diagnostic, "bring it into a tick first: leat_batch(s, tick, " REASON ")");
}

static void check_source(struct leat__node *node)
{
    struct leat__diagnostic *diagnostic;

    if (!in_tick(node))
        return;
    diagnostic = report_tick(node, "stands at a location, and this is a tick", "a source runs once, not once a tick");
    leat__diagnostic_mark(diagnostic, leat__place_span(node->place), "the tick is made here");
    leat__diagnostic_help(diagnostic, "make it at the location, and bring it in: leat_batch(s, tick, " REASON ")");
}

static void check_outside(struct leat__node *node)
{
    if (!in_tick(node->inputs.items[0]))
        return;
    if (node->op == LEAT_OP_RESOLVE || node->op == LEAT_OP_RESOLVE_ORDERED)
        leat__diagnostic_help(report_tick(node, "takes its time, and this is inside of a tick", "a tick does not wait"),
                              "leave the tick first: leat_all_ticks(s)");
    else if (node->op == LEAT_OP_ATOMIC || node->op == LEAT_OP_END_ATOMIC)
        leat__diagnostic_help(report_tick(node, "stands outside of ticks, and this is inside of one", "a tick is done as a whole"),
                              "leave the tick first: leat_all_ticks(s)");
    else
        leat__diagnostic_help(report_tick(node, "looks at a value outside of ticks, and this is inside of one",
                                          "in a tick it has one value only"),
                              "inside the tick: leat_all_ticks(leat_into_stream(s))");
}

/* ---- the network ---- */

static void report_plain_form(struct leat__node *node, const struct leat__place *from)
{
    const char *name = leat__op_name(node);
    struct leat__diagnostic *diagnostic =
        leat__report_error_in(node->flow, "LEAT0102", "%s does not send from a cluster: it has one sender", name);

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "what becomes of the elements of several members?");
    leat__diagnostic_mark(diagnostic, leat__place_span(from), "its input is at this cluster");
    leat__diagnostic_help(diagnostic,
                          "leat_%s_tagged(..., REC) keeps each sender's order, keyed by leat_member;\n"
                          "leat_%s_interleaved(...) mixes the senders, without order",
                          name, name);
}

static void report_cluster_form(struct leat__node *node, const struct leat__place *from)
{
    struct leat__diagnostic *diagnostic = leat__report_error_in(
        node->flow, "LEAT0102", "%s sends from a cluster, and this is a process", leat__op_name(node));

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "there is one sender only");
    leat__diagnostic_mark(diagnostic, leat__place_span(from), "its input is at this process");
    leat__diagnostic_help(diagnostic, "leat_%s keeps the order", leat__operators[leat__network_with(node->op, LEAT__ONE_SENDER)].name);
}

static void check_target(struct leat__node *node)
{
    enum leat__place_kind wanted = leat__network_of(node->op).route == LEAT__TO_ONE ? LEAT__PROCESS : LEAT__CLUSTER;
    struct leat__diagnostic *diagnostic;

    if (node->target->kind == wanted)
        return;
    diagnostic = leat__report_error_in(node->flow, "LEAT0102", "the target of %s is %s, not a %s", leat__op_name(node),
                                       leat__place_text(node->target), wanted == LEAT__PROCESS ? "process" : "cluster");
    leat__diagnostic_mark(diagnostic, leat__node_span(node), "a cast has hidden this from the compiler");
    leat__diagnostic_mark(diagnostic, leat__place_span(node->target), "the target is made here");
    leat__diagnostic_help(diagnostic, wanted == LEAT__PROCESS
                                          ? "to a cluster: leat_broadcast_bincode or leat_demux_bincode"
                                          : "to a process: leat_send_bincode");
}

static void check_network(struct leat__node *node)
{
    const struct leat__place *from = node->inputs.items[0]->place;

    if (in_tick(node->inputs.items[0]))
        leat__diagnostic_help(report_tick(node, "takes what is outside of ticks, and this is inside of one",
                                          "a tick ends at its location"),
                              "leave the tick first: leat_all_ticks(s)");
    if (leat__network_of(node->op).senders == LEAT__ONE_SENDER && from->location->kind == LEAT__CLUSTER)
        report_plain_form(node, from->location);
    if (leat__network_of(node->op).senders != LEAT__ONE_SENDER && from->location->kind == LEAT__PROCESS)
        report_cluster_form(node, from->location);
    check_target(node);
}

/* ---- cycles ---- */

static void check_forward(struct leat__node *node)
{
    struct leat__node *completion = node->completion;
    struct leat__diagnostic *diagnostic;
    bool apart;

    if (!completion || completion->place == node->place)
        return;
    apart = completion->place->location != node->place->location;
    diagnostic = apart ? leat__report_error_in(node->flow, "LEAT0101", "this %s is completed at another location",
                                         leat__op_name(node))
                       : leat__report_error_in(node->flow, "LEAT0109", "this %s is completed %s", leat__op_name(node),
                                               in_tick(completion) && in_tick(node) ? "from another tick"
                                               : in_tick(completion)                ? "from inside a tick"
                                                                                    : "from outside its tick");
    leat__diagnostic_mark(diagnostic, leat__completion_span(node), "completed here");
    mark_place(diagnostic, completion);
    leat__diagnostic_mark(diagnostic, leat__node_span(node), "the %s is at %s", leat__op_name(node),
                          leat__place_text(node->place));
    if (apart)
        leat__diagnostic_help(diagnostic, "%s", how_to_move(completion->place, node->place));
    else if (in_tick(completion))
        leat__diagnostic_help(diagnostic, "leave the tick first: leat_complete(hole, leat_all_ticks(s))");
    else
        leat__diagnostic_help(diagnostic,
                              "bring it into the tick first: leat_complete(hole, leat_batch(s, tick, " REASON "))");
}

static void check_node(struct leat__node *node)
{
    switch (leat__operators[node->op].place) {
    case LEAT__PLACE_SOURCE:
        check_source(node);
        break;
    case LEAT__PLACE_HERE:
    case LEAT__PLACE_SINK:
        if (leat__op_is_completed(node->op))
            check_forward(node);
        else
            check_inputs(node);
        break;
    case LEAT__PLACE_ENTER:
        check_entry(node);
        break;
    case LEAT__PLACE_LEAVE:
    case LEAT__PLACE_WITHIN:
        check_exit(node);
        break;
    case LEAT__PLACE_OUTSIDE:
        check_outside(node);
        break;
    case LEAT__PLACE_FORWARD:
        check_forward(node);
        break;
    case LEAT__PLACE_NETWORK:
        check_network(node);
        break;
    }
}

bool leat__check_places(struct leat_flow *flow)
{
    bool one_flow = true;

    for (size_t i = 0; i < flow->nodes.count; i++)
        one_flow = is_of_one_flow(flow->nodes.items[i]) && one_flow;
    for (size_t i = 0; one_flow && i < flow->nodes.count; i++)
        check_node(flow->nodes.items[i]);
    return one_flow;
}
