/*
 * derive.c: what each collection is, and what it guarantees, from what it is made of; and which flows are
 * valid. Two guarantees stand side by side: `ordered` is what the checker will say, from which follows
 * where a claim has to be written; `known` is whether the reference can tell the order.
 */
#include "model.h"

const char *const op_names[OPS] = {
    "source_iter", "source_generate", "map", "filter", "filter_map", "flat_map", "inspect", "enumerate", "unique", "limit",
    "merge", "chain", "join", "sort", "fold", "reduce", "count", "fold_keyed", "reduce_keyed", "entries", "into_stream", "batch",
    "snapshot", "all_ticks", "defer_tick", "sample_every", "forward", "send_bincode", "send_bincode_interleaved",
    "send_bincode_tagged", "broadcast_bincode", "broadcast_bincode_interleaved", "broadcast_bincode_tagged",
    "demux_bincode", "demux_bincode_interleaved", "demux_bincode_tagged", "for_each",
};

bool op_is_network(enum op op)
{
    return op >= OP_SEND && op <= OP_DEMUX_TAGGED;
}

static bool is_stream(const struct node *node)
{
    return node->kind == KIND_STREAM || node->kind == KIND_KEYED_STREAM;
}

static bool is_single(const struct node *node)
{
    return node->kind == KIND_SINGLETON || node->kind == KIND_OPTIONAL;
}

/* The kind of region that a node is in; REGION_CYCLE + 1 outside. */
static int region_kind(const struct flow *flow, const struct node *node)
{
    return node->region == OUTSIDE ? REGION_CYCLE + 1 : (int)flow->regions[node->region].kind;
}

static bool in_tick(const struct flow *flow, const struct node *node)
{
    return node->region != OUTSIDE && flow->regions[node->region].kind != REGION_CYCLE;
}

/* Only operators that have this in hand read what depends on timing. */
static bool takes_ghost(const struct flow *flow, const struct node *node, enum ghost ghost)
{
    bool outside = !in_tick(flow, node);

    switch (ghost) {
    case GHOST_GUARD:
        return node->op == OP_INTO_STREAM || (node->op == OP_FILTER && node->test.kind == TEST_DIFFERS && node->guarded);
    case GHOST_SUM:
        return node->op == OP_INTO_STREAM || node->op == OP_ALL_TICKS ||
               (outside && node->op == OP_FOLD && node->step == STEP_SUM && node->type.val == VAL_NUM && node->number == 0 && !node->guarded);
    case GHOST_MOST:
        return node->op == OP_INTO_STREAM || node->op == OP_ALL_TICKS || (outside && node->op == OP_REDUCE && node->step == STEP_MOST);
    case GHOST_KEYED_SUM:
        return node->op == OP_ENTRIES || node->op == OP_ALL_TICKS ||
               (outside && node->op == OP_FOLD_KEYED && node->step == STEP_SUM && node->type.val == VAL_NUM && node->number == 0 && !node->guarded);
    case GHOST_KEYED_MOST:
        return node->op == OP_ENTRIES || node->op == OP_ALL_TICKS || (outside && node->op == OP_REDUCE_KEYED && node->step == STEP_MOST);
    case GHOST_UNIQUE:
        return node->op == OP_ALL_TICKS || (outside && node->op == OP_UNIQUE);
    case GHOST_NUMBERED:
        return node->op == OP_MAP && node->number % 4 < 2 && !node->make.same_key;
    case GHOST_LAST:
        return node->op == OP_INTO_STREAM || node->op == OP_ALL_TICKS || node->op == OP_ENTRIES || node->op == OP_FOR_EACH ||
               (!outside && (node->op == OP_MAP || node->op == OP_FOLD || node->op == OP_COUNT));
    default:
        return true;
    }
}

