/*
 * steps.c: what a turn does for a vertex: a source runs, a channel is received, an operator that waited
 * for its input's end releases what it has. A step returns whether its vertex has given its last element.
 *
 * What is released outside of ticks is released in chunks, a chunk a turn, so that other inputs get
 * their turn, and what the elements make in the arena is freed between.
 */
#include <string.h>

#include "emit/internal.h"

static bool is_op(const struct leat__vertex *vertex, enum leat_op op)
{
    return vertex->role == LEAT__ROLE_OPERATOR && vertex->node->op == op;
}

static bool is_keyed(const struct leat__vertex *vertex)
{
    return vertex->node->kind == LEAT_KIND_KEYED_SINGLETON;
}

bool leat__is_root(const struct leat__vertex *vertex)
{
    if (vertex->role == LEAT__ROLE_RECEIVE)
        return true;
    return vertex->role == LEAT__ROLE_OPERATOR && vertex->node->op <= LEAT_OP_EMBED_INPUT;
}

bool leat__has_step(const struct leat__vertex *vertex)
{
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return vertex->role != LEAT__ROLE_DEFER;
    switch (vertex->node->op) {
    case LEAT_OP_SOURCE_ITER:
    case LEAT_OP_SOURCE_GENERATE:
    case LEAT_OP_SOURCE_LINES:
    case LEAT_OP_SOURCE_INTERVAL:
    case LEAT_OP_EMBED_INPUT:
        return true;
    case LEAT_OP_FOLD:
    case LEAT_OP_REDUCE:
    case LEAT_OP_COUNT:
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
        return !vertex->changing || vertex->watched;
    case LEAT_OP_CHAIN:
    case LEAT_OP_SORT:
    case LEAT_OP_SNAPSHOT:
    case LEAT_OP_SAMPLE_EVERY:
    case LEAT_OP_ASSERT_EQUAL:
        return true;
    case LEAT_OP_LIMIT:
    case LEAT_OP_FORWARD:
        return !vertex->tick;
    default:
        return false;
    }
}

static const char *linkage(const struct leat__emitter *e)
{
    return e->plan->units.count > 1 ? "" : "static inline ";
}

/* What a step is told: the run, and whether its input has ended. In a tick all input is there. */
bool leat__step_takes_run(const struct leat__vertex *vertex)
{
    if (vertex->role != LEAT__ROLE_OPERATOR || vertex->tick)
        return false;
    switch (vertex->node->op) {
    case LEAT_OP_EMBED_INPUT:
    case LEAT_OP_LIMIT:
    case LEAT_OP_ASSERT_EQUAL:
        return false;
    case LEAT_OP_FOLD:
    case LEAT_OP_REDUCE:
    case LEAT_OP_COUNT:
        return vertex->watched;
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
        return vertex->watched || !vertex->changing;
    default:
        return true;
    }
}

bool leat__step_takes_ended(const struct leat__vertex *vertex)
{
    if (vertex->tick || leat__is_root(vertex))
        return false;
    return vertex->role == LEAT__ROLE_SEND || vertex->role == LEAT__ROLE_OPERATOR;
}

static void put_signature(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "%s%s %s_step(struct %s *self", linkage(e), vertex->tick ? "void" : "bool", vertex->name,
              leat__state_struct(e, vertex->unit));
    if (leat__step_takes_run(vertex))
        leat__put(e, ", struct leat_run *run");
    if (leat__step_takes_ended(vertex))
        leat__put(e, is_op(vertex, LEAT_OP_CHAIN) ? ", bool ended, bool second_ended" : ", bool ended");
    leat__put(e, ")");
}

static void open_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_signature(e, vertex);
    leat__put(e, "\n{\n");
}

/* ---- sources ---- */

