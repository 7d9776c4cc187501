/*
 * external.c: clients outside the flow: what they send is decoded in place, what they are sent is encoded into the
 * write buffer of their connection.
 */
#include "emit/families.h"

static bool is_many(const struct leat__vertex *vertex)
{
    return vertex->node->op == LEAT_OP_SOURCE_EXTERNAL_MANY || vertex->node->op == LEAT_OP_SEND_EXTERNAL_MANY;
}

/* ---- from clients ---- */

/* Declares `element`, of the frame; what is none closes the client. */
static void put_bincode_element(struct leat__emitter *e, const struct leat__vertex *vertex, const char *type)
{
    const struct leat_descriptor *wire = leat__external_type(vertex->node);
    bool raw = wire->kind >= LEAT_TYPE_I8 && wire->kind <= LEAT_TYPE_U64, tags = leat__has_tags(wire);

    if (raw)
        leat__put(e, "        %sint%zu_t raw;\n\n", leat__type_suffix(e, wire)[0] == 'u' ? "u" : "", wire->size * 8);
    else
        leat__put(e, "        %s element;\n%s", type, tags ? "" : "\n");
    if (tags)
        leat__put(e, "        const uint8_t *begin = frame.at;\n\n");
    leat__put(e, "        if (!");
    leat__put_decode(e, wire);
    leat__put(e, " || frame.at != frame.end) {\n            leat_external_malformed(clients, ");
    if (tags)
        leat__put(e, "leat_value_malformed(%s, begin, frame.end)", leat__descriptor_of(e, wire));
    else
        leat__put(e, "frame.at == frame.end ? \"the frame is too short\" : \"the bytes are no %s\"", wire->name);
    leat__put(e, ");\n            continue;\n        }\n");
    if (raw)
        leat__put(e, "        const %s element = (%s)raw;\n", type, type);
}

static void put_element(struct leat__emitter *e, const struct leat__vertex *vertex, const char *type)
{
    switch (vertex->node->external->framing) {
    case LEAT_FRAMES:
        put_bincode_element(e, vertex, type);
        break;
    case LEAT_LINES:
        leat__put(e, "        const leat_str element = {(const char *)frame.at, (size_t)(frame.end - frame.at)};\n\n");
        break;
    case LEAT_RAW:
        leat__put(e, "        const leat_bytes element = {frame.at, (size_t)(frame.end - frame.at)};\n\n");
        break;
    }
}

void leat__emit_external_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *type = leat__c_name(vertex->type->text);
    struct leat__text value = {0};

    leat__put_title(e, vertex);
    leat__open_step(e, vertex);
    leat__put(e, "    struct leat_external *clients = self->%s;\n    struct leat_frame frame;\n    uint64_t client;\n\n", vertex->name);
    leat__put(e, "    while (leat_external_next(clients, &frame, &client)) {\n");
    leat__text_printf(&value, is_many(vertex) ? "__typeof__(((%s *)0)->value)" : "%s", type);
    put_element(e, vertex, leat__text_string(&value));
    leat__text_release(&value);
    if (is_many(vertex)) {
        leat__put(e, "        const %s tagged = {.key = client, .value = element};\n\n", type);
        leat__put_consumers(e, vertex, "self", "tagged", 2);
    } else {
        leat__put_consumers(e, vertex, "self", "element", 2);
    }
    leat__put(e, "    }\n    return leat_external_ended(clients);\n}\n\n");
}

void leat__emit_external_events_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__open_step(e, vertex);
    leat__put(e, "    leat_client_event event;\n\n    while (leat_external_event(self->%s, &event)) {\n", vertex->name);
    leat__put_consumers(e, vertex, "self", "event", 2);
    leat__put(e, "    }\n    return leat_external_events_ended(self->%s);\n}\n\n", vertex->name);
}

/* ---- to clients ---- */

static void put_send(struct leat__emitter *e, const struct leat__vertex *vertex, const char *client)
{
    struct leat__text open = {0};

    switch (vertex->node->external->framing) {
    case LEAT_FRAMES:
        leat__text_printf(&open, "leat_external_frame(self->%s, %s", vertex->name, client);
        leat__put_frame(e, leat__external_type(vertex->node), leat__text_string(&open), 1);
        break;
    case LEAT_LINES:
        leat__put(e, "    leat_external_put_line(self->%s, %s, x);\n", vertex->name, client);
        break;
    case LEAT_RAW:
        leat__put(e, "    leat_external_put_bytes(self->%s, %s, x);\n", vertex->name, client);
        break;
    }
    leat__text_release(&open);
}

void leat__emit_send_external(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    if (is_many(vertex)) {
        leat__open_push(e, vertex, "", "self", "tagged");
        leat__put(e, "    const __typeof__(tagged.value) x = tagged.value;\n\n");
        put_send(e, vertex, "tagged.key");
    } else {
        leat__open_push(e, vertex, "", "self", "x");
        put_send(e, vertex, "0");
    }
    leat__put(e, "}\n\n");
}

void leat__emit_send_external_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_step(e, vertex);
    leat__put(e, "    if (ended && !self->%s_ended) {\n        self->%s_ended = true;\n        leat_external_sent(self->%s);\n    }\n"
                 "    return ended;\n}\n\n", vertex->name, vertex->name, vertex->name);
}

/* ---- what they remember ---- */

static void put_sender_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct leat_external *%s;\n    bool %s_ended;\n", vertex->name, vertex->name);
}

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct leat_external *%s;\n", vertex->name);
}

static void put_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s = leat_run_external(run, %u);\n", vertex->name, vertex->node->external->id);
}

const struct leat__remembers leat__external_sender_state = {.member = put_sender_member, .start = put_start};
const struct leat__remembers leat__external_state = {.member = put_member, .start = put_start};
