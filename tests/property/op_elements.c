/* op_elements.c: element by element: map, filter, filter_map, flat_map, inspect, enumerate, unique, limit. */
#include <inttypes.h>

#include "operator.h"

/* ---- proposing ---- */

/* To another type, if need be without what the input has not. */
int add_made(struct maker *maker, enum op op, int input, struct type type)
{
    struct node node = {.op = op, .input = {input}, .inputs = 1, .type = type, .make = random_make(maker)};

    if (input < 0)
        return -1;
    if (at(maker, input)->kind == KIND_KEYED_SINGLETON) {
        node.make.same_key = true;
        node.type.key = at(maker, input)->type.key;
    } else if (at(maker, input)->type.key != type.key || type.key == KEY_NONE) {
        node.make.same_key = false;
    }
    if (type.key == KEY_SEQ)
        node.make.same_key = true;
    if (at(maker, input)->type.val != VAL_BAG || type.val != VAL_BAG)
        node.make.same_items = false;
    node.number = node.make.number;
    return add(maker, node);
}

int add_map(struct maker *maker, int input, struct type type)
{
    return add_made(maker, OP_MAP, input, type);
}

int add_elementwise(struct maker *maker, enum op op)
{
    int input = choose(maker, op == OP_FILTER || op == OP_INSPECT || op == OP_MAP ? is_any : is_stream);
    struct node node = {.op = op, .input = {input}, .inputs = 1, .make = random_make(maker), .test = random_test(maker)};

    if (input < 0)
        return -1;
    node.type = percent(maker, 30) ? at(maker, input)->type : random_type(maker);
    if (op == OP_MAP || op == OP_RESOLVE || op == OP_RESOLVE_ORDERED)
        return add_made(maker, op, input, node.type);
    if (node.type.key != at(maker, input)->type.key || node.type.key == KEY_NONE)
        node.make.same_key = false;
    if (node.type.val != VAL_BAG || at(maker, input)->type.val != VAL_BAG)
        node.make.same_items = false;
    node.number = below(maker, 4);
    node.prints = percent(maker, 50);
    if (op == OP_FLAT_MAP) {
        node.form = below(maker, 4);
        node.count = 1 + below(maker, 4);
        if (node.form == FLAT_RANGE)
            node.type = (struct type){KEY_NONE, VAL_NUM};
        if (node.form == FLAT_ITEMS)
            node.type = (struct type){KEY_NONE, VAL_REC};
        if (node.form == FLAT_TWICE)
            node.type = at(maker, input)->type;
    }
    return add(maker, node);
}

/* ---- map ---- */

static bool derive_map(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = input[0]->kind == KIND_KEYED_STREAM ? KIND_STREAM : input[0]->kind;
    keep_order(node, input[0]);
    if (input[0]->kind == KIND_KEYED_SINGLETON && !(node->make.same_key && node->type.key == input[0]->type.key))
        return false;
    return make_fits(node, input[0]->type);
}

void apply_map(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++)
        list_add(out, make_value(&reading->node->make, reading->from[0]->type, &reading->in[0]->items[i], reading->node->type));
}

static char *map_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index], *input = &flow->nodes[node->input[0]];

    return say("leat_map(%s, %s, q(x, %s))", in, type_name(node->type), make_text(&node->make, input->type, "x", "", node->type));
}

const struct operator op_map = {
    .goes_round = true, .where = OUT | EXACT | ANY | LAST | CYCLE, .often = 9, .often_in_tick = 4, .often_anywhere = 5, .takes_endless = true,
    .propose = add_elementwise, .derive = derive_map, .apply = apply_map, .write = map_text};

/* ---- resolve: a map of a stream, whose quotes run on threads ---- */

static bool derive_resolve(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_STREAM;
    if (node->op == OP_RESOLVE_ORDERED && input[0]->kind == KIND_STREAM)
        keep_order(node, input[0]);
    return make_fits(node, input[0]->type);
}

static char *resolve_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index], *input = &flow->nodes[node->input[0]];

    return say("leat_resolve%s(%s, %s, q(x, %s))", node->op == OP_RESOLVE ? "" : "_ordered", in, type_name(node->type),
               make_text(&node->make, input->type, "x", "", node->type));
}

const struct operator op_resolve = {
    .where = OUT | CYCLE, .often = 3, .takes_endless = true, .propose = add_elementwise, .derive = derive_resolve, .apply = apply_map,
    .write = resolve_text};
const struct operator op_resolve_ordered = {
    .where = OUT | CYCLE, .often = 3, .takes_endless = true, .propose = add_elementwise, .derive = derive_resolve, .apply = apply_map,
    .write = resolve_text};

/* ---- filter ---- */

static bool derive_filter(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    if (input[0]->kind == KIND_SINGLETON)
        node->kind = KIND_OPTIONAL;
    /* Which value the last look at it sees would depend on what those before saw. */
    return is_stream(input[0]) || input[0]->bounded;
}

