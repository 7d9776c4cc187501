/*
 * derive.c: what each collection is, and what it guarantees, from what it is made of; and which flows are
 * valid. Two guarantees stand side by side: `ordered` is what the checker will say, from which follows
 * where a claim has to be written; `known` is whether the reference can tell the order.
 */
#include "operator.h"

const char *const op_names[OPS] = {
#define OPERATOR(ID, name) [OP_##ID] = #name,
#include "operators.list"
#undef OPERATOR
};

const struct operator *const operators[OPS] = {
#define OPERATOR(ID, name) [OP_##ID] = &op_##name,
#include "operators.list"
#undef OPERATOR
};

/* ---- what nodes are ---- */

bool op_is_network(enum op op)
{
    return operators[op]->network.route != ROUTE_NONE;
}

bool is_any(const struct node *node)
{
    (void)node;
    return true;
}

bool is_stream(const struct node *node)
{
    return node->kind == KIND_STREAM || node->kind == KIND_KEYED_STREAM;
}

bool is_plain_stream(const struct node *node)
{
    return node->kind == KIND_STREAM;
}

bool is_known_stream(const struct node *node)
{
    return node->kind == KIND_STREAM && node->known && node->ordered;
}

bool is_unkeyed_known(const struct node *node)
{
    return is_known_stream(node) && node->type.key == KEY_NONE;
}

bool is_bounded_stream(const struct node *node)
{
    return node->kind == KIND_STREAM && node->bounded;
}

bool is_unbounded_stream(const struct node *node)
{
    return is_stream(node) && !node->bounded;
}

bool is_keyed(const struct node *node)
{
    return is_stream(node) && node->type.key != KEY_NONE;
}

bool is_bounded_table(const struct node *node)
{
    return node->bounded && (node->kind == KIND_KEYED_SINGLETON || node->kind == KIND_KEYED_STREAM);
}

bool is_single(const struct node *node)
{
    return node->kind == KIND_SINGLETON || node->kind == KIND_OPTIONAL;
}

bool is_bounded_single(const struct node *node)
{
    return node->bounded && is_single(node);
}

bool is_changing(const struct node *node)
{
    return !is_stream(node) && !node->bounded;
}

int region_kind(const struct flow *flow, const struct node *node)
{
    return node->region == OUTSIDE ? REGION_CYCLE + 1 : (int)flow->regions[node->region].kind;
}

bool has_empty_ticks(const struct flow *flow, const struct node *node)
{
    return region_kind(flow, node) == REGION_EXACT && !flow->regions[node->region].is_clocked;
}

bool in_tick(const struct flow *flow, const struct node *node)
{
    return node->region != OUTSIDE && flow->regions[node->region].kind != REGION_CYCLE;
}

/* ---- what depends on timing ---- */

