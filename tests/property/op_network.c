/* op_network.c: from process or cluster to process or cluster. */
#include <inttypes.h>

#include "operator.h"

static bool is_cluster(const struct flow *flow, int place)
{
    return flow->program->places[place].is_cluster;
}

/* ---- proposing ---- */

static bool connects(const struct program *program, const struct network *network, int from, int to)
{
    return program->places[from].is_cluster == network->from_cluster && program->places[to].is_cluster == network->to_cluster &&
           !(program->one_way && to <= from);
}

int add_sent(struct maker *maker, int input, int to)
{
    struct node node = {.inputs = 1, .input = {input}, .place = to, .number = below(maker, 4)};
    int fitting = 0;

    if (input < 0)
        return -1;
    for (int op = 0; op < OPS; op++) {
        const struct network *network = &operators[op]->network;

        if ((operators[op]->where & CYCLE) && connects(maker->flow->program, network, at(maker, input)->place, to) && !network->bytes &&
            network->route && below(maker, ++fitting) == 0)
            node.op = (enum op)op;
    }
    return fitting == 0 ? -1 : add(maker, node);
}

/* What was spread by its keys: made into something, and brought together at home. */
static int gather(struct maker *maker, int last, int home)
{
    static const enum op aggregates[] = {OP_FOLD_KEYED, OP_REDUCE_KEYED, OP_UNIQUE};
    struct node node = {.inputs = 1, .number = below(maker, 4)};

    if (last >= 0 && percent(maker, 30))
        last = add(maker, (struct node){.op = OP_FILTER, .inputs = 1, .input = {last}, .test = random_test(maker)});
    if (last < 0)
        return -1;
    node.op = aggregates[at(maker, last)->bounded ? below(maker, 3) : 2];
    node.input[0] = last;
    node.type.val = percent(maker, 50) ? VAL_NUM : VAL_REC;
    node.step = node.op == OP_REDUCE_KEYED ? STEP_MOST : random_step(maker, at(maker, last)->type.val, node.type.val, false, !at(maker, last)->known);
    last = add(maker, node);
    if (node.op != OP_UNIQUE)
        last = add_of(maker, OP_ENTRIES, last);
    return last < 0 ? -1 : add(maker, (struct node){.op = OP_SEND_INTERLEAVED, .inputs = 1, .input = {last}, .place = home});
}

/* What the operator can send, from what it may not be able to. */
static int make_fit(struct maker *maker, const struct network *network, int input)
{
    struct type type = at(maker, input)->type;

    if (network->bytes)
        type = (struct type){KEY_NONE, VAL_BYTES};
    else if (network->route == ROUTE_KEY && type.key == KEY_NONE)
        type.key = percent(maker, 50) ? KEY_NUM : KEY_STR;
    else if (network->mixing == MIX_TAGGED && network->route != ROUTE_KEY)
        type.key = KEY_NONE;
    if (type.val == VAL_COUNT)
        type.val = VAL_NUM;
    if (!type_equal(type, at(maker, input)->type))
        input = add_map(maker, input, type);
    if (input >= 0 && network->route == ROUTE_ROUND && !is_known_stream(at(maker, input)))
        input = add_sort_of(maker, input);
    return input;
}

/* How seldom such places are. */
static int weight_of(const struct network *network)
{
    return 1 + network->from_cluster + network->to_cluster;
}

/* Two places that it can connect. */
static bool find_places(struct maker *maker, const struct network *network, int *from, int *to)
{
    const struct program *program = maker->flow->program;
    int found = 0;

    for (int a = 0; network->route && a < program->place_count; a++)
        for (int b = 0; b < program->place_count; b++)
            if (connects(program, network, a, b) && below(maker, ++found) == 0) {
                *from = a;
                *to = b;
            }
    return found > 0;
}

/* One of those that can be here. */
static enum op draw_network(struct maker *maker)
{
    enum op drawn = OPS;
    int sum = 0, from, to;

    for (int op = 0; op < OPS; op++) {
        const struct network *network = &operators[op]->network;

        if (!find_places(maker, network, &from, &to))
            continue;
        sum += weight_of(network);
        if (below(maker, sum) < weight_of(network))
            drawn = (enum op)op;
    }
    return drawn;
}

static int find_at(struct maker *maker, int place)
{
    for (int tries = 0; tries < 8; tries++) {
        int input = choose(maker, is_stream);

        if (input >= 0 && at(maker, input)->place == place)
            return input;
    }
    return add_source(maker, place, 2 + below(maker, 30));
}

int add_network(struct maker *maker)
{
    struct mark mark = here(maker);
    enum op op = draw_network(maker);
    const struct network *network = &operators[op == OPS ? OP_SEND : op]->network;
    int from, to, home = -1, input, made;

    if (op == OPS || !find_places(maker, network, &from, &to) ||
        (network->route == ROUTE_KEY && !find_places(maker, &(struct network){.route = ROUTE_ALL, .from_cluster = true}, &(int){0}, &home)))
        return -1;
    input = find_at(maker, from);
    if (input >= 0)
        input = make_fit(maker, network, input);
    made = input < 0 ? -1 : add(maker, (struct node){.op = op, .inputs = 1, .input = {input}, .place = to, .number = below(maker, 4)});
    if (made >= 0 && network->route == ROUTE_KEY)
        made = gather(maker, made, home);
    return made < 0 ? back_to(maker, mark) : made;
}

/* ---- what it is ---- */

