/* op_ticks.c: into ticks and out of them: batch, snapshot, all_ticks, defer_tick, sample_every. */
#include <inttypes.h>

#include "operator.h"

bool tick_is_bounded(const struct flow *flow, int region)
{
    for (int i = 0; i < flow->count; i++) {
        const struct node *node = &flow->nodes[i];

        if (node->region == region && operators[node->op]->is_entry && !flow->nodes[node->input[0]].bounded)
            return false;
    }
    return true;
}

static char *entry_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];

    return say("leat_%s(%s, t%d, nondet(\"what is looked at does not depend on it\"))", op_names[node->op], in, node->region);
}

static bool derive_batch(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    node->bounded = true;
    return is_stream(input[0]);
}

const struct operator op_batch = {.where = EXACT | ANY, .is_entry = true, .derive = derive_batch, .write = entry_text};

static bool derive_snapshot(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    node->known = node->ordered;
    node->bounded = true;
    node->ghost = GHOST_LAST;
    return !is_stream(input[0]) && !input[0]->bounded;
}

const struct operator op_snapshot = {.where = LAST, .is_entry = true, .derive = derive_snapshot, .write = entry_text};

static bool derive_all_ticks(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    node->bounded = tick_is_bounded(flow, input[0]->region);
    return is_stream(input[0]);
}

const struct operator op_all_ticks = {.where = OUT, .leaves_tick = true, .is_exit = true, .derive = derive_all_ticks};

static bool can_be_deferred(const struct node *node)
{
    return is_stream(node) || node->kind == KIND_OPTIONAL;
}

static bool derive_defer_tick(struct flow *flow, struct node *node, const struct node *const *input)
{
    return can_be_deferred(input[0]) && derive_same(flow, node, input);
}

const struct operator op_defer_tick = {
    .where = EXACT | ANY, .often_anywhere = 3, .keeps = true, .comes_later = true, .fits = is_stream, .derive = derive_defer_tick};

static bool can_be_deferred_lazily(const struct node *node)
{
    return can_be_deferred(node) || node->kind == KIND_SINGLETON;
}

static bool derive_defer_tick_lazy(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    if (input[0]->kind == KIND_SINGLETON)
        node->kind = KIND_OPTIONAL;
    return can_be_deferred(input[0]) || (input[0]->kind == KIND_SINGLETON && !has_empty_ticks(flow, node));
}

const struct operator op_defer_tick_lazy = {
    .where = EXACT, .often_in_tick = 12, .keeps = true, .comes_later = true, .fits = can_be_deferred_lazily, .derive = derive_defer_tick_lazy};

/* ---- which tick is the last ---- */

static bool has_deferral(const struct flow *flow, const struct node *node)
{
    for (int i = 0; i < flow->count; i++)
        if (flow->nodes[i].region == node->region && flow->nodes[i].op == OP_DEFER_TICK)
            return true;
    return false;
}

/* Members whose deferrals end at different times have different last ticks, and here all go round as often. */
static bool has_one_last_tick(const struct flow *flow, const struct node *node)
{
    return !flow->program->places[node->place].is_cluster || !has_deferral(flow, node);
}

/* Of an optional that was there and is no more nothing is printed that could be compared. */
bool shows_its_latest(const struct flow *flow, const struct node *node)
{
    return is_single(node) && has_one_last_tick(flow, node) && (node->kind != KIND_OPTIONAL || !has_deferral(flow, node));
}

/* ---- all that came so far ---- */

static bool derive_across_ticks(struct flow *flow, struct node *node, const struct node *const *input)
{
    return is_stream(input[0]) && derive_same(flow, node, input);
}

static void across_ticks(const struct reading *reading, struct list *out)
{
    list_append(out, &reading->from[0]->lists[reading->member]);
}

const struct operator op_across_ticks = {
    .where = EXACT, .often_in_tick = 20, .keeps = true, .fits = is_stream, .derive = derive_across_ticks, .apply = across_ticks};

/* ---- what the last tick had not ---- */

static void delta(const struct reading *reading, struct list *out)
{
    const struct list *before = &reading->from[0]->before[reading->member];
    const size_t count = reading->round > 0 ? before->count : 0;
    bool *taken = hold(count * sizeof *taken + 1);

    for (size_t i = 0; i < reading->in[0]->count; i++) {
        const struct value *x = &reading->in[0]->items[i];
        size_t at = 0;

        while (at < count && (taken[at] || value_compare(reading->node->type, &before->items[at], x) != 0))
            at++;
        if (at < count)
            taken[at] = true;
        else
            list_add(out, *x);
    }
}

const struct operator op_delta = {
    .where = EXACT, .often_in_tick = 14, .keeps = true, .fits = is_stream, .derive = derive_across_ticks, .apply = delta};

/* ---- optional_first_tick: a region begins with it ---- */

static bool derive_first_tick(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)input;
    node->kind = KIND_OPTIONAL;
    node->bounded = true;
    have_order(node);
    return flow->regions[node->region].is_clocked && !node->make.same_key && !node->make.same_items && node->type.key != KEY_SEQ;
}

