/*
 * reasons.c: non-determinism is always written down, with a reason.
 */
#include <ctype.h>
#include <string.h>

#include "check/report.h"
#include "check/rules.h"

static bool is_blank(const char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    return *text == '\0';
}

static void check_reason(struct leat__node *node, const char *option, const char *reason)
{
    struct leat__diagnostic *diagnostic;

    if (!reason || !is_blank(reason))
        return;
    diagnostic = leat__report_error_in(node->flow, "LEAT0205", "the reason of this %s is empty", option);
    leat__diagnostic_mark(diagnostic, leat__option_span(node, option), "the next reader wants to know");
    if (strcmp(option, "nondet") == 0)
        leat__diagnostic_help(
            diagnostic, "say why another timing does no harm, for example: nondet(\"only the last value is shown\")");
    else if (strcmp(option, "idempotent") == 0)
        leat__diagnostic_help(diagnostic,
                              "say why repetitions do not matter, for example: idempotent(\"the largest of all\")");
    else if (strcmp(option, "lossy") == 0)
        leat__diagnostic_help(diagnostic, "say why losses do no harm, for example: lossy(\"the next reading replaces it\")");
    else if (strcmp(option, "monotone") == 0)
        leat__diagnostic_help(diagnostic, "say why it only grows, for example: monotone(\"a count\")");
    else
        leat__diagnostic_help(diagnostic,
                              "say why order does not matter, for example: commutative(\"a sum of integers\")");
}

static const char *what_varies(const struct leat__node *node)
{
    if (node->cut)
        return "at which instant they are cut depends on timing";
    switch (node->op) {
    case LEAT_OP_BATCH:
        return "where a batch ends depends on timing";
    case LEAT_OP_SNAPSHOT:
    case LEAT_OP_SAMPLE_EVERY:
    case LEAT_OP_SAMPLE_EAGER:
        return "which value is seen depends on timing";
    case LEAT_OP_TIMEOUT:
        return "whether something comes in time depends on timing";
    case LEAT_OP_ASSUME_ORDERED:
        return "the order in which they come depends on timing";
    case LEAT_OP_MERGE_ORDERED:
        return "whose element comes first depends on timing";
    default:
        return "how many there are depends on timing";
    }
}

static void check_missing(struct leat__node *node)
{
    struct leat__diagnostic *diagnostic;

    if (node->nondet || leat__operators[node->op].needs != LEAT__NEEDS_NONDET)
        return;
    diagnostic = leat__report_error_in(
        node->flow, "LEAT0205", "%s depends on timing, and gives no reason why that is fine", leat__op_name(node));
    leat__diagnostic_mark(diagnostic, leat__node_span(node), "%s", what_varies(node));
    leat__diagnostic_help(diagnostic, "say why: leat_%s(..., nondet(\"why\"))", leat__op_name(node));
}

/* A value that may fall passes a limit or not, as the moments are at which it is looked at. */
static void check_growth(struct leat__node *node)
{
    struct leat__node *input = node->inputs.count > 0 ? node->inputs.items[0] : NULL;
    struct leat__diagnostic *diagnostic;

    if (node->op != LEAT_OP_THRESHOLD || input->op == LEAT_OP_COUNT || input->monotone)
        return;
    diagnostic = leat__report_error_in(node->flow, "LEAT0207", "threshold needs a value that only grows, and this one may fall");
    leat__diagnostic_mark(diagnostic, leat__node_span(node), "each run would find it above the limit at another time, or never");
    leat__diagnostic_mark(diagnostic, leat__node_span(input), "nothing is known of how this value changes");
    leat__diagnostic_help(diagnostic, "take a leat_count; or a leat_fold whose step says why: leat_fold(..., monotone(\"why\"))");
}

void leat__check_reasons(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *node = flow->nodes.items[i];

        if (node->cut > 1) /* all cuts of a slice have one reason */
            continue;
        check_missing(node);
        check_reason(node, "nondet", node->nondet);
        check_reason(node, "commutative", node->commutative);
        check_reason(node, "idempotent", node->idempotent);
        check_reason(node, "monotone", node->monotone);
        check_reason(node, "lossy", node->lossy);
        check_growth(node);
    }
}
