/*
 * generate.c: a random flow. Nodes are proposed at random; derive.c and reference.c say whether one is
 * valid and sensible, and it is taken back if not. A tick or a cycle is proposed as a whole.
 */
#include <string.h>

#include "operator.h"

enum { SPARE = 24 }; /* nodes that a last recipe and the sinks may need */

int below(struct maker *maker, int most)
{
    return chance_below(&maker->chance, most);
}

bool percent(struct maker *maker, int of_hundred)
{
    return chance_percent(&maker->chance, of_hundred);
}

/* ---- adding, and taking back ---- */

struct mark here(const struct maker *maker)
{
    return (struct mark){maker->flow->count, maker->flow->region_count};
}

int back_to(struct maker *maker, struct mark mark)
{
    maker->flow->count = mark.count;
    maker->flow->region_count = mark.regions;
    maker->region = OUTSIDE;
    return -1;
}

bool is_empty(const struct node *node)
{
    for (int member = 0; member < MEMBERS_MOST; member++)
        if (node->lists[member].count > 0)
            return false;
    return true;
}

int add(struct maker *maker, struct node node)
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
    if (maker->region == OUTSIDE && !operators[node.op]->is_exit && is_empty(&flow->nodes[index]) && percent(maker, 80)) {
        flow->count--;
        return -1;
    }
    return index;
}

struct node *at(struct maker *maker, int index)
{
    return &maker->flow->nodes[index];
}

int add_of(struct maker *maker, enum op op, int input)
{
    return input < 0 ? -1 : add(maker, (struct node){.op = op, .input = {input}, .inputs = 1});
}

int begin_region(struct maker *maker, enum region_kind kind, int place)
{
    struct flow *flow = maker->flow;

    if (flow->region_count == REGIONS_MOST || flow->count > NODES_MOST - SPARE - 20)
        return -1;
    flow->regions[flow->region_count] = (struct region){.kind = kind, .place = place};
    maker->region = flow->region_count++;
    return maker->region;
}

/* ---- choosing an input ---- */

int readers_of(const struct flow *flow, int index)
{
    int readers = 0;

    for (int i = 0; i < flow->count; i++) {
        for (int k = 0; k < flow->nodes[i].inputs && !operators[flow->nodes[i].op]->is_output; k++)
            readers += flow->nodes[i].input[k] == index;
        readers += operators[flow->nodes[i].op]->has_hole && flow->nodes[i].completion == index;
    }
    return readers;
}

bool is_in_scope(const struct maker *maker, const struct node *node)
{
    if (maker->region != OUTSIDE)
        return node->region == maker->region;
    return node->region == OUTSIDE || maker->flow->regions[node->region].kind == REGION_CYCLE;
}

/* On the way round a fixpoint that shows only its result. */
bool is_hidden(const struct flow *flow, int index)
{
    for (int i = 0; i < index; i++)
        if (operators[flow->nodes[i].op]->keeps_to_itself && flow->nodes[i].completion >= index)
            return true;
    return false;
}

