/*
 * steps.c: what a turn does for a vertex: a source runs, a channel is received, an operator that waited
 * for its input's end releases what it has. A step returns whether its vertex has given its last element.
 *
 * What is released outside of ticks is released in chunks, a chunk a turn, so that other inputs get
 * their turn, and what the elements make in the arena is freed between.
 */
#include <string.h>

#include "emit/families.h"

bool leat__is_root(const struct leat__vertex *vertex)
{
    return leat__has_trait(vertex, LEAT__ROOT);
}

bool leat__has_step(const struct leat__vertex *vertex)
{
    if (!leat__family_of(vertex)->step)
        return false;
    if (leat__is_op(vertex, LEAT_OP_TIMEOUT)) /* time passes, whoever reads it */
        return true;
    if (leat__is_aggregate(vertex)) /* one that changes is read; a step only counts its versions */
        return !vertex->changing || vertex->watched;
    if (leat__has_trait(vertex, LEAT__VALUE) && vertex->changing)
        return false;
    if (vertex->region && leat__has_trait(vertex, LEAT__CONFLUENCE)) /* what goes round is told of no end */
        return false;
    return vertex->meets || !(vertex->tick && leat__has_trait(vertex, LEAT__NO_TICK));
}

/* What a step is told: the run, and whether its input has ended. In a tick all input is there. */
bool leat__step_takes_run(const struct leat__vertex *vertex)
{
    if (vertex->role != LEAT__ROLE_OPERATOR || vertex->tick)
        return false;
    if (vertex->meets)
        return true;
    if (leat__has_trait(vertex, LEAT__TABLE))
        return vertex->watched || !vertex->changing;
    if (leat__is_op(vertex, LEAT_OP_TIMEOUT))
        return true;
    if (leat__is_aggregate(vertex))
        return vertex->watched;
    return !leat__has_trait(vertex, LEAT__NO_RUN);
}

bool leat__step_takes_ended(const struct leat__vertex *vertex)
{
    if (vertex->tick || leat__is_root(vertex))
        return false;
    return vertex->role == LEAT__ROLE_SEND || vertex->role == LEAT__ROLE_OPERATOR;
}

static void put_stop(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    if (!vertex->asked || vertex->tick)
        return;
    if (vertex->role == LEAT__ROLE_SEND) {
        leat__put(e, "%sbool %s_cancelled(const struct %s *self)\n{\n    return leat_outs_cancelled(self->%s);\n}\n\n", leat__step_linkage(e), name,
                  leat__state_struct(e, vertex->unit), name);
        return;
    }
    if (!leat__is_root(vertex))
        return;
    leat__put(e, "%svoid %s_stop(struct %s *self, struct leat_run *run)\n{\n    (void)run;\n", leat__step_linkage(e), name,
              leat__state_struct(e, vertex->unit));
    if (vertex->role == LEAT__ROLE_RECEIVE)
        leat__put(e, "    leat_ins_cancel(self->%s);\n", name);
    else if (vertex->node->external)
        leat__put(e, "    leat_external_%sstop(run, self->%s);\n",
                  leat__is_op(vertex, LEAT_OP_SOURCE_EXTERNAL_EVENTS) ? "events_" : "", name);
    else if (leat__is_op(vertex, LEAT_OP_SOURCE_POLL))
        leat__put(e, "    leat_poll_stop(run, &self->%s.poll);\n", name);
    else if (leat__is_op(vertex, LEAT_OP_SOURCE_MEMBERS))
        leat__put(e, "    self->%s.stopped = true;\n", name);
    else if (leat__is_op(vertex, LEAT_OP_SPIN))
        leat__put(e, "    self->%s.ended = true;\n", name);
    else if (leat__is_op(vertex, LEAT_OP_SOURCE_SINGLETON))
        leat__put(e, "    self->%s.released = true;\n", name);
    else if (leat__is_op(vertex, LEAT_OP_SOURCE_LINES))
        leat__put(e, "    leat_lines_stop(run, &self->%s.lines);\n", name);
    else if (leat__is_op(vertex, LEAT_OP_SOURCE_INTERVAL))
        leat__put(e, "    leat_interval_stop(run, &self->%s.timer);\n    self->%s.ended = true;\n", name, name);
    else if (leat__is_op(vertex, LEAT_OP_EMBED_INPUT) || leat__counts_integers(vertex))
        leat__put(e, "    self->%s.ended = true;\n", name);
    else if (leat__goes_through_array(vertex))
        leat__put(e, "    self->%s.source.ended = true;\n", name);
    else
        leat__put(e, "    leat_source_stop(run, &self->%s);\n", name);
    leat__put(e, "}\n\n");
}

void leat__put_steps(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    for (size_t i = 0; i < vertices->count; i++)
        if (vertices->items[i]->unit == e->unit && vertices->items[i]->read) {
            if (leat__has_trait(vertices->items[i], LEAT__VALUE))
                leat__emit_read_of_value(e, vertices->items[i]);
            else if (leat__is_aggregate(vertices->items[i]))
                leat__emit_read_of_aggregate(e, vertices->items[i]);
            else
                leat__emit_read_through(e, vertices->items[i]);
        }
    for (size_t i = 0; i < vertices->count; i++) {
        if (vertices->items[i]->unit != e->unit)
            continue;
        if (leat__has_step(vertices->items[i]))
            leat__family_of(vertices->items[i])->step(e, vertices->items[i]);
        put_stop(e, vertices->items[i]);
    }
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
            leat__put_signature(e, vertex);
            leat__put(e, ";\n");
        }
        if (leat__causes_tick(vertex))
            leat__put(e, "bool %s_begin(struct %s *self);\nbool %s_pending(const struct %s *self);\n", name, state, name, state);
        else if (leat__gives_deferred(vertex))
            leat__put(e, "void %s_begin(struct %s *self);\n", name, state);
        if (leat__is_op(vertex, LEAT_OP_SNAPSHOT))
            leat__put(e, "bool %s_changed(struct %s *self);\n", name, state);
        if (vertex->read) {
            if (vertex->watched)
                leat__put(e, "uint64_t %s_version(const struct %s *self);\n", name, state);
            if (leat__is_keyed(vertex))
                leat__put(e, "uint32_t %s_read_count(const struct %s *self);\n", name, state);
            leat__put(e, "bool %s_read(const struct %s *self, %s%s *into);\n", name, state, leat__is_keyed(vertex) ? "uint32_t at, " : "",
                      leat__c_name(vertex->type->text));
        }
        if (vertex->asked && !vertex->tick && vertex->role == LEAT__ROLE_SEND)
            leat__put(e, "bool %s_cancelled(const struct %s *self);\n", name, state);
        else if (vertex->asked && !vertex->tick && leat__is_root(vertex))
            leat__put(e, "void %s_stop(struct %s *self, struct leat_run *run);\n", name, state);
    }
    leat__put(e, "\n");
}
