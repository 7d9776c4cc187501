/* op_combine.c: several inputs: merge, chain, join. */
#include <inttypes.h>

#include "operator.h"

/* Another stream beside it, of the same type, or made so. */
int choose_beside(struct maker *maker, int first)
{
    int found = -1, seen = 0;

    for (int i = 0; i < maker->flow->count; i++) {
        const struct node *node = at(maker, i);

        if (is_in_scope(maker, node) && !is_hidden(maker->flow, i) && node->place == at(maker, first)->place && !operators[node->op]->is_sink && !node->endless &&
            node->ghost == GHOST_NONE && node->kind == at(maker, first)->kind && below(maker, ++seen) == 0)
            found = i;
    }
    if (found >= 0 && !type_equal(at(maker, found)->type, at(maker, first)->type))
        found = at(maker, first)->kind == KIND_STREAM ? add_map(maker, found, at(maker, first)->type) : first;
    return found;
}

/* What comes first comes last: a chain has to hold back its second input. */
static int add_late_chain(struct maker *maker)
{
    struct node node = {.op = OP_CHAIN, .inputs = 2};

    node.input[1] = choose(maker, is_bounded_stream);
    node.input[0] = add_sort_of(maker, node.input[1]);
    return node.input[0] < 0 ? -1 : add(maker, node);
}

int add_combined(struct maker *maker, enum op op)
{
    struct node node = {.op = op, .inputs = op == OP_MERGE && percent(maker, 30) ? 3 : 2};

    node.input[0] = choose(maker, op == OP_MERGE ? is_stream : is_plain_stream);
    if (node.input[0] < 0)
        return -1;
    for (int i = 1; i < node.inputs; i++)
        if ((node.input[i] = choose_beside(maker, node.input[0])) < 0)
            return -1;
    return add(maker, node);
}

/* Filters of one stream, and their merge. */
static int add_diamond(struct maker *maker)
{
    struct node node = {.op = OP_MERGE, .inputs = 2 + percent(maker, 30)};
    int input = choose(maker, is_stream);

    for (int i = 0; i < node.inputs; i++) {
        node.input[i] = input < 0 ? -1 : add(maker, (struct node){.op = OP_FILTER, .input = {input}, .inputs = 1, .test = random_test(maker)});
        if (node.input[i] < 0)
            return -1;
    }
    return add(maker, node);
}

static bool derive_combined(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    for (int i = 0; i < node->inputs; i++)
        if (input[i]->kind != input[0]->kind || !is_stream(input[i]) || !type_equal(input[i]->type, input[0]->type))
            return false;
    node->kind = input[0]->kind;
    node->type = input[0]->type;
    return node->inputs >= 2;
}

static void concatenate(const struct reading *reading, struct list *out)
{
    for (int i = 0; i < reading->node->inputs; i++)
        list_append(out, reading->in[i]);
}

static int add_merge(struct maker *maker, enum op op)
{
    return percent(maker, 35) ? add_diamond(maker) : add_combined(maker, op);
}

static bool derive_merge(struct flow *flow, struct node *node, const struct node *const *input)
{
    node->bounded = true;
    for (int i = 0; i < node->inputs; i++)
        node->bounded &= input[i]->bounded;
    return derive_combined(flow, node, input);
}

const struct operator op_merge = {
    .goes_round = true, .where = OUT | EXACT | ANY | CYCLE, .often = 6, .often_in_tick = 4, .often_anywhere = 3,
    .propose = add_merge, .derive = derive_merge, .apply = concatenate};

/* ---- merge_ordered: whose turn it is nobody knows ---- */

static bool derive_merge_ordered(struct flow *flow, struct node *node, const struct node *const *input)
{
    if (!derive_merge(flow, node, input) || node->inputs != 2)
        return false;
    node->ordered = input[0]->ordered && input[1]->ordered;
    return node->ordered;
}

static char *merge_ordered_text(const struct flow *flow, int index, const char *in)
{
    return say("leat_merge_ordered(%s, n%d, nondet(\"whose turn it is does not matter\"))", in, flow->nodes[index].input[1]);
}

const struct operator op_merge_ordered = {
    .where = OUT | EXACT | ANY, .often = 3, .often_in_tick = 2, .often_anywhere = 2,
    .propose = add_combined, .derive = derive_merge_ordered, .apply = concatenate, .write = merge_ordered_text};

/* ---- zip, zip_longest ---- */

static int add_zip(struct maker *maker, enum op op)
{
    struct node node = {.op = op, .inputs = 2, .number = below(maker, 4), .form = below(maker, 2)};
    int first = choose(maker, is_known_stream), second, end = percent(maker, 50);

    if (first < 0)
        return -1;
    if (op == OP_ZIP && maker->region == OUTSIDE && percent(maker, 25)) {
        second = add_endless_source(maker, at(maker, first)->place, 500);
        if (second >= 0 && percent(maker, 50))
            second = add_map(maker, second, random_type(maker));
    } else {
        second = choose(maker, is_known_stream);
    }
    if (second < 0 || at(maker, second)->place != at(maker, first)->place)
        second = first;
    node.input[end] = first;
    node.input[!end] = second;
    return add(maker, node);
}

static bool derive_zip(struct flow *flow, struct node *node, const struct node *const *input)
{
    bool longest = node->op == OP_ZIP_LONGEST;

    (void)flow;
    node->kind = KIND_STREAM;
    node->type = (struct type){KEY_NONE, VAL_REC};
    have_order(node);
    node->bounded = input[0]->bounded && input[1]->bounded;
    if (node->endless && (longest || (input[0]->endless && input[1]->endless) || node->input[0] == node->input[1]))
        return false;
    node->endless = false;
    return is_known_stream(input[0]) && is_known_stream(input[1]);
}

