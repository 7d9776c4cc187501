/*
 * generate.c: a random flow. Nodes are proposed at random; derive.c and reference.c say whether one is
 * valid and sensible, and it is taken back if not. A tick or a cycle is proposed as a whole.
 */
#include <string.h>

#include "model.h"

enum { SPARE = 24 }; /* nodes that a last recipe and the sinks may need */

struct maker {
    struct flow *flow;
    struct chance chance;
    int region;   /* in which nodes are made now */
    int network;  /* percent: how often elements are sent */
    int ticks;    /* and taken into ticks */
    int views;    /* and hold strings or vectors */
};

static int below(struct maker *maker, int most)
{
    return chance_below(&maker->chance, most);
}

static bool percent(struct maker *maker, int of_hundred)
{
    return chance_percent(&maker->chance, of_hundred);
}

/* ---- adding, and taking back ---- */

struct mark {
    int count;
    int regions;
};

static struct mark here(const struct maker *maker)
{
    return (struct mark){maker->flow->count, maker->flow->region_count};
}

/* Always -1: it did not work out. */
static int back_to(struct maker *maker, struct mark mark)
{
    maker->flow->count = mark.count;
    maker->flow->region_count = mark.regions;
    maker->region = OUTSIDE;
    return -1;
}

static bool is_empty(const struct node *node)
{
    for (int member = 0; member < MEMBERS_MOST; member++)
        if (node->lists[member].count > 0)
            return false;
    return true;
}

static bool is_elective(enum op op)
{
    return op != OP_FOR_EACH && op != OP_ALL_TICKS && op != OP_INTO_STREAM && op != OP_ENTRIES && op != OP_SAMPLE_EVERY;
}

/* The index of the new node, or -1. */
static int add(struct maker *maker, struct node node)
{
    struct flow *flow = maker->flow;
    int index = flow->count;

    if (index == NODES_MOST)
        return -1;
    node.region = maker->region;
    node.completion = -1;
    flow->nodes[index] = node;
    flow->count++;
    if (!derive_node(flow, index) || (maker->region == OUTSIDE && !evaluate(flow, index))) {
        flow->count--;
        return -1;
    }
    /* What has nothing tells little. */
    if (maker->region == OUTSIDE && is_elective(node.op) && is_empty(&flow->nodes[index]) && percent(maker, 80)) {
        flow->count--;
        return -1;
    }
    return index;
}

static struct node *at(struct maker *maker, int index)
{
    return &maker->flow->nodes[index];
}

static int add_of(struct maker *maker, enum op op, int input)
{
    return input < 0 ? -1 : add(maker, (struct node){.op = op, .input = {input}, .inputs = 1});
}

static int begin_region(struct maker *maker, enum region_kind kind, int place)
{
    struct flow *flow = maker->flow;

    if (flow->region_count == REGIONS_MOST || flow->count > NODES_MOST - SPARE - 20)
        return -1;
    flow->regions[flow->region_count] = (struct region){kind, place};
    maker->region = flow->region_count++;
    return maker->region;
}

/* ---- choosing an input ---- */

static int readers_of(const struct flow *flow, int index)
{
    int readers = 0;

    for (int i = 0; i < flow->count; i++) {
        for (int k = 0; k < flow->nodes[i].inputs; k++)
            readers += flow->nodes[i].input[k] == index;
        readers += flow->nodes[i].op == OP_FORWARD && flow->nodes[i].completion == index;
    }
    return readers;
}

static bool is_in_scope(const struct maker *maker, const struct node *node)
{
    if (maker->region != OUTSIDE)
        return node->region == maker->region;
    return node->region == OUTSIDE || maker->flow->regions[node->region].kind == REGION_CYCLE;
}

typedef bool fits_function(const struct node *node);

/* One that fits, the unread ones rather; -1: there is none. */
static int choose(struct maker *maker, fits_function *fits)
{
    int weights[NODES_MOST], sum = 0;

    for (int i = 0; i < maker->flow->count; i++) {
        const struct node *node = at(maker, i);
        bool usable = is_in_scope(maker, node) && node->op != OP_FOR_EACH && !node->endless && node->ghost == GHOST_NONE && fits(node);

        weights[i] = usable ? (readers_of(maker->flow, i) == 0 ? 6 : 1) : 0;
        sum += weights[i];
    }
    if (sum == 0)
        return -1;
    int left = below(maker, sum);

    for (int i = 0;; i++) {
        left -= weights[i];
        if (left < 0)
            return i;
    }
}

static bool is_stream(const struct node *node)
{
    return node->kind == KIND_STREAM || node->kind == KIND_KEYED_STREAM;
}

static bool is_any(const struct node *node)
{
    (void)node;
    return true;
}

static bool is_plain_stream(const struct node *node)
{
    return node->kind == KIND_STREAM;
}

