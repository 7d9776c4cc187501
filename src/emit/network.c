/*
 * network.c: the two ends of a channel. A send encodes straight into the write buffer, a receive decodes straight
 * from the read buffer.
 */
#include <string.h>

#include "emit/families.h"

void leat__put_frame(struct leat__emitter *e, const struct leat_descriptor *type, const char *open, int depth)
{
    const char *suffix = leat__type_suffix(e, type);

    if (type->kind == LEAT_TYPE_STR || type->kind == LEAT_TYPE_BYTES)
        leat__put(e, "%*sleat_put_%s(%s, 8 + x.length), x);\n", depth * 4, "", suffix, open);
    else if (type->kind == LEAT_TYPE_BOOL || type->kind == LEAT_TYPE_F32 || type->kind == LEAT_TYPE_F64)
        leat__put(e, "%*sleat_put_%s(%s, %zu), x);\n", depth * 4, "", suffix, open, type->size);
    else if (type->kind <= LEAT_TYPE_U64)
        leat__put(e, "%*sleat_put_%s(%s, %zu), (%sint%zu_t)x);\n", depth * 4, "", suffix, open, type->size,
                  suffix[0] == 'u' ? "u" : "", type->size * 8);
    else if (leat__fixed_size(type))
        leat__put(e, "%*sleat_encode_%s(%s, %zu), &x);\n", depth * 4, "", suffix, open, leat__fixed_size(type));
    else
        leat__put(e, "%*sleat_encode_%s(%s, leat_size_of_%s(&x)), &x);\n", depth * 4, "", suffix, open, suffix);
}

bool leat__sends_to_one(const struct leat__vertex *vertex)
{
    return vertex->channel->to->kind == LEAT__PROCESS;
}

/* x into a frame of the peer that `open` begins. */
static void put_frame_of(struct leat__emitter *e, const struct leat__vertex *vertex, const char *open, int depth)
{
    if (vertex->channel->raw)
        leat__put(e, "%*sleat_put_raw(%s, x.length), x);\n", depth * 4, "", open);
    else
        leat__put_frame(e, vertex->channel->type->descriptor, open, depth);
}

/* The hash of x.key that docs/protocol.md describes: the tables' own may change, and this one may not. */
static void put_stable_hash(struct leat__emitter *e, const struct leat_descriptor *key)
{
    if (leat__is_text(key))
        leat__put(e, "leat_hash_bytes(x.key.data, x.key.length, 0)");
    else if (leat__is_scalar(key))
        leat__put(e, "leat_hash_bytes(&x.key, sizeof x.key, 0)");
    else
        leat__put(e, "leat_value_hash_encoded(%s, &x.key)", leat__descriptor_of(e, key));
}

/* Declares the member to which x goes. */
static void put_member_of(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    switch (leat__network_of(vertex->node->op).route) {
    case LEAT__TO_NAMED:
        leat__put(e, "    const uint64_t member = %s_of(x);\n\n    if (member >= outs->count)\n        leat_outs_bad_member(outs, member);\n",
                  name);
        break;
    case LEAT__IN_TURN:
        leat__put(e, "    const uint32_t member = self->%s_next;\n\n    self->%s_next = member + 1 < outs->count ? member + 1 : 0;\n", name, name);
        break;
    case LEAT__BY_KEY:
        leat__put(e, "    const uint32_t member = leat_member_of_hash(");
        put_stable_hash(e, leat__member_descriptor(vertex->channel->type->descriptor, "key"));
        leat__put(e, ", outs->count);\n\n");
        break;
    case LEAT__TO_ONE:
    case LEAT__TO_ALL:
        break;
    }
}

void leat__emit_send(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    enum leat__route route = leat__network_of(vertex->node->op).route;

    leat__put_title(e, vertex);
    if (route == LEAT__TO_NAMED)
        leat__put_value_function(e, vertex, "uint64_t", leat__input_type(vertex, 0));
    leat__open_push(e, vertex, "", "self", "x");
    if (leat__sends_to_one(vertex)) {
        struct leat__text open = {0};

        leat__text_printf(&open, "leat_out_frame(&self->%s_peer", vertex->name);
        put_frame_of(e, vertex, leat__text_string(&open), 1);
        leat__put(e, "}\n\n");
        leat__text_release(&open);
        return;
    }
    leat__put(e, "    struct leat_outs *outs = self->%s;\n", vertex->name);
    if (route == LEAT__TO_ALL) {
        leat__put(e, "\n    for (uint32_t member = 0; member < outs->count; member++)\n");
        put_frame_of(e, vertex, "leat_out_frame(&outs->peers[member]", 2);
    } else {
        put_member_of(e, vertex);
        put_frame_of(e, vertex, "leat_out_frame(&outs->peers[member]", 1);
    }
    leat__put(e, "}\n\n");
}

void leat__emit_send_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_step(e, vertex);
    leat__put(e, "    if (ended)\n        leat_outs_end(self->%s);\n    return ended;\n}\n\n", vertex->name);
}