int choose(struct maker *maker, fits_function *fits)
{
    int weights[NODES_MOST], sum = 0;

    for (int i = 0; i < maker->flow->count; i++) {
        const struct node *node = at(maker, i);
        bool usable = !is_hidden(maker->flow, i) && is_in_scope(maker, node) && !operators[node->op]->is_sink && !node->endless && node->ghost == GHOST_NONE && fits(node);

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

static bool holds_one(const struct node *node)
{
    for (int member = 0; member < MEMBERS_MOST; member++)
        if (node->lists[member].count > 1)
            return false;
    return is_stream(node) && !is_empty(node);
}

/* ---- random parts ---- */

enum val random_val(struct maker *maker)
{
    if (!percent(maker, maker->views))
        return VAL_NUM;
    return percent(maker, 8) ? VAL_BYTES : (enum val)(VAL_STR + below(maker, 4));
}

enum val random_sum(struct maker *maker)
{
    return percent(maker, maker->views) ? (enum val)(VAL_STR + below(maker, 3)) : VAL_NUM;
}

struct type random_type(struct maker *maker)
{
    static const enum key keys[] = {KEY_NUM, KEY_STR, KEY_MEMBER, KEY_NUM, KEY_STR, KEY_COLOR};

    return (struct type){percent(maker, 35) ? keys[below(maker, 6)] : KEY_NONE, random_val(maker)};
}

struct make random_make(struct maker *maker)
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

struct test random_test(struct maker *maker)
{
    struct test test = {.number = below(maker, 4), .captured = percent(maker, 30)};

    test.kind = percent(maker, 25) ? TEST_STRING : percent(maker, 8) ? TEST_ALL : TEST_MODULO;
    test.a = test.kind == TEST_STRING ? below(maker, 8) : test.kind == TEST_ALL ? below(maker, 2) : 2 + below(maker, 4);
    test.b = below(maker, 2);
    return test;
}

/* ---- endless sources ---- */

int add_endless_source(struct maker *maker, int place, int64_t count)
{
    struct node node = {.op = OP_SOURCE_GENERATE, .place = place, .form = FORM_ENDLESS, .count = count, .make = random_make(maker)};

    node.type = (struct type){KEY_NONE, random_val(maker)};
    node.make.number = 0;
    node.make.same_key = node.make.same_items = false;
    if (percent(maker, 35)) {
        node.op = OP_SOURCE_INTERVAL;
        node.type.val = VAL_NUM;
        node.number = 1 + below(maker, 2);
    } else if (percent(maker, 25)) {
        node.op = OP_SPIN;
    }
    return add(maker, node);
}

/* An endless source, and the limit that stops it; perhaps from another process. */
static int add_endless(struct maker *maker)
{
    struct mark mark = here(maker);
    int64_t count = 1 + below(maker, 40);
    int last = add_endless_source(maker, below(maker, maker->flow->program->place_count), count);

    if (last >= 0 && percent(maker, 50))
        last = add_map(maker, last, random_type(maker));
    if (last >= 0 && percent(maker, 50)) {
        int sent = add_sent(maker, last, below(maker, maker->flow->program->place_count));

        last = sent >= 0 ? sent : last;
    }
    if (last >= 0 && percent(maker, 30))
        last = add_map(maker, last, random_type(maker));
    if (last >= 0)
        last = add(maker, (struct node){.op = OP_LIMIT, .input = {last}, .inputs = 1, .count = at(maker, last)->lists[0].count > 0 ? count : 1});
    return last < 0 ? back_to(maker, mark) : last;
}

static int often(const struct maker *maker, const struct operator *operator)
{
    if (maker->region == OUTSIDE)
        return operator->often;
    return maker->flow->regions[maker->region].kind == REGION_EXACT ? operator->often_in_tick : operator->often_anywhere;
}

static enum op draw(struct maker *maker)
{
    int sum = 0, left;

    for (int op = 0; op < OPS; op++)
        sum += often(maker, operators[op]);
    left = below(maker, sum);
    for (int op = 0;; op++) {
        left -= often(maker, operators[op]);
        if (left < 0)
            return (enum op)op;
    }
}

static int grow_by(struct maker *maker, enum op op)
{
    struct mark mark = here(maker);
    int region = maker->region;
    int made = operators[op]->propose ? operators[op]->propose(maker, op) : add_of(maker, op, choose(maker, operators[op]->fits));

    if (made < 0) {
        back_to(maker, mark);
        maker->region = region;
    }
    return made;
}

int liked_by_all = -1;

/* Each flow has operators that it likes, so that even what seldom fits comes often enough. */
static int grow(struct maker *maker)
{
    enum op liked = maker->likes[below(maker, LIKES)];
    bool likes = percent(maker, liked_by_all < 0 ? 25 : 40) && often(maker, operators[liked]) > 0;

    return grow_by(maker, likes ? liked : draw(maker));
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
    bool shows_latest[NODES_MOST] = {false}, is_exact = maker->flow->regions[maker->region].kind == REGION_EXACT;

    for (int i = from; i < end; i++) {
        struct node *node = at(maker, i);
        int out = i;

        if (operators[node->op]->is_sink)
            continue;
        if (readers_of(maker->flow, i) > 0 && (is_hidden(maker->flow, i) || node->ghost != GHOST_NONE || node->op == OP_FORWARD || !is_stream(node) || !percent(maker, 10)))
            continue;
        if (is_single(node) && is_exact && percent(maker, 85) && shows_its_latest(maker->flow, node))
            shows_latest[count] = true;
        else if (node->kind == KIND_SINGLETON || node->kind == KIND_OPTIONAL)
            out = add_of(maker, OP_INTO_STREAM, i);
        else if (node->kind == KIND_KEYED_SINGLETON)
            out = add_of(maker, OP_ENTRIES, i);
        if (out < 0 || (at(maker, out)->ghost == GHOST_GUARD && !shows_latest[count]))
            return false;
        exits[count++] = out;
    }
    maker->region = OUTSIDE;
    if (!evaluate(maker->flow, from))
        return false;
    for (int i = 0; i < count; i++)
        if (add_of(maker, shows_latest[i] ? OP_LATEST : OP_ALL_TICKS, exits[i]) < 0)
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

/* The first tick's own value, as a stream. */
static int begin_clocked(struct maker *maker)
{
    struct node node = {.op = OP_OPTIONAL_FIRST_TICK, .count = below(maker, 20), .make = random_make(maker), .type = random_type(maker)};

    node.make.number = 0;
    node.make.same_key = node.make.same_items = false;
    if (begin_region(maker, REGION_EXACT, below(maker, maker->flow->program->place_count)) < 0)
        return -1;
    maker->flow->regions[maker->region].is_clocked = true;
    return add_of(maker, OP_INTO_STREAM, add(maker, node));
}

/* One element from outside. */
static int begin_batched(struct maker *maker)
{
    int one = find_one(maker);

    if (one < 0 || begin_region(maker, REGION_EXACT, at(maker, one)->place) < 0)
        return -1;
    return add_of(maker, OP_BATCH, one);
}

static bool is_optional(const struct node *node)
{
    return node->kind == KIND_OPTIONAL;
}

static int add_exact_tick(struct maker *maker)
{
    struct mark mark = here(maker);
    int last = percent(maker, 40) ? begin_clocked(maker) : begin_batched(maker), from = mark.count;

    while (from < maker->flow->count && at(maker, from)->region == OUTSIDE)
        from++;
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
    if (maker->flow->regions[maker->region].is_clocked && percent(maker, 40))
        grow_by(maker, OP_CARRIED);
    if (percent(maker, 25))
        add_of(maker, OP_DEFER_TICK, choose(maker, percent(maker, 30) ? is_optional : is_stream));
    return leave_tick(maker, from) ? last : back_to(maker, mark);
}

/* ---- ticks whose batches are cut anywhere ---- */

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
        grow(maker);
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

/* Looks at a changing value, of which the last look counts. */
static int add_last(struct maker *maker, int value)
{
    struct mark mark = here(maker);
    int from, last;

    if (value < 0)
        return -1;
    if (at(maker, value)->kind != KIND_KEYED_SINGLETON && percent(maker, 30)) {
        last = add_of(maker, OP_FOR_EACH, add_of(maker, percent(maker, 50) ? OP_SAMPLE_EAGER : OP_SAMPLE_EVERY, value));
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
    node.type.val = op == OP_REDUCE ? at(maker, input)->type.val : at(maker, input)->known ? random_sum(maker) : VAL_REC;
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
        last = add_made(maker, percent(maker, 30) ? OP_RESOLVE : OP_MAP, last, type);
        if (last >= 0) {
            at(maker, last)->make.m = 3 + below(maker, 30);
            at(maker, last)->make.string = 1; /* words: there are few */
        }
    } else {
        last = all < 0 ? -1 : add(maker, (struct node){.op = OP_FLAT_MAP, .form = FLAT_COUNTDOWN, .inputs = 1, .input = {all}, .type = type});
    }
    if (last >= 0 && percent(maker, 60))
        last = add_sent(maker, last, below(maker, maker->flow->program->place_count));
    last = last < 0 ? -1 : add_sent(maker, last, place);
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

        if (readers_of(maker->flow, i) > 0 || operators[node->op]->is_sink)
            continue;
        if (is_changing(node)) {
            if (add_last(maker, i) < 0)
                add_of(maker, OP_FOR_EACH, add_of(maker, OP_SAMPLE_EAGER, i));
            continue;
        }
        if (!is_stream(node))
            value = add_of(maker, node->kind == KIND_KEYED_SINGLETON ? OP_ENTRIES : OP_INTO_STREAM, i);
        add_of(maker, OP_FOR_EACH, value);
    }
}

static int step(struct maker *maker)
{
    const struct operator *liked = operators[maker->likes[below(maker, LIKES)]];

    if (liked->often == 0 && liked->often_in_tick > 0 && percent(maker, 20))
        return add_exact_tick(maker);
    if (percent(maker, maker->network))
        return percent(maker, 90) ? add_network(maker) : add_cycle(maker);
    if (percent(maker, maker->ticks))
        return percent(maker, 50) ? add_exact_tick(maker) : add_any_tick(maker);
    if (percent(maker, 5))
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
        if (readers_of(flow, i) == 0 && !operators[flow->nodes[i].op]->is_sink)
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
        for (int i = 0; i < LIKES; i++)
            maker.likes[i] = (enum op)(liked_by_all < 0 ? (number * LIKES + i) % OPS : liked_by_all);
        maker.network = percent(&maker, 65) ? 10 + below(&maker, 30) : 0;
        maker.ticks = percent(&maker, 50) ? 10 + below(&maker, 20) : 0;
        maker.views = percent(&maker, 70) ? 30 + below(&maker, 60) : 0;
        for (int sources = 1 + below(&maker, 2); sources > 0; sources--)
            add_random_source(&maker);
        for (int left = maker.network ? 2 : 0; left > 0; left--)
            add_network(&maker);
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
    int processes = chance_between(&chance, 1, 3), clusters = chance_percent(&chance, 15) ? 0 : chance_between(&chance, 1, 2);

    program->one_way = chance_percent(&chance, 35);
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