static void put_range_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = vertex->type->text;

    open_step(e, vertex);
    leat__put(e, "    %s at = self->%s.at;\n    const %s end = self->%s.end;\n    uint64_t room;\n\n", type, name, type,
              name);
    leat__put(e, "    if (self->%s.ended)\n        return true;\n    leat_run_slice(run);\n", name);
    leat__put(e, "    while (at < end && (room = leat_run_chunk(run)) > 0) {\n");
    leat__put(e, "        const %s stop = (uint64_t)end - (uint64_t)at > room ? (%s)(at + (%s)room) : end;\n\n", type, type, type);
    leat__put(e, "        for (; at < stop; at++) {\n");
    leat__put_consumers(e, vertex, "self", "at", 3);
    leat__put(e, "        }\n        self->%s.at = at;\n    }\n", name);
    leat__put(e, "    return self->%s.ended = at >= end;\n}\n\n", name);
}

static void put_body_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    open_step(e, vertex);
    leat__put(e, "    if (!self->%s.ended)\n        leat_source_resume(run, &self->%s, %s_body, self);\n", vertex->name,
              vertex->name, vertex->name);
    leat__put(e, "    return self->%s.ended;\n}\n\n", vertex->name);
}

static void put_site(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text site = {0};

    leat__text_printf(&site, "%s:%u", vertex->node->site->file, vertex->node->line);
    leat__text_c_string(e->out, leat__text_string(&site), site.length);
    leat__text_release(&site);
}

static void put_lines_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    open_step(e, vertex);
    leat__put(e, "    leat_str line;\n\n    leat_run_slice(run);\n");
    leat__put(e, "    while (leat_lines_next(run, &self->%s.lines, self->%s.path, ", vertex->name, vertex->name);
    put_site(e, vertex);
    leat__put(e, ", &line)) {\n");
    leat__put_consumers(e, vertex, "self", "line", 2);
    leat__put(e, "    }\n    return self->%s.lines.ended;\n}\n\n", vertex->name);
}

static void put_interval_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    open_step(e, vertex);
    leat__put(e, "    if (self->%s.ended)\n        return true;\n", name);
    leat__put(e, "    for (uint64_t due = leat_interval_due(run, &self->%s.timer, self->%s.every); due > 0; due--) {\n", name, name);
    leat__put(e, "        const int64_t x = self->%s.next++;\n\n", name);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n    return false;\n}\n\n");
}

/* ---- the network ---- */

/* Decodes one frame into `element`; the expression is false where the bytes are not one. */
static void put_decode(struct leat__emitter *e, const struct leat_descriptor *type)
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
        leat__put(e, "decode_%s(&frame, &element)", suffix);
}

static void put_receive_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__type *type = vertex->channel->type;
    const struct leat_descriptor *wire = type->descriptor;
    bool raw = wire->kind >= LEAT_TYPE_I8 && wire->kind <= LEAT_TYPE_U64;
    bool tagged = vertex->node->kind == LEAT_KIND_KEYED_STREAM && vertex->type != type;

    leat__put(e, "/* %s:%u  leat_%s, the receiving end */\n", vertex->node->site->file, vertex->node->line,
              leat__operators[vertex->node->op].name);
    open_step(e, vertex);
    leat__put(e, "    struct leat_ins *ins = self->%s;\n\n", vertex->name);
    leat__put(e, "    for (uint32_t member = 0; member < ins->count; member++) {\n");
    leat__put(e, "        struct leat_in *in = &ins->peers[member];\n        struct leat_frame frame;\n\n");
    leat__put(e, "        while (leat_in_next(in, &frame)) {\n");
    if (raw)
        leat__put(e, "            %sint%zu_t raw;\n\n", leat__type_suffix(e, wire)[0] == 'u' ? "u" : "", wire->size * 8);
    else
        leat__put(e, "            %s element;\n\n", type->text);
    leat__put(e, "            if (!");
    put_decode(e, wire);
    leat__put(e, " || frame.at != frame.end)\n                leat_in_malformed(in, frame.at == frame.end ? \"the frame is too short\" : \"the bytes are no %s\");\n",
              type->text);
    if (raw)
        leat__put(e, "            const %s element = (%s)raw;\n", type->text, type->text);
    if (tagged) {
        leat__put(e, "            const %s tagged = {.key = in->sender, .value = element};\n\n", vertex->type->text);
        leat__put_consumers(e, vertex, "self", "tagged", 3);
    } else {
        leat__put_consumers(e, vertex, "self", "element", 3);
    }
    leat__put(e, "        }\n    }\n    return leat_ins_ended(ins);\n}\n\n");
}

