/* op_outputs.c: several outputs: partition, demux by tag, unzip; and scan, which may end its input. */
#include <inttypes.h>

#include "operator.h"

/* ---- an output besides the first ---- */

bool derive_output(struct flow *flow, struct node *node, const struct node *const *input)
{
    const struct operator *operator = operators[input[0]->op];

    return node->form >= 1 && node->form <= operator->outputs &&
           operator->derive_output(node, input[0], &flow->nodes[input[0]->input[0]]);
}

void apply_output(const struct reading *reading, struct list *out)
{
    const struct node *node = reading->from[0];
    struct reading first = read_node(reading->flow, node, reading->member, reading->round);

    operators[node->op]->apply_output(&first, reading->node->form, out);
}

const struct operator op_output = {.is_output = true, .where = OUT | EXACT | ANY | CYCLE, .derive = derive_output, .apply = apply_output};

int add_with_outputs(struct maker *maker, struct node node, enum op output)
{
    int index = add(maker, node);

    for (int form = 1; index >= 0 && form <= operators[node.op]->outputs; form++)
        if (add(maker, (struct node){.op = output, .inputs = 1, .input = {index}, .form = form}) < 0)
            return -1;
    return index;
}

static bool same_as_first(struct node *output, const struct node *node, const struct node *input)
{
    (void)input;
    output->kind = node->kind;
    output->type = node->type;
    output->ordered = node->ordered;
    output->known = node->known;
    return true;
}

static bool derive_split(struct flow *flow, struct node *node, const struct node *const *input)
{
    return is_stream(input[0]) && derive_same(flow, node, input);
}

/* ---- partition ---- */

static int add_partition(struct maker *maker, enum op op)
{
    int input = choose(maker, is_stream);

    return input < 0 ? -1 : add_with_outputs(maker, (struct node){.op = op, .inputs = 1, .input = {input}, .test = random_test(maker)}, OP_OUTPUT);
}

static void divide(const struct reading *reading, bool wanted, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++)
        if (test_value(&reading->node->test, reading->from[0]->type, &reading->in[0]->items[i]) == wanted)
            list_add(out, reading->in[0]->items[i]);
}

static void partition(const struct reading *reading, struct list *out)
{
    divide(reading, true, out);
}

static void rest(const struct reading *reading, int form, struct list *out)
{
    (void)form;
    divide(reading, false, out);
}

static char *partition_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];

    return say("leat_partition(%s, q(x, %s), &%s%s)", in, test_text(&node->test, node->type, "x", index), output_name(flow, index, 1),
               test_captures(node, index));
}

const struct operator op_partition = {
    .where = OUT | EXACT | ANY, .often = 5, .often_in_tick = 4, .often_anywhere = 2, .outputs = 1, .has_test = true,
    .propose = add_partition, .derive = derive_split, .apply = partition, .write = partition_text,
    .derive_output = same_as_first, .apply_output = rest};

/* ---- demux: 0, 1, and all others ---- */

enum { TAGS = 3 };

static int add_demux(struct maker *maker, enum op op)
{
    int input = choose(maker, is_stream);

    return input < 0 ? -1 : add_with_outputs(maker, (struct node){.op = op, .inputs = 1, .input = {input}, .number = below(maker, 4)}, OP_OUTPUT);
}

static void take_tag(const struct reading *reading, int form, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++) {
        int64_t tag = number_value(reading->node->number, reading->node->type, &reading->in[0]->items[i]) % TAGS;

        if (form == 2 ? tag != 0 && tag != 1 : tag == form)
            list_add(out, reading->in[0]->items[i]);
    }
}

static void demux(const struct reading *reading, struct list *out)
{
    take_tag(reading, 0, out);
}

static char *demux_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];

    return say("leat_demux(%s, q(x, %s %% %d), to(0, &n%d), to(1, &%s), otherwise(&%s))", in, number_text(node->number, node->type, "x"), TAGS, index,
               output_name(flow, index, 1), output_name(flow, index, 2));
}

const struct operator op_demux = {
    .where = OUT | EXACT | ANY, .often = 5, .often_in_tick = 4, .often_anywhere = 2, .outputs = 2, .is_statement = true,
    .propose = add_demux, .derive = derive_split, .apply = demux, .write = demux_text,
    .derive_output = same_as_first, .apply_output = take_tag};

/* ---- unzip ---- */

static const enum val plain_keys[KEYS] = {[KEY_NUM] = VAL_NUM, [KEY_STR] = VAL_STR, [KEY_SEQ] = VAL_COUNT};

