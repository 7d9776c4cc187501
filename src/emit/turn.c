/*
 * turn.c: the turn of a location: its steps in order, each once, then what has ended and what is wanted.
 */
#include <ctype.h>
#include <string.h>

#include "emit/families.h"

static struct leat__arena *arena_of(struct leat__emitter *e)
{
    return (struct leat__arena *)(uintptr_t)&e->plan->arena;
}

/* The vertex that tells when another gives its last element; one in a tick: the tick does. */
static const struct leat__vertex *teller_of(const struct leat__vertex *vertex)
{
    while (!vertex->tick && (vertex->same_element || !(leat__is_confluence(vertex) || leat__has_step(vertex))))
        vertex = vertex->same_element ? vertex->same_element : vertex->inputs.items[0];
    return vertex;
}

/* The C expression that says whether a vertex has given its last element: a constant of the turn. */
static const char *ended_of(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    vertex = teller_of(vertex);
    return vertex->tick ? leat__arena_printf(arena_of(e), "tick_%u_ended", vertex->tick->id)
                        : leat__arena_printf(arena_of(e), "ended_%u", vertex->position);
}

static const char *self_of(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    return leat__state_of(e, vertex->unit, "self");
}

/* name_step(self, run, ended); with what this step takes of that. */
static void put_call(struct leat__emitter *e, const struct leat__vertex *vertex, const char *ended, const char *second_ended)
{
    leat__put(e, "%s_step(%s%s", vertex->name, self_of(e, vertex), leat__step_takes_run(vertex) ? ", run" : "");
    if (leat__step_takes_ended(vertex))
        leat__put(e, ", %s", ended);
    if (second_ended)
        leat__put(e, ", %s", second_ended);
    leat__put(e, ");\n");
}

/* Of a fixpoint: its seed, and all that comes to its cycle from elsewhere. */
static const char *all_ended_of(struct leat__emitter *e, const struct leat__vertex *fixpoint)
{
    const struct leat__vertices *vertices = &e->location->vertices;
    const char *ended = ended_of(e, fixpoint->inputs.items[0]);

    for (size_t i = 0; i < vertices->count; i++)
        for (size_t k = 0; vertices->items[i]->region == fixpoint && k < vertices->items[i]->inputs.count; k++) {
            const struct leat__vertex *input = vertices->items[i]->inputs.items[k];

            if (leat__comes_to_cycle(input, &(struct leat__edge){vertices->items[i], (uint32_t)k}))
                ended = leat__arena_printf(arena_of(e), "%s && %s", ended, ended_of(e, input));
        }
    return ended;
}

static void put_step_call(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (leat__is_confluence(vertex)) {
        leat__put(e, "    const bool ended_%u = ", vertex->position);
        for (size_t i = 0; i < vertex->inputs.count; i++)
            leat__put(e, "%s%s", i ? " && " : "", ended_of(e, vertex->inputs.items[i]));
        leat__put(e, ";\n");
        return;
    }
    if (!leat__has_step(vertex))
        return;
    leat__put(e, "    const bool ended_%u = ", vertex->position);
    if (leat__is_op(vertex, LEAT_OP_FORWARD)) /* its completion comes later in the turn: what was known at the end of the last */
        put_call(e, vertex, "false", NULL);
    else if (leat__op_is_fixpoint(vertex->node->op))
        put_call(e, vertex, all_ended_of(e, vertex), NULL);
    else
        put_call(e, vertex, vertex->inputs.count > 0 ? ended_of(e, vertex->inputs.items[0]) : NULL,
                 leat__has_trait(vertex, LEAT__BOTH_ENDS) ? ended_of(e, vertex->inputs.items[1]) : NULL);
}

/*
 * A gate (lower/gate.c) opens as soon as its second input has ended, if its first one comes only now, and can go straight through.
 */
static void put_early_openings(struct leat__emitter *e, const struct leat__vertices *vertices, const struct leat__vertex *teller)
{
    for (size_t i = 0; i < vertices->count; i++) {
        const struct leat__vertex *gate = vertices->items[i];

        if (!gate->opens_early || teller_of(gate->inputs.items[1]) != teller || teller->tick ||
            teller_of(gate->inputs.items[0])->position <= teller->position)
            continue;
        leat__put(e, "    if (ended_%u)\n        (void)", teller->position);
        put_call(e, gate, "false", "true");
    }
}

/*
 * A join of two inputs that end (lower/meet.c) need not wait for its own place in the turn when one of them has, and the other
 * comes only now: what comes then looks up the first, and is not gathered.
 */