static void put_send_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    open_step(e, vertex);
    leat__put(e, "    if (ended)\n        leat_outs_end(self->%s);\n    return ended;\n}\n\n", vertex->name);
}

/* ---- what waits ---- */

/* Elements [at, count) of an array, in chunks outside of ticks; `count` and `element` are expressions. */
static void put_release_loop(struct leat__emitter *e, const struct leat__vertex *vertex, const char *at, const char *count,
                             const char *data, const char *type)
{
    const char *name = vertex->name;

    if (vertex->tick) {
        leat__put(e, "    for (size_t at = 0; at < self->%s.%s; at++) {\n        const %s x = ((const %s *)self->%s.%s)[at];\n\n", name,
                  count, type, type, name, data);
        leat__put_consumers(e, vertex, "self", "x", 2);
        leat__put(e, "    }\n");
        return;
    }
    leat__put(e, "    uint64_t room;\n\n    leat_run_slice(run);\n");
    leat__put(e, "    while (self->%s.%s < self->%s.%s && (room = leat_run_chunk(run)) > 0) {\n", name, at, name, count);
    leat__put(e, "        for (; room > 0 && self->%s.%s < self->%s.%s; room--) {\n", name, at, name, count);
    leat__put(e, "            const %s x = ((const %s *)self->%s.%s)[self->%s.%s++];\n\n", type, type, name, data, name, at);
    leat__put_consumers(e, vertex, "self", "x", 3);
    leat__put(e, "        }\n    }\n    if (self->%s.%s < self->%s.%s)\n        return false;\n", name, at, name, count);
}

static void put_chain_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = vertex->type->text;

    open_step(e, vertex);
    if (!vertex->tick)
        leat__put(e, "    if (self->%s.open)\n        return second_ended;\n    if (!ended)\n        return false;\n\n", name);
    put_release_loop(e, vertex, "at", "waiting.count", "waiting.data", type);
    leat__put(e, "    self->%s.open = true;\n", name);
    if (!vertex->tick)
        leat__put(e, "    leat_buffer_release(&self->%s.waiting);\n    return second_ended;\n}\n\n", name);
    else
        leat__put(e, "}\n\n");
}

static void put_sort_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = vertex->type->text;

    open_step(e, vertex);
    if (!vertex->tick)
        leat__put(e, "    if (self->%s.released || !ended)\n        return self->%s.released;\n    if (!self->%s.sorted)\n", name, name,
                  name);
    leat__put(e, "    %sleat_sort_values(self->%s.values.data, self->%s.values.count, sizeof(%s), %s_compare, NULL);\n",
              vertex->tick ? "" : "    ", name, name, type, name);
    if (!vertex->tick)
        leat__put(e, "    self->%s.sorted = true;\n\n", name);
    put_release_loop(e, vertex, "at", "values.count", "values.data", type);
    if (!vertex->tick)
        leat__put(e, "    leat_buffer_release(&self->%s.values);\n    self->%s.released = true;\n    return true;\n", name, name);
    leat__put(e, "}\n\n");
}

