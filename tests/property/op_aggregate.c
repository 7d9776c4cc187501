/* op_aggregate.c: values from elements: fold, reduce, count and their keyed forms; and what makes streams of them. */
#include <inttypes.h>

#include "operator.h"

enum step random_step(struct maker *maker, enum val from, enum val acc, bool reduces, bool commutes)
{
    enum step step;

    do
        step = (enum step)below(maker, STEPS);
    while (!step_exists(step, from, acc, reduces) || (commutes && acc != VAL_BAG && !step_is_commutative(step)));
    return step;
}

/* In an exact tick an initial value may come from a tick without elements: it is filtered out. */
int add_guard(struct maker *maker, int index)
{
    struct node node = {.op = OP_FILTER, .inputs = 1, .guarded = true, .test = {.kind = TEST_DIFFERS}};

    if (index < 0 || at(maker, index)->ghost != GHOST_GUARD)
        return index;
    if (percent(maker, 50))
        index = add_of(maker, OP_INTO_STREAM, index);
    node.input[0] = index;
    node.test.a = at(maker, index)->type.val == VAL_STR || at(maker, index)->type.val == VAL_COUNT ? 0 : initial_value(VAL_NUM, true).n;
    return index < 0 ? -1 : add(maker, node);
}

int add_aggregate(struct maker *maker, enum op op)
{
    bool keyed = op == OP_FOLD_KEYED || op == OP_REDUCE_KEYED, reduces = op == OP_REDUCE || op == OP_REDUCE_KEYED;
    int input = choose(maker, op == OP_COUNT ? is_stream : keyed ? is_keyed : is_plain_stream);
    struct node node = {.op = op, .input = {input}, .inputs = 1, .number = below(maker, 4)};

    if (input < 0)
        return -1;
    enum val from = at(maker, input)->type.val;

    node.type.val = reduces ? from : random_sum(maker);
    if (!at(maker, input)->known && node.type.val == VAL_BAG && !reduces)
        node.type.val = VAL_REC;
    if (op != OP_COUNT)
        node.step = random_step(maker, from, node.type.val, reduces, !at(maker, input)->known && !reduces);
    if (reduces && !at(maker, input)->known)
        node.step = STEP_MOST;
    node.guarded = op == OP_FOLD && maker->region != OUTSIDE && maker->flow->regions[maker->region].kind == REGION_EXACT &&
                   !maker->flow->regions[maker->region].is_clocked;
    return add_guard(maker, add(maker, node));
}

/* The types and steps of aggregates. */
static bool derive_aggregate(struct flow *flow, struct node *node, const struct node *const *inputs)
{
    const struct node *input = inputs[0];
    bool keyed = node->op == OP_FOLD_KEYED || node->op == OP_REDUCE_KEYED;
    bool reduces = node->op == OP_REDUCE || node->op == OP_REDUCE_KEYED;
    int region = region_kind(flow, node);
    bool sums = node->step == STEP_SUM && node->type.val == VAL_NUM && !node->guarded;

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
    if (has_empty_ticks(flow, node) && node->op == OP_FOLD) {
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

static void aggregate(const struct reading *reading, struct list *out)
{
    const struct node *node = reading->node;
    const struct list *in = reading->in[0];
    struct type from = reading->from[0]->type;
    bool keyed = node->op == OP_FOLD_KEYED || node->op == OP_REDUCE_KEYED;
    bool reduces = node->op == OP_REDUCE || node->op == OP_REDUCE_KEYED;
    struct value initial = initial_value(node->type.val, node->guarded);
    struct type taken = keyed ? (struct type){KEY_NONE, from.val} : from;

    if (node->op == OP_FOLD)
        list_add(out, initial);
    for (size_t i = 0; i < in->count; i++) {
        const struct value *x = &in->items[i];
        size_t at = 0;

        while (keyed && at < out->count && value_compare_keys(from, &out->items[at], x) != 0)
            at++;
        if (at == out->count) {
            struct value entry = reduces ? *x : initial;

            entry.key_num = x->key_num;
            entry.key_str = x->key_str;
            list_add(out, entry);
            if (reduces)
                continue;
        }
        step_value(node->step, node->number, taken, x, node->type.val, &out->items[at], reduces);
    }
}

/* Said where it is true and the order may be lost. */
const char *claim(const struct node *node, const struct node *input)
{
    return step_is_commutative(node->step) && !input->ordered ? ", commutative(\"a sum, or the greatest\")" : "";
}

static char *aggregate_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index], *input = &flow->nodes[node->input[0]];
    bool keyed = node->op == OP_FOLD_KEYED || node->op == OP_REDUCE_KEYED, reduces = node->op == OP_REDUCE || node->op == OP_REDUCE_KEYED;
    struct type from = keyed ? (struct type){KEY_NONE, input->type.val} : input->type;
    const char *step = step_text(node->step, node->number, from, "x", node->type.val, reduces, say("compare_%s", type_name(from)));
    const char *name = op_names[node->op];

    if (reduces)
        return say("leat_%s(%s, q(acc, x, %s)%s)", name, in, step, claim(node, input));
    return say("leat_%s(%s, %s, q(%s), q(acc, x, %s)%s)", name, in, type_name(node->type), initial_text(node->type.val, node->guarded), step,
               claim(node, input));
}

