/*
 * op_windows.c: folds by key and window of time. node->count is the width, node->by_member the slide, make.m the lateness,
 * make.number which number is the time, node->form the accumulator's type. A map makes items of the windows.
 */
#include <inttypes.h>

#include "operator.h"

static bool can_be_windowed(const struct node *node)
{
    return is_known_stream(node) && node->type.key != KEY_NONE;
}

static int add_fold_window(struct maker *maker, enum op op)
{
    int input = choose(maker, can_be_windowed);
    struct node node = {.op = op, .inputs = 1, .number = below(maker, 2), .form = (int)random_sum(maker)};

    if (input < 0)
        input = add_map(maker, choose(maker, is_known_stream), (struct type){percent(maker, 50) ? KEY_NUM : KEY_STR, random_val(maker)});
    if (input < 0)
        return -1;
    node.input[0] = input;
    node.make.number = below(maker, 4);
    node.make.m = below(maker, 3) == 0 ? 0 : below(maker, 30);
    node.count = 1 + below(maker, 40);
    node.by_member = percent(maker, 50) ? 0 : 1 + (node.count - 1) / (1 + below(maker, 4));
    node.step = random_step(maker, at(maker, input)->type.val, (enum val)node.form, false, false);
    return add_with_outputs(maker, node, OP_LATE);
}

static bool derive_fold_window(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_STREAM;
    node->type = (struct type){input[0]->type.key, VAL_REC};
    have_order(node);
    return can_be_windowed(input[0]) && step_exists(node->step, input[0]->type.val, (enum val)node->form, false);
}

/* ---- what it means ---- */

static int64_t floor_of(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

struct window {
    int64_t start;
    struct list entries; /* a key, and what was folded */
};

struct windows {
    struct window all[4000];
    size_t count;
    struct list late;
};

static struct list *entries_of(struct windows *windows, int64_t start)
{
    for (size_t i = 0; i < windows->count; i++)
        if (windows->all[i].start == start)
            return &windows->all[i].entries;
    if (windows->count == sizeof windows->all / sizeof *windows->all)
        return NULL;
    windows->all[windows->count].start = start;
    return &windows->all[windows->count++].entries;
}

static void fold_into(const struct node *node, struct type from, const struct value *x, struct list *entries)
{
    size_t at = 0;

    while (at < entries->count && value_compare_keys(from, &entries->items[at], x) != 0)
        at++;
    if (at == entries->count) {
        struct value entry = initial_value((enum val)node->form, false);

        entry.key_num = x->key_num;
        entry.key_str = x->key_str;
        list_add(entries, entry);
    }
    step_value(node->step, node->number, (struct type){KEY_NONE, from.val}, x, (enum val)node->form, &entries->items[at], false);
}

static struct windows *work_out(const struct reading *reading)
{
    const struct node *node = reading->node;
    struct type from = reading->from[0]->type;
    struct windows *windows = hold(sizeof *windows);
    int64_t slide = node->by_member ? node->by_member : node->count, watermark = INT64_MIN;

    for (size_t i = 0; i < reading->in[0]->count; i++) {
        const struct value *x = &reading->in[0]->items[i];
        int64_t time = number_value(node->make.number, from, x);
        bool is_in_time = false, is_anywhere = false;

        for (int64_t k = floor_of(time - node->count, slide); k <= floor_of(time, slide); k++) {
            struct list *entries;

            if (time < k * slide || time >= k * slide + node->count)
                continue;
            is_anywhere = true;
            if (k * slide + node->count <= watermark || !(entries = entries_of(windows, k * slide)))
                continue;
            is_in_time = true;
            fold_into(node, from, x, entries);
        }
        if (!is_in_time && is_anywhere)
            list_add(&windows->late, *x);
        if (time - node->make.m > watermark)
            watermark = time - node->make.m;
    }
    return windows;
}

static const struct window *earliest_after(const struct windows *windows, const struct window *last)
{
    const struct window *found = NULL;

    for (size_t i = 0; i < windows->count; i++)
        if ((!last || windows->all[i].start > last->start) && (!found || windows->all[i].start < found->start))
            found = &windows->all[i];
    return found;
}

static void fold_window(const struct reading *reading, struct list *out)
{
    const struct node *node = reading->node;
    const struct windows *windows = work_out(reading);
    struct type state = {KEY_NONE, (enum val)node->form};

    for (const struct window *at = NULL; (at = earliest_after(windows, at));)
        for (size_t i = 0; i < at->entries.count; i++) {
            const struct value *entry = &at->entries.items[i];
            struct value made = {.key_num = entry->key_num, .key_str = entry->key_str};

            made.n = (number_value(0, state, entry) * 7 + at->start * 3 + at->start + node->count) % 1000003;
            made.s = string_value(state, entry, made.n);
            list_add(out, made);
        }
}

bool derive_late(struct node *output, const struct node *node, const struct node *input)
{
    (void)node;
    output->kind = KIND_STREAM;
    output->type = input->type;
    output->ordered = output->known = true;
    return true;
}

static void late(const struct reading *reading, int form, struct list *out)
{
    (void)form;
    list_append(out, &work_out(reading)->late);
}

/* ---- how it is written ---- */

char *window_values_text(const struct node *node, struct type state, const char *windows)
{
    return say("leat_map(%s, %s, q(w, ({ const int64_t number = (%s * 7 + w.start * 3 + w.end) %% 1000003; (%s){w.key, {number, %s}}; })))", windows,
               type_name(node->type), number_text(0, state, "w.value"), type_name(node->type), string_text(state, "w.value", "number"));
}

static char *fold_window_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    struct type from = flow->nodes[node->input[0]].type, state = {KEY_NONE, (enum val)node->form}, value = {KEY_NONE, from.val};
    const char *step = step_text(node->step, node->number, value, "v", (enum val)node->form, false, say("compare_%s", type_name(value)));
    const char *slide = node->by_member ? say(", .slide = %" PRId64, node->by_member) : "";
    const char *windows = say("leat_fold_window(%s, %s, q((leat_window){.width = %" PRId64 "%s, .lateness = %" PRId64 "}), q(x, %s), q(%s), q(acc, v, %s), &%s)",
                              in, window_name(node->type.key, (enum val)node->form), node->count, slide, node->make.m,
                              number_text(node->make.number, from, "x"), initial_text((enum val)node->form, false), step, output_name(flow, index, 1));

    return window_values_text(node, state, windows);
}

