/*
 * cycles.c: a turn runs each operator once, in order, so that a cycle has to be opened somewhere: by the
 * network, inside a tick by leat_defer_tick, or by a fixpoint. A tick runs as one: for what is outside, it is one vertex.
 */
#include <string.h>

#include "check/report.h"
#include "check/rules.h"

/* From an input to its reader; the vertices are theirs, or those of the ticks that they are in. */
struct edge {
    size_t from;
    size_t to;
    struct leat__node *input;
    struct leat__node *reader;
};
struct edges leat__vector(struct edge);

struct graph {
    struct edges edges; /* by `from`, after sort_edges() */
    size_t *first;      /* of each vertex: its first edge; one more than there are vertices */
    size_t vertices;
    bool *alive;                    /* vertices that may be on a cycle that was not reported */
    const struct leat__place *tick; /* inside of which this is; NULL: outside of ticks */
};

static void add_edge(struct graph *graph, size_t from, size_t to, struct leat__node *input, struct leat__node *reader)
{
    leat__vector_push(&graph->edges, (struct edge){from, to, input, reader});
}

static void sort_edges(struct graph *graph)
{
    struct edge *sorted = leat__alloc_array(graph->edges.count, sizeof *sorted);
    size_t *at;

    graph->first = leat__alloc_array(graph->vertices + 1, sizeof *graph->first);
    for (size_t i = 0; i < graph->edges.count; i++)
        graph->first[graph->edges.items[i].from + 1]++;
    for (size_t v = 0; v < graph->vertices; v++)
        graph->first[v + 1] += graph->first[v];
    at = leat__alloc_array(graph->vertices + 1, sizeof *at);
    memcpy(at, graph->first, graph->vertices * sizeof *at);
    for (size_t i = 0; i < graph->edges.count; i++)
        sorted[at[graph->edges.items[i].from]++] = graph->edges.items[i];
    free(at);
    free(graph->edges.items);
    graph->edges.items = sorted;
    graph->edges.capacity = graph->edges.count;
}

static void release(struct graph *graph)
{
    leat__vector_release(&graph->edges);
    free(graph->first);
    free(graph->alive);
}

/* ---- finding ---- */

static bool is_live(const struct graph *graph, const struct edge *edge)
{
    return graph->alive[edge->from] && graph->alive[edge->to];
}

/* Takes away what nothing leads to, again and again: what is left is on a cycle, or behind one. */
static bool trim(struct graph *graph)
{
    size_t *incoming = leat__alloc_array(graph->vertices, sizeof *incoming);
    size_t *queue = leat__alloc_array(graph->vertices, sizeof *queue);
    size_t queued = 0;
    size_t left = 0;

    for (size_t i = 0; i < graph->edges.count; i++)
        incoming[graph->edges.items[i].to] += is_live(graph, &graph->edges.items[i]);
    for (size_t v = 0; v < graph->vertices; v++) {
        left += graph->alive[v];
        if (graph->alive[v] && incoming[v] == 0)
            queue[queued++] = v;
    }
    for (size_t next = 0; next < queued; next++, left--) {
        size_t v = queue[next];

        for (size_t i = graph->first[v]; i < graph->first[v + 1]; i++)
            if (is_live(graph, &graph->edges.items[i]) && --incoming[graph->edges.items[i].to] == 0)
                queue[queued++] = graph->edges.items[i].to;
        graph->alive[v] = false;
    }
    free(incoming);
    free(queue);
    return left > 0;
}

/* The path found by `by`, the edge by which each vertex was reached, ending with `last`. */
static void trace(const struct graph *graph, const size_t *by, size_t last, struct edges *cycle)
{
    size_t start = graph->edges.items[last].to;
    size_t at = last;

    leat__vector_push(cycle, graph->edges.items[at]);
    while (graph->edges.items[at].from != start) {
        at = by[graph->edges.items[at].from];
        leat__vector_push(cycle, graph->edges.items[at]);
    }
    for (size_t i = 0; i < cycle->count / 2; i++) {
        struct edge edge = cycle->items[i];

        cycle->items[i] = cycle->items[cycle->count - 1 - i];
        cycle->items[cycle->count - 1 - i] = edge;
    }
}

