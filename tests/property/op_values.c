/* op_values.c: singletons and optionals: source_singleton, unwrap_or, or, is_some, zip_singleton, get, key_count. */
#include <inttypes.h>

#include "operator.h"

/* A value that is made of node->count by node->make. */
static const struct type from_number = {KEY_NONE, VAL_NUM};

static struct value made_value(const struct node *node, struct type type)
{
    return make_value(&node->make, from_number, &(struct value){.n = node->count}, type);
}

static char *made_text(const struct node *node, struct type type)
{
    return say("q(({ const int64_t x = %" PRId64 "; %s; }))", node->count, make_text(&node->make, from_number, "x", "", type));
}

static struct node random_value(struct maker *maker, enum op op)
{
    struct node node = {.op = op, .make = random_make(maker), .count = below(maker, 20)};

    node.make.number = 0;
    node.make.same_key = node.make.same_items = false;
    return node;
}

static bool can_be_made(struct type type)
{
    return type.key != KEY_SEQ && type.val != VAL_COUNT;
}

/* ---- source_singleton ---- */

static int add_source_singleton(struct maker *maker, enum op op)
{
    struct node node = random_value(maker, op);

    node.place = below(maker, maker->flow->program->place_count);
    node.type = random_type(maker);
    return add(maker, node);
}

static bool derive_source_singleton(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)input;
    node->kind = KIND_SINGLETON;
    node->bounded = true;
    have_order(node);
    return can_be_made(node->type) && !has_empty_ticks(flow, node);
}

static void source_singleton(const struct reading *reading, struct list *out)
{
    list_add(out, made_value(reading->node, reading->node->type));
}

static char *source_singleton_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    const char *place = in_tick(flow, node) ? say("t%d", node->region) : place_name(flow->program, node->place);

    (void)in;
    return say("leat_source_singleton(%s, %s, %s)", place, type_name(node->type), made_text(node, node->type));
}

const struct operator op_source_singleton = {
    .where = OUT | EXACT, .often = 3, .often_in_tick = 3, .begins_in_region = true,
    .propose = add_source_singleton, .derive = derive_source_singleton, .apply = source_singleton, .write = source_singleton_text};

/* ---- unwrap_or ---- */

static bool is_an_optional(const struct node *node)
{
    return node->kind == KIND_OPTIONAL;
}

/* One, if need be of some of a stream, which may be none. */
static int find_optional(struct maker *maker)
{
    int found = choose(maker, is_an_optional), some;

    if (found >= 0 && percent(maker, 60))
        return found;
    some = choose(maker, is_plain_stream);
    if (some >= 0)
        some = add(maker, (struct node){.op = OP_FILTER, .inputs = 1, .input = {some}, .test = random_test(maker)});
    return some < 0 ? found : add(maker, (struct node){.op = OP_REDUCE, .inputs = 1, .input = {some}, .step = STEP_MOST});
}

static int add_unwrap_or(struct maker *maker, enum op op)
{
    struct node node = random_value(maker, op);

    node.inputs = 1;
    node.input[0] = find_optional(maker);
    return node.input[0] < 0 ? -1 : add(maker, node);
}

static bool derive_unwrap_or(struct flow *flow, struct node *node, const struct node *const *input)
{
    node->kind = KIND_SINGLETON;
    node->type = input[0]->type;
    have_order(node);
    return is_an_optional(input[0]) && can_be_made(node->type) && !has_empty_ticks(flow, node);
}

static void unwrap_or(const struct reading *reading, struct list *out)
{
    list_add(out, reading->in[0]->count > 0 ? reading->in[0]->items[0] : made_value(reading->node, reading->node->type));
}

static char *unwrap_or_text(const struct flow *flow, int index, const char *in)
{
    return say("leat_unwrap_or(%s, %s)", in, made_text(&flow->nodes[index], flow->nodes[index].type));
}

