/*
 * op_gates.c: elements that wait for what is known of another collection: join_left, join_semi, anti_join, filter_not_in,
 * join_keyed_singleton, lookup, cross_singleton, filter_if, get_by, values_by; and cross_product.
 */
#include "operator.h"

/* Two inputs at one place, the second of which fits to the first; by default of any type. */
typedef bool fits_to(const struct node *first, const struct node *second);

/* `make_second`: where there is none. */
static int add_beside(struct maker *maker, struct node node, int first, fits_function *fits_second, fits_to *together,
                      int (*make_second)(struct maker *maker, int first))
{
    int second = -1;

    for (int tries = 0; first >= 0 && tries < 12; tries++) {
        second = choose(maker, fits_second);
        if (second >= 0 && at(maker, second)->place == at(maker, first)->place && together(at(maker, first), at(maker, second)))
            break;
        second = -1;
    }
    if (second < 0 && first >= 0)
        second = make_second(maker, first);
    if (second < 0)
        return -1;
    node.inputs = 2;
    node.input[0] = first;
    node.input[1] = second;
    return add(maker, node);
}

static int add_two(struct maker *maker, struct node node, fits_function *fits_first, fits_function *fits_second, fits_to *together,
                   int (*make_second)(struct maker *maker, int first))
{
    return add_beside(maker, node, choose(maker, fits_first), fits_second, together, make_second);
}

/* Some of the first. */
static int add_some(struct maker *maker, int first)
{
    return add(maker, (struct node){.op = OP_FILTER, .inputs = 1, .input = {first}, .test = random_test(maker)});
}

static int add_counted(struct maker *maker, int first)
{
    return add_of(maker, OP_COUNT, first);
}

static int add_greatest_of_key(struct maker *maker, int first)
{
    int some = add_some(maker, first);

    return some < 0 ? -1 : add(maker, (struct node){.op = OP_REDUCE_KEYED, .inputs = 1, .input = {some}, .step = STEP_MOST});
}

static bool any_two(const struct node *first, const struct node *second)
{
    (void)first, (void)second;
    return true;
}

static bool with_one_key(const struct node *first, const struct node *second)
{
    return first->type.key == second->type.key && first->type.key != KEY_NONE;
}

static bool of_one_type(const struct node *first, const struct node *second)
{
    return type_equal(first->type, second->type);
}

static bool is_bounded_any_stream(const struct node *node)
{
    return is_stream(node) && node->bounded;
}

static bool is_bounded_keyed(const struct node *node)
{
    return is_keyed(node) && node->bounded;
}

static bool is_bounded_keyed_singleton(const struct node *node)
{
    return node->kind == KIND_KEYED_SINGLETON && node->bounded;
}

static bool is_bounded_singleton(const struct node *node)
{
    return node->kind == KIND_SINGLETON && node->bounded;
}

static struct type value_type(const struct node *node)
{
    return (struct type){KEY_NONE, node->type.val};
}

/* ---- those whose key is there, or is not ---- */

static int add_sifted_by_key(struct maker *maker, enum op op)
{
    return add_two(maker, (struct node){.op = op}, is_keyed, is_bounded_keyed, with_one_key, add_some);
}

static bool derive_sifted_by_key(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    return is_keyed(input[0]) && is_bounded_keyed(input[1]) && with_one_key(input[0], input[1]);
}

static bool has_key(const struct reading *reading, const struct value *x)
{
    for (size_t i = 0; i < reading->in[1]->count; i++)
        if (value_compare_keys(reading->from[0]->type, x, &reading->in[1]->items[i]) == 0)
            return true;
    return false;
}

static void sift_by_key(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++)
        if (has_key(reading, &reading->in[0]->items[i]) == (reading->node->op == OP_JOIN_SEMI))
            list_add(out, reading->in[0]->items[i]);
}