/* A shortest cycle through `start`, breadth-first; false if there is none. */
static bool find_cycle(const struct graph *graph, size_t start, struct edges *cycle)
{
    size_t *by = leat__alloc_array(graph->vertices, sizeof *by);
    bool *seen = leat__alloc_array(graph->vertices, sizeof *seen);
    size_t *queue = leat__alloc_array(graph->vertices, sizeof *queue);
    size_t queued = 1;

    queue[0] = start;
    for (size_t next = 0; next < queued && cycle->count == 0; next++) {
        for (size_t i = graph->first[queue[next]]; i < graph->first[queue[next] + 1]; i++) {
            size_t to = graph->edges.items[i].to;

            if (!graph->alive[to])
                continue;
            if (to == start) {
                trace(graph, by, i, cycle);
                break;
            }
            if (!seen[to]) {
                seen[to] = true;
                by[to] = i;
                queue[queued++] = to;
            }
        }
    }
    free(by);
    free(seen);
    free(queue);
    return cycle->count > 0;
}

/* ---- reporting ---- */

/* A cycle is told from its forward on; one that a tick alone closes, from what leaves the tick. */
static void rotate(struct edges *cycle)
{
    struct edges turned = {0};
    size_t begin = 0;

    for (size_t i = 0; i < cycle->count; i++)
        if (cycle->items[i].input->place->kind == LEAT__TICK)
            begin = i;
    for (size_t i = cycle->count; i-- > 0;)
        if (cycle->items[i].input->op == LEAT_OP_FORWARD)
            begin = i;
    for (size_t i = 0; i < cycle->count; i++)
        leat__vector_push(&turned, cycle->items[(begin + i) % cycle->count]);
    leat__vector_release(cycle);
    *cycle = turned;
}

/* "merge (line 12)". */
static void put_node(struct leat__text *text, const struct leat__node *node, const char *file)
{
    if (strcmp(node->site->file, file) == 0)
        leat__text_printf(text, "%s (line %u)", leat__op_name(node), node->line);
    else
        leat__text_printf(text, "%s (%s:%u)", leat__op_name(node), node->site->file, node->line);
}

static void put_edge(struct leat__text *text, const struct graph *graph, const struct edge *edge, const char *file)
{
    leat__text_append(text, "\n");
    put_node(text, edge->input, file);
    leat__text_append(text, " -> ");
    put_node(text, edge->reader, file);
    if (edge->reader->op == LEAT_OP_FORWARD)
        leat__text_printf(text, ", by leat_complete (line %u)", leat__completion_span(edge->reader).line);
    if (graph->tick)
        return;
    if (edge->reader->place->kind == LEAT__TICK)
        leat__text_append(text, ", into the tick");
    if (edge->input->place->kind == LEAT__TICK)
        leat__text_append(text, ", out of the tick");
}

#define EDGES_SHOWN 12 /* of a longer cycle the middle is left out */

static void note_edges(struct leat__diagnostic *diagnostic, const struct graph *graph, const struct edges *cycle,
                       const char *file)
{
    struct leat__text text = {0};
    size_t left_out = cycle->count > EDGES_SHOWN ? cycle->count - EDGES_SHOWN + 1 : 0;

    leat__text_append(&text, "it goes round so:");
    for (size_t i = 0; i < cycle->count; i++) {
        if (left_out > 0 && i == EDGES_SHOWN / 2) {
            leat__text_printf(&text, "\n... and through %zu more operators ...", left_out);
            i += left_out;
        }
        put_edge(&text, graph, &cycle->items[i], file);
    }
    leat__diagnostic_note(diagnostic, "%s", leat__text_string(&text));
    leat__text_release(&text);
}

static void mark_ends(struct leat__diagnostic *diagnostic, const struct edges *cycle)
{
    const struct edge *first = &cycle->items[0];
    const struct edge *last = &cycle->items[cycle->count - 1];

    if (first->input->op == LEAT_OP_FORWARD) {
        leat__diagnostic_mark(diagnostic, leat__node_span(first->input),
                              "what goes round is back here within the same turn");
        leat__diagnostic_mark(diagnostic, leat__completion_span(first->input), "the cycle is closed here");
    } else {
        leat__diagnostic_mark(diagnostic, leat__node_span(last->reader),
                              "this brings it back into a tick that it came from");
        leat__diagnostic_mark(diagnostic, leat__node_span(first->reader), "here it left the tick");
    }
}