static bool is_known_stream(const struct node *node)
{
    return node->kind == KIND_STREAM && node->known && node->ordered;
}

static bool is_unkeyed_known(const struct node *node)
{
    return is_known_stream(node) && node->type.key == KEY_NONE;
}

static bool is_bounded_stream(const struct node *node)
{
    return node->kind == KIND_STREAM && node->bounded;
}

static bool is_unbounded_stream(const struct node *node)
{
    return is_stream(node) && !node->bounded;
}

static bool is_keyed(const struct node *node)
{
    return is_stream(node) && node->type.key != KEY_NONE;
}

static bool is_bounded_table(const struct node *node)
{
    return node->bounded && (node->kind == KIND_KEYED_SINGLETON || node->kind == KIND_KEYED_STREAM);
}

static bool is_bounded_single(const struct node *node)
{
    return node->bounded && (node->kind == KIND_SINGLETON || node->kind == KIND_OPTIONAL);
}

static bool holds_one(const struct node *node)
{
    for (int member = 0; member < MEMBERS_MOST; member++)
        if (node->lists[member].count > 1)
            return false;
    return is_stream(node) && !is_empty(node);
}

/* ---- random parts ---- */

static enum val random_val(struct maker *maker)
{
    if (!percent(maker, maker->views))
        return VAL_NUM;
    return (enum val)(VAL_STR + below(maker, 3));
}

static struct type random_type(struct maker *maker)
{
    static const enum key keys[] = {KEY_NUM, KEY_STR, KEY_MEMBER};

    return (struct type){percent(maker, 35) ? keys[below(maker, 3)] : KEY_NONE, random_val(maker)};
}

static struct make random_make(struct maker *maker)
{
    static const int64_t moduli[] = {5, 17, 101, 1009, 1000003};

    return (struct make){
        .number = below(maker, 4),
        .a = 1 + below(maker, 9),
        .b = below(maker, 20),
        .m = moduli[below(maker, 5)],
        .string = percent(maker, 90) ? below(maker, 4) : 4,
        .width = percent(maker, 80) ? 30 + below(maker, 60) : 500 + below(maker, 3000),
        .key = below(maker, 2),
        .keys = 1 + below(maker, 12),
        .same_key = percent(maker, 40),
        .same_items = percent(maker, 60),
        .one_more = percent(maker, 60),
    };
}

static struct test random_test(struct maker *maker)
{
    struct test test = {.number = below(maker, 4), .captured = percent(maker, 30)};

    test.kind = percent(maker, 25) ? TEST_STRING : percent(maker, 8) ? TEST_ALL : TEST_MODULO;
    test.a = test.kind == TEST_STRING ? below(maker, 8) : test.kind == TEST_ALL ? below(maker, 2) : 2 + below(maker, 4);
    test.b = below(maker, 2);
    return test;
}

/* To another type, if need be without what the input has not. */
static int add_map(struct maker *maker, int input, struct type type)
{
    struct node node = {.op = OP_MAP, .input = {input}, .inputs = 1, .type = type, .make = random_make(maker)};

    if (input < 0)
        return -1;
    if (at(maker, input)->kind == KIND_KEYED_SINGLETON) {
        node.make.same_key = true;
        node.type.key = at(maker, input)->type.key;
    } else if (at(maker, input)->type.key != type.key || type.key == KEY_NONE) {
        node.make.same_key = false;
    }
    if (type.key == KEY_SEQ)
        node.make.same_key = true;
    if (at(maker, input)->type.val != VAL_BAG || type.val != VAL_BAG)
        node.make.same_items = false;
    node.number = node.make.number;
    return add(maker, node);
}

/* ---- operators ---- */

static int add_source(struct maker *maker, int place, int count)
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

static int add_random_source(struct maker *maker)
{
    int place = below(maker, maker->flow->program->place_count);
    int count = percent(maker, 5) ? 0 : percent(maker, 10) ? 1 : percent(maker, 70) ? 2 + below(maker, 30) : 30 + below(maker, 200);

    return add_source(maker, place, count);
}

static int add_elementwise(struct maker *maker, enum op op)
{
    int input = choose(maker, op == OP_FILTER || op == OP_INSPECT || op == OP_MAP ? is_any : is_stream);
    struct node node = {.op = op, .input = {input}, .inputs = 1, .make = random_make(maker), .test = random_test(maker)};

    if (input < 0)
        return -1;
    node.type = percent(maker, 30) ? at(maker, input)->type : random_type(maker);
    if (op == OP_MAP)
        return add_map(maker, input, node.type);
    if (node.type.key != at(maker, input)->type.key || node.type.key == KEY_NONE)
        node.make.same_key = false;
    if (node.type.val != VAL_BAG || at(maker, input)->type.val != VAL_BAG)
        node.make.same_items = false;
    node.number = below(maker, 4);
    node.prints = percent(maker, 50);
    if (op == OP_FLAT_MAP) {
        node.form = below(maker, 4);
        node.count = 1 + below(maker, 4);
        if (node.form == FLAT_RANGE)
            node.type = (struct type){KEY_NONE, VAL_NUM};
        if (node.form == FLAT_ITEMS)
            node.type = (struct type){KEY_NONE, VAL_REC};
        if (node.form == FLAT_TWICE)
            node.type = at(maker, input)->type;
    }
    return add(maker, node);
}