static char *sifted_by_key_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];

    return say("leat_%s(%s, leat_map(n%d, %s, q(x, x.key)))", op_names[node->op], in, node->input[1], key_name(node->type.key));
}

const struct operator op_join_semi = {
    .where = OUT | EXACT, .often = 8, .often_in_tick = 6, .keeps = true,
    .propose = add_sifted_by_key, .derive = derive_sifted_by_key, .apply = sift_by_key, .write = sifted_by_key_text};
const struct operator op_anti_join = {
    .where = OUT | EXACT, .often = 18, .often_in_tick = 10, .keeps = true,
    .propose = add_sifted_by_key, .derive = derive_sifted_by_key, .apply = sift_by_key, .write = sifted_by_key_text};

/* ---- filter_not_in ---- */

static int add_filter_not_in(struct maker *maker, enum op op)
{
    return add_two(maker, (struct node){.op = op}, is_stream, is_bounded_any_stream, of_one_type, add_some);
}

static bool derive_filter_not_in(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    return is_stream(input[0]) && is_bounded_any_stream(input[1]) && of_one_type(input[0], input[1]) && input[1]->kind == KIND_STREAM;
}

static void filter_not_in(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++)
        if (!holds(reading->in[1], reading->node->type, &reading->in[0]->items[i]))
            list_add(out, reading->in[0]->items[i]);
}

const struct operator op_filter_not_in = {
    .where = OUT | EXACT, .often = 9, .often_in_tick = 7, .keeps = true,
    .propose = add_filter_not_in, .derive = derive_filter_not_in, .apply = filter_not_in};

/* ---- filter_if ---- */

static int add_filter_if(struct maker *maker, enum op op)
{
    return add_two(maker, (struct node){.op = op, .test = random_test(maker)}, is_stream, is_bounded_singleton, any_two, add_counted);
}

static bool derive_filter_if(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    return is_stream(input[0]) && is_bounded_single(input[1]) && input[1]->kind == KIND_SINGLETON;
}

static void filter_if(const struct reading *reading, struct list *out)
{
    if (test_value(&reading->node->test, reading->from[1]->type, &reading->in[1]->items[0]))
        list_append(out, reading->in[0]);
}

static char *filter_if_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];

    return say("leat_filter_if(%s, leat_map(n%d, bool, q(v, %s)%s))", in, node->input[1],
               test_text(&node->test, flow->nodes[node->input[1]].type, "v", index), test_captures(node, index));
}

const struct operator op_filter_if = {
    .where = OUT | EXACT, .often = 9, .often_in_tick = 7, .keeps = true, .has_test = true,
    .propose = add_filter_if, .derive = derive_filter_if, .apply = filter_if, .write = filter_if_text};

/* ---- cross_singleton ---- */

static int add_cross_singleton(struct maker *maker, enum op op)
{
    return add_two(maker, (struct node){.op = op, .number = below(maker, 4), .form = below(maker, 2)}, is_stream, is_bounded_single, any_two, add_counted);
}

static bool derive_cross_singleton(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_STREAM;
    node->type = (struct type){KEY_NONE, VAL_REC};
    keep_order(node, input[0]);
    return is_stream(input[0]) && is_bounded_single(input[1]);
}

/* Of an optional there may be no value; of cross_product there are many. */
static void cross(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++)
        for (size_t k = 0; k < reading->in[1]->count; k++)
            list_add(out, pair_value(reading->node->number, reading->node->form, reading->from[0]->type, &reading->in[0]->items[i],
                                     reading->from[1]->type, &reading->in[1]->items[k]));
}

static char *cross_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    struct type l = flow->nodes[node->input[0]].type, r = flow->nodes[node->input[1]].type;

    return say("leat_%s(%s, n%d, item, q(x, y, %s))", op_names[node->op], in, node->input[1], pair_text(node->number, node->form, l, "x", r, "y"));
}

