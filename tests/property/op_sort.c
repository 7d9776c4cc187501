/* op_sort.c: sort. */
#include <inttypes.h>

#include "operator.h"

/* Whose equals have to be told apart by the bytes of what else they hold. */
static bool may_tie(const struct node *node)
{
    return is_bounded_stream(node) && !node->ordered && (node->type.key != KEY_NONE || node->type.val == VAL_REC || node->type.val == VAL_BAG || node->type.val == VAL_CHOICE);
}

int add_sort_of(struct maker *maker, int input)
{
    struct node node = {.op = OP_SORT, .inputs = 1, .input = {input}, .number = below(maker, 4), .descending = percent(maker, 40)};

    if (input < 0)
        return -1;
    node.total = percent(maker, may_tie(at(maker, input)) ? 10 : 40);
    node.count = percent(maker, 50) ? 2 + below(maker, 4) : 1000003;
    if (at(maker, input)->type.key != KEY_NONE && percent(maker, 40))
        node.number = 2; /* by the key */
    return add(maker, node);
}

int add_sort(struct maker *maker, enum op op)
{
    int input = percent(maker, 50) ? choose(maker, may_tie) : -1;

    (void)op;
    return add_sort_of(maker, input >= 0 ? input : choose(maker, is_bounded_stream));
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

    if (node->total) {
        order = value_compare(node->type, a, b);
    } else {
        int64_t left = number_value(node->number, node->type, a) % node->count, right = number_value(node->number, node->type, b) % node->count;

        order = (left > right) - (left < right);
    }
    return node->descending ? -order : order;
}

/* Insertion: stable, and plain to see. */
static void sort(const struct reading *reading, struct list *out)
{
    const struct node *node = reading->node;

    list_append(out, reading->in[0]);
    for (size_t i = 1; i < out->count; i++) {
        struct value x = out->items[i];
        size_t at = i;

        for (; at > 0; at--) {
            int order = sort_order(node, &out->items[at - 1], &x);

            if (order == 0 && !reading->from[0]->ordered)
                order = value_compare_encoded(node->type, &out->items[at - 1], &x);
            if (order <= 0)
                break;
            out->items[at] = out->items[at - 1];
        }
        out->items[at] = x;
    }
}

static char *sort_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    const char *a = node->descending ? "b" : "a", *b = node->descending ? "a" : "b";

    if (node->total)
        return say("leat_sort(%s, q(a, b, compare_%s(%s, %s)))", in, type_name(node->type), a, b);
    return say("leat_sort(%s, q(a, b, compare_int64_t(%s %% %" PRId64 ", %s %% %" PRId64 ")))", in, number_text(node->number, node->type, a),
               node->count, number_text(node->number, node->type, b), node->count);
}

const struct operator op_sort = {
    .where = OUT | EXACT | ANY, .often = 5, .often_in_tick = 5, .often_anywhere = 2, .keeps = true,
    .propose = add_sort, .derive = derive_sort, .apply = sort, .write = sort_text};
