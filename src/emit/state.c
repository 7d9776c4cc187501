/*
 * state.c: the state of a location in one unit: a struct with a member for each vertex that remembers
 * something, and the functions that start it, settle it at the end of a turn, and free it.
 */
#include <string.h>

#include "emit/internal.h"

static bool has_table(const struct leat__vertex *vertex)
{
    return vertex->node->op == LEAT_OP_FOLD_KEYED || vertex->node->op == LEAT_OP_REDUCE_KEYED;
}

static void put_aggregate(struct leat__emitter *e, const struct leat__vertex *vertex, bool some)
{
    leat__put(e, "    struct {\n        %s value;\n%s        bool touched; /* since the last turn */\n        bool released;\n",
              leat__c_name(vertex->type->text), some ? "        bool some;\n" : "");
    if (vertex->watched)
        leat__put(e, "        uint64_t version; /* turns in which it changed */\n");
    if (!vertex->tick && leat__has_views(vertex->type))
        leat__put(e, "        struct leat_keep keep;\n");
    leat__put(e, "    } %s;\n", vertex->name);
}

static void put_source_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (leat__counts_integers(vertex))
        leat__put(e, "    struct {\n        %s at, end;\n        bool ended;\n    } %s;\n", leat__c_name(vertex->type->text), vertex->name);
    else
        leat__put(e, "    struct leat_source %s;\n", vertex->name);
}

static void put_operator_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    switch (vertex->node->op) {
    case LEAT_OP_SOURCE_ITER:
    case LEAT_OP_SOURCE_GENERATE:
        put_source_member(e, vertex);
        break;
    case LEAT_OP_SOURCE_LINES:
        leat__put(e, "    struct {\n        struct leat_lines lines;\n        const char *path;\n    } %s;\n", name);
        break;
    case LEAT_OP_SOURCE_INTERVAL:
    case LEAT_OP_SAMPLE_EVERY:
        leat__put(e, "    struct {\n        struct leat_interval timer;\n        int64_t every; /* milliseconds */\n"
                     "        int64_t next;\n        bool ended;\n    } %s;\n", name);
        break;
    case LEAT_OP_EMBED_INPUT:
        leat__put(e, "    struct {\n        bool ended;\n    } %s;\n", name);
        break;
    case LEAT_OP_EMBED_OUTPUT:
        leat__put(e, "    struct {\n        void (*output)(void *context, %s x);\n        void *context;\n    } %s;\n",
                  leat__c_name(vertex->type->text), name);
        break;
    case LEAT_OP_FORWARD:
        if (!vertex->tick)
            leat__put(e, "    bool %s_ended;\n", name);
        break;
    case LEAT_OP_ENUMERATE:
    case LEAT_OP_LIMIT:
        leat__put(e, "    uint64_t %s;\n", name);
        break;
    case LEAT_OP_UNIQUE:
        leat__put(e, "    struct leat_table %s;\n", name);
        break;
    case LEAT_OP_CHAIN:
        leat__put(e, "    struct {\n        struct leat_buffer waiting; /* of the second input, until the first has ended */\n"
                     "        struct leat_keep keep;\n        size_t at;\n        bool open;\n    } %s;\n", name);
        break;
    case LEAT_OP_JOIN:
        leat__put(e, "    struct {\n        struct leat_table left, right;           /* key, and which rows have it */\n"
                     "        struct leat_buffer left_rows, right_rows;\n    } %s;\n", name);
        break;
    case LEAT_OP_SORT:
        leat__put(e, "    struct {\n        struct leat_buffer values;\n        struct leat_keep keep;\n        size_t at;\n"
                     "        bool sorted;\n        bool released;\n    } %s;\n", name);
        break;
    case LEAT_OP_FOLD:
    case LEAT_OP_COUNT:
        put_aggregate(e, vertex, false);
        break;
    case LEAT_OP_REDUCE:
        put_aggregate(e, vertex, true);
        break;
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
        leat__put(e, "    struct {\n        struct leat_table table;\n        uint32_t at;\n        bool touched;\n        bool released;\n"
                     "        uint64_t version;\n    } %s;\n", name);
        break;
    case LEAT_OP_SNAPSHOT:
        leat__put(e, "    uint64_t %s; /* the version that the last tick saw */\n", name);
        break;
    case LEAT_OP_ASSERT_EQUAL:
        leat__put(e, "    struct {\n        struct leat_buffer got;\n        struct leat_keep keep;\n        bool done;\n    } %s;\n", name);
        break;
    default:
        break;
    }
}

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    switch (vertex->role) {
    case LEAT__ROLE_SEND:
        leat__put(e, "    struct leat_outs *%s;\n", vertex->name);
        if (leat__sends_to_one(vertex))
            leat__put(e, "    struct leat_out %s_peer;\n", vertex->name);
        break;
    case LEAT__ROLE_RECEIVE:
        leat__put(e, "    struct leat_ins *%s;\n", vertex->name);
        break;
    case LEAT__ROLE_DEFER:
        leat__put(e, "    struct {\n        struct leat_buffer next, now;\n        struct leat_keep next_keep, now_keep;\n    } %s;\n",
                  vertex->name);
        break;
    case LEAT__ROLE_DEFERRED:
        break;
    case LEAT__ROLE_OPERATOR:
        put_operator_member(e, vertex);
        break;
    }
}