const struct operator op_unwrap_or = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4,
    .propose = add_unwrap_or, .derive = derive_unwrap_or, .apply = unwrap_or, .write = unwrap_or_text};

/* ---- or ---- */

static int find_single_at(struct maker *maker, int first)
{
    for (int tries = 0; tries < 10; tries++) {
        int found = choose(maker, is_single);

        if (found >= 0 && at(maker, found)->place == at(maker, first)->place)
            return found;
    }
    return first;
}

static int add_or(struct maker *maker, enum op op)
{
    int first = find_optional(maker), second;

    if (first < 0)
        return -1;
    second = find_single_at(maker, first);
    if (!type_equal(at(maker, second)->type, at(maker, first)->type))
        second = add_map(maker, second, at(maker, first)->type);
    return second < 0 ? -1 : add(maker, (struct node){.op = op, .inputs = 2, .input = {first, second}});
}

static bool derive_or(struct flow *flow, struct node *node, const struct node *const *input)
{
    node->kind = input[1]->kind;
    node->type = input[0]->type;
    node->bounded = input[0]->bounded && input[1]->bounded;
    have_order(node);
    return is_an_optional(input[0]) && is_single(input[1]) && type_equal(input[0]->type, input[1]->type) &&
           (is_an_optional(input[1]) || !has_empty_ticks(flow, node));
}

static void first_of_both(const struct reading *reading, struct list *out)
{
    list_append(out, reading->in[reading->in[0]->count > 0 ? 0 : 1]);
}

const struct operator op_or = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4, .propose = add_or, .derive = derive_or, .apply = first_of_both};

/* ---- is_some: a map makes a number of it ---- */

static int add_is_some(struct maker *maker, enum op op)
{
    return add_of(maker, op, find_optional(maker));
}

static bool derive_is_some(struct flow *flow, struct node *node, const struct node *const *input)
{
    node->kind = KIND_SINGLETON;
    node->type = from_number;
    have_order(node);
    return is_an_optional(input[0]) && !has_empty_ticks(flow, node);
}

static void is_some(const struct reading *reading, struct list *out)
{
    list_add(out, (struct value){.n = reading->in[0]->count > 0});
}

static char *is_some_text(const struct flow *flow, int index, const char *in)
{
    (void)flow, (void)index;
    return say("leat_map(leat_is_some(%s), int64_t, q(b, b ? 1 : 0))", in);
}

const struct operator op_is_some = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4, .propose = add_is_some, .derive = derive_is_some, .apply = is_some, .write = is_some_text};

/* ---- zip_singleton ---- */

static int add_zip_singleton(struct maker *maker, enum op op)
{
    int first = choose(maker, is_single);
    struct node node = {.op = op, .inputs = 2, .number = below(maker, 4), .form = below(maker, 2)};

    if (first < 0)
        first = find_optional(maker);
    if (first < 0)
        return -1;
    node.input[0] = first;
    node.input[1] = find_single_at(maker, first);
    return add(maker, node);
}

static bool derive_zip_singleton(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = is_an_optional(input[0]) || is_an_optional(input[1]) ? KIND_OPTIONAL : KIND_SINGLETON;
    node->type = (struct type){KEY_NONE, VAL_REC};
    node->bounded = input[0]->bounded && input[1]->bounded;
    have_order(node);
    return is_single(input[0]) && is_single(input[1]);
}

static void zip_singleton(const struct reading *reading, struct list *out)
{
    if (reading->in[0]->count > 0 && reading->in[1]->count > 0)
        list_add(out, pair_value(reading->node->number, reading->node->form, reading->from[0]->type, &reading->in[0]->items[0],
                                 reading->from[1]->type, &reading->in[1]->items[0]));
}

static char *zip_singleton_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    struct type l = flow->nodes[node->input[0]].type, r = flow->nodes[node->input[1]].type;

    return say("leat_zip_singleton(%s, n%d, item, q(x, y, %s))", in, node->input[1], pair_text(node->number, node->form, l, "x", r, "y"));
}