/* What is left of an input's ghost behind a node that may read it. */
static enum ghost ghost_behind(const struct node *node, enum ghost ghost)
{
    if (node->op == OP_INTO_STREAM || node->op == OP_ALL_TICKS || node->op == OP_ENTRIES || ghost == GHOST_LAST)
        return ghost;
    return GHOST_NONE;
}

/* ---- places ---- */

static bool is_cluster(const struct flow *flow, int place)
{
    return flow->program->places[place].is_cluster;
}

static bool network_fits(const struct flow *flow, const struct node *node, const struct node *input)
{
    bool from_cluster = is_cluster(flow, input->place), to_cluster = is_cluster(flow, node->place);

    if (flow->program->one_way && node->place <= input->place)
        return false;
    switch (node->op) {
    case OP_SEND:
        return !from_cluster && !to_cluster;
    case OP_SEND_INTERLEAVED:
    case OP_SEND_TAGGED:
        return from_cluster && !to_cluster;
    case OP_BROADCAST:
    case OP_DEMUX:
        return !from_cluster && to_cluster;
    default:
        return from_cluster && to_cluster;
    }
}

/* Where a node stands: beside its inputs; only the network, batches and their like cross borders. */
static bool place_node(struct flow *flow, struct node *node, const struct node *const *input)
{
    bool from_tick, to_tick = in_tick(flow, node);

    if (node->inputs == 0) {
        if (node->op == OP_FORWARD)
            return node->region != OUTSIDE && (node->place = flow->regions[node->region].place, true);
        return !to_tick;
    }
    from_tick = in_tick(flow, input[0]);
    for (int i = 1; i < node->inputs; i++)
        if (input[i]->place != input[0]->place || in_tick(flow, input[i]) != from_tick || (from_tick && input[i]->region != input[0]->region))
            return false;
    if (op_is_network(node->op))
        return !from_tick && !to_tick && network_fits(flow, node, input[0]);
    node->place = input[0]->place;
    if (node->region != OUTSIDE && to_tick && flow->regions[node->region].place != node->place)
        return false;
    switch (node->op) {
    case OP_BATCH:
    case OP_SNAPSHOT:
        return !from_tick && to_tick;
    case OP_ALL_TICKS:
        return from_tick && !to_tick;
    case OP_DEFER_TICK:
        return from_tick && to_tick;
    default:
        return from_tick == to_tick && (!from_tick || node->region == input[0]->region);
    }
}

/* ---- guarantees ---- */

static bool tick_is_bounded(const struct flow *flow, int region)
{
    for (int i = 0; i < flow->count; i++) {
        const struct node *node = &flow->nodes[i];

        if (node->region == region && (node->op == OP_BATCH || node->op == OP_SNAPSHOT) && !flow->nodes[node->input[0]].bounded)
            return false;
    }
    return true;
}

/* A plain stream of what was keyed has no order. */
static void keep_order(struct node *node, const struct node *input)
{
    bool lost = node->kind == KIND_STREAM && input->kind == KIND_KEYED_STREAM;

    node->ordered = input->ordered && !lost;
    node->known = input->known && !lost;
}

static bool derive_elementwise(struct node *node, const struct node *input)
{
    bool keeps_type = node->op == OP_FILTER || node->op == OP_INSPECT || node->op == OP_UNIQUE || node->op == OP_BATCH ||
                      node->op == OP_ALL_TICKS || node->op == OP_DEFER_TICK;

    if (node->op == OP_MAP || node->op == OP_FILTER || node->op == OP_INSPECT)
        ;
    else if (!is_stream(input))
        return false;
    if (keeps_type)
        node->type = input->type;
    node->kind = input->kind;
    if (node->op == OP_MAP && input->kind == KIND_KEYED_STREAM)
        node->kind = KIND_STREAM;
    if (node->op == OP_MAP && input->kind == KIND_KEYED_SINGLETON && !(node->make.same_key && node->type.key == input->type.key))
        return false;
    /* Which value the last look at it sees would depend on what those before saw. */
    if (node->op == OP_FILTER && !is_stream(input) && !input->bounded)
        return false;
    if (node->op == OP_FILTER && input->kind == KIND_SINGLETON)
        node->kind = KIND_OPTIONAL;
    if (node->op == OP_FILTER_MAP || node->op == OP_FLAT_MAP)
        node->kind = KIND_STREAM;
    keep_order(node, input);
    return true;
}