/* Whether a tick of this location exists; ticks of other locations have nothing here. */
static bool is_here(const struct leat__emitter *e, const struct leat__place *tick)
{
    return tick->location == e->location->place;
}

void leat__put_state(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;
    const char *name = leat__state_struct(e, 0);
    bool several = e->plan->units.count > 1;

    for (uint32_t u = 0; several && u < e->plan->units.count; u++)
        leat__put(e, "struct %s;\n", leat__state_struct(e, u));
    if (several) {
        leat__put(e, "\n/* The parts of one location's state, a part for each unit. */\nstruct %s_units {\n", name);
        for (uint32_t u = 0; u < e->plan->units.count; u++)
            leat__put(e, "    struct %s *u%u;\n", leat__state_struct(e, u), u);
        leat__put(e, "};\n\n");
    }
    leat__put(e, "struct %s {\n    struct leat_run *run;\n", leat__state_struct(e, e->unit));
    if (several)
        leat__put(e, "    struct %s_units *units;\n", name);
    for (size_t i = 0; i < e->plan->flow->ticks.count; i++)
        if (is_here(e, e->plan->flow->ticks.items[i]))
            leat__put(e, "    bool *tick_%zu; /* a batch of this turn has elements */\n", i);
    for (size_t i = 0; i < vertices->count; i++)
        if (vertices->items[i]->unit == e->unit)
            put_member(e, vertices->items[i]);
    if (several && e->unit == 0)
        leat__put(e, "    struct %s_units parts;\n", name);
    for (size_t i = 0; e->unit == 0 && i < e->plan->flow->ticks.count; i++)
        if (is_here(e, e->plan->flow->ticks.items[i]))
            leat__put(e, "    bool has_tick_%zu;\n", i);
    leat__put(e, "};\n\n");
}

/* ---- start ---- */

static void put_start_of(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    if (vertex->role == LEAT__ROLE_SEND) {
        leat__put(e, "    self->%s = leat_run_outs(run, %u);\n", name, vertex->channel->id);
        if (leat__sends_to_one(vertex))
            leat__put(e, "    leat_outs_place(self->%s, &self->%s_peer);\n", name, name);
    }
    if (vertex->role == LEAT__ROLE_RECEIVE)
        leat__put(e, "    self->%s = leat_run_ins(run, %u);\n", name, vertex->channel->id);
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return;
    switch (vertex->node->op) {
    case LEAT_OP_SOURCE_ITER:
    case LEAT_OP_SOURCE_GENERATE:
        if (leat__counts_integers(vertex))
            leat__put(e, "    self->%s.at = %s_from();\n    self->%s.end = %s_to();\n", name, name, name, name);
        break;
    case LEAT_OP_SOURCE_LINES:
        leat__put(e, "    self->%s.path = %s_path();\n", name, name);
        break;
    case LEAT_OP_SOURCE_INTERVAL:
    case LEAT_OP_SAMPLE_EVERY:
        leat__put(e, "    self->%s.every = %s_every();\n", name, name);
        break;
    case LEAT_OP_LIMIT:
        leat__put(e, "    self->%s = %s_most();\n", name, name);
        break;
    case LEAT_OP_FOLD:
        leat__put(e, "    self->%s.value = %s_initial();\n", name, name);
        break;
    default:
        break;
    }
}