const struct operator op_fold = {
    .where = OUT | EXACT | ANY | LAST, .often = 6, .often_in_tick = 5, .keeps = true,
    .propose = add_aggregate, .derive = derive_aggregate, .apply = aggregate, .write = aggregate_text};
const struct operator op_fold_keyed = {
    .where = OUT | EXACT | ANY, .often = 7, .often_in_tick = 6, .keeps = true,
    .propose = add_aggregate, .derive = derive_aggregate, .apply = aggregate, .write = aggregate_text};
const struct operator op_reduce_keyed = {
    .where = OUT | EXACT | ANY, .often = 6, .often_in_tick = 5, .keeps = true,
    .propose = add_aggregate, .derive = derive_aggregate, .apply = aggregate, .write = aggregate_text};

/* ---- reduce ---- */

/* A reduce of whole elements that have keys takes the key along: only of the last, or the greatest. */
static void reduce(const struct reading *reading, struct list *out)
{
    const struct node *node = reading->node;
    const struct list *in = reading->in[0];
    struct type from = reading->from[0]->type;

    if (from.key == KEY_NONE) {
        aggregate(reading, out);
        return;
    }
    for (size_t i = 0; i < in->count; i++) {
        const struct value *x = &in->items[i];

        if (i == 0)
            list_add(out, *x);
        else if (node->step == STEP_LAST || (node->step == STEP_MOST && value_compare(from, x, &out->items[0]) > 0) ||
                 (node->step == STEP_SELDOM && number_value(node->number, from, x) % 3 == 0))
            out->items[0] = *x;
    }
}

const struct operator op_reduce = {
    .where = OUT | EXACT | ANY, .often = 5, .often_in_tick = 5, .keeps = true,
    .propose = add_aggregate, .derive = derive_aggregate, .apply = reduce, .write = aggregate_text};

/* ---- count ---- */

static int add_count(struct maker *maker, enum op op)
{
    return add_guard(maker, add_of(maker, op, choose(maker, is_stream)));
}

static bool derive_count(struct flow *flow, struct node *node, const struct node *const *input)
{
    int region = region_kind(flow, node);

    node->type = (struct type){KEY_NONE, VAL_COUNT};
    node->kind = KIND_SINGLETON;
    have_order(node);
    if (has_empty_ticks(flow, node))
        node->ghost = GHOST_GUARD;
    if (region == REGION_ANY)
        node->ghost = GHOST_SUM;
    return is_stream(input[0]);
}

static void count(const struct reading *reading, struct list *out)
{
    list_add(out, (struct value){.n = (int64_t)reading->in[0]->count});
}

const struct operator op_count = {
    .where = OUT | EXACT | ANY | LAST, .often = 3, .often_in_tick = 4, .propose = add_count, .derive = derive_count, .apply = count};

/* ---- entries, into_stream ---- */

static bool derive_entries(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->type = input[0]->type;
    node->kind = KIND_STREAM;
    return is_bounded_table(input[0]);
}

const struct operator op_entries = {
    .where = OUT | EXACT | ANY | LAST, .often = 4, .often_in_tick = 3, .is_exit = true, .fits = is_bounded_table, .derive = derive_entries};

static bool derive_into_stream(struct flow *flow, struct node *node, const struct node *const *input)
{
    node->type = input[0]->type;
    node->kind = KIND_STREAM;
    have_order(node);
    /* What a tick without elements gives at its start is an initial value: the reference sees none of them. */
    if (in_tick(flow, node) && input[0]->ghost == GHOST_GUARD)
        node->ghost = GHOST_GUARD;
    return is_bounded_single(input[0]);
}

const struct operator op_into_stream = {
    .where = OUT | EXACT | ANY | LAST, .often = 4, .often_in_tick = 3, .is_exit = true, .fits = is_bounded_single, .derive = derive_into_stream};
