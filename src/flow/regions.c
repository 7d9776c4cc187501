/*
 * regions.c: what is on the cycle of a fixpoint. What crosses the network, or waits for the next tick, goes round
 * another way: not within the turn in which the fixpoint is reached. And where the region of a leat_end_atomic begins.
 */
#include <stdlib.h>

#include "flow/graph.h"

/* Whether what a node takes by an input goes on within the same turn. */
static bool passes_at_once(const struct leat__node *node, size_t input)
{
    if (leat__op_is_network(node->op) || leat__op_defers(node->op))
        return false;
    return !(leat__op_is_fixpoint(node->op) && input == 1);
}

/* All that `fixpoint` leads to. A forward may take its input from a node behind it: until nothing changes. */
static void mark_led_to(struct leat_flow *flow, const struct leat__node *fixpoint, bool *led_to)
{
    bool changed = true;

    led_to[fixpoint->id] = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < flow->nodes.count; i++) {
            const struct leat__node *node = flow->nodes.items[i];

            for (size_t k = 0; !led_to[i] && k < node->inputs.count; k++)
                if (led_to[node->inputs.items[k]->id] && passes_at_once(node, k))
                    led_to[i] = changed = true;
        }
    }
}

/* From the completion back to the fixpoint, over what it leads to. */
static void mark_cycle(struct leat_flow *flow, struct leat__node *fixpoint, const bool *led_to)
{
    struct leat__node **open = leat__alloc_array(flow->nodes.count, sizeof *open);
    bool *seen = leat__alloc_array(flow->nodes.count, sizeof *seen);
    size_t count = 0;

    fixpoint->region = fixpoint;
    seen[fixpoint->id] = true;
    if (led_to[fixpoint->completion->id] && !seen[fixpoint->completion->id]) {
        seen[fixpoint->completion->id] = true;
        open[count++] = fixpoint->completion;
    }
    while (count > 0) {
        struct leat__node *node = open[--count];

        node->region = fixpoint;
        for (size_t k = 0; k < node->inputs.count; k++) {
            struct leat__node *input = node->inputs.items[k];

            if (passes_at_once(node, k) && led_to[input->id] && !seen[input->id]) {
                seen[input->id] = true;
                open[count++] = input;
            }
        }
    }
    free(open);
    free(seen);
}

void leat__find_regions(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *fixpoint = flow->nodes.items[i];
        bool *led_to;

        if (!leat__op_is_fixpoint(fixpoint->op) || !fixpoint->completion || fixpoint->region)
            continue; /* one that is on the cycle of another is an error, and stays known as that */
        led_to = leat__alloc_array(flow->nodes.count, sizeof *led_to);
        mark_led_to(flow, fixpoint, led_to);
        mark_cycle(flow, fixpoint, led_to);
        free(led_to);
    }
}

struct leat__node *leat__atomic_of(struct leat__node *end)
{
    struct leat__node *node = end->inputs.items[0];

    while (leat__op_gives_at_once(node->op))
        node = node->inputs.items[0];
    return node->op == LEAT_OP_ATOMIC ? node : NULL;
}