static void filter(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++)
        if (test_value(&reading->node->test, reading->from[0]->type, &reading->in[0]->items[i]))
            list_add(out, reading->in[0]->items[i]);
}

static char *filter_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index], *input = &flow->nodes[node->input[0]];

    return say("leat_filter(%s, q(x, %s)%s)", in, test_text(&node->test, input->type, "x", index), test_captures(node, index));
}

const struct operator op_filter = {
    .goes_round = true, .where = OUT | EXACT | ANY | CYCLE, .often = 6, .often_in_tick = 4, .often_anywhere = 4, .has_test = true,
    .propose = add_elementwise, .derive = derive_filter, .apply = filter, .write = filter_text};

/* ---- filter_map ---- */

static bool derive_filter_map(struct flow *flow, struct node *node, const struct node *const *input)
{
    return make_fits(node, input[0]->type) && derive_made(flow, node, input);
}

static void filter_map(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++)
        if (test_value(&reading->node->test, reading->from[0]->type, &reading->in[0]->items[i]))
            list_add(out, make_value(&reading->node->make, reading->from[0]->type, &reading->in[0]->items[i], reading->node->type));
}

static char *filter_map_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index], *input = &flow->nodes[node->input[0]];

    return say("leat_filter_map(%s, %s, q(x, { if (%s) yield(%s); })%s)", in, type_name(node->type),
               test_text(&node->test, input->type, "x", index), make_text(&node->make, input->type, "x", "", node->type),
               test_captures(node, index));
}

const struct operator op_filter_map = {
    .goes_round = true, .where = OUT | EXACT | ANY | CYCLE, .often = 5, .often_anywhere = 3, .has_test = true,
    .propose = add_elementwise, .derive = derive_filter_map, .apply = filter_map, .write = filter_map_text};

/* ---- flat_map ---- */

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
    case FLAT_EDGES:
        return type_equal(node->type, input->type) && node->type.key == KEY_NUM && (node->type.val == VAL_NUM || node->type.val == VAL_REC);
    default:
        return make_fits(node, input->type);
    }
}

static bool derive_flat_map(struct flow *flow, struct node *node, const struct node *const *input)
{
    return flat_fits(node, input[0]) && derive_made(flow, node, input);
}

static void flat_map_one(const struct node *node, struct type from, const struct value *x, struct list *out)
{
    int64_t count = number_value(node->number, from, x) % (node->count + 1);
    struct value one = *x;

    switch (node->form) {
    case FLAT_RANGE:
        for (int64_t i = 0; i < count; i++)
            list_add(out, (struct value){.n = i});
        break;
    case FLAT_ITEMS:
        for (size_t i = 0; i < x->item_count; i++)
            list_add(out, (struct value){.n = x->items[i].a, .s = x->items[i].s});
        break;
    case FLAT_TWICE:
        list_add(out, *x);
        list_add(out, *x);
        break;
    case FLAT_COUNTDOWN:
        if (x->n > 0) {
            one.n--;
            list_add(out, one);
        }
        break;
    case FLAT_EDGES: /* from the node that is the key: to others, which are further away */
        for (int64_t i = 0; i < node->count; i++) {
            one.key_num = (x->key_num * node->make.a + i) % node->make.keys;
            one.n = x->n + 1 + (x->key_num + i) % 3;
            list_add(out, one);
        }
        break;
    default:
        for (int64_t i = 0; i < count; i++) {
            struct make more = node->make;

            more.b += i;
            list_add(out, make_value(&more, from, x, node->type));
        }
    }
}

static void flat_map(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++)
        flat_map_one(reading->node, reading->from[0]->type, &reading->in[0]->items[i], out);
}

static char *flat_map_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    struct type from = flow->nodes[node->input[0]].type;
    const char *count = say("%s %% %" PRId64, number_text(node->number, from, "x"), node->count + 1);
    const char *body;

    switch (node->form) {
    case FLAT_RANGE:
        body = say("range(0, %s);", count);
        break;
    case FLAT_ITEMS:
        body = say("for (size_t i = 0; i < %s.items.length; i++) yield(%s.items.data[i]);", from.key == KEY_NONE ? "x" : "x.value",
                   from.key == KEY_NONE ? "x" : "x.value");
        break;
    case FLAT_TWICE:
        body = "yield(x); yield(x);";
        break;
    case FLAT_COUNTDOWN:
        body = from.val == VAL_NUM ? "if (x > 0) yield(x - 1);" : "if (x.a > 0) yield(((item){x.a - 1, x.s}));";
        break;
    case FLAT_EDGES:
        body = say("for (int64_t i = 0; i < %" PRId64 "; i++) { %s y = x; y.key = (x.key * %" PRId64 " + i) %% %" PRId64 "; y.value%s += 1 + (x.key + i) %% 3; yield(y); }",
                   node->count, type_name(node->type), node->make.a, node->make.keys, node->type.val == VAL_REC ? ".a" : "");
        break;
    default:
        body = say("for (int64_t i = 0; i < %s; i++) yield(%s);", count, make_text(&node->make, from, "x", " + i", node->type));
    }
    return say("leat_flat_map(%s, %s, q(x, { %s }))", in, type_name(node->type), body);
}