static void report(struct graph *graph, struct edges *cycle)
{
    struct leat_flow *flow = cycle->items[0].input->flow;
    struct leat__diagnostic *diagnostic;
    bool through_tick = false;

    rotate(cycle);
    for (size_t i = 0; i < cycle->count; i++)
        through_tick = through_tick || cycle->items[i].input->place->kind == LEAT__TICK;
    diagnostic = leat__report_error_in(flow, "LEAT0104",
                                       graph->tick ? "this cycle inside a tick passes through no leat_defer_tick"
                                                   : "this cycle does not pass through the network");
    mark_ends(diagnostic, cycle);
    note_edges(diagnostic, graph, cycle, cycle->items[0].input->site->file);
    if (graph->tick)
        leat__diagnostic_help(diagnostic,
                              "let what goes round wait for the next tick: leat_complete(hole, leat_defer_tick(s));\n"
                              "or go on until nothing is new: leat_iterate(seed, &hole)");
    else if (through_tick)
        leat__diagnostic_help(
            diagnostic,
            "stay inside the tick: leat_forward(tick, T, &hole), and leat_complete(hole, leat_defer_tick(s));\n"
            "or use a second tick, and let the cycle pass through the network");
    else
        leat__diagnostic_help(diagnostic, "send what goes round to another location and back;\n"
                                          "or make the cycle inside a tick: leat_forward(tick, T, &hole), and\n"
                                          "leat_complete(hole, leat_defer_tick(s))");
    for (size_t i = 0; i < cycle->count; i++)
        graph->alive[cycle->items[i].from] = false;
}

/* Reports cycles that have no vertex in common, until none is left. */
static void report_cycles(struct graph *graph)
{
    sort_edges(graph);
    graph->alive = leat__alloc_array(graph->vertices, sizeof *graph->alive);
    memset(graph->alive, true, graph->vertices * sizeof *graph->alive);
    for (size_t v = 0; v < graph->vertices; v++) {
        struct edges cycle = {0};

        if (v == 0 && !trim(graph))
            break;
        if (graph->alive[v] && find_cycle(graph, v, &cycle)) {
            report(graph, &cycle);
            trim(graph);
        }
        leat__vector_release(&cycle);
    }
}

/* ---- the graphs ---- */

static size_t vertex_of(const struct leat__node *node)
{
    return node->place->kind == LEAT__TICK ? node->flow->nodes.count + node->place->id : node->id;
}

/* What goes round there does so by a queue, until nothing is new: no cycle of calls. */
static bool is_completion_of_fixpoint(const struct leat__node *node, size_t input)
{
    return leat__op_is_fixpoint(node->op) && input == 1;
}

static void check_outside(struct leat_flow *flow)
{
    struct graph graph = {.vertices = flow->nodes.count + flow->ticks.count};

    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *node = flow->nodes.items[i];

        for (size_t k = 0; !leat__op_is_network(node->op) && k < node->inputs.count; k++) {
            struct leat__node *input = node->inputs.items[k];

            if ((input->place->kind != LEAT__TICK || input->place != node->place) && !is_completion_of_fixpoint(node, k))
                add_edge(&graph, vertex_of(input), vertex_of(node), input, node);
        }
    }
    report_cycles(&graph);
    release(&graph);
}

static void check_inside(struct leat_flow *flow, const struct leat__place *tick)
{
    struct graph graph = {.vertices = flow->nodes.count, .tick = tick};

    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *node = flow->nodes.items[i];

        for (size_t k = 0; !leat__op_defers(node->op) && node->place == tick && k < node->inputs.count; k++)
            if (node->inputs.items[k]->place == tick && !is_completion_of_fixpoint(node, k))
                add_edge(&graph, node->inputs.items[k]->id, node->id, node->inputs.items[k], node);
    }
    report_cycles(&graph);
    release(&graph);
}

void leat__check_cycles(struct leat_flow *flow)
{
    check_outside(flow);
    for (size_t i = 0; i < flow->ticks.count; i++)
        check_inside(flow, flow->ticks.items[i]);
}
