/* op_sort.c: sort. */
#include <inttypes.h>

#include "operator.h"

/* Whose equals have to be told apart by the bytes of what else they hold. */
static bool may_tie(const struct node *node)
{
    return is_bounded_stream(node) && !node->ordered && (node->type.key != KEY_NONE || node->type.val == VAL_REC || node->type.val == VAL_BAG || node->type.val == VAL_CHOICE);
}

int add_compared(struct maker *maker, enum op op, int input)
{
    struct node node = {.op = op, .inputs = 1, .input = {input}, .number = below(maker, 4), .descending = percent(maker, 40)};

    if (input < 0)
        return -1;
    node.form = 1 + below(maker, 8);
    node.total = percent(maker, may_tie(at(maker, input)) ? 10 : 40);
    node.count = percent(maker, 50) ? 2 + below(maker, 4) : 1000003;
    if (at(maker, input)->type.key != KEY_NONE && percent(maker, 40))
        node.number = 2; /* by the key */
    return add(maker, node);
}

int add_sort_of(struct maker *maker, int input)
{
    return add_compared(maker, OP_SORT, input);
}

int add_sort(struct maker *maker, enum op op)
{
    int input = percent(maker, 50) ? choose(maker, may_tie) : -1;

    return add_compared(maker, op, input >= 0 ? input : choose(maker, is_bounded_stream));
}

static bool derive_sort(struct flow *flow, struct node *node, const struct node *const *inputs)
{
    const struct node *input = inputs[0];

    node->kind = KIND_STREAM;
    node->type = input->type;
    node->ordered = true;
    node->known = (!input->ordered || input->known || node->total) && region_kind(flow, node) != REGION_ANY;
    return is_bounded_stream(input);
}

static int sort_order(const struct node *node, const struct value *a, const struct value *b)
{
    int order;

    if (node->op == OP_SORT_BY && node->form) {
        order = string_compare(string_value(node->type, a, number_value(node->number, node->type, a)),
                               string_value(node->type, b, number_value(node->number, node->type, b)));
    } else if (node->total) {
        order = value_compare(node->type, a, b);
    } else {
        int64_t left = number_value(node->number, node->type, a) % node->count, right = number_value(node->number, node->type, b) % node->count;

        order = (left > right) - (left < right);
    }
    return node->descending ? -order : order;
}

/* Insertion: stable, and plain to see. */
void apply_sort(const struct reading *reading, struct list *out)
{
    const struct node *node = reading->node;
    bool ties = !reading->from[0]->ordered || reading->from[0]->kind == KIND_KEYED_STREAM;

    list_append(out, reading->in[0]);
    for (size_t i = 1; i < out->count; i++) {
        struct value x = out->items[i];
        size_t at = i;

        for (; at > 0; at--) {
            int order = sort_order(node, &out->items[at - 1], &x);

            if (order == 0 && ties)
                order = value_compare_encoded(node->type, &out->items[at - 1], &x);
            if (order <= 0)
                break;
            out->items[at] = out->items[at - 1];
        }
        out->items[at] = x;
    }
}

char *comparison_text(const struct node *node)
{
    const char *a = node->descending ? "b" : "a", *b = node->descending ? "a" : "b";

    if (node->total)
        return say("q(a, b, compare_%s(%s, %s))", type_name(node->type), a, b);
    return say("q(a, b, compare_int64_t(%s %% %" PRId64 ", %s %% %" PRId64 "))", number_text(node->number, node->type, a), node->count,
               number_text(node->number, node->type, b), node->count);
}

static char *sort_text(const struct flow *flow, int index, const char *in)
{
    return say("leat_sort(%s, %s)", in, comparison_text(&flow->nodes[index]));
}

const struct operator op_sort = {
    .where = OUT | EXACT | ANY, .often = 5, .often_in_tick = 5, .often_anywhere = 2, .keeps = true,
    .propose = add_sort, .derive = derive_sort, .apply = apply_sort, .write = sort_text};

/* ---- sort_by: ascending, by a number or a string ---- */

static int add_sort_by(struct maker *maker, enum op op)
{
    int input = choose(maker, percent(maker, 50) ? may_tie : is_bounded_stream);
    struct node node = {.op = op, .inputs = 1, .input = {input}, .number = below(maker, 4), .form = below(maker, 2)};

    node.count = percent(maker, 50) ? 2 + below(maker, 4) : 1000003;
    return input < 0 ? -1 : add(maker, node);
}

static char *sort_by_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    const char *number = number_text(node->number, node->type, "x");

    if (node->form)
        return say("leat_sort_by(%s, q(x, %s))", in, string_text(node->type, "x", number));
    return say("leat_sort_by(%s, q(x, %s %% %" PRId64 "))", in, number, node->count);
}

const struct operator op_sort_by = {
    .where = OUT | EXACT | ANY, .often = 4, .often_in_tick = 4, .often_anywhere = 1, .keeps = true,
    .propose = add_sort_by, .derive = derive_sort, .apply = apply_sort, .write = sort_by_text};
