/* op_summaries.c: min, max, top_n, first, last, collect, distinct_count, value_counts. */
#include <inttypes.h>

#include "operator.h"

/* ---- what a sort would put first, or last ---- */

/* Whether what a sort makes of it is known. */
static bool sorts_well(const struct node *node, const struct node *input)
{
    return input->kind == KIND_KEYED_STREAM || !input->ordered || input->known || node->total;
}

static int add_extreme(struct maker *maker, enum op op)
{
    return add_compared(maker, op, choose(maker, is_stream));
}

static bool derive_extreme(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_OPTIONAL;
    node->type = input[0]->type;
    have_order(node);
    return is_stream(input[0]) && sorts_well(node, input[0]);
}

static void extreme(const struct reading *reading, struct list *out)
{
    struct list sorted = {0};

    apply_sort(reading, &sorted);
    if (sorted.count > 0)
        list_add(out, sorted.items[reading->node->op == OP_MIN ? 0 : sorted.count - 1]);
}

static char *extreme_text(const struct flow *flow, int index, const char *in)
{
    return say("leat_%s(%s, %s)", op_names[flow->nodes[index].op], in, comparison_text(&flow->nodes[index]));
}

const struct operator op_min = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4, .keeps = true,
    .propose = add_extreme, .derive = derive_extreme, .apply = extreme, .write = extreme_text};
const struct operator op_max = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4, .keeps = true,
    .propose = add_extreme, .derive = derive_extreme, .apply = extreme, .write = extreme_text};

static bool is_bounded_any_stream(const struct node *node)
{
    return is_stream(node) && node->bounded;
}

static int add_top_n(struct maker *maker, enum op op)
{
    return add_compared(maker, op, choose(maker, is_bounded_any_stream));
}

static bool derive_top_n(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_STREAM;
    node->type = input[0]->type;
    have_order(node);
    return is_bounded_any_stream(input[0]) && sorts_well(node, input[0]);
}

static void top_n(const struct reading *reading, struct list *out)
{
    struct list sorted = {0};

    apply_sort(reading, &sorted);
    for (size_t i = 0; i < sorted.count && (int64_t)i < reading->node->form; i++)
        list_add(out, sorted.items[i]);
}

static char *top_n_text(const struct flow *flow, int index, const char *in)
{
    return say("leat_top_n(%s, q(%d), %s)", in, flow->nodes[index].form, comparison_text(&flow->nodes[index]));
}

const struct operator op_top_n = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4, .keeps = true,
    .propose = add_top_n, .derive = derive_top_n, .apply = top_n, .write = top_n_text};

/* ---- the ends ---- */

static bool derive_end(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    node->kind = KIND_OPTIONAL;
    return is_known_stream(input[0]);
}

static void end(const struct reading *reading, struct list *out)
{
    size_t count = reading->in[0]->count;

    if (count > 0)
        list_add(out, reading->in[0]->items[reading->node->op == OP_FIRST ? 0 : count - 1]);
}

const struct operator op_first = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4, .keeps = true, .fits = is_known_stream, .derive = derive_end, .apply = end};
const struct operator op_last = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4, .keeps = true, .fits = is_known_stream, .derive = derive_end, .apply = end};

/* ---- all of it ---- */

/* As a bag, which a map makes of the vector. */
static bool can_be_collected(const struct node *node)
{
    return is_known_stream(node) && type_equal(node->type, (struct type){KEY_NONE, VAL_REC});
}

static int add_collect(struct maker *maker, enum op op)
{
    int input = choose(maker, can_be_collected);

    if (input < 0)
        input = add_map(maker, choose(maker, is_known_stream), (struct type){KEY_NONE, VAL_REC});
    return add_of(maker, op, input);
}

static bool derive_collect(struct flow *flow, struct node *node, const struct node *const *input)
{
    node->kind = KIND_SINGLETON;
    node->type = (struct type){KEY_NONE, VAL_BAG};
    have_order(node);
    return can_be_collected(input[0]) && !has_empty_ticks(flow, node);
}

static void collect(const struct reading *reading, struct list *out)
{
    size_t count = reading->in[0]->count;
    struct item *items = hold((count + 1) * sizeof *items);

    for (size_t i = 0; i < count; i++)
        items[i] = (struct item){reading->in[0]->items[i].n, reading->in[0]->items[i].s};
    list_add(out, (struct value){.n = (int64_t)count, .items = items, .item_count = count});
}

static char *collect_text(const struct flow *flow, int index, const char *in)
{
    (void)flow, (void)index;
    return say("leat_map(leat_collect(%s, leat_vec(item)), bag, q(v, (bag){.n = (int64_t)v.length, .items = v}))", in);
}

const struct operator op_collect = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 5, .keeps = true,
    .propose = add_collect, .derive = derive_collect, .apply = collect, .write = collect_text};

/* ---- how many there are of what ---- */

static int add_distinct_count(struct maker *maker, enum op op)
{
    return add_guard(maker, add_of(maker, op, choose(maker, is_stream)));
}

static bool derive_distinct_count(struct flow *flow, struct node *node, const struct node *const *input)
{
    node->kind = KIND_SINGLETON;
    node->type = (struct type){KEY_NONE, VAL_COUNT};
    have_order(node);
    if (has_empty_ticks(flow, node))
        node->ghost = GHOST_GUARD;
    return is_stream(input[0]);
}

static void distinct_count(const struct reading *reading, struct list *out)
{
    struct list different = {0};

    for (size_t i = 0; i < reading->in[0]->count; i++)
        if (!holds(&different, reading->from[0]->type, &reading->in[0]->items[i]))
            list_add(&different, reading->in[0]->items[i]);
    list_add(out, (struct value){.n = (int64_t)different.count});
}

const struct operator op_distinct_count = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4, .keeps = true,
    .propose = add_distinct_count, .derive = derive_distinct_count, .apply = distinct_count};

/* What may be a key by itself. */
static bool can_be_a_key(const struct node *node)
{
    return is_stream(node) && node->type.key == KEY_NONE && (node->type.val == VAL_NUM || node->type.val == VAL_STR);
}

static int add_value_counts(struct maker *maker, enum op op)
{
    int input = choose(maker, can_be_a_key);

    if (input < 0)
        input = add_map(maker, choose(maker, is_stream), (struct type){KEY_NONE, percent(maker, 50) ? VAL_NUM : VAL_STR});
    return add_of(maker, op, input);
}

static bool derive_value_counts(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_KEYED_SINGLETON;
    node->type = (struct type){input[0]->type.val == VAL_NUM ? KEY_NUM : KEY_STR, VAL_COUNT};
    return can_be_a_key(input[0]);
}

static void value_counts(const struct reading *reading, struct list *out)
{
    for (size_t i = 0; i < reading->in[0]->count; i++) {
        struct value counted = {.key_num = reading->in[0]->items[i].n, .key_str = reading->in[0]->items[i].s, .n = 1};
        size_t at = 0;

        while (at < out->count && value_compare_keys(reading->node->type, &out->items[at], &counted) != 0)
            at++;
        if (at == out->count)
            list_add(out, counted);
        else
            out->items[at].n++;
    }
}

static char *value_counts_text(const struct flow *flow, int index, const char *in)
{
    return say("leat_value_counts(%s, %s)", in, type_name(flow->nodes[index].type));
}

const struct operator op_value_counts = {
    .where = OUT | EXACT, .often = 4, .often_in_tick = 4, .keeps = true,
    .propose = add_value_counts, .derive = derive_value_counts, .apply = value_counts, .write = value_counts_text};