static void put_start(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;
    const char *state = leat__state_struct(e, e->unit);
    bool several = e->plan->units.count > 1;

    if (e->unit == 0) {
        leat__put(e, "static void %s_start(void *state, struct leat_run *run)\n{\n    struct %s *self = state;\n\n", state, state);
        leat__put(e, "    self->run = run;\n");
        if (several)
            leat__put(e, "    self->units = &self->parts;\n    self->parts.u0 = self;\n");
        for (size_t i = 0; i < e->plan->flow->ticks.count; i++)
            if (is_here(e, e->plan->flow->ticks.items[i]))
                leat__put(e, "    self->tick_%zu = &self->has_tick_%zu;\n", i, i);
        for (uint32_t u = 1; u < e->plan->units.count; u++)
            leat__put(e, "    self->parts.u%u = %s_new(self->units, run);\n", u, leat__state_struct(e, u));
        for (uint32_t u = 1; u < e->plan->units.count; u++)
            for (size_t i = 0; i < e->plan->flow->ticks.count; i++)
                if (is_here(e, e->plan->flow->ticks.items[i]))
                    leat__put(e, "    %s_set_tick_%zu(self->parts.u%u, self->tick_%zu);\n", leat__state_struct(e, u), i, u, i);
    } else {
        leat__put(e, "struct %s *%s_new(struct %s_units *units, struct leat_run *run)\n{\n", state, state, leat__state_struct(e, 0));
        leat__put(e, "    struct %s *self = leat_state_new(sizeof *self);\n\n    self->run = run;\n    self->units = units;\n", state);
    }
    leat__put(e, "    (void)run;\n");
    for (size_t i = 0; i < vertices->count; i++)
        if (vertices->items[i]->unit == e->unit)
            put_start_of(e, vertices->items[i]);
    leat__put(e, e->unit == 0 ? "}\n\n" : "    return self;\n}\n\n");
    for (size_t i = 0; e->unit > 0 && i < e->plan->flow->ticks.count; i++)
        if (is_here(e, e->plan->flow->ticks.items[i]))
            leat__put(e, "void %s_set_tick_%zu(struct %s *self, bool *tick)\n{\n    self->tick_%zu = tick;\n}\n\n", state, i, state, i);
}

/* ---- settle: the end of a turn ---- */

static bool settles_value(const struct leat__vertex *vertex)
{
    enum leat_op op = vertex->node->op;

    return vertex->role == LEAT__ROLE_OPERATOR && !vertex->tick && (op == LEAT_OP_FOLD || op == LEAT_OP_REDUCE) &&
           leat__has_views(vertex->type);
}

static void put_settle_of(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *descriptor = leat__descriptor_of(e, vertex->type->descriptor);
    const char *name = vertex->name;

    if (vertex->role != LEAT__ROLE_OPERATOR)
        return;
    if (vertex->watched && (has_table(vertex) || vertex->node->op == LEAT_OP_FOLD || vertex->node->op == LEAT_OP_REDUCE ||
                         vertex->node->op == LEAT_OP_COUNT)) {
        if (settles_value(vertex))
            leat__put(e, "    if (self->%s.touched)\n        leat_keep_settle(&self->%s.keep, %s, &self->%s.value);\n", name, name,
                      descriptor, name);
        leat__put(e, "    self->%s.touched = false;\n", name);
    } else if (settles_value(vertex)) {
        leat__put(e, "    if (self->%s.touched)\n        leat_keep_settle(&self->%s.keep, %s, &self->%s.value);\n    self->%s.touched = false;\n",
                  name, name, descriptor, name, name);
    }
    if (has_table(vertex) && !vertex->tick && leat__has_views(vertex->type))
        leat__put(e, "    leat_table_settle(&self->%s.table, %s, sizeof(%s));\n", name, descriptor, leat__c_name(vertex->type->text));
}