/* Only operators that have this in hand read what depends on timing. */
static bool takes_ghost(const struct flow *flow, const struct node *node, enum ghost ghost)
{
    bool outside = !in_tick(flow, node);

    switch (ghost) {
    case GHOST_GUARD:
        return node->op == OP_INTO_STREAM || node->op == OP_LATEST || (node->op == OP_FILTER && node->test.kind == TEST_DIFFERS && node->guarded);
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
    case GHOST_ATOMIC:
        return node->op == OP_END_ATOMIC || node->op == OP_MAP || node->op == OP_FILTER || node->op == OP_FILTER_MAP ||
               node->op == OP_FLAT_MAP || node->op == OP_FOLD || node->op == OP_UNIQUE;
    case GHOST_SPREAD:
        return node->op == OP_FILTER || node->op == OP_UNIQUE || node->op == OP_FOLD_KEYED || node->op == OP_REDUCE_KEYED ||
               node->op == OP_ENTRIES || node->op == OP_SEND_INTERLEAVED;
    case GHOST_REPEATED:
        return node->op == OP_ASSUME_EXACTLY_ONCE;
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
    if (ghost == GHOST_ATOMIC)
        return node->op == OP_END_ATOMIC || node->op == OP_FOLD || node->op == OP_UNIQUE ? GHOST_NONE : ghost;
    if (ghost == GHOST_SPREAD && node->op != OP_SEND_INTERLEAVED)
        return ghost;
    return GHOST_NONE;
}

/* ---- places ---- */

/* Where a node stands: beside its inputs; only the network, batches and their like cross borders. */
static bool place_node(struct flow *flow, struct node *node, const struct node *const *input)
{
    bool from_tick, to_tick = in_tick(flow, node);

    if (node->inputs == 0) {
        if (operators[node->op]->begins_in_region && node->region != OUTSIDE)
            return node->region != OUTSIDE && (node->place = flow->regions[node->region].place, true);
        return !to_tick;
    }
    from_tick = in_tick(flow, input[0]);
    for (int i = 1; i < node->inputs; i++)
        if (input[i]->place != input[0]->place || in_tick(flow, input[i]) != from_tick || (from_tick && input[i]->region != input[0]->region))
            return false;
    if (op_is_network(node->op))
        return !from_tick && !to_tick;
    node->place = input[0]->place;
    if (node->region != OUTSIDE && to_tick && flow->regions[node->region].place != node->place)
        return false;
    if (operators[node->op]->is_entry)
        return !from_tick && to_tick;
    if (operators[node->op]->leaves_tick)
        return from_tick && !to_tick;
    return from_tick == to_tick && (!from_tick || node->region == input[0]->region);
}

/* ---- guarantees ---- */

/* A plain stream of what was keyed has no order. */
void keep_order(struct node *node, const struct node *input)
{
    bool lost = node->kind == KIND_STREAM && input->kind == KIND_KEYED_STREAM;

    node->ordered = input->ordered && !lost;
    node->known = input->known && !lost;
}

void have_order(struct node *node)
{
    node->ordered = node->known = true;
}

bool derive_same(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->type = input[0]->type;
    node->kind = input[0]->kind;
    keep_order(node, input[0]);
    return true;
}

bool derive_made(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_STREAM;
    keep_order(node, input[0]);
    return is_stream(input[0]);
}

bool make_fits(const struct node *node, struct type from)
{
    if (node->type.val == VAL_COUNT)
        return false;
    if (node->make.same_key && (node->type.key != from.key || from.key == KEY_NONE))
        return false;
    if (node->make.same_items && (from.val != VAL_BAG || node->type.val != VAL_BAG))
        return false;
    return node->type.key != KEY_SEQ || node->make.same_key;
}

static bool may_stand_here(const struct flow *flow, const struct node *node)
{
    static const unsigned bits[] = {
        [REGION_EXACT] = EXACT, [REGION_ANY] = ANY, [REGION_LAST] = LAST, [REGION_CYCLE] = CYCLE, [REGION_CYCLE + 1] = OUT};

    return operators[node->op]->where & bits[region_kind(flow, node)];
}

/* What goes round in a tick comes from what was batched. */
static bool is_behind_cycle(const struct flow *flow, int index)
{
    const struct node *node = &flow->nodes[index];
    bool behind = node->region != OUTSIDE && !in_tick(flow, node);

    for (int i = 0; i < node->inputs; i++)
        behind |= flow->nodes[node->input[i]].behind_cycle;
    for (int i = 0; i < index && node->op == OP_FORWARD; i++)
        behind |= flow->nodes[i].region == node->region && flow->nodes[i].behind_cycle;
    return behind;
}

bool derive_node(struct flow *flow, int index)
{
    struct node *node = &flow->nodes[index];
    const struct node *input[INPUTS_MOST];
    enum ghost ghost = GHOST_NONE;

    node->ghost = GHOST_NONE;
    node->endless = false;
    for (int i = 0; i < node->inputs; i++) {
        if (node->input[i] >= index)
            return false;
        input[i] = &flow->nodes[node->input[i]];
        if (input[i]->ghost != GHOST_NONE) {
            if (!takes_ghost(flow, node, input[i]->ghost))
                return false;
            ghost = ghost_behind(node, input[i]->ghost);
        }
        if (input[i]->endless && !operators[node->op]->takes_endless)
            return false;
        node->endless |= input[i]->endless;
    }
    node->behind_cycle = is_behind_cycle(flow, index);
    if (!may_stand_here(flow, node) || !place_node(flow, node, input))
        return false;
    if (node->inputs > 0)
        node->bounded = input[0]->bounded;
    node->ordered = node->known = false;
    if (op_is_network(node->op) ? !derive_sent(flow, node, input) : !operators[node->op]->derive(flow, node, input))
        return false;
    if (ghost != GHOST_NONE)
        node->ghost = ghost;
    return true;
}

static bool forwards_are_whole(const struct flow *flow)
{
    for (int i = 0; i < flow->count; i++) {
        const struct node *node = &flow->nodes[i];
        const struct node *end;

        if (node->op != OP_FORWARD && node->op != OP_CARRIED)
            continue;
        if (node->completion <= i || node->completion >= flow->count)
            return false;
        end = &flow->nodes[node->completion];
        if (end->region != node->region || end->place != node->place || !type_equal(end->type, node->type))
            return false;
        if (end->kind != node->kind)
            return false;
        if (node->op == OP_CARRIED)
            continue;
        if ((in_tick(flow, node) && end->op != OP_DEFER_TICK) || (node->form && !(end->ordered && end->known)))
            return false;
        if (!node->form && end->ordered)
            return false;
    }
    return true;
}

/* On the way round a fixpoint: what handles each element as it comes. */
static bool may_go_round(const struct flow *flow, int index, int from)
{
    const struct node *node = &flow->nodes[index];
    bool comes_from = false;

    if (index == from)
        return true;
    for (int i = 0; i < node->inputs; i++)
        comes_from |= node->input[i] >= from && may_go_round(flow, node->input[i], from);
    return comes_from && operators[node->op]->goes_round;
}

static bool is_seen(const struct flow *flow, int index, int end)
{
    for (int i = end + 1; i < flow->count; i++)
        for (int k = 0; k < flow->nodes[i].inputs; k++)
            if (flow->nodes[i].input[k] == index)
                return true;
    return prints(flow, index);
}

static bool fixpoints_are_whole(const struct flow *flow)
{
    for (int i = 0; i < flow->count; i++) {
        const struct node *node = &flow->nodes[i], *end;

        if (!operators[node->op]->absorb)
            continue;
        if (node->completion <= i || node->completion >= flow->count)
            return false;
        end = &flow->nodes[node->completion];
        if (end->region != node->region || end->place != node->place || !is_stream(end) || !type_equal(end->type, node->type) ||
            (node->bounded && !end->bounded) || !may_go_round(flow, node->completion, i))
            return false;
        for (int k = i; k <= node->completion; k++)
            if (flow->nodes[k].region != node->region || (operators[node->op]->keeps_to_itself && k > i && is_seen(flow, k, node->completion)))
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
        if (flow->regions[r].kind == REGION_EXACT && batches > !flow->regions[r].is_clocked)
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
    return forwards_are_whole(flow) && fixpoints_are_whole(flow) && regions_are_whole(flow);
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
            if (in_tick(flow, node) || (!operators[node->op]->cancels && !is_cancellable(flow, i)))
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