const struct operator op_cross_singleton = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4, .keeps = true,
    .propose = add_cross_singleton, .derive = derive_cross_singleton, .apply = cross, .write = cross_text};

static int add_cross_product(struct maker *maker, enum op op)
{
    return add_two(maker, (struct node){.op = op, .number = below(maker, 4), .form = below(maker, 2)}, is_stream, is_stream, any_two, add_some);
}

static bool derive_cross_product(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_STREAM;
    node->type = (struct type){KEY_NONE, VAL_REC};
    node->bounded = input[0]->bounded && input[1]->bounded;
    return is_stream(input[0]) && is_stream(input[1]);
}

const struct operator op_cross_product = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4, .keeps = true,
    .propose = add_cross_product, .derive = derive_cross_product, .apply = cross, .write = cross_text};

/* ---- each with what has its key, and perhaps without ---- */

static bool is_of_singleton(enum op op)
{
    return op == OP_JOIN_KEYED_SINGLETON || op == OP_LOOKUP;
}

static int add_matched(struct maker *maker, enum op op)
{
    struct node node = {.op = op, .number = below(maker, 2), .form = below(maker, 4)};

    return add_two(maker, node, is_keyed, is_of_singleton(op) ? is_bounded_keyed_singleton : is_bounded_keyed, with_one_key,
                   is_of_singleton(op) ? add_greatest_of_key : add_some);
}

static bool derive_matched(struct flow *flow, struct node *node, const struct node *const *input)
{
    bool in_order = node->op != OP_JOIN_LEFT || input[1]->kind != KIND_KEYED_STREAM;

    (void)flow;
    node->kind = KIND_STREAM;
    node->type = (struct type){node->form % 2 ? input[0]->type.key : KEY_NONE, VAL_REC};
    keep_order(node, input[0]);
    if (node->op == OP_JOIN_LEFT) {
        node->ordered = node->ordered && input[1]->ordered && in_order;
        node->known = node->known && input[1]->known && in_order;
    }
    return is_keyed(input[0]) && with_one_key(input[0], input[1]) &&
           (is_of_singleton(node->op) ? is_bounded_keyed_singleton(input[1]) : is_bounded_keyed(input[1]));
}

static void add_match(const struct reading *reading, const struct value *x, const struct value *y, struct list *out)
{
    struct value pair = perhaps_pair_value(reading->node->number, reading->node->form / 2, value_type(reading->from[0]), x, value_type(reading->from[1]), y);

    pair.key_num = x->key_num;
    pair.key_str = x->key_str;
    list_add(out, pair);
}

static void match(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++) {
        const struct value *x = &reading->in[0]->items[i];

        for (size_t k = 0; k < reading->in[1]->count; k++)
            if (value_compare_keys(reading->from[0]->type, x, &reading->in[1]->items[k]) == 0)
                add_match(reading, x, &reading->in[1]->items[k], out);
        if (reading->node->op != OP_JOIN_KEYED_SINGLETON && !has_key(reading, x))
            add_match(reading, x, NULL, out);
    }
}

static char *matched_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    struct type l = value_type(&flow->nodes[node->input[0]]), r = value_type(&flow->nodes[node->input[1]]);
    const char *right = node->op == OP_JOIN_KEYED_SINGLETON ? "to_r" : "r";
    const char *pair = perhaps_pair_text(node->number, node->form / 2, l, "to_l", r, right);
    const char *pointers = say("const %s *to_l = &l; (void)key; (void)to_l;%s", type_name(l),
                               node->op == OP_JOIN_KEYED_SINGLETON ? say(" const %s *to_r = &r; (void)to_r;", type_name(r)) : " (void)r;");

    if (node->type.key != KEY_NONE)
        pair = say("(%s){key, %s}", type_name(node->type), pair);
    return say("leat_%s(%s, n%d, %s, q(key, l, r, ({ %s %s; })))", op_names[node->op], in, node->input[1], type_name(node->type), pointers, pair);
}

