/* op_sinks.c: where flows end. */
#include <inttypes.h>

#include "operator.h"

const char *printed_claim(const struct node *input)
{
    return input->ordered ? "" : ", commutative(\"the lines are compared as a set\")";
}

static bool derive_for_each(struct flow *flow, struct node *node, const struct node *const *input)
{
    return is_stream(input[0]) && derive_same(flow, node, input);
}

static char *for_each_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];

    return say("leat_for_each(%s, q(x, PRINT(%d, show_%s(x)))%s)", in, sink_number(flow, index), type_name(node->type),
               printed_claim(&flow->nodes[node->input[0]]));
}

const struct operator op_for_each = {.where = OUT, .is_sink = true, .is_exit = true, .derive = derive_for_each, .write = for_each_text};

/* ---- assert_equal: what the reference says stands in the program ---- */

enum { ASSERTED_MOST = 12 };

static bool can_be_asserted(const struct node *node)
{
    return is_bounded_stream(node) && node->known == node->ordered && node->type.key == KEY_NONE && node->type.val != VAL_BAG && node->type.val != VAL_CHOICE && node->type.val != VAL_BYTES;
}

static bool is_same_everywhere(const struct flow *flow, const struct node *node)
{
    for (int member = 1; member < flow->program->places[node->place].members; member++) {
        if (node->lists[member].count != node->lists[0].count)
            return false;
        for (size_t i = 0; i < node->lists[0].count; i++)
            if (value_compare(node->type, &node->lists[member].items[i], &node->lists[0].items[i]) != 0)
                return false;
    }
    return true;
}

static int add_assert_equal(struct maker *maker, enum op op)
{
    int input = choose(maker, can_be_asserted);

    if (input < 0 || at(maker, input)->lists[0].count > ASSERTED_MOST || !is_same_everywhere(maker->flow, at(maker, input)))
        return -1;
    return add_of(maker, op, input);
}

static bool derive_assert_equal(struct flow *flow, struct node *node, const struct node *const *input)
{
    return can_be_asserted(input[0]) && derive_same(flow, node, input);
}

static char *string_literal(struct string s)
{
    char *text = say("\"");

    for (size_t i = 0; i < s.length; i++)
        text = say("%s\\%03o", text, (unsigned)(unsigned char)s.data[i]);
    return say("leat_str_of(%s\")", text);
}

static char *literal(struct type type, const struct value *x)
{
    if (type.val == VAL_STR)
        return string_literal(x->s);
    if (type.val == VAL_REC)
        return say("((item){%" PRId64 ", %s})", x->n, string_literal(x->s));
    return say("%" PRId64, x->n);
}

static char *assert_equal_text(const struct flow *flow, int index, const char *in)
{
    const struct node *input = &flow->nodes[flow->nodes[index].input[0]];
    char *body = say("%s", input->lists[0].count == 0 ? "if (0) " : "");

    for (size_t i = 0; i < input->lists[0].count || i == 0; i++)
        body = say("%s yield(%s);", body, literal(input->type, i < input->lists[0].count ? &input->lists[0].items[i] : &(struct value){0}));
    return say("leat_assert_equal(%s, %s, q({ %s }))", in, type_name(input->type), body);
}

const struct operator op_assert_equal = {
    .where = OUT, .often = 24, .is_sink = true, .is_exit = true, .keeps = true,
    .propose = add_assert_equal, .derive = derive_assert_equal, .write = assert_equal_text};

/* ---- assert: that numbers are not smaller or greater than they are ---- */

static int add_assert(struct maker *maker, enum op op)
{
    int input = choose(maker, is_stream);

    return input < 0 ? -1 : add(maker, (struct node){.op = op, .inputs = 1, .input = {input}, .number = below(maker, 4)});
}

static bool derive_assert(struct flow *flow, struct node *node, const struct node *const *input)
{
    return is_stream(input[0]) && derive_same(flow, node, input);
}

static char *assert_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index], *input = &flow->nodes[node->input[0]];
    const char *number = number_text(node->number, node->type, "x");
    int64_t least = INT32_MAX, most = INT32_MIN;

    for (int member = 0; member < MEMBERS_MOST; member++)
        for (size_t i = 0; i < input->lists[member].count; i++) {
            int64_t n = number_value(node->number, node->type, &input->lists[member].items[i]);

            least = n < least ? n : least;
            most = n > most ? n : most;
        }
    return say("leat_assert(%s, q(x, %s >= %" PRId64 " && %s <= %" PRId64 "))", in, number, least, number, most);
}

const struct operator op_assert = {
    .where = OUT | EXACT | ANY, .often = 2, .often_in_tick = 2, .often_anywhere = 1, .is_sink = true, .is_exit = true,
    .propose = add_assert, .derive = derive_assert, .write = assert_text};

/* ---- null: what leads there is worked out, and seen by nobody ---- */

const struct operator op_null = {
    .where = OUT | EXACT | ANY, .often = 2, .often_in_tick = 1, .often_anywhere = 1, .is_sink = true, .is_exit = true,
    .fits = is_any, .derive = derive_same};