const struct operator op_zip_singleton = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4,
    .propose = add_zip_singleton, .derive = derive_zip_singleton, .apply = zip_singleton, .write = zip_singleton_text};

/* ---- get, key_count ---- */

static bool is_a_table(const struct node *node)
{
    return node->kind == KIND_KEYED_SINGLETON;
}

static int find_table(struct maker *maker)
{
    int found = choose(maker, is_a_table), keyed = choose(maker, is_keyed);

    if (found >= 0 || keyed < 0)
        return found;
    return add(maker, (struct node){.op = OP_REDUCE_KEYED, .inputs = 1, .input = {keyed}, .step = STEP_MOST});
}

static int add_get(struct maker *maker, enum op op)
{
    struct node node = random_value(maker, op);

    node.inputs = 1;
    node.input[0] = find_table(maker);
    return node.input[0] < 0 ? -1 : add(maker, node);
}

static bool derive_get(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_OPTIONAL;
    node->type = (struct type){KEY_NONE, input[0]->type.val};
    have_order(node);
    return is_a_table(input[0]);
}

static void get(const struct reading *reading, struct list *out)
{
    struct type type = reading->from[0]->type;
    struct value wanted = {0};

    key_value(&reading->node->make, from_number, &(struct value){.n = reading->node->count}, type.key, &wanted);
    for (size_t i = 0; i < reading->in[0]->count; i++)
        if (value_compare_keys(type, &reading->in[0]->items[i], &wanted) == 0)
            list_add(out, reading->in[0]->items[i]);
}

static char *get_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    const char *key = key_text(&node->make, from_number, "x", flow->nodes[node->input[0]].type.key);

    return say("leat_get(%s, %s, q(({ const int64_t x = %" PRId64 "; %s; })))", in, type_name(node->type), node->count, key);
}

const struct operator op_get = {
    .where = OUT | EXACT, .often = 8, .often_in_tick = 4, .propose = add_get, .derive = derive_get, .apply = get, .write = get_text};

static int add_key_count(struct maker *maker, enum op op)
{
    return add_guard(maker, add_of(maker, op, find_table(maker)));
}

static bool derive_key_count(struct flow *flow, struct node *node, const struct node *const *input)
{
    node->kind = KIND_SINGLETON;
    node->type = (struct type){KEY_NONE, VAL_COUNT};
    have_order(node);
    if (has_empty_ticks(flow, node))
        node->ghost = GHOST_GUARD;
    return is_a_table(input[0]);
}

static void key_count(const struct reading *reading, struct list *out)
{
    list_add(out, (struct value){.n = (int64_t)reading->in[0]->count});
}

const struct operator op_key_count = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4, .propose = add_key_count, .derive = derive_key_count, .apply = key_count};

/* ---- threshold: once, when a count has come to node->count ---- */

static int add_threshold(struct maker *maker, enum op op)
{
    int counted = add_of(maker, OP_COUNT, choose(maker, is_stream));

    return counted < 0 ? -1 : add(maker, (struct node){.op = op, .inputs = 1, .input = {counted}, .count = 1 + below(maker, 20)});
}

static bool derive_threshold(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    node->kind = KIND_STREAM;
    return input[0]->op == OP_COUNT;
}

static void threshold(const struct reading *reading, struct list *out)
{
    if (reading->in[0]->count > 0 && reading->in[0]->items[0].n >= reading->node->count)
        list_add(out, (struct value){.n = reading->node->count});
}

static char *threshold_text(const struct flow *flow, int index, const char *in)
{
    return say("leat_threshold(%s, q(%" PRId64 "))", in, flow->nodes[index].count);
}

const struct operator op_threshold = {
    .where = OUT, .often = 5, .keeps = true, .cancels = true,
    .propose = add_threshold, .derive = derive_threshold, .apply = threshold, .write = threshold_text};