void leat__put_decode(struct leat__emitter *e, const struct leat_descriptor *type)
{
    const char *suffix = leat__type_suffix(e, type);

    if (type->kind == LEAT_TYPE_STR || type->kind == LEAT_TYPE_BYTES || type->kind == LEAT_TYPE_BOOL ||
        type->kind == LEAT_TYPE_F32 || type->kind == LEAT_TYPE_F64)
        leat__put(e, "leat_get_%s(&frame, &element)", suffix);
    else if (type->kind <= LEAT_TYPE_U64)
        leat__put(e, "leat_get_%s(&frame, &raw)", suffix);
    else if (leat__contains_itself(type))
        leat__put(e, "leat_get_value(&frame, &leat_d_%s, &element)", suffix);
    else
        leat__put(e, "leat_decode_%s(&frame, &element)", suffix);
}

/* Declares `element`, and decodes the frame into it; indented by so many spaces. */
static void put_element(struct leat__emitter *e, const struct leat__channel *channel, int indent)
{
    const struct leat__type *type = channel->type;
    const struct leat_descriptor *wire = type->descriptor;
    bool raw = wire->kind >= LEAT_TYPE_I8 && wire->kind <= LEAT_TYPE_U64, tags = leat__has_tags(wire);

    if (raw)
        leat__put(e, "%*s%sint%zu_t raw;\n\n", indent, "", leat__type_suffix(e, wire)[0] == 'u' ? "u" : "", wire->size * 8);
    else
        leat__put(e, "%*s%s element;\n%s", indent, "", leat__c_name(type->text), tags ? "" : "\n");
    if (tags)
        leat__put(e, "%*sconst uint8_t *begin = frame.at;\n\n", indent, "");
    leat__put(e, "%*sif (!", indent, "");
    leat__put_decode(e, wire);
    leat__put(e, " || frame.at != frame.end)\n%*s", indent + 4, "");
    if (tags)
        leat__put(e, "leat_in_malformed(in, leat_value_malformed(%s, begin, frame.end));\n", leat__descriptor_of(e, wire));
    else
        leat__put(e, "leat_in_malformed(in, frame.at == frame.end ? \"the frame is too short\" : \"the bytes are no %s\");\n",
                  type->text);
    if (raw)
        leat__put(e, "%*sconst %s element = (%s)raw;\n", indent, "", leat__c_name(type->text), leat__c_name(type->text));
}

void leat__emit_receive_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__type *type = vertex->channel->type;
    const struct leat_descriptor *wire = type->descriptor;
    const size_t size = vertex->channel->raw ? 0 : leat__fixed_size(wire); /* 0: it varies */
    const int indent = size ? 16 : 12;
    bool tagged = leat__network_of(vertex->node->op).senders == LEAT__TAGGED;

    leat__put(e, "/* %s:%u  leat_%s, the receiving end */\n", vertex->node->site->file, vertex->node->line,
              leat__operators[vertex->node->op].name);
    leat__open_step(e, vertex);
    leat__put(e, "    struct leat_ins *ins = self->%s;\n\n", vertex->name);
    leat__put(e, "    for (uint32_t member = 0; member < ins->count; member++) {\n");
    leat__put(e, "        struct leat_in *in = &ins->peers[member];\n        struct leat_frames frames = leat_in_frames(in);\n"
                 "%s\n", size ? "" : "        struct leat_frame frame;\n");
    if (size)
        leat__put(e, "        while (leat_frames_more(&frames, %zu))\n            do {\n"
                     "                struct leat_frame frame = leat_frames_take(&frames, %zu);\n", size, size);
    else
        leat__put(e, "        while (leat_frames_next(&frames, &frame)) {\n");
    leat__put_mark(e, vertex, indent / 4);
    if (vertex->channel->raw)
        leat__put(e, "%*sconst %s element = {frame.at, (size_t)(frame.end - frame.at)};\n\n", indent, "", leat__c_name(type->text));
    else
        put_element(e, vertex->channel, indent);
    if (tagged) {
        leat__put(e, "%*sconst %s tagged = {.key = in->sender, .value = element};\n\n", indent, "", leat__c_name(vertex->type->text));
        leat__put_consumers(e, vertex, "self", "tagged", indent / 4);
    } else {
        leat__put_consumers(e, vertex, "self", "element", indent / 4);
    }
    leat__put_recycle(e, vertex, indent / 4);
    if (size)
        leat__put(e, "            } while (leat_frames_lie_there(&frames, %zu));\n", size);
    else
        leat__put(e, "        }\n");
    leat__put(e, "    }\n    return leat_ins_ended(ins);\n}\n\n");
}

/* ---- what they remember ---- */

static void put_send_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct leat_outs *%s;\n", vertex->name);
    if (leat__sends_to_one(vertex))
        leat__put(e, "    struct leat_out %s_peer;\n", vertex->name);
    if (leat__network_of(vertex->node->op).route == LEAT__IN_TURN)
        leat__put(e, "    uint32_t %s_next; /* the member whose turn it is */\n", vertex->name);
}

static void put_send_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s = leat_run_outs(run, %u);\n", vertex->name, vertex->channel->id);
    if (leat__sends_to_one(vertex))
        leat__put(e, "    leat_outs_place(self->%s, &self->%s_peer);\n", vertex->name, vertex->name);
}

static void put_receive_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct leat_ins *%s;\n", vertex->name);
}

static void put_receive_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s = leat_run_ins(run, %u);\n", vertex->name, vertex->channel->id);
}

const struct leat__remembers leat__send_state = {.member = put_send_member, .start = put_send_start};
const struct leat__remembers leat__receive_state = {.member = put_receive_member, .start = put_receive_start};