/* Another stream beside it, of the same type, or made so. */
static int choose_beside(struct maker *maker, int first)
{
    int found = -1, seen = 0;

    for (int i = 0; i < maker->flow->count; i++) {
        const struct node *node = at(maker, i);

        if (is_in_scope(maker, node) && node->place == at(maker, first)->place && node->op != OP_FOR_EACH && !node->endless &&
            node->ghost == GHOST_NONE && node->kind == at(maker, first)->kind && below(maker, ++seen) == 0)
            found = i;
    }
    if (found >= 0 && !type_equal(at(maker, found)->type, at(maker, first)->type))
        found = at(maker, first)->kind == KIND_STREAM ? add_map(maker, found, at(maker, first)->type) : first;
    return found;
}

static int add_sort_of(struct maker *maker, int input);

/* What comes first comes last: a chain has to hold back its second input. */
static int add_late_chain(struct maker *maker)
{
    struct node node = {.op = OP_CHAIN, .inputs = 2};

    node.input[1] = choose(maker, is_bounded_stream);
    node.input[0] = add_sort_of(maker, node.input[1]);
    return node.input[0] < 0 ? -1 : add(maker, node);
}

static int add_combined(struct maker *maker, enum op op)
{
    struct node node = {.op = op, .inputs = op == OP_MERGE && percent(maker, 30) ? 3 : 2};

    node.input[0] = choose(maker, op == OP_MERGE ? is_stream : is_plain_stream);
    if (node.input[0] < 0)
        return -1;
    for (int i = 1; i < node.inputs; i++)
        if ((node.input[i] = choose_beside(maker, node.input[0])) < 0)
            return -1;
    return add(maker, node);
}

static int add_join(struct maker *maker)
{
    struct node node = {.op = OP_JOIN, .inputs = 2, .number = below(maker, 2), .form = below(maker, 4)};
    int right;

    node.input[0] = choose(maker, is_keyed);
    if (node.input[0] < 0)
        return -1;
    right = choose(maker, is_keyed);
    if (at(maker, right)->type.key != at(maker, node.input[0])->type.key || at(maker, right)->place != at(maker, node.input[0])->place)
        right = choose_beside(maker, node.input[0]);
    node.input[1] = right;
    return right < 0 ? -1 : add(maker, node);
}

/* Filters of one stream, and their merge. */
static int add_diamond(struct maker *maker)
{
    struct node node = {.op = OP_MERGE, .inputs = 2 + percent(maker, 30)};
    int input = choose(maker, is_stream);

    for (int i = 0; i < node.inputs; i++) {
        node.input[i] = input < 0 ? -1 : add(maker, (struct node){.op = OP_FILTER, .input = {input}, .inputs = 1, .test = random_test(maker)});
        if (node.input[i] < 0)
            return -1;
    }
    return add(maker, node);
}

static enum step random_step(struct maker *maker, enum val from, enum val acc, bool reduces, bool commutes)
{
    enum step step;

    do
        step = (enum step)below(maker, STEPS);
    while (!step_exists(step, from, acc, reduces) || (commutes && acc != VAL_BAG && !step_is_commutative(step)));
    return step;
}

/* In an exact tick an initial value may come from a tick without elements: it is filtered out. */
static int add_guard(struct maker *maker, int index)
{
    struct node node = {.op = OP_FILTER, .inputs = 1, .guarded = true, .test = {.kind = TEST_DIFFERS}};

    if (index < 0 || at(maker, index)->ghost != GHOST_GUARD)
        return index;
    if (percent(maker, 50))
        index = add_of(maker, OP_INTO_STREAM, index);
    node.input[0] = index;
    node.test.a = at(maker, index)->type.val == VAL_STR || at(maker, index)->type.val == VAL_COUNT ? 0 : initial_value(VAL_NUM, true).n;
    return index < 0 ? -1 : add(maker, node);
}

static int add_aggregate(struct maker *maker, enum op op)
{
    bool keyed = op == OP_FOLD_KEYED || op == OP_REDUCE_KEYED, reduces = op == OP_REDUCE || op == OP_REDUCE_KEYED;
    int input = choose(maker, op == OP_COUNT ? is_stream : keyed ? is_keyed : is_plain_stream);
    struct node node = {.op = op, .input = {input}, .inputs = 1, .number = below(maker, 4)};

    if (input < 0)
        return -1;
    enum val from = at(maker, input)->type.val;

    node.type.val = reduces ? from : random_val(maker);
    if (!at(maker, input)->known && node.type.val == VAL_BAG && !reduces)
        node.type.val = VAL_REC;
    if (op != OP_COUNT)
        node.step = random_step(maker, from, node.type.val, reduces, !at(maker, input)->known && !reduces);
    if (reduces && !at(maker, input)->known)
        node.step = STEP_MOST;
    node.guarded = op == OP_FOLD && maker->region != OUTSIDE && maker->flow->regions[maker->region].kind == REGION_EXACT;
    return add_guard(maker, add(maker, node));
}