const struct operator op_join_left = {
    .where = OUT | EXACT, .often = 7, .often_in_tick = 5, .keeps = true,
    .propose = add_matched, .derive = derive_matched, .apply = match, .write = matched_text};
const struct operator op_join_keyed_singleton = {
    .where = OUT | EXACT, .often = 8, .often_in_tick = 4, .keeps = true,
    .propose = add_matched, .derive = derive_matched, .apply = match, .write = matched_text};
const struct operator op_lookup = {
    .where = OUT | EXACT, .often = 7, .often_in_tick = 5, .keeps = true,
    .propose = add_matched, .derive = derive_matched, .apply = match, .write = matched_text};

/* ---- get_by, values_by: of one key, which a map makes of the second input ---- */

static bool is_keyed_stream(const struct node *node)
{
    return node->kind == KIND_KEYED_STREAM;
}

static bool is_bounded_stream_with_keys(const struct node *node)
{
    return is_keyed(node) && node->bounded;
}

static int add_table(struct maker *maker)
{
    int keyed = choose(maker, is_bounded_stream_with_keys);

    return keyed < 0 ? -1 : add(maker, (struct node){.op = OP_REDUCE_KEYED, .inputs = 1, .input = {keyed}, .step = STEP_MOST});
}

static int count_entries(struct maker *maker, int first)
{
    return at(maker, first)->kind == KIND_KEYED_SINGLETON ? add_of(maker, OP_KEY_COUNT, first) : add_counted(maker, first);
}

static int add_by_key(struct maker *maker, enum op op)
{
    struct node node = {.op = op, .make = random_make(maker)};
    int first = choose(maker, op == OP_GET_BY ? is_bounded_keyed_singleton : is_keyed_stream);

    if (first < 0)
        first = op == OP_GET_BY ? add_table(maker) : op_key_by.propose(maker, OP_KEY_BY);
    node.make.same_key = node.make.same_items = false;
    return add_beside(maker, node, first, is_bounded_single, any_two, count_entries);
}

static bool derive_by_key(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = node->op == OP_GET_BY ? KIND_OPTIONAL : KIND_STREAM;
    node->type = (struct type){KEY_NONE, input[0]->type.val};
    node->ordered = node->op == OP_GET_BY || input[0]->ordered;
    node->known = node->op == OP_GET_BY || input[0]->known;
    return is_bounded_single(input[1]) && (node->op == OP_GET_BY ? is_bounded_keyed_singleton(input[0]) : is_keyed_stream(input[0]));
}

static void by_key(const struct reading *reading, struct list *out)
{
    struct type type = reading->from[0]->type;

    for (size_t k = 0; k < reading->in[1]->count; k++) {
        struct value wanted = {0};

        key_value(&reading->node->make, reading->from[1]->type, &reading->in[1]->items[k], type.key, &wanted);
        for (size_t i = 0; i < reading->in[0]->count; i++)
            if (value_compare_keys(type, &reading->in[0]->items[i], &wanted) == 0)
                list_add(out, reading->in[0]->items[i]);
    }
}

static char *by_key_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    enum key key = flow->nodes[node->input[0]].type.key;

    return say("leat_%s(%s, %s, leat_map(n%d, %s, q(x, %s)))", op_names[node->op], in, type_name(node->type), node->input[1], key_name(key),
               key_text(&node->make, flow->nodes[node->input[1]].type, "x", key));
}

const struct operator op_get_by = {
    .where = OUT | EXACT, .often = 10, .often_in_tick = 7, .keeps = true,
    .propose = add_by_key, .derive = derive_by_key, .apply = by_key, .write = by_key_text};
const struct operator op_values_by = {
    .where = OUT | EXACT, .often = 6, .often_in_tick = 4, .keeps = true,
    .propose = add_by_key, .derive = derive_by_key, .apply = by_key, .write = by_key_text};