static void put_settle(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    leat__put(e, "/* The end of a turn: what was made in it and is kept moves out of the arena. */\n");
    leat__put(e, "%svoid %s_settle(struct %s *self)\n{\n    (void)self;\n", e->plan->units.count > 1 ? "" : "static inline ",
              leat__state_struct(e, e->unit), leat__state_struct(e, e->unit));
    for (size_t i = 0; i < vertices->count; i++)
        if (vertices->items[i]->unit == e->unit)
            put_settle_of(e, vertices->items[i]);
    leat__put(e, "}\n\n");
}

/* ---- the end of a tick: its operators start afresh ---- */

static void put_reset_of(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    if (vertex->role == LEAT__ROLE_DEFER) {
        leat__put(e, "    leat_buffer_clear(&self->%s.now, sizeof(%s));\n    leat_keep_release(&self->%s.now_keep);\n", name,
                  leat__c_name(vertex->type->text), name);
        return;
    }
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return;
    switch (vertex->node->op) {
    case LEAT_OP_ENUMERATE:
        leat__put(e, "    self->%s = 0;\n", name);
        break;
    case LEAT_OP_LIMIT:
        leat__put(e, "    self->%s = %s_most();\n", name, name);
        break;
    case LEAT_OP_UNIQUE:
        leat__put(e, "    leat_table_clear(&self->%s, sizeof(%s));\n", name, leat__c_name(vertex->type->text));
        break;
    case LEAT_OP_CHAIN:
        leat__put(e, "    leat_buffer_clear(&self->%s.waiting, sizeof(%s));\n    self->%s.open = false;\n", name, leat__c_name(vertex->type->text),
                  name);
        break;
    case LEAT_OP_JOIN:
        leat__put(e, "    leat_table_clear(&self->%s.left, sizeof(struct %s_entry));\n    leat_table_clear(&self->%s.right, sizeof(struct %s_entry));\n"
                     "    leat_buffer_clear(&self->%s.left_rows, sizeof(struct %s_left));\n"
                     "    leat_buffer_clear(&self->%s.right_rows, sizeof(struct %s_right));\n",
                  name, name, name, name, name, name, name, name);
        break;
    case LEAT_OP_SORT:
        leat__put(e, "    leat_buffer_clear(&self->%s.values, sizeof(%s));\n", name, leat__c_name(vertex->type->text));
        break;
    case LEAT_OP_FOLD:
        leat__put(e, "    self->%s.value = %s_initial();\n", name, name);
        break;
    case LEAT_OP_COUNT:
        leat__put(e, "    self->%s.value = 0;\n", name);
        break;
    case LEAT_OP_REDUCE:
        leat__put(e, "    self->%s.some = false;\n", name);
        break;
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
        leat__put(e, "    leat_table_clear(&self->%s.table, sizeof(%s));\n", name, leat__c_name(vertex->type->text));
        break;
    default:
        break;
    }
}

static void put_resets(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    for (size_t t = 0; t < e->plan->flow->ticks.count; t++) {
        if (!is_here(e, e->plan->flow->ticks.items[t]))
            continue;
        leat__put(e, "/* What the operators of the tick saw is gone: the next one starts afresh. */\n");
        leat__put(e, "%svoid %s_reset_tick_%zu(struct %s *self)\n{\n    (void)self;\n",
                  e->plan->units.count > 1 ? "" : "static inline ", leat__state_struct(e, e->unit), t, leat__state_struct(e, e->unit));
        for (size_t i = 0; i < vertices->count; i++)
            if (vertices->items[i]->unit == e->unit && vertices->items[i]->tick == e->plan->flow->ticks.items[t])
                put_reset_of(e, vertices->items[i]);
        leat__put(e, "}\n\n");
    }
}

/* ---- release ---- */