const struct operator op_fold_window = {
    .where = OUT | EXACT, .often = 5, .often_in_tick = 5, .keeps = true, .outputs = 1,
    .propose = add_fold_window, .derive = derive_fold_window, .apply = fold_window, .write = fold_window_text,
    .derive_output = derive_late, .apply_output = late};
const struct operator op_late = {.is_output = true, .where = OUT | EXACT, .derive = derive_output, .apply = apply_output};

/* ---- reduce_watermark: keys below the greatest mark are dropped ---- */

static bool has_numbers_as_keys(const struct node *node)
{
    return is_keyed(node) && node->type.key == KEY_NUM;
}

static bool is_a_mark(const struct node *node)
{
    return is_plain_stream(node) && type_equal(node->type, (struct type){KEY_NONE, VAL_NUM});
}

static int add_reduce_watermark(struct maker *maker, enum op op)
{
    int first = choose(maker, has_numbers_as_keys), marks = choose(maker, is_a_mark);

    if (first < 0)
        first = add_map(maker, choose(maker, is_stream), (struct type){KEY_NUM, random_val(maker)});
    if (first >= 0 && (marks < 0 || at(maker, marks)->place != at(maker, first)->place)) {
        marks = add_map(maker, first, (struct type){KEY_NONE, VAL_NUM});
        if (marks >= 0)
            at(maker, marks)->make.m = 5;
        if (marks >= 0 && maker->region == OUTSIDE && !evaluate(maker->flow, marks))
            return -1;
    }
    if (first < 0 || marks < 0)
        return -1;
    return add(maker, (struct node){.op = op, .inputs = 2, .input = {first, marks}, .step = STEP_MOST});
}

static bool derive_reduce_watermark(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_KEYED_SINGLETON;
    node->type = input[0]->type;
    node->bounded = input[0]->bounded && input[1]->bounded;
    return has_numbers_as_keys(input[0]) && is_a_mark(input[1]) && node->step == STEP_MOST;
}

static void reduce_watermark(const struct reading *reading, struct list *out)
{
    struct type type = reading->node->type, value = {KEY_NONE, type.val};

    for (size_t i = 0; i < reading->in[0]->count; i++) {
        const struct value *x = &reading->in[0]->items[i];
        bool is_below = false;
        size_t at = 0;

        for (size_t k = 0; k < reading->in[1]->count; k++)
            is_below |= x->key_num < reading->in[1]->items[k].n;
        if (is_below)
            continue;
        while (at < out->count && value_compare_keys(type, &out->items[at], x) != 0)
            at++;
        if (at == out->count)
            list_add(out, *x);
        else if (value_compare(value, x, &out->items[at]) > 0)
            out->items[at] = *x;
    }
}

static char *reduce_watermark_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index], *input = &flow->nodes[node->input[0]];
    const char *compare = say("compare_%s", type_name((struct type){KEY_NONE, node->type.val}));

    return say("leat_reduce_watermark(%s, n%d, q(acc, x, if (%s(x, acc) > 0) acc = x)%s)", in, node->input[1], compare, claim(node, input));
}

const struct operator op_reduce_watermark = {
    .where = OUT | EXACT, .often = 5, .often_in_tick = 4, .keeps = true,
    .propose = add_reduce_watermark, .derive = derive_reduce_watermark, .apply = reduce_watermark, .write = reduce_watermark_text};
