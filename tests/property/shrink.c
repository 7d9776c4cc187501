/*
 * shrink.c: a failing program, made small: sinks are left out, in halves, quarters, and one by one, with
 * all that only they need; then nodes are bridged, and sources shortened, as long as it still fails.
 */
#include <string.h>
#include <time.h>

#include "operator.h"

struct shrinking {
    struct program *best;
    struct trial trial;
    const struct condition *condition;
    time_t deadline;
};

static struct program *copy_of(const struct program *program)
{
    struct program *copy = hold(sizeof *copy);

    *copy = *program;
    for (int f = 0; f < copy->flow_count; f++) {
        copy->flows[f] = hold(sizeof *copy->flows[f]);
        *copy->flows[f] = *program->flows[f];
        copy->flows[f]->program = copy;
    }
    return copy;
}

/* ---- leaving out what nobody needs ---- */

static void mark_needed(const struct flow *flow, int index, bool *needed)
{
    const struct node *node = &flow->nodes[index];

    if (needed[index])
        return;
    needed[index] = true;
    for (int i = 0; i < node->inputs; i++)
        mark_needed(flow, node->input[i], needed);
    if (operators[node->op]->has_hole)
        mark_needed(flow, node->completion, needed);
}

static void leave_out_unneeded(struct flow *flow)
{
    bool needed[NODES_MOST] = {false};
    int index_of[NODES_MOST], count = 0;

    for (int i = 0; i < flow->count; i++)
        if (operators[flow->nodes[i].op]->is_sink)
            mark_needed(flow, i, needed);
    for (int i = 0; i < flow->count; i++)
        if (needed[i])
            index_of[i] = count++;
    for (int i = 0; i < flow->count; i++) {
        struct node node = flow->nodes[i];

        if (!needed[i])
            continue;
        for (int k = 0; k < node.inputs; k++)
            node.input[k] = index_of[node.input[k]];
        if (operators[node.op]->has_hole)
            node.completion = index_of[node.completion];
        flow->nodes[index_of[i]] = node;
    }
    flow->count = count;
}

static void leave_out_empty(struct program *program)
{
    int count = 0;

    for (int f = 0; f < program->flow_count; f++)
        if (program->flows[f]->count > 0)
            program->flows[count++] = program->flows[f];
    program->flow_count = count;
}

/* ---- whether it still fails ---- */

static bool is_over(const struct shrinking *shrinking)
{
    return time(NULL) >= shrinking->deadline;
}

/* Takes the candidate over if it is valid, and fails in the same way. */
static bool take(struct shrinking *shrinking, struct program *candidate)
{
    struct trials trials;
    struct trial trial;

    for (int f = 0; f < candidate->flow_count; f++) {
        leave_out_unneeded(candidate->flows[f]);
        if (!derive_flow(candidate->flows[f]) || !evaluate(candidate->flows[f], 0))
            return false;
    }
    leave_out_empty(candidate);
    if (candidate->flow_count == 0)
        return false;
    begin_trials(&trials, candidate);
    trial = try_with(&trials, shrinking->condition);
    end_trials(&trials);
    if (trial.how != shrinking->trial.how)
        return false; /* another mistake, of the shrinking's own perhaps */
    shrinking->best = candidate;
    shrinking->trial = trial;
    return true;
}

/* ---- sinks ---- */

static int count_sinks(const struct program *program)
{
    int count = 0;

    for (int f = 0; f < program->flow_count; f++)
        for (int i = 0; i < program->flows[f]->count; i++)
            count += operators[program->flows[f]->nodes[i].op]->is_sink;
    return count;
}

/* Without the sinks from `from` to `end` - 1, counted over all flows. */
static struct program *without_sinks(const struct program *program, int from, int end)
{
    struct program *copy = copy_of(program);
    int number = 0;