/* Whether the made element can be made from this. */
static bool make_fits(const struct node *node, struct type from)
{
    if (node->type.val == VAL_COUNT)
        return false;
    if (node->make.same_key && (node->type.key != from.key || from.key == KEY_NONE))
        return false;
    if (node->make.same_items && (from.val != VAL_BAG || node->type.val != VAL_BAG))
        return false;
    return node->type.key != KEY_SEQ || node->make.same_key;
}

static bool flat_fits(const struct node *node, const struct node *input)
{
    struct type num = {KEY_NONE, VAL_NUM}, rec = {KEY_NONE, VAL_REC};

    switch (node->form) {
    case FLAT_RANGE:
        return type_equal(node->type, num);
    case FLAT_ITEMS:
        return input->type.val == VAL_BAG && type_equal(node->type, rec);
    case FLAT_TWICE:
        return type_equal(node->type, input->type);
    case FLAT_COUNTDOWN:
        return type_equal(node->type, input->type) && (type_equal(node->type, num) || type_equal(node->type, rec));
    default:
        return make_fits(node, input->type);
    }
}

static bool derive_combined(struct flow *flow, struct node *node, const struct node *const *input)
{
    bool in_any_tick = region_kind(flow, node) == REGION_ANY;

    for (int i = 0; i < node->inputs; i++)
        if (input[i]->kind != input[0]->kind || !is_stream(input[i]) || !type_equal(input[i]->type, input[0]->type))
            return false;
    node->kind = input[0]->kind;
    node->type = input[0]->type;
    if (node->op == OP_MERGE) {
        node->bounded = true;
        for (int i = 0; i < node->inputs; i++)
            node->bounded &= input[i]->bounded;
        return node->inputs >= 2;
    }
    node->ordered = input[0]->ordered && input[1]->ordered;
    node->known = input[0]->known && input[1]->known && !in_any_tick;
    node->bounded = input[1]->bounded;
    return node->kind == KIND_STREAM && input[0]->bounded;
}

/* The values of both sides become an item, with the key or without. */
static bool derive_join(struct flow *flow, struct node *node, const struct node *const *input)
{
    int region = region_kind(flow, node);

    node->kind = KIND_STREAM;
    node->type = (struct type){node->form % 2 ? input[0]->type.key : KEY_NONE, VAL_REC};
    node->bounded = input[0]->bounded && input[1]->bounded;
    return is_stream(input[0]) && is_stream(input[1]) && input[0]->type.key != KEY_NONE && input[0]->type.key == input[1]->type.key &&
           region != REGION_ANY && region != REGION_LAST;
}

