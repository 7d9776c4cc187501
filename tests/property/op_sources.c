/* op_sources.c: what begins a flow; and forward, which begins a cycle. */
#include <inttypes.h>

#include "operator.h"

int add_source(struct maker *maker, int place, int count)
{
    bool on_cluster = maker->flow->program->places[place].is_cluster;
    struct node node = {.op = percent(maker, 80) ? OP_SOURCE_ITER : OP_SOURCE_GENERATE, .place = place, .make = random_make(maker)};

    node.count = count;
    node.by_member = on_cluster && percent(maker, 60) ? 1 + below(maker, 5) : 0;
    node.form = FORM_BODY + below(maker, 3);
    node.type = random_type(maker);
    if (percent(maker, 25)) {
        node.form = FORM_RANGE;
        node.type = (struct type){KEY_NONE, VAL_NUM};
        node.number = below(maker, 10);
    }
    node.make.number = 0;
    node.make.same_key = node.make.same_items = false;
    return add(maker, node);
}

int add_random_source(struct maker *maker)
{
    int place = below(maker, maker->flow->program->place_count);
    int count = percent(maker, 5) ? 0 : percent(maker, 10) ? 1 : percent(maker, 70) ? 2 + below(maker, 30) : 30 + below(maker, 200);

    return add_source(maker, place, count);
}

static bool derive_source(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow, (void)input;
    node->kind = KIND_STREAM;
    have_order(node);
    node->bounded = node->op == OP_SOURCE_ITER;
    node->endless = node->form == FORM_ENDLESS;
    return !node->endless || !node->bounded;
}

static void source(const struct reading *reading, struct list *out)
{
    const struct node *node = reading->node;
    int member = reading->member;
    struct type from = {KEY_NONE, node->form == FORM_KEPT ? VAL_REC : VAL_NUM};
    int64_t count = node->count + node->by_member * member;

    for (int64_t i = 0; i < count; i++) {
        struct value x = {.n = i + node->by_member * member};

        x.s = string_of(say("kept since %d", (int)(i - i % KEPT_FOR)));
        if (node->form == FORM_RANGE)
            list_add(out, (struct value){.n = i + node->number});
        else
            list_add(out, make_value(&node->make, from, &x, node->type));
    }
}

static char *source_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    struct type num = {KEY_NONE, VAL_NUM};
    const char *place = place_name(flow->program, node->place), *type = type_name(node->type);
    const char *more = node->by_member ? say(" + %" PRId64 " * (int64_t)leat_self().id", node->by_member) : "";
    const char *op = op_names[node->op];

    (void)in;
    if (node->form == FORM_RANGE && node->number % 2)
        return say("leat_%s(%s, %s, q(range(%d, %" PRId64 "%s)))", op, place, type, node->number, node->count + node->number, more);
    if (node->form == FORM_RANGE)
        return say("leat_%s(%s, %s, q({ range(%d, %" PRId64 "%s); }))", op, place, type, node->number, node->count + node->number, more);
    if (node->form == FORM_KEPT)
        return say("leat_%s(%s, %s, q({ leat_str kept = {0}; for (int64_t i = 0; i < %" PRId64 "%s; i++) { if (i %% %d == 0) "
                   "kept = leat_str_format(\"kept since %%d\", (int)i); const item x = {i%s, kept}; yield(%s); } }))", op, place, type, node->count,
                   more, (int)KEPT_FOR, more, make_text(&node->make, (struct type){KEY_NONE, VAL_REC}, "x", "", node->type));
    if (node->form == FORM_ENDLESS)
        return say("leat_%s(%s, %s, q({ for (int64_t i = 0;; i++) { const int64_t x = i; yield(%s); leat_scratch_reset(); } }))", op, place,
                   type, make_text(&node->make, num, "x", "", node->type));
    return say("leat_%s(%s, %s, q({ for (int64_t i = 0; i < %" PRId64 "%s; i++) { const int64_t x = i%s; yield(%s);%s } }))", op, place, type,
               node->count, more, more, make_text(&node->make, num, "x", "", node->type), node->form == FORM_SCRATCH ? " leat_scratch_reset();" : "");
}

/* The recipes that need them propose them: add_source() and add_endless(). */
const struct operator op_source_iter = {.where = OUT, .derive = derive_source, .apply = source, .write = source_text};
const struct operator op_source_generate = {.where = OUT, .derive = derive_source, .apply = source, .write = source_text};

/* ---- source_interval, spin ---- */

static bool derive_interval(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow, (void)input;
    node->type = (struct type){KEY_NONE, node->op == OP_SPIN ? VAL_COUNT : VAL_NUM};
    node->kind = KIND_STREAM;
    have_order(node);
    node->bounded = false;
    return node->endless = true;
}

static void interval(const struct reading *reading, struct list *out)
{
    for (int64_t i = 0; i < reading->node->count; i++)
        list_add(out, (struct value){.n = i});
}

static char *interval_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];

    (void)in;
    return say("leat_source_interval(%s, q(%d), nondet(\"when does not matter\"))", place_name(flow->program, node->place), node->number);
}

const struct operator op_source_interval = {.where = OUT, .derive = derive_interval, .apply = interval, .write = interval_text};

static char *spin_text(const struct flow *flow, int index, const char *in)
{
    (void)in;
    return say("leat_spin(%s)", place_name(flow->program, flow->nodes[index].place));
}

const struct operator op_spin = {.where = OUT, .derive = derive_interval, .apply = interval, .write = spin_text};

/* ---- forward ---- */

static bool derive_forward(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)input;
    node->kind = KIND_STREAM;
    node->bounded = in_tick(flow, node);
    node->ordered = node->known = node->form; /* made true by what completes it: derive_flow() */
    return region_kind(flow, node) == REGION_EXACT || !node->form;
}

static char *forward_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    const char *location = in_tick(flow, node) ? say("t%d", node->region) : place_name(flow->program, node->place);

    (void)in;
    return say("leat_forward(%s, %s, &h%d)", location, type_name(node->type), index);
}

const struct operator op_forward = {
    .where = EXACT | ANY | CYCLE, .has_hole = true, .begins_in_region = true, .derive = derive_forward, .write = forward_text};
