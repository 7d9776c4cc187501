/* op_iterate.c: fixpoints. */
#include <inttypes.h>

#include "operator.h"

/* Of few different elements, so that there is an end to what is new. */
static int add_few(struct maker *maker, int input, struct type type)
{
    int made = add_map(maker, input, type);

    if (made < 0)
        return -1;
    at(maker, made)->make.m = 2 + below(maker, 20);
    at(maker, made)->make.string = 1; /* words */
    at(maker, made)->make.same_key = false;
    return maker->region != OUTSIDE || evaluate(maker->flow, made) ? made : -1;
}

/* What two elements with the same key make, one of which came round. */
static int add_meeting(struct maker *maker, int round, int other)
{
    struct node node = {.op = OP_JOIN, .inputs = 2, .form = below(maker, 4)};
    struct type type = {percent(maker, 50) ? KEY_NUM : KEY_STR, VAL_NUM};
    bool left = percent(maker, 50);
    int a = add_few(maker, round, type), b = percent(maker, 60) ? add_few(maker, other, type) : a;

    node.input[0] = left ? a : b;
    node.input[1] = left ? b : a;
    return a < 0 || b < 0 ? -1 : add(maker, node);
}

static bool is_a_seed(const struct node *node)
{
    return is_stream(node) && !node->behind_cycle;
}

static int add_iterate(struct maker *maker, enum op op)
{
    struct type type = {percent(maker, 30) ? KEY_STR : KEY_NONE, percent(maker, 50) ? VAL_REC : VAL_NUM};
    int seed = choose(maker, is_a_seed), other, from, last;

    if (seed < 0)
        return -1;
    other = percent(maker, 70) ? seed : choose(maker, is_a_seed);
    if (at(maker, other)->place != at(maker, seed)->place || at(maker, other)->bounded != at(maker, seed)->bounded)
        other = seed;
    seed = add_few(maker, seed, type);
    if (seed < 0)
        return -1;
    from = last = add_of(maker, op, seed);
    if (last >= 0 && percent(maker, 40))
        last = add(maker, (struct node){.op = OP_FILTER, .input = {last}, .inputs = 1, .test = random_test(maker)});
    if (last >= 0 && percent(maker, 50))
        last = add_meeting(maker, last, other);
    if (last >= 0 && percent(maker, 30))
        last = add_of(maker, OP_UNIQUE, last);
    if (last >= 0)
        last = add_few(maker, last, type);
    if (last >= 0 && percent(maker, 30)) {
        int second = add_few(maker, from, type);

        last = second < 0 ? -1 : add(maker, (struct node){.op = OP_MERGE, .inputs = 2, .input = {last, second}});
    }
    if (last < 0)
        return -1;
    at(maker, from)->completion = last;
    return maker->region != OUTSIDE || evaluate(maker->flow, from) ? from : -1;
}

static bool derive_iterate(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->type = input[0]->type;
    node->kind = KIND_STREAM;
    return is_a_seed(input[0]);
}

/* Before anything has come round. */
static void iterate(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++)
        operators[reading->node->op]->absorb(reading->node, out, &reading->in[0]->items[i]);
}

static bool absorb(const struct node *node, struct list *held, const struct value *x)
{
    if (holds(held, node->type, x))
        return false;
    list_add(held, *x);
    return true;
}

static char *iterate_text(const struct flow *flow, int index, const char *in)
{
    (void)flow;
    return say("leat_iterate(%s, &h%d)", in, index);
}

const struct operator op_iterate = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 5, .keeps = true, .has_hole = true,
    .propose = add_iterate, .derive = derive_iterate, .apply = iterate, .absorb = absorb, .write = iterate_text};

/* ---- the nearest: a way to each node of a graph, from the seed ---- */

static int add_iterate_best(struct maker *maker, enum op op)
{
    struct type type = {KEY_NUM, percent(maker, 50) ? VAL_REC : VAL_NUM};
    struct node edges = {.op = OP_FLAT_MAP, .inputs = 1, .form = FLAT_EDGES, .type = type, .make = random_make(maker)};
    struct node near = {.op = OP_FILTER, .inputs = 1, .test = {.kind = TEST_MODULO, .number = 2}};
    int seed = choose(maker, is_bounded_stream), from, last;

    seed = add_map(maker, seed, type);
    from = last = add_of(maker, op, seed);
    near.input[0] = from;
    near.test.a = 2 + below(maker, 5);
    if (from >= 0 && percent(maker, 40))
        last = add(maker, near);
    if (last < 0)
        return -1;
    edges.input[0] = last;
    edges.count = 1 + below(maker, 3);
    last = add(maker, edges);
    if (last < 0)
        return -1;
    at(maker, from)->completion = last;
    return maker->region != OUTSIDE || evaluate(maker->flow, from) ? from : -1;
}

static bool derive_iterate_best(struct flow *flow, struct node *node, const struct node *const *input)
{
    return derive_iterate(flow, node, input) && is_bounded_stream(input[0]) && node->type.key == KEY_NUM;
}

/* Nearer, or as near with the lesser bytes. */
static bool absorb_best(const struct node *node, struct list *held, const struct value *x)
{
    for (size_t i = 0; i < held->count; i++) {
        struct value *y = &held->items[i];

        if (value_compare_keys(node->type, x, y) != 0)
            continue;
        if (x->n > y->n || (x->n == y->n && value_compare_encoded(node->type, x, y) >= 0))
            return false;
        *y = *x;
        return true;
    }
    list_add(held, *x);
    return true;
}

static char *iterate_best_text(const struct flow *flow, int index, const char *in)
{
    const char *part = flow->nodes[index].type.val == VAL_REC ? ".a" : "";

    return say("leat_iterate_best(%s, &h%d, q(a, b, a.value%s < b.value%s))", in, index, part, part);
}

const struct operator op_iterate_best = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 5, .keeps = true, .has_hole = true, .keeps_to_itself = true,
    .propose = add_iterate_best, .derive = derive_iterate_best, .apply = iterate, .absorb = absorb_best, .write = iterate_best_text};