/* The types and steps of aggregates. */
static bool derive_aggregate(struct flow *flow, struct node *node, const struct node *input)
{
    bool keyed = node->op == OP_FOLD_KEYED || node->op == OP_REDUCE_KEYED;
    bool reduces = node->op == OP_REDUCE || node->op == OP_REDUCE_KEYED;
    int region = region_kind(flow, node);
    bool sums = node->step == STEP_SUM && node->type.val == VAL_NUM && !node->guarded;

    if (node->op == OP_COUNT) {
        node->type = (struct type){KEY_NONE, VAL_COUNT};
        node->kind = KIND_SINGLETON;
        node->ordered = node->known = true;
        if (region == REGION_EXACT)
            node->ghost = GHOST_GUARD;
        if (region == REGION_ANY)
            node->ghost = GHOST_SUM;
        return is_stream(input);
    }
    if (keyed ? !is_stream(input) || input->type.key == KEY_NONE : input->kind != KIND_STREAM)
        return false;
    if (reduces)
        node->type = input->type;
    else
        node->type.key = keyed ? input->type.key : KEY_NONE;
    if (reduces && !keyed && node->type.key != KEY_NONE && node->step == STEP_PUSH)
        return false;
    if (node->type.val == VAL_COUNT && !reduces)
        return false;
    if (!step_exists(node->step, input->type.val, node->type.val, reduces))
        return false;
    if (!step_is_commutative(node->step) && !input->known)
        return false;
    node->kind = keyed ? KIND_KEYED_SINGLETON : reduces ? KIND_OPTIONAL : KIND_SINGLETON;
    node->ordered = node->known = !keyed;
    if (region == REGION_EXACT && node->op == OP_FOLD) {
        node->ghost = GHOST_GUARD;
        return node->guarded || node->type.val == VAL_STR;
    }
    if (region == REGION_ANY) {
        node->ghost = node->op == OP_FOLD         ? GHOST_SUM
                      : node->op == OP_REDUCE     ? GHOST_MOST
                      : node->op == OP_FOLD_KEYED ? GHOST_KEYED_SUM
                                                  : GHOST_KEYED_MOST;
        return reduces ? node->step == STEP_MOST : sums;
    }
    return true;
}

static bool derive_network(struct node *node, const struct node *input)
{
    bool tagged = node->op == OP_SEND_TAGGED || node->op == OP_BROADCAST_TAGGED || node->op == OP_DEMUX_TAGGED;
    bool mixed = node->op == OP_SEND_INTERLEAVED || node->op == OP_BROADCAST_INTERLEAVED || node->op == OP_DEMUX_INTERLEAVED;

    if (!is_stream(input))
        return false;
    node->type = input->type;
    node->kind = KIND_STREAM;
    keep_order(node, input);
    if (tagged) {
        if (input->type.key != KEY_NONE)
            return false;
        node->type.key = KEY_MEMBER;
        node->kind = KIND_KEYED_STREAM;
    }
    if (mixed)
        node->ordered = node->known = false;
    return true;
}

static bool derive_sort(struct flow *flow, struct node *node, const struct node *input)
{
    node->kind = KIND_STREAM;
    node->type = input->type;
    node->ordered = true;
    node->known = (!input->ordered || input->known || node->total) && region_kind(flow, node) != REGION_ANY;
    return input->kind == KIND_STREAM && input->bounded;
}

