/* op_network.c: from process or cluster to process or cluster. */
#include <inttypes.h>

#include "operator.h"

static bool is_cluster(const struct flow *flow, int place)
{
    return flow->program->places[place].is_cluster;
}

/* ---- proposing ---- */

int add_sent(struct maker *maker, int input, int to, bool may_tag)
{
    struct node node = {.inputs = 1, .input = {input}, .place = to, .number = below(maker, 4)};
    bool tagged = may_tag && percent(maker, 70);
    int fitting = 0;

    if (input < 0)
        return -1;
    if (tagged && at(maker, input)->type.key != KEY_NONE)
        tagged = false;
    for (int op = 0; op < OPS; op++) {
        const struct network *network = &operators[op]->network;

        if (network->route && network->from_cluster == is_cluster(maker->flow, at(maker, input)->place) &&
            network->to_cluster == is_cluster(maker->flow, to) &&
            (!network->from_cluster || (network->mixing == MIX_TAGGED) == tagged) && below(maker, ++fitting) == 0)
            node.op = (enum op)op;
    }
    return fitting == 0 ? -1 : add(maker, node);
}

int add_network(struct maker *maker)
{
    int place = below(maker, maker->flow->program->place_count);

    /* Processes are the majority, and clusters have more forms. */
    if (!maker->flow->program->places[place].is_cluster && percent(maker, 50))
        place = below(maker, maker->flow->program->place_count);
    return add_sent(maker, choose(maker, is_stream), place, true);
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

void deliver(const struct node *node, struct type from, const struct list *in, int sender, int receivers, struct list *out)
{
    const struct network *network = &operators[node->op]->network;

    for (size_t i = 0; i < in->count; i++) {
        struct value x = in->items[i];
        int64_t chosen = network->route == ROUTE_CHOSEN ? pick(number_value(node->number, from, &x), receivers) : 0;

        if (network->mixing == MIX_TAGGED)
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

    return say("leat_%s(%s, %s%s%s%s)", op_names[node->op], in, to, member, type, capture);
}

/* ---- the operators ---- */

#define SENDS(name, how, from, to, mixed) \
    const struct operator op_##name = {.where = OUT | (mixed == MIX_TAGGED ? 0 : CYCLE), \
                                       .takes_endless = how == ROUTE_ALL && mixed == MIX_NONE, \
                                       .network = {how, from, to, mixed}};

SENDS(send_bincode, ROUTE_ALL, false, false, MIX_NONE)
SENDS(send_bincode_interleaved, ROUTE_ALL, true, false, MIX_INTERLEAVED)
SENDS(send_bincode_tagged, ROUTE_ALL, true, false, MIX_TAGGED)
SENDS(broadcast_bincode, ROUTE_ALL, false, true, MIX_NONE)
SENDS(broadcast_bincode_interleaved, ROUTE_ALL, true, true, MIX_INTERLEAVED)
SENDS(broadcast_bincode_tagged, ROUTE_ALL, true, true, MIX_TAGGED)
SENDS(demux_bincode, ROUTE_CHOSEN, false, true, MIX_NONE)
SENDS(demux_bincode_interleaved, ROUTE_CHOSEN, true, true, MIX_INTERLEAVED)
SENDS(demux_bincode_tagged, ROUTE_CHOSEN, true, true, MIX_TAGGED)
