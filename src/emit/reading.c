/*
 * reading.c: aggregates whose value changes are read where they lie, by snapshots and samples, through the maps and
 * filters that stand between.
 */
#include <string.h>

#include "emit/families.h"

void leat__emit_read_of_aggregate(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *state = leat__state_struct(e, vertex->unit), *name = vertex->name;

    if (vertex->watched)
        leat__put(e, "%suint64_t %s_version(const struct %s *self)\n{\n    return self->%s.version;\n}\n\n", leat__step_linkage(e), name, state, name);
    if (leat__is_keyed(vertex)) {
        bool flat = leat__is_flat(e, vertex);

        leat__put(e, flat ? "%suint32_t %s_read_count(const struct %s *self)\n{\n    return leat_flat_places(&self->%s.table);\n}\n\n"
                          : "%suint32_t %s_read_count(const struct %s *self)\n{\n    return self->%s.table.count;\n}\n\n", leat__step_linkage(e), name,
                  state, name);
        leat__put(e, "%sbool %s_read(const struct %s *self, uint32_t at, %s *into)\n{\n", leat__step_linkage(e), name, state, leat__c_name(vertex->type->text));
        if (flat)
            leat__put(e, "    const %s *found = leat_flat_at(&self->%s.table, %s, at);\n\n    if (found)\n        *into = *found;\n    return found != NULL;\n}\n\n",
                      leat__c_name(vertex->type->text), name, leat__flat_sizes(e, vertex));
        else
            leat__put(e, "    *into = ((const %s *)self->%s.table.entries)[at];\n    return true;\n}\n\n", leat__c_name(vertex->type->text), name);
        return;
    }
    leat__put(e, "%sbool %s_read(const struct %s *self, %s *into)\n{\n    *into = self->%s.value;\n", leat__step_linkage(e), name, state,
              leat__c_name(vertex->type->text), name);
    if (vertex->node->kind == LEAT_KIND_OPTIONAL)
        leat__put(e, "    return self->%s.some;\n}\n\n", name);
    else
        leat__put(e, "    return true;\n}\n\n");
}

/* A map, filter or inspect between an aggregate and its reader runs when it is read. */
void leat__emit_read_through(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__vertex *from = vertex->inputs.items[0];
    const char *there = leat__state_of(e, from->unit, "self");
    const char *state = leat__state_struct(e, vertex->unit), *name = vertex->name;
    bool keyed = leat__is_keyed(vertex);

    if (vertex->watched)
        leat__put(e, "%suint64_t %s_version(const struct %s *self)\n{\n    return %s_version(%s);\n}\n\n", leat__step_linkage(e), name, state, from->name,
              there);
    if (keyed)
        leat__put(e, "%suint32_t %s_read_count(const struct %s *self)\n{\n    return %s_read_count(%s);\n}\n\n", leat__step_linkage(e), name, state,
                  from->name, there);
    leat__put(e, "%sbool %s_read(const struct %s *self, %s%s *into)\n{\n    %s x;\n\n", leat__step_linkage(e), name, state,
              keyed ? "uint32_t at, " : "", leat__c_name(vertex->type->text), leat__c_name(from->type->text));
    leat__put(e, "    if (!%s_read(%s, %s&x))\n        return false;\n", from->name, there, keyed ? "at, " : "");
    if (leat__is_op(vertex, LEAT_OP_MAP))
        leat__put(e, "    *into = %s_of(x);\n    return true;\n}\n\n", name);
    else if (leat__is_op(vertex, LEAT_OP_MAP_VALUES))
        leat__put(e, "    *into = (%s){.key = x.key, .value = %s_of(x.value)};\n    return true;\n}\n\n", leat__c_name(vertex->type->text), name);
    else if (leat__is_op(vertex, LEAT_OP_FILTER))
        leat__put(e, "    *into = x;\n    return %s_of(x);\n}\n\n", name);
    else
        leat__put(e, "    %s_do(x);\n    *into = x;\n    return true;\n}\n\n", name);
}

void leat__emit_snapshot_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__vertex *from = vertex->inputs.items[0];
    const char *there = leat__state_of(e, from->unit, "self");

    leat__put(e, "/* %s:%u  leat_snapshot */\n", vertex->node->site->file, vertex->node->line);
    leat__put(e, "%sbool %s_changed(struct %s *self)\n{\n    const uint64_t version = %s_version(%s);\n", leat__step_linkage(e), vertex->name,
              leat__state_struct(e, vertex->unit), from->name, there);
    leat__put(e, "    const bool changed = version != self->%s;\n\n    self->%s = version;\n    return changed;\n}\n\n", vertex->name,
              vertex->name);
    leat__open_step(e, vertex);
    leat__put(e, "    %s x;\n\n", leat__c_name(vertex->type->text));
    if (leat__is_keyed(from)) {
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

void leat__emit_sample_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__vertex *from = vertex->inputs.items[0];
    const char *there = leat__state_of(e, from->unit, "self");
    const char *name = vertex->name;

    leat__open_step(e, vertex);
    leat__put(e, "    %s x;\n\n    if (self->%s.ended)\n        return true;\n", leat__c_name(vertex->type->text), name);
    leat__put(e, "    if ((leat_interval_due(run, &self->%s.timer, self->%s.every) > 0 || ended) && %s_read(%s, &x)) {\n", name, name,
              from->name, there);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n    if (ended) {\n        leat_interval_stop(run, &self->%s.timer);\n        self->%s.ended = true;\n    }\n", name,
              name);
    leat__put(e, "    return ended;\n}\n\n");
}

static void put_snapshot_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    uint64_t %s; /* the version that the last tick saw */\n", vertex->name);
}

const struct leat__remembers leat__snapshot_state = {.member = put_snapshot_member};
