#include <string.h>

#include "flow/graph.h"

#define QUOTE_NO {LEAT__QUOTE_NONE, 0}
#define QUOTE_V0 {LEAT__QUOTE_VALUE, 0}
#define QUOTE_V1 {LEAT__QUOTE_VALUE, 1}
#define QUOTE_V2 {LEAT__QUOTE_VALUE, 2}
#define QUOTE_V3 {LEAT__QUOTE_VALUE, 3}
#define QUOTE_S1 {LEAT__QUOTE_STATEMENT, 1}
#define QUOTE_S2 {LEAT__QUOTE_STATEMENT, 2}
#define QUOTE_Y0 {LEAT__QUOTE_YIELDS, 0}
#define QUOTE_Y1 {LEAT__QUOTE_YIELDS, 1}
#define QUOTE_Y2 {LEAT__QUOTE_YIELDS, 2}
#define QUOTE_V0S2 QUOTE_V0, QUOTE_S2
#define QUOTE_V0S2S2 QUOTE_V0, QUOTE_S2, QUOTE_S2

const struct leat__operator leat__operators[LEAT_OPS] = {
#define LEAT_OP(id, name_, place_, inputs_, quote1, quote2, quote3, needs_, retries_, order_, bounds_, state_, text_, usage_) \
    [LEAT_OP_##id] = {                                                                                                  \
        .name = #name_,                                                                                                 \
        .place = LEAT__PLACE_##place_,                                                                                  \
        .inputs = inputs_,                                                                                              \
        .quotes = {QUOTE_##quote1, QUOTE_##quote2, QUOTE_##quote3},                                                     \
        .needs = LEAT__NEEDS_##needs_,                                                                                  \
        .retries = LEAT__RETRIES_##retries_,                                                                            \
        .order = LEAT__ORDER_##order_,                                                                                  \
        .bounds = LEAT__BOUNDS_##bounds_,                                                                               \
        .state = LEAT__STATE_##state_,                                                                                  \
        .text = text_,                                                                                                  \
        .usage = usage_,                                                                                                \
    },
#include "leat/operators.def"
#undef LEAT_OP
};

bool leat__op_is_network(enum leat_op op)
{
    return leat__operators[op].place == LEAT__PLACE_NETWORK;
}

static bool begins_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

struct leat__network leat__network_of(enum leat_op op)
{
    static const struct {
        const char *prefix;
        enum leat__route route;
    } routes[] = {{"send_", LEAT__TO_ONE},
                  {"broadcast_", LEAT__TO_ALL},
                  {"demux_", LEAT__TO_NAMED},
                  {"round_robin_", LEAT__IN_TURN},
                  {"exchange_", LEAT__BY_KEY}};
    const char *name = leat__operators[op].name;
    struct leat__network network = {.raw = strstr(name, "_bytes") != NULL};

    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++)
        if (begins_with(name, routes[i].prefix))
            network.route = routes[i].route;
    if (strstr(name, "_interleaved"))
        network.senders = LEAT__INTERLEAVED;
    if (strstr(name, "_tagged"))
        network.senders = LEAT__TAGGED;
    return network;
}

enum leat_op leat__network_with(enum leat_op op, enum leat__senders senders)
{
    const struct leat__network wanted = leat__network_of(op);

    for (enum leat_op other = 0; other < LEAT_OPS; other++) {
        const struct leat__network network = leat__network_of(other);

        if (leat__op_is_network(other) && network.route == wanted.route && network.raw == wanted.raw && network.senders == senders)
            return other;
    }
    return op;
}

bool leat__op_is_fixpoint(enum leat_op op)
{
    return op == LEAT_OP_ITERATE || op == LEAT_OP_ITERATE_BEST;
}

bool leat__op_is_completed(enum leat_op op)
{
    return op == LEAT_OP_FORWARD || op == LEAT_OP_CARRIED || leat__op_is_fixpoint(op);
}

bool leat__op_is_windowed(enum leat_op op)
{
    return op == LEAT_OP_FOLD_WINDOW || op == LEAT_OP_FOLD_SESSION;
}

bool leat__op_gives_at_once(enum leat_op op)
{
    switch (op) {
    case LEAT_OP_MAP:
    case LEAT_OP_FILTER:
    case LEAT_OP_FILTER_MAP:
    case LEAT_OP_FLAT_MAP:
    case LEAT_OP_INSPECT:
    case LEAT_OP_KEY_BY:
    case LEAT_OP_MAP_VALUES:
    case LEAT_OP_KEYS:
    case LEAT_OP_VALUES:
    case LEAT_OP_PARTITION:
    case LEAT_OP_DEMUX_BY_TAG:
    case LEAT_OP_UNZIP:
        return true;
    default:
        return false;
    }
}

bool leat__op_defers(enum leat_op op)
{
    return op == LEAT_OP_DEFER_TICK || op == LEAT_OP_DEFER_TICK_LAZY || op == LEAT_OP_CARRIED;
}

bool leat__op_ends_early(enum leat_op op)
{
    return op == LEAT_OP_LIMIT || op == LEAT_OP_SCAN || op == LEAT_OP_THRESHOLD || op == LEAT_OP_ZIP;
}

static bool is_stream(enum leat_collection_kind kind)
{
    return kind == LEAT_KIND_STREAM || kind == LEAT_KIND_KEYED_STREAM;
}

bool leat__node_is_aggregate(const struct leat__node *node)
{
    if (node->op == LEAT_OP_LATEST || node->op == LEAT_OP_TIMEOUT)
        return true;
    if (node->kind == LEAT_KIND_NOTHING || is_stream(node->kind) || leat__operators[node->op].place != LEAT__PLACE_HERE)
        return false;
    return node->inputs.count > 0 && is_stream(node->inputs.items[0]->kind);
}

bool leat__breaks_ties(const struct leat__node *node)
{
    const struct leat__node *input = node->inputs.items[0];

    return !input->ordered || input->kind != LEAT_KIND_STREAM || input->retried_since;
}