bool derive_sent(struct flow *flow, struct node *node, const struct node *const *input)
{
    const struct network *network = &operators[node->op]->network;

    if (!is_stream(input[0]) || network->from_cluster != is_cluster(flow, input[0]->place) ||
        network->to_cluster != is_cluster(flow, node->place) || (flow->program->one_way && node->place <= input[0]->place))
        return false;
    node->type = input[0]->type;
    node->kind = KIND_STREAM;
    keep_order(node, input[0]);
    if (network->bytes && !type_equal(node->type, (struct type){KEY_NONE, VAL_BYTES}))
        return false;
    if (network->route == ROUTE_ROUND && !is_known_stream(input[0]))
        return false;
    if (network->route == ROUTE_KEY) {
        node->ghost = GHOST_SPREAD;
        node->ordered = node->known = input[0]->known && !network->from_cluster && input[0]->kind == KIND_STREAM;
        return is_keyed(input[0]);
    }
    if (network->mixing == MIX_TAGGED) {
        if (input[0]->type.key != KEY_NONE)
            return false;
        node->type.key = KEY_MEMBER;
        node->kind = KIND_KEYED_STREAM;
    }
    if (network->mixing == MIX_INTERLEAVED)
        node->ordered = node->known = false;
    return true;
}

/* ---- what it gives ---- */

static int64_t pick(int64_t n, int64_t members)
{
    return (n % members + members) % members;
}

/* Another hash than the real one: that each key is at one member is what counts. */
static int64_t member_of_key(const struct value *x, int receivers)
{
    return pick(x->key_num + (int64_t)x->key_str.length, receivers);
}

void deliver(const struct node *node, struct type from, const struct list *in, int sender, int receivers, struct list *out)
{
    const struct network *network = &operators[node->op]->network;

    for (size_t i = 0; i < in->count; i++) {
        struct value x = in->items[i];
        int64_t chosen = network->route == ROUTE_CHOSEN  ? pick(number_value(node->number, from, &x), receivers)
                         : network->route == ROUTE_ROUND ? (int64_t)i % receivers
                                                         : member_of_key(&x, receivers);

        if (network->mixing == MIX_TAGGED && network->route != ROUTE_KEY)
            x.key_num = sender;
        for (int receiver = 0; receiver < receivers; receiver++)
            if (network->route == ROUTE_ALL || receiver == chosen)
                list_add(&out[receiver], x);
    }
}

/* ---- how it is written ---- */

char *sent_text(const struct flow *flow, int index, const char *in)
{
    const struct node *node = &flow->nodes[index];
    const struct network *network = &operators[node->op]->network;
    const char *to = place_name(flow->program, node->place);
    const char *number = number_text(node->number, flow->nodes[node->input[0]].type, "x");
    const char *member = network->route == ROUTE_CHOSEN ? say(", q(x, pick(%s, leat_member_count(%s)))", number, to) : "";
    const char *type = network->mixing == MIX_TAGGED ? say(", %s", type_name(node->type)) : "";
    const char *capture = *member ? say(", let(%s)", to) : "";

    /* Keyed by sender, and then again by what they were keyed by. */
    if (network->route == ROUTE_KEY && network->mixing == MIX_TAGGED)
        return say("leat_map(leat_%s(%s, %s, member_of_%s), %s, q(x, x.value))", op_names[node->op], in, to, type_name(node->type),
                   type_name(node->type));
    return say("leat_%s(%s, %s%s%s%s)", op_names[node->op], in, to, member, type, capture);
}

/* ---- the operators ---- */

#define SENDS(name, how, from, to, mixed, of_bytes) \
    const struct operator op_##name = { \
        .where = OUT | (mixed != MIX_TAGGED && (how == ROUTE_ALL || how == ROUTE_CHOSEN) ? CYCLE : 0), \
        .takes_endless = how == ROUTE_ALL && mixed == MIX_NONE, .network = {how, from, to, mixed, of_bytes}};
#define SENDS_TO_CLUSTER(name, how, format, of_bytes) \
    SENDS(name##_##format, how, false, true, MIX_NONE, of_bytes) \
    SENDS(name##_##format##_interleaved, how, true, true, MIX_INTERLEAVED, of_bytes) \
    SENDS(name##_##format##_tagged, how, true, true, MIX_TAGGED, of_bytes)
#define SENDS_TO_PROCESS(format, of_bytes) \
    SENDS(send_##format, ROUTE_ALL, false, false, MIX_NONE, of_bytes) \
    SENDS(send_##format##_interleaved, ROUTE_ALL, true, false, MIX_INTERLEAVED, of_bytes) \
    SENDS(send_##format##_tagged, ROUTE_ALL, true, false, MIX_TAGGED, of_bytes)

SENDS_TO_PROCESS(bincode, false)
SENDS_TO_CLUSTER(broadcast, ROUTE_ALL, bincode, false)
SENDS_TO_CLUSTER(demux, ROUTE_CHOSEN, bincode, false)
SENDS_TO_CLUSTER(round_robin, ROUTE_ROUND, bincode, false)
SENDS_TO_CLUSTER(exchange, ROUTE_KEY, bincode, false)
SENDS_TO_PROCESS(bytes, true)
SENDS_TO_CLUSTER(broadcast, ROUTE_ALL, bytes, true)
SENDS_TO_CLUSTER(demux, ROUTE_CHOSEN, bytes, true)
SENDS_TO_CLUSTER(round_robin, ROUTE_ROUND, bytes, true)