    for (int f = 0; f < copy->flow_count; f++) {
        struct flow *flow = copy->flows[f];

        for (int i = 0; i < flow->count; i++) {
            if (!operators[flow->nodes[i].op]->is_sink)
                continue;
            if (number >= from && number < end)
                flow->nodes[i].op = OP_INSPECT; /* which nobody reads */
            number++;
        }
        leave_out_unneeded(flow);
    }
    leave_out_empty(copy);
    return copy;
}

/* Only the flows in which something differs. */
static void keep_flows(struct shrinking *shrinking)
{
    struct program *copy = copy_of(shrinking->best);
    int count = 0;

    for (int f = 0; f < copy->flow_count; f++)
        if (shrinking->trial.flows[f])
            copy->flows[count++] = copy->flows[f];
    if (count == 0 || count == copy->flow_count)
        return;
    copy->flow_count = count;
    take(shrinking, copy);
}

static void leave_out_sinks(struct shrinking *shrinking)
{
    for (int size = count_sinks(shrinking->best) / 2; size > 0; size /= 2)
        for (int from = 0; from < count_sinks(shrinking->best) && !is_over(shrinking);)
            if (count_sinks(shrinking->best) <= size || !take(shrinking, without_sinks(shrinking->best, from, from + size)))
                from += size;
}

/* ---- nodes ---- */

/* What reads the node reads its input instead. */
static bool bridge(struct shrinking *shrinking, int f, int index, int input)
{
    struct program *copy = copy_of(shrinking->best);
    struct flow *flow = copy->flows[f];
    const struct node *node = &flow->nodes[index];

    for (int i = 0; i < flow->count; i++) {
        for (int k = 0; k < flow->nodes[i].inputs; k++)
            if (flow->nodes[i].input[k] == index)
                flow->nodes[i].input[k] = node->input[input];
        if (operators[flow->nodes[i].op]->has_hole && flow->nodes[i].completion == index)
            flow->nodes[i].completion = node->input[input];
    }
    return take(shrinking, copy);
}

/* A source with fewer elements; a quote without captures. */
static bool simplify(struct shrinking *shrinking, int f, int index)
{
    struct program *copy = copy_of(shrinking->best);
    struct node *node = &copy->flows[f]->nodes[index];

    if ((node->op == OP_SOURCE_ITER || node->op == OP_SOURCE_GENERATE) && node->count > 1 && node->form != FORM_ENDLESS)
        node->count /= 2;
    else if (node->test.captured)
        node->test.captured = false;
    else if (node->op == OP_INSPECT && node->prints)
        node->prints = false;
    else
        return false;
    return take(shrinking, copy);
}

static bool make_nodes_fewer(struct shrinking *shrinking)
{
    bool smaller = false;

    for (int f = 0; f < shrinking->best->flow_count; f++) {
        for (int i = shrinking->best->flows[f]->count - 1; i >= 0 && !is_over(shrinking); i--) {
            if (f >= shrinking->best->flow_count || i >= shrinking->best->flows[f]->count)
                continue;
            const struct node *node = &shrinking->best->flows[f]->nodes[i];

            for (int input = 0; input < node->inputs && !operators[node->op]->is_sink; input++)
                if (bridge(shrinking, f, i, input)) {
                    smaller = true;
                    break;
                }
            while (f < shrinking->best->flow_count && i < shrinking->best->flows[f]->count && !is_over(shrinking) && simplify(shrinking, f, i))
                smaller = true;
        }
    }
    return smaller;
}

struct program *shrink(const struct program *program, const struct condition *condition, int seconds, struct trial *trial)
{
    struct shrinking shrinking = {copy_of(program), *trial, condition, time(NULL) + seconds};
    int before = trial_seconds;

    trial_seconds = trial_seconds < 8 ? trial_seconds : 8;
    keep_flows(&shrinking);
    do
        leave_out_sinks(&shrinking);
    while (make_nodes_fewer(&shrinking) && !is_over(&shrinking));
    trial_seconds = before;
    *trial = shrinking.trial;
    return shrinking.best;
}
