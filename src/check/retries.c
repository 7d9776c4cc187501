/*
 * retries.c: what counts its input, or does something for each element, needs each element exactly once, or a
 * claim that a repetition makes no difference; and where a channel may lose some, a reason why that is fine.
 */
#include "check/report.h"
#include "check/rules.h"

bool leat__needs_all(const struct leat__node *node, size_t input)
{
    if (node->op == LEAT_OP_ANTI_JOIN || node->op == LEAT_OP_FILTER_NOT_IN)
        return input == 1;
    return leat__node_is_aggregate(node) || leat__operators[node->op].retries == LEAT__RETRIES_STRICT;
}

static struct leat__node *writable(const struct leat__node *node)
{
    return node->flow->nodes.items[node->id];
}

static const char *what_varies(const struct leat__node *node)
{
    if (node->kind == LEAT_KIND_NOTHING || node->op == LEAT_OP_INSPECT)
        return "a repetition is taken for another element";
    return leat__node_is_aggregate(node) ? "a repetition counts once more" : "a repetition takes the place of another element";
}

/* The first input of which an element may come again; NULL: none. */
static const struct leat__node *retried_input(const struct leat__node *node)
{
    for (size_t i = 0; i < node->inputs.count; i++)
        if (node->inputs.items[i]->retried_since)
            return node->inputs.items[i];
    return NULL;
}

static void report(struct leat__node *node, bool claim)
{
    const struct leat__node *since = retried_input(node)->retried_since;
    struct leat__diagnostic *diagnostic = leat__report_error_in(
        node->flow, "LEAT0202", "%s needs each element once, and in this stream one may come again", leat__op_name(node));

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "%s", what_varies(node));
    leat__diagnostic_mark(diagnostic, leat__node_span(writable(since)), "from here on an element may come several times");
    if (claim)
        leat__diagnostic_help(diagnostic,
                              "if that is fine, say why: leat_%s(..., idempotent(\"why\"));\n"
                              "or take each element once: leat_unique; or leat_assume_exactly_once(s, nondet(\"why\"))",
                              leat__op_name(node));
    else
        leat__diagnostic_help(diagnostic, "take each element once: leat_unique; or leat_assume_exactly_once(s, nondet(\"why\"))");
    if (node->repeats == LEAT__PROOF_FAILED)
        leat__diagnostic_note(diagnostic, "the compiler could not prove that a repetition makes no difference");
}

static bool is_unclaimed(const struct leat__node *node)
{
    return leat__operators[node->op].retries == LEAT__RETRIES_CLAIM && retried_input(node) && !node->idempotent && !node->nondet;
}

/* The first input of which it needs all, and some may be lost; NULL: none. */
static const struct leat__node *lossy_input(const struct leat__node *node)
{
    for (size_t i = 0; i < node->inputs.count; i++)
        if (node->inputs.items[i]->lossy_since && leat__needs_all(node, i))
            return node->inputs.items[i];
    return NULL;
}

static const char *what_lacks(const struct leat__node *node)
{
    if (node->op == LEAT_OP_ANTI_JOIN || node->op == LEAT_OP_FILTER_NOT_IN)
        return "what was lost is taken for what never was there";
    return leat__node_is_aggregate(node) || node->kind == LEAT_KIND_NOTHING
               ? "what was lost is missing in its result"
               : "behind what was lost, each element takes the place of another";
}

static void check_loss(struct leat__node *node)
{
    const struct leat__node *input = lossy_input(node);
    struct leat__diagnostic *diagnostic;

    if (!input || node->nondet)
        return;
    diagnostic = leat__report_error_in(
        node->flow, "LEAT0202", "%s needs each element once, and of this stream some may be lost", leat__op_name(node));
    leat__diagnostic_mark(diagnostic, leat__node_span(node), "%s", what_lacks(node));
    leat__diagnostic_mark(diagnostic, leat__option_span(writable(input->lossy_since), "lossy"),
                          "this channel drops elements rather than wait");
    if (leat__operators[node->op].retries == LEAT__RETRIES_CLAIM)
        leat__diagnostic_help(diagnostic, "if that is fine, say why: leat_%s(..., nondet(\"why\"))", leat__op_name(node));
    else
        leat__diagnostic_help(diagnostic, "if that is fine, say why: leat_assume_exactly_once(s, nondet(\"why\"))");
    leat__diagnostic_help(diagnostic, "or leave out lossy: then the sender waits for a slow receiver");
}

static void check_node(struct leat__node *node)
{
    check_loss(node);
    if (!retried_input(node))
        return;
    if (leat__operators[node->op].retries == LEAT__RETRIES_STRICT)
        report(node, false);
    else if (is_unclaimed(node) && node->repeats != LEAT__PROOF_FOUND &&
             !(node->repeats == LEAT__PROOF_UNKNOWN && node->flow->prover && node->flow->diagnostics.errors > 0))
        report(node, true);
}

bool leat__want_repeats(struct leat_flow *flow)
{
    bool wanted = false;

    for (size_t i = 0; i < flow->nodes.count; i++)
        if (is_unclaimed(flow->nodes.items[i])) {
            flow->nodes.items[i]->repeats = LEAT__PROOF_WANTED;
            wanted = true;
        }
    return wanted;
}

void leat__check_retries(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++)
        check_node(flow->nodes.items[i]);
}
