/*
 * op_sessions.c: folds by key and session. node->count is the gap, make.m the lateness, make.number which number is the
 * time, node->form the accumulator's type, make.width the step that merges. A map makes items of the sessions.
 */
#include <inttypes.h>

#include "operator.h"

enum { SESSIONS_MOST = 4000 };

static bool can_have_sessions(const struct node *node)
{
    return is_known_stream(node) && node->type.key != KEY_NONE;
}

static enum step merge_of(const struct node *node)
{
    return (enum step)node->make.width;
}

static struct type state_of(const struct node *node)
{
    return (struct type){KEY_NONE, (enum val)node->form};
}

static int add_fold_session(struct maker *maker, enum op op)
{
    int input = choose(maker, can_have_sessions);
    struct node node = {.op = op, .inputs = 1, .number = below(maker, 2), .form = (int)random_sum(maker)};

    if (input < 0)
        input = add_map(maker, choose(maker, is_known_stream), (struct type){percent(maker, 50) ? KEY_NUM : KEY_STR, random_val(maker)});
    if (input < 0)
        return -1;
    node.input[0] = input;
    node.make.number = below(maker, 4);
    node.make.m = below(maker, 3) == 0 ? 0 : below(maker, 60);
    node.count = 1 + below(maker, 25);
    node.step = random_step(maker, at(maker, input)->type.val, (enum val)node.form, false, false);
    node.make.width = (int)random_step(maker, (enum val)node.form, (enum val)node.form, false, false);
    return add_with_outputs(maker, node, OP_LATE);
}

static bool derive_fold_session(struct flow *flow, struct node *node, const struct node *const *input)
{
    (void)flow;
    node->kind = KIND_STREAM;
    node->type = (struct type){input[0]->type.key, VAL_REC};
    have_order(node);
    return can_have_sessions(input[0]) && step_exists(node->step, input[0]->type.val, (enum val)node->form, false) &&
           step_exists(merge_of(node), (enum val)node->form, (enum val)node->form, false);
}

/* ---- what it means ---- */

struct session {
    int64_t start, end;
    size_t first; /* the number of the element that came first */
    struct value entry; /* the key, and what was folded */
};

struct sessions {
    struct session open[SESSIONS_MOST];
    size_t count;
    struct list given, late;
};

/* Those that have ended at the watermark, in the order of their ends. */
static void give(const struct node *node, struct sessions *sessions, int64_t watermark)
{
    struct type state = state_of(node);

    for (;;) {
        struct session *next = NULL;

        for (struct session *s = sessions->open; s < sessions->open + sessions->count; s++)
            if (s->end <= watermark && (!next || s->end < next->end || (s->end == next->end && s->first < next->first)))
                next = s;
        if (!next)
            return;

        struct value made = {.key_num = next->entry.key_num, .key_str = next->entry.key_str};

        made.n = (number_value(0, state, &next->entry) * 7 + next->start * 3 + next->end) % 1000003;
        made.s = string_value(state, &next->entry, made.n);
        list_add(&sessions->given, made);
        *next = sessions->open[--sessions->count];
    }
}

/* The earliest open session of x's key that an element of this time belongs to; NULL: none. */
static struct session *session_of(const struct node *node, struct type from, struct sessions *sessions, const struct value *x, int64_t time)
{
    struct session *found = NULL;

    for (struct session *s = sessions->open; s < sessions->open + sessions->count; s++)
        if (value_compare_keys(from, &s->entry, x) == 0 && s->start < time + node->count && time < s->end &&
            (!found || s->start < found->start))
            found = s;
    return found;
}

static void take(const struct node *node, struct type from, struct sessions *sessions, const struct value *x, int64_t time, size_t number)
{
    struct session made = {.start = time, .end = time + node->count, .first = number, .entry = initial_value((enum val)node->form, false)};
    bool is_met = false;

    made.entry.key_num = x->key_num;
    made.entry.key_str = x->key_str;
    for (struct session *s; (s = session_of(node, from, sessions, x, time));) {
        if (is_met)
            step_value(merge_of(node), 0, state_of(node), &s->entry, (enum val)node->form, &made.entry, false);
        else
            made.entry = s->entry;
        if (!is_met)
            step_value(node->step, node->number, (struct type){KEY_NONE, from.val}, x, (enum val)node->form, &made.entry, false);
        is_met = true;
        made.start = s->start < made.start ? s->start : made.start;
        made.end = s->end > made.end ? s->end : made.end;
        made.first = s->first < made.first ? s->first : made.first;
        *s = sessions->open[--sessions->count];
    }
    if (!is_met)
        step_value(node->step, node->number, (struct type){KEY_NONE, from.val}, x, (enum val)node->form, &made.entry, false);
    if (sessions->count < SESSIONS_MOST)
        sessions->open[sessions->count++] = made;
}

static struct sessions *work_out(const struct reading *reading)
{
    const struct node *node = reading->node;
    struct type from = reading->from[0]->type;
    struct sessions *sessions = hold(sizeof *sessions);
    int64_t watermark = INT64_MIN;

    for (size_t i = 0; i < reading->in[0]->count; i++) {
        const struct value *x = &reading->in[0]->items[i];
        int64_t time = number_value(node->make.number, from, x);

        if (time + node->count <= watermark && !session_of(node, from, sessions, x, time)) {
            list_add(&sessions->late, *x);
            continue;
        }
        take(node, from, sessions, x, time, i);
        if (time - node->make.m > watermark)
            watermark = time - node->make.m;
        give(node, sessions, watermark);
    }
    give(node, sessions, INT64_MAX);
    return sessions;
}

static void fold_session(const struct reading *reading, struct list *out)
{
    list_append(out, &work_out(reading)->given);
}

static void late(const struct reading *reading, int form, struct list *out)
{
    (void)form;
    list_append(out, &work_out(reading)->late);
}

/* ---- how it is written ---- */

static char *fold_session_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    struct type from = flow->nodes[node->input[0]].type, state = state_of(node), value = {KEY_NONE, from.val};
    const char *step = step_text(node->step, node->number, value, "v", (enum val)node->form, false, say("compare_%s", type_name(value)));
    const char *merge = step_text(merge_of(node), 0, state, "other", (enum val)node->form, false, say("compare_%s", type_name(state)));
    const char *sessions = say("leat_fold_session(%s, %s, q((leat_session){.gap = %" PRId64 ", .lateness = %" PRId64 "}), q(x, %s), q(%s), q(acc, v, %s), q(acc, other, %s), &%s)",
                               in, window_name(node->type.key, (enum val)node->form), node->count, node->make.m,
                               number_text(node->make.number, from, "x"), initial_text((enum val)node->form, false), step, merge,
                               output_name(flow, index, 1));

    return window_values_text(node, state, sessions);
}

const struct operator op_fold_session = {
    .where = OUT | EXACT, .often = 7, .often_in_tick = 6, .keeps = true, .outputs = 1,
    .propose = add_fold_session, .derive = derive_fold_session, .apply = fold_session, .write = fold_session_text,
    .derive_output = derive_late, .apply_output = late};