static void first_tick(const struct reading *reading, struct list *out)
{
    if (reading->round == 0)
        list_add(out, make_value(&reading->node->make, (struct type){KEY_NONE, VAL_NUM}, &(struct value){.n = reading->node->count}, reading->node->type));
}

static char *first_tick_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];

    (void)in;
    return say("leat_optional_first_tick(t%d, %s, q(({ const int64_t x = %" PRId64 "; %s; })))", node->region, type_name(node->type), node->count,
               make_text(&node->make, (struct type){KEY_NONE, VAL_NUM}, "x", "", node->type));
}

const struct operator op_optional_first_tick = {
    .where = EXACT, .begins_in_region = true, .derive = derive_first_tick, .apply = first_tick, .write = first_tick_text};

/* ---- carried: a value that goes round from tick to tick ---- */

static int add_carried(struct maker *maker, enum op op)
{
    struct type type = {KEY_NONE, random_sum(maker)};
    int from = add(maker, (struct node){.op = op, .type = type}), input = choose(maker, is_known_stream), now;
    struct node fold = {.op = OP_FOLD, .inputs = 1, .type = type, .number = below(maker, 4)};

    if (from < 0)
        return -1;
    if (input < 0 || percent(maker, 30)) {
        now = add_map(maker, from, type);
        if (now >= 0)
            at(maker, now)->make.string = percent(maker, 50) ? 2 : 1; /* the rest, or a word: it does not grow */
    } else {
        struct node both = {.op = OP_CHAIN, .inputs = 2};
        int value = add_of(maker, OP_INTO_STREAM, from), more = add_map(maker, input, type);

        both.input[0] = value;
        both.input[1] = more;
        if (value < 0 || more < 0)
            return -1;
        fold.input[0] = add(maker, both);
        if (fold.input[0] < 0)
            return -1;
        fold.step = random_step(maker, type.val, type.val, false, false);
        now = add(maker, fold);
    }
    if (now < 0)
        return -1;
    at(maker, from)->completion = now;
    return from;
}

static bool derive_carried(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)input;
    node->kind = KIND_SINGLETON;
    node->bounded = true;
    have_order(node);
    return flow->regions[node->region].is_clocked && node->type.key == KEY_NONE;
}

static void carried(const struct reading *reading, struct list *out)
{
    list_add(out, initial_value(reading->node->type.val, false));
}

static char *carried_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];

    (void)in;
    return say("leat_carried(t%d, %s, q(%s), &h%d)", node->region, type_name(node->type), initial_text(node->type.val, false), index);
}

const struct operator op_carried = {
    .where = EXACT, .often_in_tick = 6, .keeps = true, .begins_in_region = true, .has_hole = true, .comes_later = true,
    .propose = add_carried, .derive = derive_carried, .apply = carried, .write = carried_text};

static bool derive_sample_every(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->type = input[0]->type;
    node->kind = KIND_STREAM;
    have_order(node);
    node->bounded = false;
    node->ghost = GHOST_LAST;
    /* A timer counts as a message that is under way: behind a cycle neither would end. */
    return is_single(input[0]) && is_changing(input[0]) && !input[0]->behind_cycle;
}

static char *sample_every_text(const struct flow *flow, int index, const char *in)
{
    (void)flow, (void)index;
    return say("leat_sample_every(%s, q(1), nondet(\"only the last is looked at\"))", in);
}

const struct operator op_sample_every = {.where = OUT, .is_exit = true, .derive = derive_sample_every, .write = sample_every_text};

/* ---- sample_eager: of which the last counts, as of sample_every; and it has no timer ---- */

static bool derive_sample_eager(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->type = input[0]->type;
    node->kind = KIND_STREAM;
    have_order(node);
    node->bounded = false;
    node->ghost = GHOST_LAST;
    return is_single(input[0]) && is_changing(input[0]);
}

static char *sample_eager_text(const struct flow *flow, int index, const char *in)
{
    (void)flow, (void)index;
    return say("leat_sample_eager(%s, nondet(\"only the last is looked at\"))", in);
}

const struct operator op_sample_eager = {.where = OUT, .is_exit = true, .derive = derive_sample_eager, .write = sample_eager_text};

/* ---- latest: what it was in the last tick, which is known even where others may have been empty ---- */

static bool derive_latest(struct flow *flow, struct node *node, const struct node *const *input)
{
    derive_same(flow, node, input);
    node->bounded = tick_is_bounded(flow, input[0]->region);
    return flow->regions[input[0]->region].kind == REGION_EXACT && shows_its_latest(flow, input[0]);
}

static void latest(const struct reading *reading, struct list *out)
{
    list_append(out, &reading->from[0]->before[reading->member]);
}

const struct operator op_latest = {.where = OUT, .leaves_tick = true, .is_exit = true, .derive = derive_latest, .apply = latest};