/* One value, when its input has ended, or of this tick. */
static void put_value_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;
    bool optional = is_op(vertex, LEAT_OP_REDUCE);

    open_step(e, vertex);
    if (vertex->watched)
        leat__put(e, "    if (self->%s.touched || run->first)\n        self->%s.version++;\n", name, name);
    if (vertex->changing) {
        leat__put(e, "    return ended;\n}\n\n");
        return;
    }
    if (!vertex->tick)
        leat__put(e, "    if (self->%s.released || !ended)\n        return self->%s.released;\n    self->%s.released = true;\n", name, name,
                  name);
    if (optional)
        leat__put(e, "    if (!self->%s.some)\n        return%s;\n", name, vertex->tick ? "" : " true");
    leat__put(e, "\n    const %s x = self->%s.value;\n\n", vertex->type->text, name);
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, vertex->tick ? "}\n\n" : "    return true;\n}\n\n");
}

static void put_keyed_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = vertex->type->text;

    open_step(e, vertex);
    if (vertex->watched)
        leat__put(e, "    if (self->%s.touched || run->first)\n        self->%s.version++;\n", name, name);
    if (vertex->changing) {
        leat__put(e, "    return ended;\n}\n\n");
        return;
    }
    if (!vertex->tick)
        leat__put(e, "    if (self->%s.released || !ended)\n        return self->%s.released;\n\n", name, name);
    put_release_loop(e, vertex, "at", "table.count", "table.entries", type);
    if (!vertex->tick)
        leat__put(e, "    self->%s.released = true;\n    return true;\n", name);
    leat__put(e, "}\n\n");
}

static void put_limit_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->tick)
        return;
    open_step(e, vertex);
    leat__put(e, "    return ended || self->%s == 0;\n}\n\n", vertex->name);
}

static void put_forward_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->tick)
        return;
    leat__put(e, "/* `ended`: what completes it has ended, or no message is left anywhere. Called at the end of a turn. */\n");
    open_step(e, vertex);
    leat__put(e, "    if (ended && !self->%s_ended) {\n        self->%s_ended = true;\n        run->again = true;\n    }\n", vertex->name,
              vertex->name);
    leat__put(e, "    return self->%s_ended;\n}\n\n", vertex->name);
}

static void put_assert_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    open_step(e, vertex);
    leat__put(e, "    struct leat_buffer wanted = {0};\n\n");
    if (!vertex->tick)
        leat__put(e, "    if (self->%s.done || !ended)\n        return self->%s.done;\n", name, name);
    leat__put(e, "    %s_expected(&wanted);\n    leat_assert_values(%s, &self->%s.got, &wanted, %s, ", name,
              leat__descriptor_of(e, vertex->type->descriptor), name, vertex->node->inputs.items[0]->ordered ? "true" : "false");
    put_site(e, vertex);
    leat__put(e, ");\n    leat_buffer_release(&wanted);\n    leat_buffer_clear(&self->%s.got, sizeof(%s));\n", name, vertex->type->text);
    if (vertex->tick)
        leat__put(e, "}\n\n");
    else
        leat__put(e, "    return self->%s.done = true;\n}\n\n", name);
}

/* ---- ticks ---- */

static void put_deferred_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *defer = vertex->twin->name, *type = vertex->type->text;

    leat__put(e, "/* At the start of a turn: what was deferred is now. True where there is something. */\n");
    leat__put(e, "%sbool %s_begin(struct %s *self)\n{\n", linkage(e), vertex->name, leat__state_struct(e, vertex->unit));
    leat__put(e, "    if (self->%s.next.count == 0)\n        return false;\n\n", defer);
    leat__put(e, "    const struct leat_buffer empty = self->%s.now;\n    const struct leat_keep fresh = self->%s.now_keep;\n\n", defer, defer);
    leat__put(e, "    self->%s.now = self->%s.next;\n    self->%s.now_keep = self->%s.next_keep;\n", defer, defer, defer, defer);
    leat__put(e, "    self->%s.next = empty;\n    self->%s.next_keep = fresh;\n    return true;\n}\n\n", defer, defer);
    leat__put(e, "%sbool %s_pending(const struct %s *self)\n{\n    return self->%s.next.count > 0;\n}\n\n", linkage(e), vertex->name,
              leat__state_struct(e, vertex->unit), defer);
    open_step(e, vertex);
    leat__put(e, "    for (size_t at = 0; at < self->%s.now.count; at++) {\n", defer);
    leat__put(e, "        const %s x = ((const %s *)self->%s.now.data)[at];\n\n", type, type, defer);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n}\n\n");
}

