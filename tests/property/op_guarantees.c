/* op_guarantees.c: what is forgotten of a collection, and what is claimed; the elements stay the same. */
#include "operator.h"

static bool is_ordered(const struct node *node)
{
    return is_stream(node) && node->ordered;
}

static bool is_unordered(const struct node *node)
{
    return is_stream(node) && !node->ordered;
}

static bool derive_weaken_order(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    node->ordered = node->known = false;
    return is_ordered(input[0]);
}

const struct operator op_weaken_order = {
    .where = OUT | EXACT | ANY, .often = 2, .often_in_tick = 2, .often_anywhere = 1, .fits = is_ordered, .derive = derive_weaken_order};

/* The order is claimed, but the reference knows it no better. */
static bool derive_assume_ordered(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    node->ordered = true;
    return is_unordered(input[0]);
}

static char *assumption_text(const struct flow *flow, int index, const char *in)
{
    return say("leat_%s(%s, nondet(\"nothing depends on it\"))", op_names[flow->nodes[index].op], in);
}

const struct operator op_assume_ordered = {
    .where = OUT | EXACT | ANY, .often = 6, .often_in_tick = 5, .often_anywhere = 1, .fits = is_unordered,
    .derive = derive_assume_ordered, .write = assumption_text};

/* ---- repetitions: forgotten that there are none, and claimed again ---- */

static int add_repeated(struct maker *maker, enum op op)
{
    (void)op;
    return add_of(maker, OP_ASSUME_EXACTLY_ONCE, add_of(maker, OP_WEAKEN_RETRIES, choose(maker, is_stream)));
}

static bool derive_weaken_retries(struct flow *flow, struct node *node, const struct node *const *input)
{
    node->ghost = GHOST_REPEATED;
    return is_stream(input[0]) && derive_same(flow, node, input);
}

const struct operator op_weaken_retries = {.where = OUT | EXACT | ANY, .derive = derive_weaken_retries};

static bool derive_assume_exactly_once(struct flow *flow, struct node *node, const struct node *const *input)
{
    return input[0]->ghost == GHOST_REPEATED && derive_same(flow, node, input);
}

const struct operator op_assume_exactly_once = {
    .where = OUT | EXACT | ANY, .often = 2, .often_in_tick = 2, .often_anywhere = 1,
    .propose = add_repeated, .derive = derive_assume_exactly_once, .write = assumption_text};

/* ---- atomic: what is acknowledged is behind what it did ---- */

static int add_atomic(struct maker *maker, enum op op)
{
    int input = choose(maker, is_stream), first = add_of(maker, OP_ATOMIC, input), last = first;
    struct node fold = {.op = OP_FOLD, .inputs = 1, .input = {first}, .type = {KEY_NONE, VAL_REC}, .step = STEP_SUM};

    if (first < 0)
        return -1;
    if (at(maker, first)->kind == KIND_STREAM && percent(maker, 70) && add(maker, fold) < 0)
        return -1;
    if (percent(maker, 50))
        last = add_map(maker, last, random_type(maker));
    if (last >= 0 && percent(maker, 30))
        last = add(maker, (struct node){.op = OP_FILTER, .inputs = 1, .input = {last}, .test = random_test(maker)});
    return add_of(maker, op, last);
}

static bool derive_atomic(struct flow *flow, struct node *node, const struct node *const *input)
{
    if (node->op == OP_ATOMIC)
        node->ghost = GHOST_ATOMIC;
    else if (input[0]->ghost != GHOST_ATOMIC)
        return false;
    return is_stream(input[0]) && derive_same(flow, node, input);
}

const struct operator op_atomic = {.where = OUT, .derive = derive_atomic};
const struct operator op_end_atomic = {.where = OUT, .often = 4, .propose = add_atomic, .derive = derive_atomic};
