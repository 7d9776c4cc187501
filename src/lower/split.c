/*
 * split.c: the graph is split by location. Every edge of the plan stays within a location; what crosses
 * the network or a tick becomes two vertices.
 */
#include <string.h>

#include "base/hash.h"
#include "lower/plan.h"

/* The vertices of a node: where its input arrives, and where its result comes from. */
struct ends {
    struct leat__vertex *in;
    struct leat__vertex *out;
};

static uint32_t unit_of(struct leat__plan *plan, const char *base_file)
{
    for (size_t i = 0; i < plan->units.count; i++)
        if (strcmp(plan->units.items[i].base_file, base_file) == 0)
            return (uint32_t)i;
    leat__vector_push(&plan->units, (struct leat__plan_unit){base_file});
    return (uint32_t)plan->units.count - 1;
}

static const char *name_of_role(const struct leat__node *node, enum leat__role role)
{
    switch (role) {
    case LEAT__ROLE_SEND:
        return "send";
    case LEAT__ROLE_RECEIVE:
        return "receive";
    case LEAT__ROLE_DEFER:
        return "defer";
    case LEAT__ROLE_DEFERRED:
        return "deferred";
    case LEAT__ROLE_TO_LATEST:
        return "to_latest";
    case LEAT__ROLE_OUTPUT:
    case LEAT__ROLE_OPERATOR:
        break;
    }
    return leat__operators[node->op].name;
}

static struct leat__vertex *add_vertex(struct leat__plan *plan, const struct leat__node *node, enum leat__role role,
                                       const struct leat__place *place)
{
    struct leat__vertex *vertex = leat__arena_new(&plan->arena, struct leat__vertex);

    vertex->node = node;
    vertex->role = role;
    vertex->name = leat__arena_printf(&plan->arena, "%s_%u_%u", name_of_role(node, role), node->line, node->id);
    vertex->tick = place->kind == LEAT__TICK ? place : NULL;
    vertex->unit = unit_of(plan, node->site->base_file);
    vertex->type = role == LEAT__ROLE_SEND ? node->inputs.items[0]->type : node->type;
    leat__vector_push(&plan->locations[place->location->id].vertices, vertex);
    return vertex;
}

/* A type whose wire form is being hashed, and those that it is a part of. */
struct hashed_type {
    const struct leat_descriptor *type;
    const struct hashed_type *outer;
};

/* The wire form of a type, as a hash: its structure, without names. A type within itself is how far out it began. */
static void hash_wire(struct leat__hash *hash, const struct leat_descriptor *type, const struct hashed_type *outer)
{
    const struct hashed_type here = {type, outer};
    uint64_t distance = 1;

    for (; outer; outer = outer->outer, distance++)
        if (outer->type == type) {
            leat__hash_number(hash, UINT32_MAX + distance);
            return;
        }
    leat__hash_number(hash, type->kind);
    leat__hash_number(hash, type->count);
    if (type->length)
        leat__hash_number(hash, type->length);
    for (uint32_t i = 0; i < type->count; i++)
        hash_wire(hash, type->fields[i].type, &here);
    if (type->element)
        hash_wire(hash, type->element, &here);
}

static struct leat__channel *add_channel(struct leat__plan *plan, const struct leat__node *node)
{
    struct leat__channel *channel = leat__arena_new(&plan->arena, struct leat__channel);
    struct leat__hash *hash = leat__hash_new();

    channel->id = (uint32_t)plan->channels.count;
    channel->name = node->name ? node->name
                               : leat__arena_printf(&plan->arena, "%s_%u_%u", leat__operators[node->op].name, node->line, node->id);
    channel->raw = leat__network_of(node->op).raw;
    channel->lossy = node->lossy != NULL;
    channel->node = node;
    channel->from = node->inputs.items[0]->place->location;
    channel->to = node->target->location;
    channel->type = node->inputs.items[0]->type;
    hash_wire(hash, channel->type->descriptor, NULL);
    if (channel->raw)
        leat__hash_string(hash, "raw");
    channel->type_hash = leat__hash_64(hash);
    leat__hash_free(hash);
    leat__vector_push(&plan->channels, channel);
    return channel;
}

static void connect(struct leat__vertex *from, struct leat__vertex *to)
{
    leat__vector_push(&from->consumers, (struct leat__edge){to, (uint32_t)to->inputs.count});
    leat__vector_push(&to->inputs, from);
}

static struct ends add_node(struct leat__plan *plan, const struct leat__node *node)
{
    struct ends ends;

    if (leat__op_is_network(node->op)) {
        struct leat__channel *channel = add_channel(plan, node);

        ends.in = add_vertex(plan, node, LEAT__ROLE_SEND, node->inputs.items[0]->place);
        ends.out = add_vertex(plan, node, LEAT__ROLE_RECEIVE, node->target);
        ends.in->channel = ends.out->channel = channel;
    } else if (leat__op_defers(node->op)) {
        ends.in = add_vertex(plan, node, LEAT__ROLE_DEFER, node->place);
        ends.out = add_vertex(plan, node, LEAT__ROLE_DEFERRED, node->place);
    } else if (node->op == LEAT_OP_LATEST) {
        ends.in = add_vertex(plan, node, LEAT__ROLE_TO_LATEST, node->inputs.items[0]->place);
        ends.out = add_vertex(plan, node, LEAT__ROLE_OPERATOR, node->place);
        connect(ends.in, ends.out);
    } else {
        ends.in = ends.out = add_vertex(plan, node, node->output ? LEAT__ROLE_OUTPUT : LEAT__ROLE_OPERATOR, node->place);
        return ends;
    }
    ends.in->twin = ends.out;
    ends.out->twin = ends.in;
    return ends;
}

/* Whether messages from one location can lead to messages to the other: depth-first over the channels. */
static bool reaches(const struct leat__plan *plan, uint32_t from, uint32_t to, bool *seen)
{
    if (from == to)
        return true;
    if (seen[from])
        return false;
    seen[from] = true;
    for (size_t i = 0; i < plan->channels.count; i++)
        if (plan->channels.items[i]->from->id == from && reaches(plan, plan->channels.items[i]->to->id, to, seen))
            return true;
    return false;
}

static void find_cycles(struct leat__plan *plan)
{
    bool *seen = leat__arena_array(&plan->arena, bool, plan->location_count);

    for (size_t i = 0; i < plan->channels.count; i++) {
        struct leat__channel *channel = plan->channels.items[i];

        memset(seen, 0, plan->location_count * sizeof *seen);
        channel->on_cycle = reaches(plan, channel->to->id, channel->from->id, seen);
    }
}

void leat__pass_split(struct leat__plan *plan)
{
    struct leat_flow *flow = plan->flow;
    struct ends *ends = leat__arena_array(&plan->arena, struct ends, flow->nodes.count);

    plan->location_count = (uint32_t)flow->places.count;
    plan->locations = leat__arena_array(&plan->arena, struct leat__plan_location, plan->location_count);
    for (uint32_t i = 0; i < plan->location_count; i++)
        plan->locations[i].place = flow->places.items[i];
    for (size_t i = 0; i < flow->nodes.count; i++)
        ends[i] = add_node(plan, flow->nodes.items[i]);
    if (plan->units.count == 0 && plan->location_count > 0) /* locations with nothing on them still start and end */
        unit_of(plan, flow->places.items[0]->site->base_file);
    for (size_t i = 0; i < flow->nodes.count; i++)
        for (size_t k = 0; k < flow->nodes.items[i]->inputs.count; k++)
            connect(ends[flow->nodes.items[i]->inputs.items[k]->id].out, ends[i].in);
    find_cycles(plan);
}
