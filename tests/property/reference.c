/*
 * reference.c: what each collection of a flow holds in the end: lists and obvious loops, one operator
 * after the other, one member after the other. The nodes of a tick or of a cycle go round in rounds: what
 * is deferred, or sent round, in one round comes in the next; what comes from outside comes in the first.
 */
#include <stdlib.h>
#include <string.h>

#include "model.h"

enum { ELEMENTS_MOST = 500, ROUNDS_MOST = 60, RELEASED_MOST = 20000 };
#define NUMBER_MOST 1000000000000

static int members_of(const struct flow *flow, const struct node *node)
{
    return flow->program->places[node->place].members;
}

/* ---- element by element ---- */

static void source(const struct node *node, int member, struct list *out)
{
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

static void flat_map(const struct node *node, struct type from, const struct value *x, struct list *out)
{
    int64_t count = number_value(node->number, from, x) % (node->count + 1);
    struct value one = *x;

    switch (node->form) {
    case FLAT_RANGE:
        for (int64_t i = 0; i < count; i++)
            list_add(out, (struct value){.n = i});
        break;
    case FLAT_ITEMS:
        for (size_t i = 0; i < x->item_count; i++)
            list_add(out, (struct value){.n = x->items[i].a, .s = x->items[i].s});
        break;
    case FLAT_TWICE:
        list_add(out, *x);
        list_add(out, *x);
        break;
    case FLAT_COUNTDOWN:
        if (x->n > 0) {
            one.n--;
            list_add(out, one);
        }
        break;
    default:
        for (int64_t i = 0; i < count; i++) {
            struct make more = node->make;

            more.b += i;
            list_add(out, make_value(&more, from, x, node->type));
        }
    }
}

/* Each element of `in` by itself. */
static void each(const struct node *node, struct type from, const struct list *in, struct list *out)
{
    for (size_t i = 0; i < in->count; i++) {
        const struct value *x = &in->items[i];

        switch (node->op) {
        case OP_MAP:
            list_add(out, make_value(&node->make, from, x, node->type));
            break;
        case OP_FILTER:
            if (test_value(&node->test, from, x))
                list_add(out, *x);
            break;
        case OP_FILTER_MAP:
            if (test_value(&node->test, from, x))
                list_add(out, make_value(&node->make, from, x, node->type));
            break;
        case OP_FLAT_MAP:
            flat_map(node, from, x, out);
            break;
        default: { /* enumerate */
            struct value numbered = *x;

            numbered.key_num = (int64_t)i;
            list_add(out, numbered);
        }
        }
    }
}

/* ---- all of a list ---- */

static bool holds(const struct list *list, struct type type, const struct value *x)
{
    for (size_t i = 0; i < list->count; i++)
        if (value_compare(type, &list->items[i], x) == 0)
            return true;
    return false;
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
static void sort(const struct node *node, bool input_is_ordered, const struct list *in, struct list *out)
{
    list_append(out, in);
    for (size_t i = 1; i < out->count; i++) {
        struct value x = out->items[i];
        size_t at = i;

        for (; at > 0; at--) {
            int order = sort_order(node, &out->items[at - 1], &x);

            if (order == 0 && !input_is_ordered)
                order = value_compare_encoded(node->type, &out->items[at - 1], &x);
            if (order <= 0)
                break;
            out->items[at] = out->items[at - 1];
        }
        out->items[at] = x;
    }
}

static void aggregate(const struct node *node, struct type from, const struct list *in, struct list *out)
{
    bool keyed = node->op == OP_FOLD_KEYED || node->op == OP_REDUCE_KEYED;
    bool reduces = node->op == OP_REDUCE || node->op == OP_REDUCE_KEYED;
    struct value initial = initial_value(node->type.val, node->guarded);
    struct type taken = keyed ? (struct type){KEY_NONE, from.val} : from;

    if (node->op == OP_COUNT) {
        list_add(out, (struct value){.n = (int64_t)in->count});
        return;
    }
    if (node->op == OP_FOLD)
        list_add(out, initial);
    for (size_t i = 0; i < in->count; i++) {
        const struct value *x = &in->items[i];
        size_t at = 0;

        while (keyed && at < out->count && value_compare_keys(from, &out->items[at], x) != 0)
            at++;
        if (at == out->count) {
            struct value entry = reduces ? *x : initial;

            entry.key_num = x->key_num;
            entry.key_str = x->key_str;
            list_add(out, entry);
            if (reduces)
                continue;
        }
        step_value(node->step, node->number, taken, x, node->type.val, &out->items[at], reduces);
    }
}

/* A reduce of whole elements that have keys takes the key along: only of the last, or the greatest. */
static void reduce_whole(const struct node *node, struct type from, const struct list *in, struct list *out)
{
    for (size_t i = 0; i < in->count; i++) {
        const struct value *x = &in->items[i];

        if (i == 0)
            list_add(out, *x);
        else if (node->step == STEP_LAST || (node->step == STEP_MOST && value_compare(from, x, &out->items[0]) > 0) ||
                 (node->step == STEP_SELDOM && number_value(node->number, from, x) % 3 == 0))
            out->items[0] = *x;
    }
}

static void join(const struct node *node, struct type from_left, struct type from_right, const struct list *left, const struct list *right,
                 struct list *out)
{
    struct type l = {KEY_NONE, from_left.val}, r = {KEY_NONE, from_right.val};

    for (size_t i = 0; i < left->count; i++) {
        for (size_t k = 0; k < right->count; k++) {
            const struct value *a = &left->items[i], *b = &right->items[k];
            struct value pair = {.key_num = a->key_num, .key_str = a->key_str};

            if (value_compare_keys(from_left, a, b) != 0)
                continue;
            pair.n = (number_value(node->number, l, a) * 3 + number_value(node->number, r, b)) % 1000003;
            pair.s = node->form / 2 ? string_value(l, a, pair.n) : string_value(r, b, pair.n);
            list_add(out, pair);
        }
    }
}

/* ---- the network ---- */

static int64_t pick(int64_t n, int64_t members)
{
    return (n % members + members) % members;
}

static void deliver(const struct node *node, struct type from, const struct list *in, int sender, int receivers, struct list *out)
{
    bool tagged = node->op == OP_SEND_TAGGED || node->op == OP_BROADCAST_TAGGED || node->op == OP_DEMUX_TAGGED;
    bool demuxed = node->op == OP_DEMUX || node->op == OP_DEMUX_INTERLEAVED || node->op == OP_DEMUX_TAGGED;

    for (size_t i = 0; i < in->count; i++) {
        struct value x = in->items[i];
        int64_t chosen = demuxed ? pick(number_value(node->number, from, &x), receivers) : 0;

        if (tagged)
            x.key_num = sender;
        for (int receiver = 0; receiver < receivers; receiver++)
            if (!demuxed || receiver == chosen)
                list_add(&out[receiver], x);
    }
}

/* ---- one node ---- */

/* What an input gives now: of the same region this round's; from outside all, in the first round only. */
static const struct list *read_input(const struct flow *flow, const struct node *node, int input, int member, int round)
{
    static const struct list nothing;
    const struct node *from = &flow->nodes[node->input[input]];

    if (node->region == OUTSIDE)
        return &from->lists[member];
    if (from->region == node->region)
        return &from->round[member];
    return round == 0 ? &from->lists[member] : &nothing;
}

static void apply_here(const struct flow *flow, const struct node *node, int member, int round, struct list *out)
{
    const struct node *from = node->inputs > 0 ? &flow->nodes[node->input[0]] : NULL;
    const struct list *in = from ? read_input(flow, node, 0, member, round) : NULL;

    switch (node->op) {
    case OP_SOURCE_ITER:
    case OP_SOURCE_GENERATE:
        source(node, member, out);
        break;
    case OP_MAP:
    case OP_FILTER:
    case OP_FILTER_MAP:
    case OP_FLAT_MAP:
    case OP_ENUMERATE:
        each(node, from->type, in, out);
        break;
    case OP_UNIQUE:
        for (size_t i = 0; i < in->count; i++)
            if (!holds(out, node->type, &in->items[i]) &&
                !(node->region != OUTSIDE && flow->regions[node->region].kind == REGION_CYCLE && holds(&node->lists[member], node->type, &in->items[i])))
                list_add(out, in->items[i]);
        break;
    case OP_LIMIT:
        for (size_t i = 0; i < in->count && (int64_t)i < node->count; i++)
            list_add(out, in->items[i]);
        break;
    case OP_MERGE:
    case OP_CHAIN:
        for (int i = 0; i < node->inputs; i++)
            list_append(out, read_input(flow, node, i, member, round));
        break;
    case OP_JOIN:
        join(node, from->type, flow->nodes[node->input[1]].type, in, read_input(flow, node, 1, member, round), out);
        break;
    case OP_SORT:
        sort(node, from->ordered, in, out);
        break;
    case OP_REDUCE:
        if (from->type.key != KEY_NONE) {
            reduce_whole(node, from->type, in, out);
            break;
        }
        aggregate(node, from->type, in, out);
        break;
    case OP_FOLD:
    case OP_COUNT:
    case OP_FOLD_KEYED:
    case OP_REDUCE_KEYED:
        aggregate(node, from->type, in, out);
        break;
    default: /* what passes all on */
        list_append(out, in);
    }
}

static void apply(const struct flow *flow, const struct node *node, int round, struct list *out)
{
    int members = members_of(flow, node);

    for (int member = 0; member < MEMBERS_MOST; member++)
        out[member] = (struct list){0};
    if (op_is_network(node->op)) {
        const struct node *from = &flow->nodes[node->input[0]];

        for (int sender = 0; sender < members_of(flow, from); sender++)
            deliver(node, from->type, read_input(flow, node, 0, sender, round), sender, members, out);
        return;
    }
    for (int member = 0; member < members; member++)
        apply_here(flow, node, member, round, &out[member]);
}

static bool is_sensible(const struct list *lists)
{
    for (int member = 0; member < MEMBERS_MOST; member++) {
        if (lists[member].count > ELEMENTS_MOST)
            return false;
        for (size_t i = 0; i < lists[member].count; i++) {
            int64_t n = lists[member].items[i].n;

            if (n > NUMBER_MOST || n < -NUMBER_MOST || lists[member].items[i].item_count > 300)
                return false;
        }
    }
    return true;
}

/* ---- regions ---- */

static bool is_from_before(const struct flow *flow, const struct node *node)
{
    return node->op == OP_DEFER_TICK || (node->op == OP_FORWARD && flow->regions[node->region].kind == REGION_CYCLE);
}

/* What was deferred or sent round in the last round comes now; false: nothing. */
static bool begin_round(struct flow *flow, int from, int end, int round)
{
    bool any = round == 0;

    for (int i = from; i < end; i++)
        memcpy(flow->nodes[i].before, flow->nodes[i].round, sizeof flow->nodes[i].round);
    for (int i = from; i < end; i++) {
        struct node *node = &flow->nodes[i];

        memset(node->round, 0, sizeof node->round);
        if (round == 0 || !is_from_before(flow, node))
            continue;
        const struct node *last = &flow->nodes[node->op == OP_FORWARD ? node->completion : node->input[0]];

        for (int member = 0; member < MEMBERS_MOST; member++) {
            list_append(&node->round[member], &last->before[member]);
            any |= node->round[member].count > 0;
        }
    }
    /* In a tick a forward is its completion's other name. */
    for (int i = from; i < end; i++)
        if (flow->nodes[i].op == OP_FORWARD && !is_from_before(flow, &flow->nodes[i]))
            memcpy(flow->nodes[i].round, flow->nodes[flow->nodes[i].completion].round, sizeof flow->nodes[i].round);
    return any;
}

static bool evaluate_region(struct flow *flow, int from, int end)
{
    for (int i = from; i < end; i++) {
        struct node *node = &flow->nodes[i];

        memset(node->lists, 0, sizeof node->lists);
        memset(node->round, 0, sizeof node->round);
        if (node->op == OP_FORWARD && (node->completion >= end || node->completion <= i))
            return false;
        if (node->op == OP_BATCH && flow->regions[node->region].kind == REGION_EXACT)
            for (int member = 0; member < MEMBERS_MOST; member++)
                if (flow->nodes[node->input[0]].lists[member].count > 1)
                    return false;
    }
    for (int round = 0; begin_round(flow, from, end, round); round++) {
        if (round == ROUNDS_MOST)
            return false;
        for (int i = from; i < end; i++) {
            struct node *node = &flow->nodes[i];

            if (!is_from_before(flow, node) && node->op != OP_FORWARD)
                apply(flow, node, round, node->round);
            for (int member = 0; member < MEMBERS_MOST; member++)
                list_append(&node->lists[member], &node->round[member]);
            if (!is_sensible(node->lists))
                return false;
        }
    }
    return true;
}

bool evaluate(struct flow *flow, int from)
{
    for (int i = from; i < flow->count;) {
        struct node *node = &flow->nodes[i];
        int end = i + 1;

        if (node->region != OUTSIDE) {
            while (end < flow->count && flow->nodes[end].region == node->region)
                end++;
            if (!evaluate_region(flow, i, end))
                return false;
        } else {
            apply(flow, node, 0, node->lists);
            if (!is_sensible(node->lists))
                return false;
        }
        i = end;
    }
    return true;
}