static void put_snapshot_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__vertex *from = vertex->inputs.items[0];
    const char *there = leat__state_of(e, from->unit, "self");

    leat__put(e, "/* %s:%u  leat_snapshot */\n", vertex->node->site->file, vertex->node->line);
    leat__put(e, "%sbool %s_changed(struct %s *self)\n{\n    const uint64_t version = %s_version(%s);\n", linkage(e), vertex->name,
              leat__state_struct(e, vertex->unit), from->name, there);
    leat__put(e, "    const bool changed = version != self->%s;\n\n    self->%s = version;\n    return changed;\n}\n\n", vertex->name,
              vertex->name);
    open_step(e, vertex);
    leat__put(e, "    %s x;\n\n", vertex->type->text);
    if (is_keyed(from)) {
        leat__put(e, "    for (uint32_t at = 0; at < %s_read_count(%s); at++) {\n        if (!%s_read(%s, at, &x))\n            continue;\n",
                  from->name, there, from->name, there);
        leat__put_consumers(e, vertex, "self", "x", 2);
        leat__put(e, "    }\n");
    } else {
        leat__put(e, "    if (%s_read(%s, &x)) {\n", from->name, there);
        leat__put_consumers(e, vertex, "self", "x", 2);
        leat__put(e, "    }\n");
    }
    leat__put(e, "}\n\n");
}

static void put_sample_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__vertex *from = vertex->inputs.items[0];
    const char *there = leat__state_of(e, from->unit, "self");
    const char *name = vertex->name;

    open_step(e, vertex);
    leat__put(e, "    %s x;\n\n    if (self->%s.ended)\n        return true;\n", vertex->type->text, name);
    leat__put(e, "    if ((leat_interval_due(run, &self->%s.timer, self->%s.every) > 0 || ended) && %s_read(%s, &x)) {\n", name, name,
              from->name, there);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n    if (ended) {\n        leat_interval_stop(run, &self->%s.timer);\n        self->%s.ended = true;\n    }\n", name,
              name);
    leat__put(e, "    return ended;\n}\n\n");
}

/* ---- reading in place ---- */

static void put_read_of_aggregate(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *state = leat__state_struct(e, vertex->unit), *name = vertex->name;

    if (vertex->watched)
        leat__put(e, "%suint64_t %s_version(const struct %s *self)\n{\n    return self->%s.version;\n}\n\n", linkage(e), name, state, name);
    if (is_keyed(vertex)) {
        leat__put(e, "%suint32_t %s_read_count(const struct %s *self)\n{\n    return self->%s.table.count;\n}\n\n", linkage(e), name, state,
                  name);
        leat__put(e, "%sbool %s_read(const struct %s *self, uint32_t at, %s *into)\n{\n", linkage(e), name, state, vertex->type->text);
        leat__put(e, "    *into = ((const %s *)self->%s.table.entries)[at];\n    return true;\n}\n\n", vertex->type->text, name);
        return;
    }
    leat__put(e, "%sbool %s_read(const struct %s *self, %s *into)\n{\n    *into = self->%s.value;\n    return %s%s%s;\n}\n\n", linkage(e),
              name, state, vertex->type->text, name, is_op(vertex, LEAT_OP_REDUCE) ? "self->" : "true",
              is_op(vertex, LEAT_OP_REDUCE) ? name : "", is_op(vertex, LEAT_OP_REDUCE) ? ".some" : "");
}