static int add_limit(struct maker *maker)
{
    int input = choose(maker, is_known_stream);

    if (input < 0)
        return -1;
    return add(maker, (struct node){.op = OP_LIMIT, .input = {input}, .inputs = 1, .count = percent(maker, 5) ? 0 : 1 + below(maker, 12)});
}

/* Whose equals have to be told apart by the bytes of what else they hold. */
static bool may_tie(const struct node *node)
{
    return is_bounded_stream(node) && !node->ordered && (node->type.key != KEY_NONE || node->type.val == VAL_REC || node->type.val == VAL_BAG);
}

static int add_sort_of(struct maker *maker, int input)
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

static int add_sort(struct maker *maker)
{
    int input = percent(maker, 50) ? choose(maker, may_tie) : -1;

    return add_sort_of(maker, input >= 0 ? input : choose(maker, is_bounded_stream));
}

/* ---- the network ---- */

/* From a node to a place, in whichever form fits. */
static int add_sent(struct maker *maker, int input, int to, bool may_tag)
{
    const struct place *places = maker->flow->program->places;
    struct node node = {.inputs = 1, .input = {input}, .place = to, .number = below(maker, 4)};
    bool from_cluster, to_cluster = places[to].is_cluster, tagged = may_tag && percent(maker, 70);

    if (input < 0)
        return -1;
    from_cluster = places[at(maker, input)->place].is_cluster;
    if (tagged && at(maker, input)->type.key != KEY_NONE)
        tagged = false;
    if (!to_cluster)
        node.op = !from_cluster ? OP_SEND : tagged ? OP_SEND_TAGGED : OP_SEND_INTERLEAVED;
    else if (percent(maker, 50))
        node.op = !from_cluster ? OP_DEMUX : tagged ? OP_DEMUX_TAGGED : OP_DEMUX_INTERLEAVED;
    else
        node.op = !from_cluster ? OP_BROADCAST : tagged ? OP_BROADCAST_TAGGED : OP_BROADCAST_INTERLEAVED;
    return add(maker, node);
}

static int add_network(struct maker *maker)
{
    int place = below(maker, maker->flow->program->place_count);

    /* Processes are the majority, and clusters have more forms. */
    if (!maker->flow->program->places[place].is_cluster && percent(maker, 50))
        place = below(maker, maker->flow->program->place_count);
    return add_sent(maker, choose(maker, is_stream), place, true);
}

/* An endless source, and the limit that stops it; perhaps from another process. */
static int add_endless(struct maker *maker)
{
    struct mark mark = here(maker);
    int place = below(maker, maker->flow->program->place_count), last;
    struct node node = {.op = OP_SOURCE_GENERATE, .place = place, .form = FORM_ENDLESS, .make = random_make(maker)};

    node.type = (struct type){KEY_NONE, random_val(maker)};
    node.count = 1 + below(maker, 40);
    node.make.number = 0;
    node.make.same_key = node.make.same_items = false;
    last = add(maker, node);
    if (last >= 0 && percent(maker, 50))
        last = add_map(maker, last, random_type(maker));
    if (last >= 0 && percent(maker, 50)) {
        int sent = add_sent(maker, last, below(maker, maker->flow->program->place_count), false);

        last = sent >= 0 ? sent : last;
    }
    if (last >= 0 && percent(maker, 30))
        last = add_map(maker, last, random_type(maker));
    if (last >= 0)
        last = add(maker, (struct node){.op = OP_LIMIT, .input = {last}, .inputs = 1, .count = at(maker, last)->lists[0].count > 0 ? node.count : 1});
    return last < 0 ? back_to(maker, mark) : last;
}

/* ---- growing by one operator ---- */

struct weight {
    enum op op;
    int weight;
};

static enum op draw(struct maker *maker, const struct weight *weights)
{
    int sum = 0, left;

    for (int i = 0; weights[i].weight > 0; i++)
        sum += weights[i].weight;
    left = below(maker, sum);
    for (int i = 0;; i++) {
        left -= weights[i].weight;
        if (left < 0)
            return weights[i].op;
    }
}