const struct operator op_flat_map = {
    .goes_round = true, .where = OUT | EXACT | ANY | CYCLE, .often = 5, .often_in_tick = 2, .often_anywhere = 3,
    .propose = add_elementwise, .derive = derive_flat_map, .apply = flat_map, .write = flat_map_text};

/* ---- inspect ---- */

static char *inspect_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    const char *quote = prints(flow, index) ? say("PRINT(%d, show_%s(x))", sink_number(flow, index), type_name(node->type)) : "(void)x";

    return say("leat_inspect(%s, q(x, %s)%s)", in, quote, printed_claim(&flow->nodes[node->input[0]]));
}

const struct operator op_inspect = {
    .goes_round = true, .where = OUT | EXACT | ANY, .often = 3, .often_anywhere = 1, .propose = add_elementwise, .derive = derive_same, .write = inspect_text};

/* ---- enumerate ---- */

static bool derive_enumerate(struct flow *flow, struct node *node, const struct node *const *input)
{
    node->type = (struct type){KEY_SEQ, input[0]->type.val};
    node->kind = KIND_STREAM;
    have_order(node);
    if (region_kind(flow, node) == REGION_ANY)
        node->ghost = GHOST_NUMBERED;
    return is_unkeyed_known(input[0]);
}

static void enumerate(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++) {
        struct value numbered = reading->in[0]->items[i];

        numbered.key_num = (int64_t)i;
        list_add(out, numbered);
    }
}

static char *enumerate_text(const struct flow *flow, int index, const char *in)
{
    return say("leat_enumerate(%s, %s)", in, type_name(flow->nodes[index].type));
}

const struct operator op_enumerate = {
    .where = OUT | EXACT | ANY, .often = 4, .often_in_tick = 5, .fits = is_unkeyed_known,
    .derive = derive_enumerate, .apply = enumerate, .write = enumerate_text};

/* ---- unique ---- */

bool holds(const struct list *list, struct type type, const struct value *x)
{
    for (size_t i = 0; i < list->count; i++)
        if (value_compare(type, &list->items[i], x) == 0)
            return true;
    return false;
}

static bool derive_unique(struct flow *flow, struct node *node, const struct node *const *input)
{
    if (region_kind(flow, node) == REGION_ANY)
        node->ghost = GHOST_UNIQUE;
    return is_stream(input[0]) && derive_same(flow, node, input);
}

/* In a cycle through the network it remembers what it saw in the rounds before. */
static void unique(const struct reading *reading, struct list *out)
{
    const struct node *node = reading->node;
    bool remembers = region_kind(reading->flow, node) == REGION_CYCLE;

    for (size_t i = 0; i < reading->in[0]->count; i++) {
        const struct value *x = &reading->in[0]->items[i];

        if (!holds(out, node->type, x) && !(remembers && holds(&node->lists[reading->member], node->type, x)))
            list_add(out, *x);
    }
}

const struct operator op_unique = {
    .goes_round = true, .where = OUT | EXACT | ANY | CYCLE, .often = 5, .often_in_tick = 6, .keeps = true,
    .fits = is_stream, .derive = derive_unique, .apply = unique};

/* ---- limit ---- */

static int add_limit(struct maker *maker, enum op op)
{
    int input = choose(maker, is_known_stream);

    if (input < 0)
        return -1;
    return add(maker, (struct node){.op = op, .input = {input}, .inputs = 1, .count = percent(maker, 5) ? 0 : 1 + below(maker, 12)});
}

static bool derive_limit(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->type = input[0]->type;
    node->kind = KIND_STREAM;
    have_order(node);
    node->endless = false;
    return is_known_stream(input[0]);
}

static void limit(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count && (int64_t)i < reading->node->count; i++)
        list_add(out, reading->in[0]->items[i]);
}

/* An odd count is captured. */
static char *limit_capture(const struct flow *flow, int index)
{
    int64_t count = flow->nodes[index].count;

    return count % 2 ? say("    uint64_t most%d = %" PRId64 ";\n", index, count) : NULL;
}

static char *limit_text(const struct flow *flow, int index, const char *in)
{
    int64_t count = flow->nodes[index].count;

    return count % 2 ? say("leat_limit(%s, q(most%d), let(most%d))", in, index, index) : say("leat_limit(%s, q(%" PRId64 "))", in, count);
}

const struct operator op_limit = {
    .where = OUT | EXACT, .often = 3, .often_in_tick = 9, .cancels = true, .takes_endless = true,
    .propose = add_limit, .derive = derive_limit, .apply = limit, .before = limit_capture, .write = limit_text};