static bool derive_by_op(struct flow *flow, struct node *node, const struct node *const *input)
{
    int region = region_kind(flow, node);

    switch (node->op) {
    case OP_SOURCE_ITER:
    case OP_SOURCE_GENERATE:
        node->kind = KIND_STREAM;
        node->ordered = node->known = true;
        node->bounded = node->op == OP_SOURCE_ITER;
        node->endless = node->form == FORM_ENDLESS;
        return !node->endless || !node->bounded;
    case OP_FORWARD:
        node->kind = KIND_STREAM;
        node->bounded = in_tick(flow, node);
        node->ordered = node->known = node->form; /* made true by what completes it: derive_flow() */
        return region != REGION_LAST && (region == REGION_EXACT || !node->form);
    case OP_MAP:
    case OP_FILTER_MAP:
        return make_fits(node, input[0]->type) && derive_elementwise(node, input[0]);
    case OP_FLAT_MAP:
        return flat_fits(node, input[0]) && derive_elementwise(node, input[0]);
    case OP_FILTER:
    case OP_INSPECT:
    case OP_DEFER_TICK:
        return derive_elementwise(node, input[0]);
    case OP_UNIQUE:
        if (region == REGION_ANY)
            node->ghost = GHOST_UNIQUE;
        return derive_elementwise(node, input[0]);
    case OP_BATCH:
        if (!derive_elementwise(node, input[0]))
            return false;
        node->bounded = true;
        return true;
    case OP_ALL_TICKS:
        if (!derive_elementwise(node, input[0]))
            return false;
        node->bounded = tick_is_bounded(flow, input[0]->region);
        return true;
    case OP_ENUMERATE:
        node->type = (struct type){KEY_SEQ, input[0]->type.val};
        node->kind = KIND_STREAM;
        node->ordered = node->known = true;
        if (region == REGION_ANY)
            node->ghost = GHOST_NUMBERED;
        return input[0]->kind == KIND_STREAM && input[0]->ordered && input[0]->known && input[0]->type.key == KEY_NONE;
    case OP_LIMIT:
        node->type = input[0]->type;
        node->kind = KIND_STREAM;
        node->ordered = node->known = true;
        node->endless = false;
        return input[0]->kind == KIND_STREAM && input[0]->ordered && input[0]->known && region != REGION_ANY;
    case OP_MERGE:
    case OP_CHAIN:
        return derive_combined(flow, node, input);
    case OP_JOIN:
        return derive_join(flow, node, input);
    case OP_SORT:
        return derive_sort(flow, node, input[0]);
    case OP_FOLD:
    case OP_REDUCE:
    case OP_COUNT:
    case OP_FOLD_KEYED:
    case OP_REDUCE_KEYED:
        return derive_aggregate(flow, node, input[0]);
    case OP_ENTRIES:
        node->type = input[0]->type;
        node->kind = KIND_STREAM;
        return input[0]->bounded && (input[0]->kind == KIND_KEYED_SINGLETON || input[0]->kind == KIND_KEYED_STREAM);
    case OP_INTO_STREAM:
        node->type = input[0]->type;
        node->kind = KIND_STREAM;
        node->ordered = node->known = true;
        return input[0]->bounded && is_single(input[0]);
    case OP_SNAPSHOT:
        node->type = input[0]->type;
        node->kind = input[0]->kind;
        node->ordered = node->known = input[0]->ordered;
        node->bounded = true;
        node->ghost = GHOST_LAST;
        return !is_stream(input[0]) && !input[0]->bounded && region == REGION_LAST;
    case OP_SAMPLE_EVERY:
        node->type = input[0]->type;
        node->kind = KIND_STREAM;
        node->ordered = node->known = true;
        node->bounded = false;
        node->ghost = GHOST_LAST;
        /* A timer counts as a message that is under way: behind a cycle neither would end. */
        return is_single(input[0]) && !input[0]->bounded && !input[0]->behind_cycle;
    case OP_FOR_EACH:
        node->type = input[0]->type;
        node->kind = input[0]->kind;
        keep_order(node, input[0]);
        return is_stream(input[0]) && !in_tick(flow, node);
    default:
        return derive_network(node, input[0]);
    }
}

/* In a cycle through the network nothing may wait for an end, or depend on an order. */
static bool fits_cycle(const struct node *node)
{
    switch (node->op) {
    case OP_FORWARD:
    case OP_MAP:
    case OP_FILTER:
    case OP_FILTER_MAP:
    case OP_FLAT_MAP:
    case OP_MERGE:
    case OP_UNIQUE:
    case OP_SEND:
    case OP_SEND_INTERLEAVED:
    case OP_BROADCAST:
    case OP_BROADCAST_INTERLEAVED:
    case OP_DEMUX:
    case OP_DEMUX_INTERLEAVED:
        return true;
    default:
        return false;
    }
}