static int grow(struct maker *maker)
{
    static const struct weight weights[] = {
        {OP_MAP, 9},    {OP_FILTER, 6},      {OP_FILTER_MAP, 5}, {OP_FLAT_MAP, 5}, {OP_INSPECT, 3},    {OP_ENUMERATE, 4},   {OP_UNIQUE, 5},
        {OP_LIMIT, 3},  {OP_MERGE, 6},       {OP_CHAIN, 7},      {OP_JOIN, 6},     {OP_SORT, 5},       {OP_FOLD, 6},        {OP_REDUCE, 5},
        {OP_COUNT, 3},  {OP_FOLD_KEYED, 7},  {OP_REDUCE_KEYED, 6}, {OP_ENTRIES, 4}, {OP_INTO_STREAM, 4}, {OP_FOR_EACH, 0},
    };
    /* What keeps something in a tick, and has to forget it. */
    static const struct weight weights_in_tick[] = {
        {OP_MAP, 4},   {OP_FILTER, 4}, {OP_FLAT_MAP, 2},   {OP_ENUMERATE, 5},    {OP_UNIQUE, 6},  {OP_LIMIT, 9},       {OP_MERGE, 4},    {OP_CHAIN, 9}, {OP_JOIN, 5},
        {OP_SORT, 5},  {OP_FOLD, 5},   {OP_REDUCE, 5},     {OP_COUNT, 4},        {OP_FOLD_KEYED, 6}, {OP_REDUCE_KEYED, 5}, {OP_ENTRIES, 3}, {OP_INTO_STREAM, 3}, {OP_FOR_EACH, 0},
    };
    struct mark mark = here(maker);
    int region = maker->region, made;
    enum op op = draw(maker, region == OUTSIDE ? weights : weights_in_tick);

    switch (op) {
    case OP_MAP:
    case OP_FILTER:
    case OP_FILTER_MAP:
    case OP_FLAT_MAP:
    case OP_INSPECT:
        made = add_elementwise(maker, op);
        break;
    case OP_ENUMERATE:
        made = add_of(maker, op, choose(maker, is_unkeyed_known));
        break;
    case OP_UNIQUE:
        made = add_of(maker, op, choose(maker, is_stream));
        break;
    case OP_LIMIT:
        made = add_limit(maker);
        break;
    case OP_MERGE:
    case OP_CHAIN:
        made = !percent(maker, 35) ? add_combined(maker, op) : op == OP_MERGE ? add_diamond(maker) : add_late_chain(maker);
        break;
    case OP_JOIN:
        made = add_join(maker);
        break;
    case OP_SORT:
        made = add_sort(maker);
        break;
    case OP_ENTRIES:
        made = add_of(maker, op, choose(maker, is_bounded_table));
        break;
    case OP_INTO_STREAM:
        made = add_of(maker, op, choose(maker, is_bounded_single));
        break;
    default:
        made = add_aggregate(maker, op);
    }
    if (made < 0) {
        back_to(maker, mark);
        maker->region = region;
    }
    return made;
}

/* ---- ticks ---- */

/* From a node, round and round with a number that counts down; the cycle's name is what comes behind the merge. */
static int add_countdown(struct maker *maker, int from, bool ordered)
{
    struct type type = {KEY_NONE, percent(maker, 50) ? VAL_REC : VAL_NUM};
    int forward, all, less, end;

    from = add_map(maker, from, type);
    if (from < 0)
        return -1;
    at(maker, from)->make.m = 2 + below(maker, 6);
    forward = add(maker, (struct node){.op = OP_FORWARD, .type = type, .form = ordered});
    if (forward < 0)
        return -1;
    all = percent(maker, 50);
    all = add(maker, (struct node){.op = ordered ? OP_CHAIN : OP_MERGE, .inputs = 2, .input = {all ? from : forward, all ? forward : from}});
    if (all < 0)
        return -1;
    less = add(maker, (struct node){.op = OP_FLAT_MAP, .form = FLAT_COUNTDOWN, .inputs = 1, .input = {all}, .type = type});
    end = add_of(maker, OP_DEFER_TICK, less);
    if (end < 0)
        return -1;
    at(maker, forward)->completion = end;
    if ((at(maker, end)->ordered && at(maker, end)->known) != ordered)
        return -1;
    return all;
}

/* Takes out of the tick what nobody reads there. `from`: the first of its nodes. */
static bool leave_tick(struct maker *maker, int from)
{
    int exits[NODES_MOST], count = 0, end = maker->flow->count;

    for (int i = from; i < end; i++) {
        struct node *node = at(maker, i);
        int out = i;

        if (readers_of(maker->flow, i) > 0 && (node->ghost != GHOST_NONE || node->op == OP_FORWARD || !is_stream(node) || !percent(maker, 10)))
            continue;
        if (node->kind == KIND_SINGLETON || node->kind == KIND_OPTIONAL)
            out = add_of(maker, OP_INTO_STREAM, i);
        else if (node->kind == KIND_KEYED_SINGLETON)
            out = add_of(maker, OP_ENTRIES, i);
        if (out < 0 || at(maker, out)->ghost == GHOST_GUARD)
            return false;
        exits[count++] = out;
    }
    maker->region = OUTSIDE;
    if (!evaluate(maker->flow, from))
        return false;
    for (int i = 0; i < count; i++)
        if (add_of(maker, OP_ALL_TICKS, exits[i]) < 0)
            return false;
    return true;
}