static void zip(const struct reading *reading, struct list *out)
{
    const struct node *node = reading->node;

    for (size_t i = 0; i < reading->in[0]->count && i < reading->in[1]->count; i++)
        list_add(out, pair_value(node->number, node->form, reading->from[0]->type, &reading->in[0]->items[i], reading->from[1]->type,
                                 &reading->in[1]->items[i]));
}

static char *zip_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    struct type l = flow->nodes[node->input[0]].type, r = flow->nodes[node->input[1]].type;

    return say("leat_zip(%s, n%d, item, q(x, y, %s))", in, node->input[1], pair_text(node->number, node->form, l, "x", r, "y"));
}

const struct operator op_zip = {
    .where = OUT | EXACT, .often = 5, .often_in_tick = 4, .keeps = true, .cancels = true, .takes_endless = true,
    .propose = add_zip, .derive = derive_zip, .apply = zip, .write = zip_text};

static void zip_longest(const struct reading *reading, struct list *out)
{
    const struct node *node = reading->node;
    const struct list *left = reading->in[0], *right = reading->in[1];

    for (size_t i = 0; i < left->count || i < right->count; i++) {
        const struct value *x = i < left->count ? &left->items[i] : NULL, *y = i < right->count ? &right->items[i] : NULL;

        list_add(out, perhaps_pair_value(node->number, node->form, reading->from[0]->type, x, reading->from[1]->type, y));
    }
}

static char *zip_longest_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    struct type l = flow->nodes[node->input[0]].type, r = flow->nodes[node->input[1]].type;

    return say("leat_zip_longest(%s, n%d, item, q(x, y, %s))", in, node->input[1], perhaps_pair_text(node->number, node->form, l, "x", r, "y"));
}

const struct operator op_zip_longest = {
    .where = OUT | EXACT, .often = 5, .often_in_tick = 4, .keeps = true,
    .propose = add_zip, .derive = derive_zip, .apply = zip_longest, .write = zip_longest_text};

/* ---- chain ---- */

static int add_chain(struct maker *maker, enum op op)
{
    return percent(maker, 35) ? add_late_chain(maker) : add_combined(maker, op);
}

static bool derive_chain(struct flow *flow, struct node *node, const struct node *const *input)
{
    if (!derive_combined(flow, node, input))
        return false;
    node->ordered = input[0]->ordered && input[1]->ordered;
    node->known = input[0]->known && input[1]->known && region_kind(flow, node) != REGION_ANY;
    node->bounded = input[1]->bounded;
    return node->kind == KIND_STREAM && input[0]->bounded && node->inputs == 2;
}

const struct operator op_chain = {
    .where = OUT | EXACT | ANY, .often = 7, .often_in_tick = 9, .often_anywhere = 2, .keeps = true,
    .propose = add_chain, .derive = derive_chain, .apply = concatenate};

/* ---- join ---- */

static int add_join(struct maker *maker, enum op op)
{
    struct node node = {.op = op, .inputs = 2, .number = below(maker, 2), .form = below(maker, 4)};
    int right;

    node.input[0] = choose(maker, is_keyed);
    if (node.input[0] < 0)
        return -1;
    right = choose(maker, is_keyed);
    if (at(maker, right)->type.key != at(maker, node.input[0])->type.key || at(maker, right)->place != at(maker, node.input[0])->place)
        right = choose_beside(maker, node.input[0]);
    node.input[1] = right;
    return right < 0 ? -1 : add(maker, node);
}

/* The values of both sides become an item, with the key or without. */
static bool derive_join(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_STREAM;
    node->type = (struct type){node->form % 2 ? input[0]->type.key : KEY_NONE, VAL_REC};
    node->bounded = input[0]->bounded && input[1]->bounded;
    return is_stream(input[0]) && is_stream(input[1]) && input[0]->type.key != KEY_NONE && input[0]->type.key == input[1]->type.key;
}

static void join(const struct reading *reading, struct list *out)
{
    const struct node *node = reading->node;
    struct type from = reading->from[0]->type, l = {KEY_NONE, from.val}, r = {KEY_NONE, reading->from[1]->type.val};
    const struct list *left = reading->in[0], *right = reading->in[1];

    for (size_t i = 0; i < left->count; i++) {
        for (size_t k = 0; k < right->count; k++) {
            const struct value *a = &left->items[i], *b = &right->items[k];

            if (value_compare_keys(from, a, b) != 0)
                continue;
            struct value pair = pair_value(node->number, node->form / 2, l, a, r, b);

            pair.key_num = a->key_num;
            pair.key_str = a->key_str;
            list_add(out, pair);
        }
    }
}

static char *join_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    struct type l = {KEY_NONE, flow->nodes[node->input[0]].type.val}, r = {KEY_NONE, flow->nodes[node->input[1]].type.val};
    const char *pair = pair_text(node->number, node->form / 2, l, "l", r, "r");

    if (node->type.key != KEY_NONE)
        pair = say("(%s){key, %s}", type_name(node->type), pair);
    return say("leat_join(%s, n%d, %s, q(key, l, r, ({ (void)key; (void)l; (void)r; %s; })))", in, node->input[1], type_name(node->type), pair);
}

const struct operator op_join = {
    .goes_round = true, .where = OUT | EXACT, .often = 6, .often_in_tick = 5, .keeps = true,
    .propose = add_join, .derive = derive_join, .apply = join, .write = join_text};