bool derive_node(struct flow *flow, int index)
{
    struct node *node = &flow->nodes[index];
    const struct node *input[INPUTS_MOST];
    enum ghost ghost = GHOST_NONE;

    node->ghost = GHOST_NONE;
    node->endless = false;
    node->behind_cycle = node->region != OUTSIDE && flow->regions[node->region].kind == REGION_CYCLE;
    for (int i = 0; i < node->inputs; i++) {
        if (node->input[i] >= index)
            return false;
        input[i] = &flow->nodes[node->input[i]];
        if (input[i]->ghost != GHOST_NONE) {
            if (!takes_ghost(flow, node, input[i]->ghost))
                return false;
            ghost = ghost_behind(node, input[i]->ghost);
        }
        if (input[i]->endless && node->op != OP_MAP && node->op != OP_SEND && node->op != OP_BROADCAST && node->op != OP_LIMIT)
            return false;
        node->endless |= input[i]->endless;
        node->behind_cycle |= input[i]->behind_cycle;
    }
    if (node->region != OUTSIDE && flow->regions[node->region].kind == REGION_CYCLE && !fits_cycle(node))
        return false;
    if (!place_node(flow, node, input))
        return false;
    if (node->inputs > 0)
        node->bounded = input[0]->bounded;
    node->ordered = node->known = false;
    if (!derive_by_op(flow, node, input))
        return false;
    if (ghost != GHOST_NONE)
        node->ghost = ghost;
    /* What a tick without elements gives at its start is an initial value: the reference sees none of them. */
    if (node->op == OP_INTO_STREAM && in_tick(flow, node) && input[0]->ghost == GHOST_GUARD)
        node->ghost = GHOST_GUARD;
    return true;
}

static bool forwards_are_whole(const struct flow *flow)
{
    for (int i = 0; i < flow->count; i++) {
        const struct node *node = &flow->nodes[i];
        const struct node *end;

        if (node->op != OP_FORWARD)
            continue;
        if (node->completion <= i || node->completion >= flow->count)
            return false;
        end = &flow->nodes[node->completion];
        if (end->region != node->region || end->place != node->place || end->kind != KIND_STREAM || !type_equal(end->type, node->type))
            return false;
        if ((in_tick(flow, node) && end->op != OP_DEFER_TICK) || (node->form && !(end->ordered && end->known)))
            return false;
        if (!node->form && end->ordered)
            return false;
    }
    return true;
}

/* The one batch of an exact tick, and no endless stream that nothing stops. */
static bool regions_are_whole(const struct flow *flow)
{
    for (int r = 0; r < flow->region_count; r++) {
        int batches = 0;

        for (int i = 0; i < flow->count; i++)
            batches += flow->nodes[i].region == r && flow->nodes[i].op == OP_BATCH;
        if (flow->regions[r].kind == REGION_EXACT && batches > 1)
            return false;
    }
    for (int i = 0; i < flow->count; i++) {
        int readers = 0;

        for (int k = 0; k < flow->count; k++)
            for (int n = 0; n < flow->nodes[k].inputs; n++)
                readers += flow->nodes[k].input[n] == i;
        if (flow->nodes[i].endless && readers != 1)
            return false;
    }
    return true;
}

bool derive_flow(struct flow *flow)
{
    for (int i = 0; i < flow->count; i++)
        if (!derive_node(flow, i))
            return false;
    return forwards_are_whole(flow) && regions_are_whole(flow);
}

/* ---- what is printed ---- */

bool is_cancellable(const struct flow *flow, int index)
{
    int readers = 0;

    for (int i = index + 1; i < flow->count; i++) {
        const struct node *node = &flow->nodes[i];

        for (int k = 0; k < node->inputs; k++) {
            if (node->input[k] != index)
                continue;
            readers++;
            if (in_tick(flow, node) || (node->op != OP_LIMIT && !is_cancellable(flow, i)))
                return false;
        }
    }
    return readers > 0;
}

bool prints(const struct flow *flow, int index)
{
    const struct node *node = &flow->nodes[index];

    if (node->op == OP_FOR_EACH)
        return true;
    return node->op == OP_INSPECT && node->prints && node->region == OUTSIDE && is_stream(node) && !is_cancellable(flow, index);
}

enum comparison comparison_of(const struct node *node)
{
    if (node->ghost == GHOST_LAST)
        return COMPARE_LAST;
    if (!node->known)
        return COMPARE_SET;
    return node->kind == KIND_KEYED_STREAM ? COMPARE_BY_KEY : COMPARE_SEQUENCE;
}