/* A stream of at most one element at each member. */
static int find_one(struct maker *maker)
{
    int one = percent(maker, 70) ? choose(maker, holds_one) : -1;

    if (one < 0 && percent(maker, 50))
        one = add_of(maker, OP_INTO_STREAM, add_of(maker, OP_COUNT, choose(maker, is_bounded_stream)));
    if (one < 0)
        one = add_source(maker, below(maker, maker->flow->program->place_count), 1);
    return one >= 0 && holds_one(at(maker, one)) ? one : -1;
}

static int add_exact_tick(struct maker *maker)
{
    struct mark mark = here(maker);
    int one = find_one(maker), from, last;

    if (one < 0 || begin_region(maker, REGION_EXACT, at(maker, one)->place) < 0)
        return back_to(maker, mark);
    from = last = add_of(maker, OP_BATCH, one);
    if (last >= 0 && percent(maker, 85)) {
        struct node node = {.op = OP_FLAT_MAP, .form = FLAT_LOOP, .inputs = 1, .input = {last}, .make = random_make(maker)};

        node.count = 3 + below(maker, 9);
        node.type = (struct type){KEY_NONE, random_val(maker)};
        node.make.same_key = node.make.same_items = false;
        last = add(maker, node);
    }
    if (last >= 0 && percent(maker, 70))
        last = add_countdown(maker, last, at(maker, last)->known && percent(maker, 70));
    if (last < 0)
        return back_to(maker, mark);
    for (int left = 2 + below(maker, 9); left > 0; left--)
        grow(maker);
    if (percent(maker, 25))
        add_of(maker, OP_DEFER_TICK, choose(maker, is_stream));
    return leave_tick(maker, from) ? last : back_to(maker, mark);
}

/* ---- ticks whose batches are cut anywhere ---- */

static bool grow_anywhere(struct maker *maker)
{
    static const struct weight weights[] = {{OP_MAP, 5},        {OP_FILTER, 4}, {OP_FILTER_MAP, 3}, {OP_FLAT_MAP, 3}, {OP_INSPECT, 1},
                                            {OP_DEFER_TICK, 3}, {OP_MERGE, 3},  {OP_CHAIN, 2},      {OP_SORT, 2},     {OP_FOR_EACH, 0}};
    enum op op = draw(maker, weights);

    switch (op) {
    case OP_DEFER_TICK:
        return add_of(maker, op, choose(maker, is_stream)) >= 0;
    case OP_MERGE:
    case OP_CHAIN:
        return add_combined(maker, op) >= 0;
    case OP_SORT:
        return add_sort(maker) >= 0;
    default:
        return add_elementwise(maker, op) >= 0;
    }
}

/* What each tick gives a part of, and what puts the parts together outside. */
struct parts {
    enum op inside;
    enum op outside;
    enum step step;
};
static const struct parts parts_of[] = {
    {OP_COUNT, OP_FOLD, STEP_SUM},           {OP_FOLD, OP_FOLD, STEP_SUM},
    {OP_REDUCE, OP_REDUCE, STEP_MOST},       {OP_FOLD_KEYED, OP_FOLD_KEYED, STEP_SUM},
    {OP_REDUCE_KEYED, OP_REDUCE_KEYED, STEP_MOST}, {OP_UNIQUE, OP_UNIQUE, STEP_SUM},
    {OP_ENUMERATE, OP_MAP, STEP_SUM},
};

/* The parts, inside the tick; -1: none. */
static int add_parts(struct maker *maker, const struct parts *parts)
{
    bool keyed = parts->inside == OP_FOLD_KEYED || parts->inside == OP_REDUCE_KEYED;
    int input = choose(maker, keyed ? is_keyed : parts->inside == OP_ENUMERATE ? is_unkeyed_known : is_plain_stream);
    struct node node = {.op = parts->inside, .inputs = 1, .input = {input}, .step = parts->step, .number = below(maker, 4)};
    int part;

    if (input < 0)
        return -1;
    part = add(maker, node);
    if (parts->inside == OP_ENUMERATE) {
        part = add_map(maker, part, (struct type){KEY_NONE, random_val(maker)});
        if (part >= 0 && at(maker, part)->make.number % 4 >= 2)
            part = -1;
    } else if (part >= 0 && keyed) {
        part = add_of(maker, OP_ENTRIES, part);
    } else if (part >= 0 && parts->inside != OP_UNIQUE) {
        part = add_of(maker, OP_INTO_STREAM, part);
    }
    return part;
}

