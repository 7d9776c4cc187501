/* op_keyed.c: collections by key, element by element: key_by, map_values, keys, values, first_keyed. */
#include "operator.h"

/* ---- key_by ---- */

static bool is_unkeyed(const struct node *node)
{
    return is_plain_stream(node) && node->type.key == KEY_NONE && node->type.val != VAL_COUNT;
}

static int add_key_by(struct maker *maker, enum op op)
{
    static const enum key keys[] = {KEY_NUM, KEY_STR, KEY_MEMBER, KEY_COLOR};
    int input = choose(maker, is_unkeyed);
    struct node node = {.op = op, .inputs = 1, .input = {input}, .make = random_make(maker)};

    if (input < 0)
        return -1;
    node.make.same_key = false;
    node.type = (struct type){keys[below(maker, 4)], at(maker, input)->type.val};
    return add(maker, node);
}

static bool derive_key_by(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_KEYED_STREAM;
    node->ordered = input[0]->ordered;
    node->known = input[0]->known;
    return is_unkeyed(input[0]) && node->type.key != KEY_NONE && node->type.val == input[0]->type.val;
}

static void key_by(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++) {
        struct value keyed = reading->in[0]->items[i];

        key_value(&reading->node->make, reading->from[0]->type, &reading->in[0]->items[i], reading->node->type.key, &keyed);
        list_add(out, keyed);
    }
}

static char *key_by_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];

    return say("leat_key_by(%s, %s, q(x, %s))", in, type_name(node->type),
               key_text(&node->make, flow->nodes[node->input[0]].type, "x", node->type.key));
}

const struct operator op_key_by = {
    .where = OUT | EXACT | ANY, .often = 4, .often_in_tick = 3, .often_anywhere = 2,
    .propose = add_key_by, .derive = derive_key_by, .apply = key_by, .write = key_by_text};

/* ---- map_values ---- */

static bool has_keys(const struct node *node)
{
    return is_keyed(node) || node->kind == KIND_KEYED_SINGLETON;
}

static int add_map_values(struct maker *maker, enum op op)
{
    int input = choose(maker, has_keys);
    struct node node = {.op = op, .inputs = 1, .input = {input}, .make = random_make(maker)};

    if (input < 0)
        return -1;
    node.make.number %= 2;
    node.make.same_key = node.make.same_items = false;
    node.type = (struct type){at(maker, input)->type.key, random_val(maker)};
    return add(maker, node);
}

static bool derive_map_values(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = input[0]->kind == KIND_KEYED_SINGLETON ? KIND_KEYED_SINGLETON : KIND_KEYED_STREAM;
    keep_order(node, input[0]);
    return has_keys(input[0]) && node->type.key == input[0]->type.key && !node->make.same_key && !node->make.same_items;
}

static void map_values(const struct reading *reading, struct list *out)
{
    struct type from = {KEY_NONE, reading->from[0]->type.val}, to = {KEY_NONE, reading->node->type.val};

    for (size_t i = 0; i < reading->in[0]->count; i++) {
        const struct value *x = &reading->in[0]->items[i];
        struct value made = make_value(&reading->node->make, from, x, to);

        made.key_num = x->key_num;
        made.key_str = x->key_str;
        list_add(out, made);
    }
}

static char *map_values_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    struct type from = {KEY_NONE, flow->nodes[node->input[0]].type.val}, to = {KEY_NONE, node->type.val};

    return say("leat_map_values(%s, %s, q(v, %s))", in, type_name(node->type), make_text(&node->make, from, "v", "", to));
}

const struct operator op_map_values = {
    .where = OUT | EXACT | ANY, .often = 4, .often_in_tick = 3, .often_anywhere = 2,
    .propose = add_map_values, .derive = derive_map_values, .apply = map_values, .write = map_values_text};

/* ---- keys, values ---- */

static bool has_entries(const struct node *node)
{
    return node->kind == KIND_KEYED_STREAM || (node->kind == KIND_KEYED_SINGLETON && node->bounded);
}

static bool has_plain_keys(const struct node *node)
{
    return has_entries(node) && (node->type.key == KEY_NUM || node->type.key == KEY_STR || node->type.key == KEY_SEQ);
}

static int add_keys(struct maker *maker, enum op op)
{
    int input = choose(maker, has_plain_keys), unkeyed = choose(maker, is_unkeyed);
    struct node node = {.op = OP_KEY_BY, .inputs = 1, .input = {unkeyed}, .make = random_make(maker)};

    if (input < 0 && unkeyed >= 0) {
        node.make.same_key = false;
        node.type = (struct type){percent(maker, 50) ? KEY_NUM : KEY_STR, at(maker, unkeyed)->type.val};
        input = add(maker, node);
    }
    return add_of(maker, op, input);
}

static bool derive_keys(struct flow *flow, struct node *node, const struct node *const *input)
{
    static const enum val vals[KEYS] = {[KEY_NUM] = VAL_NUM, [KEY_STR] = VAL_STR, [KEY_SEQ] = VAL_COUNT};

    (void)flow;
    node->kind = KIND_STREAM;
    node->type = (struct type){KEY_NONE, vals[input[0]->type.key]};
    return has_plain_keys(input[0]);
}

static void keys(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++)
        list_add(out, (struct value){.n = reading->in[0]->items[i].key_num, .s = reading->in[0]->items[i].key_str});
}

static bool derive_values(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_STREAM;
    node->type = (struct type){KEY_NONE, input[0]->type.val};
    return has_entries(input[0]);
}

static char *part_text(const struct flow *flow, int index, const char *in)
{
    return say("leat_%s(%s, %s)", op_names[flow->nodes[index].op], in, type_name(flow->nodes[index].type));
}

const struct operator op_keys = {
    .where = OUT | EXACT | ANY, .often = 9, .often_in_tick = 3, .often_anywhere = 1,
    .propose = add_keys, .derive = derive_keys, .apply = keys, .write = part_text};
const struct operator op_values = {
    .where = OUT | EXACT | ANY, .often = 8, .often_in_tick = 5, .often_anywhere = 2,
    .fits = has_entries, .derive = derive_values, .write = part_text};

/* ---- first_keyed ---- */

static bool is_known_keyed(const struct node *node)
{
    return is_keyed(node) && node->known && node->ordered;
}

static bool derive_first_keyed(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_KEYED_SINGLETON;
    node->type = input[0]->type;
    return is_known_keyed(input[0]);
}

static void first_keyed(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++) {
        size_t at = 0;

        while (at < out->count && value_compare_keys(reading->node->type, &out->items[at], &reading->in[0]->items[i]) != 0)
            at++;
        if (at == out->count)
            list_add(out, reading->in[0]->items[i]);
    }
}

const struct operator op_first_keyed = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 3, .keeps = true,
    .fits = is_known_keyed, .derive = derive_first_keyed, .apply = first_keyed};