static void put_release_of(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    if (vertex->role == LEAT__ROLE_DEFER)
        leat__put(e, "    leat_buffer_release(&self->%s.next);\n    leat_buffer_release(&self->%s.now);\n"
                     "    leat_keep_release(&self->%s.next_keep);\n    leat_keep_release(&self->%s.now_keep);\n", name, name, name, name);
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return;
    switch (vertex->node->op) {
    case LEAT_OP_SOURCE_ITER:
    case LEAT_OP_SOURCE_GENERATE:
        if (!leat__counts_integers(vertex))
            leat__put(e, "    leat_source_stop(self->run, &self->%s);\n", name);
        break;
    case LEAT_OP_SOURCE_LINES:
        leat__put(e, "    leat_lines_stop(self->run, &self->%s.lines);\n", name);
        break;
    case LEAT_OP_SOURCE_INTERVAL:
    case LEAT_OP_SAMPLE_EVERY:
        leat__put(e, "    leat_interval_stop(self->run, &self->%s.timer);\n", name);
        break;
    case LEAT_OP_UNIQUE:
        leat__put(e, "    leat_table_release(&self->%s);\n", name);
        break;
    case LEAT_OP_CHAIN:
        leat__put(e, "    leat_buffer_release(&self->%s.waiting);\n    leat_keep_release(&self->%s.keep);\n", name, name);
        break;
    case LEAT_OP_JOIN:
        leat__put(e, "    leat_table_release(&self->%s.left);\n    leat_table_release(&self->%s.right);\n"
                     "    leat_buffer_release(&self->%s.left_rows);\n    leat_buffer_release(&self->%s.right_rows);\n",
                  name, name, name, name);
        break;
    case LEAT_OP_SORT:
        leat__put(e, "    leat_buffer_release(&self->%s.values);\n    leat_keep_release(&self->%s.keep);\n", name, name);
        break;
    case LEAT_OP_FOLD:
    case LEAT_OP_REDUCE:
        if (!vertex->tick && leat__has_views(vertex->type))
            leat__put(e, "    leat_keep_release(&self->%s.keep);\n", name);
        break;
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
        leat__put(e, "    leat_table_release(&self->%s.table);\n", name);
        break;
    case LEAT_OP_ASSERT_EQUAL:
        leat__put(e, "    leat_buffer_release(&self->%s.got);\n    leat_keep_release(&self->%s.keep);\n", name, name);
        break;
    default:
        break;
    }
}

static void put_release(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;
    const char *state = leat__state_struct(e, e->unit);

    if (e->unit == 0)
        leat__put(e, "static void %s_release(void *state)\n{\n    struct %s *self = state;\n\n", state, state);
    else
        leat__put(e, "void %s_free(struct %s *self)\n{\n", state, state);
    leat__put(e, "    (void)self;\n");
    for (size_t i = 0; i < vertices->count; i++)
        if (vertices->items[i]->unit == e->unit)
            put_release_of(e, vertices->items[i]);
    for (uint32_t u = 1; e->unit == 0 && u < e->plan->units.count; u++)
        leat__put(e, "    %s_free(self->parts.u%u);\n", leat__state_struct(e, u), u);
    if (e->unit > 0)
        leat__put(e, "    leat_state_free(self);\n");
    leat__put(e, "}\n\n");
}

/* What the first unit calls of the others. */
static void put_other_units(struct leat__emitter *e)
{
    for (uint32_t u = 1; u < e->plan->units.count; u++) {
        const char *state = leat__state_struct(e, u);

        if (e->unit != 0 && e->unit != u)
            continue;
        leat__put(e, "struct %s *%s_new(struct %s_units *units, struct leat_run *run);\n", state, state, leat__state_struct(e, 0));
        leat__put(e, "void %s_settle(struct %s *self);\nvoid %s_free(struct %s *self);\n", state, state, state, state);
        for (size_t i = 0; i < e->plan->flow->ticks.count; i++)
            if (is_here(e, e->plan->flow->ticks.items[i]))
                leat__put(e, "void %s_set_tick_%zu(struct %s *self, bool *tick);\nvoid %s_reset_tick_%zu(struct %s *self);\n", state, i,
                          state, state, i, state);
    }
    if (e->plan->units.count > 1 && e->unit == 0) {
        leat__put(e, "void %s_settle(struct %s *self);\n", leat__state_struct(e, 0), leat__state_struct(e, 0));
        for (size_t i = 0; i < e->plan->flow->ticks.count; i++)
            if (is_here(e, e->plan->flow->ticks.items[i]))
                leat__put(e, "void %s_reset_tick_%zu(struct %s *self);\n", leat__state_struct(e, 0), i, leat__state_struct(e, 0));
    }
    if (e->plan->units.count > 1)
        leat__put(e, "\n");
}

void leat__put_state_functions(struct leat__emitter *e)
{
    put_other_units(e);
    put_start(e);
    put_settle(e);
    put_resets(e);
    put_release(e);
}
