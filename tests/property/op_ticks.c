/* op_ticks.c: into ticks and out of them: batch, snapshot, all_ticks, defer_tick, sample_every. */
#include <inttypes.h>

#include "operator.h"

bool tick_is_bounded(const struct flow *flow, int region)
{
    for (int i = 0; i < flow->count; i++) {
        const struct node *node = &flow->nodes[i];

        if (node->region == region && operators[node->op]->is_entry && !flow->nodes[node->input[0]].bounded)
            return false;
    }
    return true;
}

static char *entry_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];

    return say("leat_%s(%s, t%d, nondet(\"what is looked at does not depend on it\"))", op_names[node->op], in, node->region);
}

static bool derive_batch(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    node->bounded = true;
    return is_stream(input[0]);
}

const struct operator op_batch = {.where = EXACT | ANY, .is_entry = true, .derive = derive_batch, .write = entry_text};

static bool derive_snapshot(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    node->known = node->ordered;
    node->bounded = true;
    node->ghost = GHOST_LAST;
    return !is_stream(input[0]) && !input[0]->bounded;
}

const struct operator op_snapshot = {.where = LAST, .is_entry = true, .derive = derive_snapshot, .write = entry_text};

static bool derive_all_ticks(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    node->bounded = tick_is_bounded(flow, input[0]->region);
    return is_stream(input[0]);
}

const struct operator op_all_ticks = {.where = OUT, .leaves_tick = true, .is_exit = true, .derive = derive_all_ticks};

static bool derive_defer_tick(struct flow *flow, struct node *node, const struct node *const *input)
{
    return is_stream(input[0]) && derive_same(flow, node, input);
}

const struct operator op_defer_tick = {
    .where = EXACT | ANY, .often_anywhere = 3, .keeps = true, .fits = is_stream, .derive = derive_defer_tick};

static bool derive_sample_every(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->type = input[0]->type;
    node->kind = KIND_STREAM;
    have_order(node);
    node->bounded = false;
    node->ghost = GHOST_LAST;
    /* A timer counts as a message that is under way: behind a cycle neither would end. */
    return is_single(input[0]) && is_changing(input[0]) && !input[0]->behind_cycle;
}

static char *sample_every_text(const struct flow *flow, int index, const char *in)
{
    (void)flow, (void)index;
    return say("leat_sample_every(%s, q(1), nondet(\"only the last is looked at\"))", in);
}

const struct operator op_sample_every = {.where = OUT, .is_exit = true, .derive = derive_sample_every, .write = sample_every_text};