/* A map, filter or inspect between an aggregate and its reader runs when it is read. */
static void put_read_through(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__vertex *from = vertex->inputs.items[0];
    const char *there = leat__state_of(e, from->unit, "self");
    const char *state = leat__state_struct(e, vertex->unit), *name = vertex->name;
    bool keyed = is_keyed(vertex);

    if (vertex->watched)
        leat__put(e, "%suint64_t %s_version(const struct %s *self)\n{\n    return %s_version(%s);\n}\n\n", linkage(e), name, state, from->name,
              there);
    if (keyed)
        leat__put(e, "%suint32_t %s_read_count(const struct %s *self)\n{\n    return %s_read_count(%s);\n}\n\n", linkage(e), name, state,
                  from->name, there);
    leat__put(e, "%sbool %s_read(const struct %s *self, %s%s *into)\n{\n    %s x;\n\n", linkage(e), name, state,
              keyed ? "uint32_t at, " : "", vertex->type->text, from->type->text);
    leat__put(e, "    if (!%s_read(%s, %s&x))\n        return false;\n", from->name, there, keyed ? "at, " : "");
    if (is_op(vertex, LEAT_OP_MAP))
        leat__put(e, "    *into = %s_of(x);\n    return true;\n}\n\n", name);
    else if (is_op(vertex, LEAT_OP_FILTER))
        leat__put(e, "    *into = x;\n    return %s_of(x);\n}\n\n", name);
    else
        leat__put(e, "    %s_do(x);\n    *into = x;\n    return true;\n}\n\n", name);
}

static bool is_aggregate(const struct leat__vertex *vertex)
{
    return is_op(vertex, LEAT_OP_FOLD) || is_op(vertex, LEAT_OP_REDUCE) || is_op(vertex, LEAT_OP_COUNT) ||
           is_op(vertex, LEAT_OP_FOLD_KEYED) || is_op(vertex, LEAT_OP_REDUCE_KEYED);
}

/* ---- stopping what is no longer wanted ---- */

static void put_stop(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    if (!vertex->asked || vertex->tick)
        return;
    if (vertex->role == LEAT__ROLE_SEND) {
        leat__put(e, "%sbool %s_cancelled(const struct %s *self)\n{\n    return leat_outs_cancelled(self->%s);\n}\n\n", linkage(e), name,
                  leat__state_struct(e, vertex->unit), name);
        return;
    }
    if (!leat__is_root(vertex))
        return;
    leat__put(e, "%svoid %s_stop(struct %s *self, struct leat_run *run)\n{\n    (void)run;\n", linkage(e), name,
              leat__state_struct(e, vertex->unit));
    if (vertex->role == LEAT__ROLE_RECEIVE)
        leat__put(e, "    leat_ins_cancel(self->%s);\n", name);
    else if (is_op(vertex, LEAT_OP_SOURCE_LINES))
        leat__put(e, "    leat_lines_stop(run, &self->%s.lines);\n", name);
    else if (is_op(vertex, LEAT_OP_SOURCE_INTERVAL))
        leat__put(e, "    leat_interval_stop(run, &self->%s.timer);\n    self->%s.ended = true;\n", name, name);
    else if (is_op(vertex, LEAT_OP_EMBED_INPUT) || leat__counts_integers(vertex))
        leat__put(e, "    self->%s.ended = true;\n", name);
    else
        leat__put(e, "    leat_source_stop(run, &self->%s);\n", name);
    leat__put(e, "}\n\n");
}

