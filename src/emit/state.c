/*
 * state.c: the state of a location in one unit: a struct with a member for each vertex that remembers
 * something, and the functions that start it, settle it at the end of a turn, and free it.
 */
#include <string.h>

#include "emit/families.h"

static const struct leat__remembers *state_of(const struct leat__vertex *vertex)
{
    static const struct leat__remembers nothing;
    const struct leat__family *family = leat__family_of(vertex);

    return family->state ? family->state : &nothing;
}

/* Calls one of a vertex's functions, if it has it. */
static void put_of(struct leat__emitter *e, const struct leat__vertex *vertex, leat__emit_fn *function)
{
    if (function)
        function(e, vertex);
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
            put_of(e, vertices->items[i], state_of(vertices->items[i])->member);
    if (several && e->unit == 0)
        leat__put(e, "    struct %s_units parts;\n", name);
    for (size_t i = 0; e->unit == 0 && i < e->plan->flow->ticks.count; i++)
        if (is_here(e, e->plan->flow->ticks.items[i]))
            leat__put(e, "    bool has_tick_%zu;\n", i);
    leat__put(e, "};\n\n");
}

/* ---- start ---- */

static void put_start(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;
    const char *state = leat__state_struct(e, e->unit);
    bool several = e->plan->units.count > 1;

    if (e->unit == 0) {
        leat__put(e, "static void %s_start(void *state, struct leat_run *run)\n{\n    struct %s *self = state;\n\n", state, state);
        leat__put(e, "    self->run = run;\n");
        if (e->plan->without)
            leat__put(e, "    run->without = UINT64_C(%llu);\n", (unsigned long long)e->plan->without);
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
            put_of(e, vertices->items[i], state_of(vertices->items[i])->start);
    leat__put(e, e->unit == 0 ? "}\n\n" : "    return self;\n}\n\n");
    for (size_t i = 0; e->unit > 0 && i < e->plan->flow->ticks.count; i++)
        if (is_here(e, e->plan->flow->ticks.items[i]))
            leat__put(e, "void %s_set_tick_%zu(struct %s *self, bool *tick)\n{\n    self->tick_%zu = tick;\n}\n\n", state, i, state, i);
}

/* ---- settle: the end of a turn ---- */

static void put_settle(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    leat__put(e, "/* The end of a turn: what was made in it and is kept moves out of the arena. */\n");
    leat__put(e, "%svoid %s_settle(struct %s *self)\n{\n    (void)self;\n", e->plan->units.count > 1 ? "" : "static inline ",
              leat__state_struct(e, e->unit), leat__state_struct(e, e->unit));
    for (size_t i = 0; i < vertices->count; i++)
        if (vertices->items[i]->unit == e->unit)
            put_of(e, vertices->items[i], state_of(vertices->items[i])->settle);
    leat__put(e, "}\n\n");
}

/* ---- the end of a tick: its operators start afresh ---- */

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
            if (vertices->items[i]->unit == e->unit && vertices->items[i]->tick == e->plan->flow->ticks.items[t] &&
                !vertices->items[i]->carried)
                put_of(e, vertices->items[i], state_of(vertices->items[i])->reset);
        leat__put(e, "}\n\n");
    }
}

/* ---- release ---- */

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
            put_of(e, vertices->items[i], state_of(vertices->items[i])->release);
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