static void put_early_steps(struct leat__emitter *e, const struct leat__vertices *vertices, const struct leat__vertex *teller)
{
    for (size_t i = 0; i < vertices->count && e->plan->units.count == 1; i++) {
        const struct leat__vertex *join = vertices->items[i], *tellers[2];

        if (!join->meets || join->tick)
            continue;
        for (size_t k = 0; k < 2; k++)
            tellers[k] = teller_of(join->inputs.items[k]);
        for (size_t k = 0; k < 2; k++)
            if (tellers[k] == teller && !tellers[1 - k]->tick && tellers[1 - k]->position > teller->position)
                leat__put(e, "    if (ended_%u && leat_meeting_is_small(&self->%s))\n        (void)%s_step(self, run, %s);\n", teller->position,
                          join->name, join->name, k == 0 ? "true, false" : "false, true");
    }
}

/* ---- ticks ---- */

/* Whether what this location sends may come back to it. Then what a tick gives may be what it waits for. */
static bool is_on_cycle(const struct leat__emitter *e)
{
    for (size_t i = 0; i < e->plan->channels.count; i++)
        if (e->plan->channels.items[i]->on_cycle && e->plan->channels.items[i]->to == e->location->place)
            return true;
    return false;
}

/*
 * A tick has ended when all that comes into it has, and nothing is deferred. Where it waits for what comes of itself, by
 * way of the network: when no message is left anywhere.
 */
static void put_tick_end(struct leat__emitter *e, const struct leat__vertices *vertices, size_t from, size_t to)
{
    const uint32_t tick = vertices->items[from]->tick->id;
    bool defers = false;

    for (size_t i = from; i < to; i++)
        if (leat__causes_tick(vertices->items[i])) {
            if (defers)
                leat__put(e, " ||\n        ");
            else
                leat__put(e, "    const bool tick_%u_again = ", tick);
            leat__put(e, "%s_pending(%s)", vertices->items[i]->name, self_of(e, vertices->items[i]));
            defers = true;
        }
    leat__put(e, defers ? ";\n" : "");
    leat__put(e, "    const bool tick_%u_ended = ", tick);
    leat__put(e, is_on_cycle(e) ? "(run->quiesced || (true" : "true");
    for (size_t i = from; i < to; i++)
        if (leat__is_op(vertices->items[i], LEAT_OP_BATCH) || leat__is_op(vertices->items[i], LEAT_OP_SNAPSHOT))
            leat__put(e, " && %s", ended_of(e, vertices->items[i]->inputs.items[0]));
    leat__put(e, is_on_cycle(e) ? "))" : "");
    if (defers)
        leat__put(e, " && !tick_%u_again;\n    if (tick_%u_again)\n        run->again = true;\n", tick, tick);
    else
        leat__put(e, ";\n");
}

static void put_tick(struct leat__emitter *e, const struct leat__vertices *vertices, size_t from, size_t to)
{
    uint32_t tick = vertices->items[from]->tick->id;

    leat__put(e, "\n    /* tick %u */\n", tick);
    for (size_t i = from; i < to; i++)
        if (leat__is_op(vertices->items[i], LEAT_OP_SNAPSHOT))
            leat__put(e, "    if (%s_changed(%s))\n        *self->tick_%u = true;\n", vertices->items[i]->name,
                      self_of(e, vertices->items[i]), tick);
    leat__put(e, "    if (*self->tick_%u) {\n", tick);
    for (size_t i = from; i < to; i++) {
        const struct leat__vertex *vertex = vertices->items[i];

        if (leat__has_step(vertex)) {
            leat__put(e, "        ");
            put_call(e, vertex, NULL, NULL);
        }
    }
    for (uint32_t u = 0; u < e->plan->units.count; u++)
        leat__put(e, "        %s_reset_tick_%u(%s);\n", leat__state_struct(e, u), tick, leat__state_of(e, u, "self"));
    leat__put(e, "        *self->tick_%u = false;\n    }\n", tick);
    put_tick_end(e, vertices, from, to);
    leat__put(e, "\n");
}

static void put_begin(struct leat__emitter *e, const struct leat__vertices *vertices)
{
    bool any = false;

    for (size_t i = 0; i < e->plan->flow->ticks.count; i++)
        if (e->plan->flow->ticks.items[i]->location == e->location->place) {
            leat__put(e, "    *self->tick_%zu = run->first;\n", i);
            any = true;
        }
    for (size_t i = 0; i < vertices->count; i++)
        if (leat__gives_deferred(vertices->items[i]) && !leat__causes_tick(vertices->items[i]))
            leat__put(e, "    %s_begin(%s);\n", vertices->items[i]->name, self_of(e, vertices->items[i]));
        else if (leat__causes_tick(vertices->items[i]))
            leat__put(e, "    if (%s_begin(%s))\n        *self->tick_%u = true;\n", vertices->items[i]->name, self_of(e, vertices->items[i]),
                      vertices->items[i]->tick->id);
    if (any)
        leat__put(e, "\n");
}

/* ---- the end of a turn ---- */

