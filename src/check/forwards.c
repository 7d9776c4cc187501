/*
 * forwards.c: a forward is a promise that leat_complete() keeps, with a stream of the type promised.
 */
#include <string.h>

#include "check/report.h"
#include "check/rules.h"

/* Two spellings are one type if both are the same scalar: "int" and "int32_t". */
static bool same_type(const struct leat__type *a, const struct leat__type *b)
{
    return a == b || strcmp(a->text, b->text) == 0 || (a->descriptor && a->descriptor == b->descriptor);
}

static void check_completed(struct leat__node *forward)
{
    struct leat__diagnostic *diagnostic;

    if (forward->completion)
        return;
    diagnostic = leat__report_error_in(forward->flow, "LEAT0103", "this %s is never completed", leat__op_name(forward));
    leat__diagnostic_mark(diagnostic, leat__node_span(forward), "%s",
                          forward->op == LEAT_OP_FORWARD   ? "nothing will ever come out of this"
                          : forward->op == LEAT_OP_CARRIED ? "its value will never change"
                                                           : "nothing will ever go round");
    leat__diagnostic_help(diagnostic, "complete it with the stream that it stands for: leat_complete(hole, s);\n"
                                      "or leave it out where there is no cycle");
}

static void check_type(struct leat__node *forward)
{
    struct leat__node *completion = forward->completion;
    struct leat__diagnostic *diagnostic;

    if (!completion || same_type(forward->type, completion->type))
        return;
    diagnostic = leat__report_error_in(forward->flow, "LEAT0107", "a forward of '%s' is completed by a stream of '%s'",
                                       forward->type->text, completion->type->text);
    leat__diagnostic_mark(diagnostic, leat__completion_span(forward), "completed here");
    leat__diagnostic_mark(diagnostic, leat__node_span(forward), "the %s is of '%s'", leat__op_name(forward), forward->type->text);
    leat__diagnostic_mark(diagnostic, leat__node_span(completion), "this is a stream of '%s'", completion->type->text);
    if (!leat__op_is_fixpoint(forward->op))
        leat__diagnostic_help(diagnostic, "name the same type in both: leat_%s(%s, %s, %s&hole)", leat__op_name(forward),
                              forward->op == LEAT_OP_FORWARD ? "location" : "tick", completion->type->text,
                              forward->op == LEAT_OP_FORWARD ? "" : "q(...), ");
    else
        leat__diagnostic_help(diagnostic, "what goes round has the type of the seed: map it to '%s' before it is completed",
                              forward->type->text);
}

/* A stream, or a value: leat_complete takes both, and the hole does not say of which it is. */
static void check_kind(struct leat__node *forward)
{
    struct leat__node *completion = forward->completion;
    struct leat__diagnostic *diagnostic;

    if (!completion || completion->kind == forward->kind)
        return;
    diagnostic = leat__report_error_in(forward->flow, "LEAT0107", "%s gives a %s, and is completed by a %s", leat__op_name(forward),
                                       leat__kind_text(forward->kind), leat__kind_text(completion->kind));
    leat__diagnostic_mark(diagnostic, leat__completion_span(forward), "completed here");
    leat__diagnostic_mark(diagnostic, leat__node_span(forward), "this gives a %s", leat__kind_text(forward->kind));
    leat__diagnostic_mark(diagnostic, leat__node_span(completion), "this is a %s", leat__kind_text(completion->kind));
    leat__diagnostic_help(diagnostic, forward->kind == LEAT_KIND_SINGLETON
                                          ? "complete it with one value: leat_fold(s, ...)"
                                          : "complete it with the value as a stream: leat_complete(hole, leat_into_stream(s))");
}

void leat__check_forwards(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++) {
        if (!leat__op_is_completed(flow->nodes.items[i]->op))
            continue;
        check_completed(flow->nodes.items[i]);
        check_type(flow->nodes.items[i]);
        check_kind(flow->nodes.items[i]);
    }
}