/* What is left of the parts outside. */
static int put_together(struct maker *maker, const struct parts *parts, int part)
{
    struct node node = {.op = parts->outside, .inputs = 1, .input = {part}, .step = parts->step};

    if (parts->outside == OP_MAP)
        return part;
    return add(maker, node);
}

static int add_any_tick(struct maker *maker)
{
    struct mark mark = here(maker);
    const struct parts *parts = percent(maker, 65) ? &parts_of[below(maker, (int)(sizeof parts_of / sizeof *parts_of))] : NULL;
    int input = choose(maker, is_stream), second = -1, from, last, part = -1;

    if (input < 0)
        return -1;
    if (percent(maker, 30))
        second = choose(maker, is_stream);
    if (begin_region(maker, REGION_ANY, at(maker, input)->place) < 0)
        return back_to(maker, mark);
    from = last = add_of(maker, OP_BATCH, input);
    if (from < 0)
        return back_to(maker, mark);
    if (second >= 0 && at(maker, second)->place == at(maker, input)->place)
        add_of(maker, OP_BATCH, second);
    if (percent(maker, 40) && (last = add_countdown(maker, last, false)) < 0)
        return back_to(maker, mark);
    for (int left = below(maker, 5); left > 0; left--)
        grow_anywhere(maker);
    if (parts && (part = add_parts(maker, parts)) < 0)
        return back_to(maker, mark);
    if (!leave_tick(maker, from))
        return back_to(maker, mark);
    for (int i = from; part >= 0 && i < maker->flow->count; i++)
        if (at(maker, i)->op == OP_ALL_TICKS && at(maker, i)->input[0] == part && put_together(maker, parts, i) < 0)
            return back_to(maker, mark);
    return last;
}

/* ---- changing values ---- */

static bool is_changing(const struct node *node)
{
    return !is_stream(node) && !node->bounded;
}

/* Looks at a changing value, of which the last look counts. */
static int add_last(struct maker *maker, int value)
{
    struct mark mark = here(maker);
    int from, last;

    if (value < 0)
        return -1;
    if (at(maker, value)->kind != KIND_KEYED_SINGLETON && percent(maker, 30)) {
        last = add_of(maker, OP_FOR_EACH, add_of(maker, OP_SAMPLE_EVERY, value));
        return last < 0 ? back_to(maker, mark) : last;
    }
    if (begin_region(maker, REGION_LAST, at(maker, value)->place) < 0)
        return back_to(maker, mark);
    from = last = add_of(maker, OP_SNAPSHOT, value);
    if (last >= 0 && at(maker, last)->kind == KIND_KEYED_SINGLETON) {
        struct node node = {.op = percent(maker, 50) ? OP_COUNT : OP_FOLD, .inputs = 1, .step = STEP_SUM, .number = below(maker, 4)};

        node.input[0] = add_of(maker, OP_ENTRIES, last);
        node.type.val = percent(maker, 50) ? VAL_NUM : VAL_REC;
        last = node.input[0] < 0 ? -1 : add(maker, node);
    } else if (last >= 0 && percent(maker, 30)) {
        last = add_map(maker, last, (struct type){KEY_NONE, random_val(maker)});
    }
    last = add_of(maker, OP_INTO_STREAM, last);
    maker->region = OUTSIDE;
    if (last < 0 || !evaluate(maker->flow, from))
        return back_to(maker, mark);
    last = add_of(maker, OP_FOR_EACH, add_of(maker, OP_ALL_TICKS, last));
    return last < 0 ? back_to(maker, mark) : last;
}

static int add_changing(struct maker *maker)
{
    static const enum op ops[] = {OP_FOLD, OP_REDUCE, OP_COUNT, OP_FOLD_KEYED};
    struct mark mark = here(maker);
    enum op op = ops[below(maker, 4)];
    int input = choose(maker, is_unbounded_stream), value;
    struct node node = {.op = op, .inputs = 1, .input = {input}, .number = below(maker, 4)};

    if (input < 0)
        return -1;
    node.type.val = op == OP_REDUCE ? at(maker, input)->type.val : at(maker, input)->known ? random_val(maker) : VAL_REC;
    node.step = op == OP_REDUCE ? STEP_MOST : random_step(maker, at(maker, input)->type.val, node.type.val, false, !at(maker, input)->known);
    value = add(maker, node);
    if (value >= 0 && percent(maker, 30))
        value = add_map(maker, value, random_type(maker));
    value = add_last(maker, value);
    return value < 0 ? back_to(maker, mark) : value;
}

/* ---- cycles through the network ---- */