static void put_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->role == LEAT__ROLE_SEND) {
        put_send_step(e, vertex);
    } else if (vertex->role == LEAT__ROLE_RECEIVE) {
        put_receive_step(e, vertex);
    } else if (vertex->role == LEAT__ROLE_DEFERRED) {
        put_deferred_step(e, vertex);
    } else if (vertex->role == LEAT__ROLE_OPERATOR) {
        switch (vertex->node->op) {
        case LEAT_OP_SOURCE_ITER:
        case LEAT_OP_SOURCE_GENERATE:
            if (leat__counts_integers(vertex))
                put_range_step(e, vertex);
            else
                put_body_step(e, vertex);
            break;
        case LEAT_OP_SOURCE_LINES:
            put_lines_step(e, vertex);
            break;
        case LEAT_OP_SOURCE_INTERVAL:
            put_interval_step(e, vertex);
            break;
        case LEAT_OP_EMBED_INPUT:
            open_step(e, vertex);
            leat__put(e, "    return self->%s.ended;\n}\n\n", vertex->name);
            break;
        case LEAT_OP_CHAIN:
            put_chain_step(e, vertex);
            break;
        case LEAT_OP_SORT:
            put_sort_step(e, vertex);
            break;
        case LEAT_OP_FOLD:
        case LEAT_OP_REDUCE:
        case LEAT_OP_COUNT:
            if (leat__has_step(vertex))
                put_value_step(e, vertex);
            break;
        case LEAT_OP_FOLD_KEYED:
        case LEAT_OP_REDUCE_KEYED:
            if (leat__has_step(vertex))
                put_keyed_step(e, vertex);
            break;
        case LEAT_OP_SNAPSHOT:
            put_snapshot_step(e, vertex);
            break;
        case LEAT_OP_SAMPLE_EVERY:
            put_sample_step(e, vertex);
            break;
        case LEAT_OP_LIMIT:
            put_limit_step(e, vertex);
            break;
        case LEAT_OP_FORWARD:
            put_forward_step(e, vertex);
            break;
        case LEAT_OP_ASSERT_EQUAL:
            put_assert_step(e, vertex);
            break;
        default:
            break;
        }
    }
    put_stop(e, vertex);
}

void leat__put_steps(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    for (size_t i = 0; i < vertices->count; i++)
        if (vertices->items[i]->unit == e->unit && vertices->items[i]->read) {
            if (is_aggregate(vertices->items[i]))
                put_read_of_aggregate(e, vertices->items[i]);
            else
                put_read_through(e, vertices->items[i]);
        }
    for (size_t i = 0; i < vertices->count; i++)
        if (vertices->items[i]->unit == e->unit)
            put_step(e, vertices->items[i]);
}

/* In a flow of several units the first calls the steps of all, and readers read across. */
void leat__put_step_prototypes(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    if (e->plan->units.count < 2)
        return;
    for (size_t i = 0; i < vertices->count; i++) {
        const struct leat__vertex *vertex = vertices->items[i];
        const char *state = leat__state_struct(e, vertex->unit), *name = vertex->name;

        if (leat__has_step(vertex)) {
            put_signature(e, vertex);
            leat__put(e, ";\n");
        }
        if (vertex->role == LEAT__ROLE_DEFERRED)
            leat__put(e, "bool %s_begin(struct %s *self);\nbool %s_pending(const struct %s *self);\n", name, state, name, state);
        if (is_op(vertex, LEAT_OP_SNAPSHOT))
            leat__put(e, "bool %s_changed(struct %s *self);\n", name, state);
        if (vertex->read) {
            if (vertex->watched)
                leat__put(e, "uint64_t %s_version(const struct %s *self);\n", name, state);
            if (is_keyed(vertex))
                leat__put(e, "uint32_t %s_read_count(const struct %s *self);\n", name, state);
            leat__put(e, "bool %s_read(const struct %s *self, %s%s *into);\n", name, state, is_keyed(vertex) ? "uint32_t at, " : "",
                      vertex->type->text);
        }
        if (vertex->asked && !vertex->tick && vertex->role == LEAT__ROLE_SEND)
            leat__put(e, "bool %s_cancelled(const struct %s *self);\n", name, state);
        else if (vertex->asked && !vertex->tick && leat__is_root(vertex))
            leat__put(e, "void %s_stop(struct %s *self, struct leat_run *run);\n", name, state);
    }
    leat__put(e, "\n");
}