/* Where a location loses interest, what feeds it is stopped: limits and cancelled channels say so. */
static void put_wanted(struct leat__emitter *e, const struct leat__vertices *vertices)
{
    for (size_t i = vertices->count; i-- > 0;) {
        const struct leat__vertex *vertex = vertices->items[i];

        if (!vertex->cancellable || vertex->tick || !vertex->asked)
            continue;
        leat__put(e, "    const bool wanted_%zu = ", i);
        if (vertex->role == LEAT__ROLE_OPERATOR && leat__op_ends_early(vertex->node->op))
            leat__put(e, "!%s;\n", ended_of(e, vertex));
        else if (vertex->role == LEAT__ROLE_SEND)
            leat__put(e, "!%s_cancelled(%s);\n", vertex->name, self_of(e, vertex));
        else {
            for (size_t k = 0; k < vertex->consumers.count; k++)
                leat__put(e, "%swanted_%u", k ? " || " : "", vertex->consumers.items[k].to->position);
            leat__put(e, ";\n");
        }
        if (leat__is_root(vertex))
            leat__put(e, "    if (!wanted_%zu && !ended_%zu) {\n        %s_stop(%s, run);\n        run->again = true;\n    }\n", i, i,
                      vertex->name, self_of(e, vertex));
    }
}

static bool is_sink(const struct leat__vertex *vertex)
{
    return vertex->role != LEAT__ROLE_DEFER && vertex->consumers.count == 0;
}

static void put_finished(struct leat__emitter *e, const struct leat__vertices *vertices)
{
    bool first = true;

    leat__put(e, "    run->finished =");
    for (size_t i = 0; i < vertices->count; i++) {
        if (!is_sink(vertices->items[i]))
            continue;
        leat__put(e, "%s%s", first ? " " : " && ", ended_of(e, vertices->items[i]));
        first = false;
    }
    leat__put(e, first ? " true;\n" : ";\n");
}

static void put_forwards(struct leat__emitter *e, const struct leat__vertices *vertices)
{
    for (size_t i = 0; i < vertices->count; i++)
        if (leat__is_op(vertices->items[i], LEAT_OP_FORWARD) && !vertices->items[i]->tick)
            leat__put(e, "    %s_step(%s, run, run->quiesced || %s);\n", vertices->items[i]->name, self_of(e, vertices->items[i]),
                      ended_of(e, vertices->items[i]->inputs.items[0]));
}

static bool occurs_once(const char *text, const char *name)
{
    const char *first = strstr(text, name);
    size_t length = strlen(name);

    while (first && (isalnum((unsigned char)first[length]) || first[length] == '_'))
        first = strstr(first + 1, name);
    for (const char *at = first ? first + 1 : NULL; at && (at = strstr(at, name)); at++)
        if (!isalnum((unsigned char)at[length]))
            return false;
    return first != NULL;
}

/* A flag that no later line of the turn asks for is no mistake: say so to the compiler. */
static void put_unused(struct leat__emitter *e, const struct leat__vertices *vertices, size_t start)
{
    for (size_t i = 0; i < vertices->count; i++) {
        const struct leat__vertex *vertex = vertices->items[i];
        const char *name = NULL;

        if (vertex->tick && (i == 0 || vertices->items[i - 1]->tick != vertex->tick))
            name = leat__arena_printf(arena_of(e), "tick_%u_ended", vertex->tick->id);
        else if (!vertex->tick)
            name = leat__arena_printf(arena_of(e), "ended_%zu", i);
        if (name && occurs_once(e->out->data + start, name))
            leat__put(e, "    (void)%s;\n", name);
        name = leat__arena_printf(arena_of(e), "wanted_%zu", i);
        if (occurs_once(e->out->data + start, name))
            leat__put(e, "    (void)%s;\n", name);
    }
}

void leat__put_turn(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;
    const char *state = leat__state_struct(e, 0);
    size_t start = e->out->length;

    leat__put(e, "static void %s_turn(void *state, struct leat_run *run)\n{\n    struct %s *self = state;\n\n", state, state);
    put_begin(e, vertices);
    for (size_t i = 0; i < vertices->count; i++) {
        size_t end = i;

        while (vertices->items[i]->tick && end < vertices->count && vertices->items[end]->tick == vertices->items[i]->tick)
            end++;
        if (end > i) {
            put_tick(e, vertices, i, end);
            i = end - 1;
        } else {
            put_step_call(e, vertices->items[i]);
            put_early_steps(e, vertices, vertices->items[i]);
            put_early_openings(e, vertices, vertices->items[i]);
        }
    }
    leat__put(e, "\n");
    put_forwards(e, vertices);
    put_wanted(e, vertices);
    for (uint32_t u = 0; u < e->plan->units.count; u++)
        leat__put(e, "    %s_settle(%s);\n", leat__state_struct(e, u), leat__state_of(e, u, "self"));
    put_finished(e, vertices);
    put_unused(e, vertices, start);
    leat__put(e, "}\n\n");
}