static int add_cycle(struct maker *maker)
{
    struct mark mark = here(maker);
    int input = choose(maker, is_stream), place, from, forward, all, last;
    struct type type = {KEY_NONE, percent(maker, 50) ? VAL_REC : VAL_NUM};
    bool reaches = percent(maker, 50); /* all that can be reached, or a countdown */

    if (input < 0 || maker->flow->program->one_way)
        return -1;
    place = at(maker, input)->place;
    input = add_map(maker, input, type);
    if (input < 0)
        return back_to(maker, mark);
    at(maker, input)->make.m = 2 + below(maker, 5);
    if (!evaluate(maker->flow, input) || begin_region(maker, REGION_CYCLE, place) < 0)
        return back_to(maker, mark);
    from = forward = add(maker, (struct node){.op = OP_FORWARD, .type = type});
    if (forward < 0)
        return back_to(maker, mark);
    all = add(maker, (struct node){.op = OP_MERGE, .inputs = 2, .input = {input, forward}});
    if (reaches) {
        all = last = add_of(maker, OP_UNIQUE, all);
        last = add_map(maker, last, type);
        if (last >= 0) {
            at(maker, last)->make.m = 3 + below(maker, 30);
            at(maker, last)->make.string = 1; /* words: there are few */
        }
    } else {
        last = all < 0 ? -1 : add(maker, (struct node){.op = OP_FLAT_MAP, .form = FLAT_COUNTDOWN, .inputs = 1, .input = {all}, .type = type});
    }
    if (last >= 0 && percent(maker, 60))
        last = add_sent(maker, last, below(maker, maker->flow->program->place_count), false);
    last = last < 0 ? -1 : add_sent(maker, last, place, false);
    if (last < 0)
        return back_to(maker, mark);
    at(maker, forward)->completion = last;
    maker->region = OUTSIDE;
    return evaluate(maker->flow, from) ? all : back_to(maker, mark);
}

/* ---- a whole flow ---- */

static void close_flow(struct maker *maker)
{
    for (int i = 0; i < maker->flow->count; i++) {
        const struct node *node = at(maker, i);
        int value = i;

        if (readers_of(maker->flow, i) > 0 || node->op == OP_FOR_EACH)
            continue;
        if (is_changing(node)) {
            if (add_last(maker, i) < 0)
                add_of(maker, OP_FOR_EACH, add_of(maker, OP_SAMPLE_EVERY, i));
            continue;
        }
        if (!is_stream(node))
            value = add_of(maker, node->kind == KIND_KEYED_SINGLETON ? OP_ENTRIES : OP_INTO_STREAM, i);
        add_of(maker, OP_FOR_EACH, value);
    }
}

static int step(struct maker *maker)
{
    if (percent(maker, maker->network))
        return percent(maker, 90) ? add_network(maker) : add_cycle(maker);
    if (percent(maker, maker->ticks))
        return percent(maker, 50) ? add_exact_tick(maker) : add_any_tick(maker);
    if (percent(maker, 3))
        return add_endless(maker);
    if (percent(maker, 4))
        return add_random_source(maker);
    if (percent(maker, 5))
        return add_changing(maker);
    return grow(maker);
}

static bool is_whole(struct flow *flow)
{
    for (int i = 0; i < flow->count; i++)
        if (readers_of(flow, i) == 0 && flow->nodes[i].op != OP_FOR_EACH)
            return false;
    return derive_flow(flow);
}

struct flow *generate_flow(const struct program *program, int number, uint64_t seed)
{
    struct flow *flow = hold(sizeof *flow);
    struct maker maker = {.flow = flow, .chance = {seed}};

    for (;;) {
        int wanted = 2 + below(&maker, below(&maker, 3) == 0 ? 38 : 16);

        memset(flow, 0, sizeof *flow);
        flow->program = program;
        flow->number = number;
        maker.region = OUTSIDE;
        maker.network = percent(&maker, 65) ? 10 + below(&maker, 30) : 0;
        maker.ticks = percent(&maker, 50) ? 10 + below(&maker, 20) : 0;
        maker.views = percent(&maker, 70) ? 30 + below(&maker, 60) : 0;
        for (int sources = 1 + below(&maker, 2); sources > 0; sources--)
            add_random_source(&maker);
        for (int tries = 0; tries < 200 && flow->count < wanted && flow->count < NODES_MOST - SPARE; tries++)
            step(&maker);
        close_flow(&maker);
        if (flow->count >= 2 && is_whole(flow))
            return flow;
    }
}

void generate_places(struct program *program)
{
    struct chance chance = {program->seed};
    int processes = chance_between(&chance, 1, 3), clusters = chance_percent(&chance, 25) ? 0 : chance_between(&chance, 1, 2);

    program->one_way = chance_percent(&chance, 50);
    program->place_count = processes + clusters;
    for (int left = clusters; left > 0;) {
        int at = chance_below(&chance, program->place_count);

        if (program->places[at].is_cluster)
            continue;
        program->places[at] = (struct place){true, chance_between(&chance, 1, MEMBERS_MOST)};
        left--;
    }
    for (int i = 0; i < program->place_count; i++)
        if (!program->places[i].is_cluster)
            program->places[i].members = 1;
}
