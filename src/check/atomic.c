/*
 * atomic.c: leat_end_atomic promises that what it gives is seen by every later snapshot. That holds within a region that
 * leat_atomic begins, and only if what the region leads to is there at the end of the turn.
 */
#include <stdlib.h>

#include "check/report.h"
#include "check/rules.h"

static void report_outside(struct leat__node *end)
{
    struct leat__node *at = end->inputs.items[0];
    struct leat__diagnostic *diagnostic =
        leat__report_error_in(end->flow, "LEAT0124", "end_atomic ends no atomic region");

    while (leat__op_gives_at_once(at->op))
        at = at->inputs.items[0];
    leat__diagnostic_mark(diagnostic, leat__node_span(end), "what it should wait for is not known");
    leat__diagnostic_mark(diagnostic, leat__node_span(at), "this is in no atomic region, or led out of it");
    leat__diagnostic_help(diagnostic, "begin the region where the elements come in: leat_atomic(s); between it and leat_end_atomic may be\n"
                                      "map, filter, filter_map, flat_map, key_by, map_values, inspect");
}

static void check_ended(struct leat__node *atomic)
{
    struct leat__diagnostic *diagnostic;

    for (size_t i = 0; i < atomic->flow->nodes.count; i++) {
        struct leat__node *node = atomic->flow->nodes.items[i];

        if (node->op == LEAT_OP_END_ATOMIC && leat__atomic_of(node) == atomic)
            return;
    }
    diagnostic = leat__report_error_in(atomic->flow, "LEAT0124", "this atomic region has no end");
    leat__diagnostic_mark(diagnostic, leat__node_span(atomic), "nothing waits for what it does");
    leat__diagnostic_help(diagnostic, "release what others are told by leat_end_atomic; or leave leat_atomic out");
}

/* What may give an element in another turn than the one in which it came. */
static bool holds_back(const struct leat__node *node)
{
    switch (node->op) {
    case LEAT_OP_RESOLVE:
    case LEAT_OP_RESOLVE_ORDERED:
        return true;
    case LEAT_OP_CHAIN:
    case LEAT_OP_SORT:
    case LEAT_OP_ZIP:
    case LEAT_OP_ZIP_LONGEST:
    /* Their first input waits for the end of the second. */
    case LEAT_OP_JOIN_LEFT:
    case LEAT_OP_JOIN_SEMI:
    case LEAT_OP_ANTI_JOIN:
    case LEAT_OP_FILTER_NOT_IN:
    case LEAT_OP_JOIN_KEYED_SINGLETON:
    case LEAT_OP_LOOKUP:
    case LEAT_OP_CROSS_SINGLETON:
    case LEAT_OP_FILTER_IF:
    /* A long way round the cycle takes several turns. */
    case LEAT_OP_ITERATE:
    case LEAT_OP_ITERATE_BEST:
        return node->place->kind != LEAT__TICK;
    default:
        return leat__op_defers(node->op);
    }
}

/* Marks all that a node leads to at its location, but not what comes of the end of its region. */
static void mark_led_to(struct leat__node *from, const struct leat__node *atomic, bool *seen)
{
    bool changed = true;

    seen[from->id] = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < from->flow->nodes.count; i++) {
            struct leat__node *node = from->flow->nodes.items[i];

            if (seen[i] || leat__op_is_network(node->op))
                continue;
            for (size_t k = 0; !seen[i] && k < node->inputs.count; k++) {
                struct leat__node *input = node->inputs.items[k];

                if (seen[input->id] && !(input->op == LEAT_OP_END_ATOMIC && leat__atomic_of(input) == atomic))
                    seen[i] = changed = true;
            }
        }
    }
}

static struct leat__node *snapshot_behind(struct leat__node *node, const struct leat__node *atomic)
{
    bool *seen = leat__alloc_array(node->flow->nodes.count, sizeof *seen);
    struct leat__node *found = NULL;

    mark_led_to(node, atomic, seen);
    for (size_t i = 0; !found && i < node->flow->nodes.count; i++)
        if (seen[i] && node->flow->nodes.items[i]->op == LEAT_OP_SNAPSHOT)
            found = node->flow->nodes.items[i];
    free(seen);
    return found;
}

static void check_held_back(struct leat__node *atomic)
{
    bool *seen = leat__alloc_array(atomic->flow->nodes.count, sizeof *seen);

    mark_led_to(atomic, atomic, seen);
    for (size_t i = 0; i < atomic->flow->nodes.count; i++) {
        struct leat__node *node = atomic->flow->nodes.items[i];
        struct leat__node *snapshot = seen[i] && holds_back(node) ? snapshot_behind(node, atomic) : NULL;
        struct leat__diagnostic *diagnostic;

        if (!snapshot)
            continue;
        diagnostic = leat__report_error_in(node->flow, "LEAT0125", "%s holds back what is atomic", leat__op_name(node));
        leat__diagnostic_mark(diagnostic, leat__node_span(node), "what comes of it may come in another turn");
        leat__diagnostic_mark(diagnostic, leat__node_span(atomic), "the atomic region begins here");
        leat__diagnostic_mark(diagnostic, leat__node_span(snapshot), "this snapshot may not see what was acknowledged");
        leat__diagnostic_help(diagnostic, "do it before the region: leat_atomic(%s(...)); or acknowledge what comes out of it",
                              leat__op_name(node));
    }
    free(seen);
}

void leat__check_atomic(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *node = flow->nodes.items[i];

        if (node->op == LEAT_OP_END_ATOMIC && !leat__atomic_of(node))
            report_outside(node);
        if (node->op == LEAT_OP_ATOMIC) {
            check_ended(node);
            check_held_back(node);
        }
    }
}