static bool has_plain_keys(const struct node *node)
{
    return is_stream(node) && (node->type.key == KEY_NUM || node->type.key == KEY_STR || node->type.key == KEY_SEQ);
}

static int add_unzip(struct maker *maker, enum op op)
{
    int input = choose(maker, has_plain_keys);

    if (input < 0)
        input = add_map(maker, choose(maker, is_stream), (struct type){percent(maker, 50) ? KEY_NUM : KEY_STR, random_val(maker)});
    return input < 0 ? -1 : add_with_outputs(maker, (struct node){.op = op, .inputs = 1, .input = {input}}, OP_OUTPUT);
}

static bool derive_unzip(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_STREAM;
    node->type = (struct type){KEY_NONE, plain_keys[input[0]->type.key]};
    keep_order(node, input[0]);
    return has_plain_keys(input[0]);
}

static bool derive_unzipped(struct node *output, const struct node *node, const struct node *input)
{
    same_as_first(output, node, input);
    output->type = (struct type){KEY_NONE, input->type.val};
    return true;
}

static void unzip(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++)
        list_add(out, (struct value){.n = reading->in[0]->items[i].key_num, .s = reading->in[0]->items[i].key_str});
}

static void unzipped(const struct reading *reading, int form, struct list *out)
{
    (void)form;
    list_append(out, reading->in[0]);
}

static char *unzip_text(const struct flow *flow, int index, const char *in)
{
    struct type type = flow->nodes[flow->nodes[index].input[0]].type;

    return say("leat_unzip(%s, %s, %s, &%s)", in, key_name(type.key), type_name((struct type){KEY_NONE, type.val}), output_name(flow, index, 1));
}

const struct operator op_unzip = {
    .where = OUT | EXACT | ANY, .often = 5, .often_in_tick = 4, .often_anywhere = 2, .outputs = 1,
    .propose = add_unzip, .derive = derive_unzip, .apply = unzip, .write = unzip_text,
    .derive_output = derive_unzipped, .apply_output = unzipped};

/* ---- scan: a state that goes along; node->form is its type, and a multiple of node->count ends it ---- */

static struct type state_type(const struct node *node)
{
    return (struct type){KEY_NONE, (enum val)node->form};
}

static int add_scan(struct maker *maker, enum op op)
{
    int input = choose(maker, is_known_stream);
    struct node node = {.op = op, .inputs = 1, .input = {input}, .number = below(maker, 4), .form = (int)random_sum(maker), .make = random_make(maker)};

    if (input < 0)
        return -1;
    node.type = random_type(maker);
    node.test = random_test(maker);
    node.test.captured = false;
    node.count = percent(maker, 40) ? 3 + below(maker, 20) : 0;
    node.make.number %= 2;
    node.make.same_key = node.make.same_items = false;
    node.step = random_step(maker, at(maker, input)->type.val, (enum val)node.form, false, false);
    return add(maker, node);
}

static bool derive_scan(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_STREAM;
    have_order(node);
    return is_known_stream(input[0]) && make_fits(node, state_type(node)) &&
           step_exists(node->step, input[0]->type.val, (enum val)node->form, false);
}

static void scan(const struct reading *reading, struct list *out)
{
    const struct node *node = reading->node;
    struct type from = reading->from[0]->type;
    struct value state = initial_value((enum val)node->form, false);

    for (size_t i = 0; i < reading->in[0]->count; i++) {
        const struct value *x = &reading->in[0]->items[i];

        step_value(node->step, node->number, from, x, (enum val)node->form, &state, false);
        if (test_value(&node->test, from, x))
            list_add(out, make_value(&node->make, state_type(node), &state, node->type));
        if (node->count && number_value(0, from, x) % node->count == 0)
            return;
    }
}

static char *scan_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    struct type from = flow->nodes[node->input[0]].type;
    const char *step = step_text(node->step, node->number, from, "x", (enum val)node->form, false, say("compare_%s", type_name(from)));
    const char *stop = node->count ? say(" if (%s %% %" PRId64 " == 0) stop();", number_text(0, from, "x"), node->count) : "";

    return say("leat_scan(%s, %s, %s, q(%s), q(acc, x, { %s if (%s) yield(%s);%s }))", in, type_name(node->type), type_name(state_type(node)),
               initial_text((enum val)node->form, false), step, test_text(&node->test, from, "x", index),
               make_text(&node->make, state_type(node), "acc", "", node->type), stop);
}

const struct operator op_scan = {
    .where = OUT | EXACT, .often = 6, .often_in_tick = 6, .keeps = true, .cancels = true,
    .propose = add_scan, .derive = derive_scan, .apply = scan, .write = scan_text};
