/*
 * iterate.c: fixpoints. What comes, as seed or round the cycle, enters a table; what is new there is pushed through
 * the cycle, whose end enters the table again. No call leads back to itself: the table, or a queue, is in between.
 */
#include "emit/families.h"

/* ---- leat_iterate: entries lie in the order of their coming, so that the table is the queue ---- */

void leat__emit_iterate(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__put_title(e, vertex);
    leat__put_entry_equal(e, vertex, vertex->type->descriptor, type, "");
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    bool is_new;\n    %s *entry = leat_table_enter(&self->%s.table, sizeof *entry, ", type, name);
    leat__put_hash_of(e, vertex->type->descriptor, "x");
    leat__put(e, ", &x, %s_equal, &is_new);\n\n    if (!is_new)\n        return;\n    *entry = x;\n", name);
    if (!vertex->tick && leat__has_views(vertex->type))
        leat__put(e, "    leat_keep_move(&self->%s.table.keep, %s, entry);\n", name, leat__descriptor_of(e, vertex->type->descriptor));
    leat__put(e, "}\n\n");
}

/* The next entry goes round, and to all others that read the fixpoint. The table may move meanwhile. */
static void put_next(struct leat__emitter *e, const struct leat__vertex *vertex, int depth)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__put(e, "%*sconst %s x = ((const %s *)self->%s.table.entries)[self->%s.at++];\n\n", depth * 4, "", type, type, name, name);
    leat__put_consumers(e, vertex, "self", "x", depth);
}

void leat__emit_iterate_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__open_step(e, vertex);
    if (vertex->tick) {
        leat__put(e, "    while (self->%s.at < self->%s.table.count) {\n", name, name);
        put_next(e, vertex, 2);
        leat__put(e, "    }\n}\n\n");
        return;
    }
    leat__put(e, "    uint64_t room;\n\n");
    if (leat__waits_for_all(vertex))
        leat__put(e, "    if (!ended)\n        return false;\n");
    leat__put(e, "    leat_run_slice(run);\n");
    leat__put(e, "    while (self->%s.at < self->%s.table.count && (room = leat_run_chunk(run)) > 0)\n", name, name);
    leat__put(e, "        for (; room > 0 && self->%s.at < self->%s.table.count; room--) {\n", name, name);
    put_next(e, vertex, 3);
    leat__put(e, "        }\n    return ended && self->%s.at == self->%s.table.count;\n}\n\n", name, name);
}

/* ---- leat_iterate_best: an entry for each key; those that changed are in a queue by their numbers ---- */

static void put_better_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    const char *type = leat__c_name(vertex->type->text);

    leat__put(e, "static inline bool %s_of(%s %s, %s %s)\n{\n", vertex->name, type, quote->parameters[0], type, quote->parameters[1]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n    (void)%s;\n", quote->parameters[0], quote->parameters[1]);
    leat__put_expression(e, vertex->node, quote, "return ", ";");
    leat__put(e, "}\n\n");
}

void leat__emit_iterate_best(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);
    const struct leat_descriptor *key = leat__member_descriptor(vertex->type->descriptor, "key");
    struct leat__text entry = {0};

    leat__put_title(e, vertex);
    leat__put(e, "struct %s_entry {\n    %s value;\n    bool queued;\n};\n\n", name, type);
    put_better_function(e, vertex);
    leat__text_printf(&entry, "struct %s_entry", name);
    leat__put_entry_equal(e, vertex, key, leat__text_string(&entry), ".value.key");
    leat__text_release(&entry);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    bool is_new;\n    struct %s_entry *entry = leat_table_enter(&self->%s.table, sizeof *entry, ", name, name);
    leat__put_hash_of(e, key, "x.key");
    leat__put(e, ", &x.key, %s_equal, &is_new);\n\n", name);
    leat__put(e, "    if (is_new) {\n        entry->queued = false;\n    } else {\n");
    leat__put(e, "        const bool better = %s_of(x, entry->value), worse = %s_of(entry->value, x);\n\n", name, name);
    leat__put(e, "        /* of which neither is better, they are told apart by their bytes */\n");
    leat__put(e, "        if (better == worse ? leat_value_compare(%s, &x, &entry->value) >= 0 : worse)\n            return;\n    }\n",
              leat__descriptor_of(e, vertex->type->descriptor));
    leat__put(e, "    entry->value = x;\n");
    if (!vertex->tick && leat__has_views(vertex->type))
        leat__put(e, "    leat_keep_move(&self->%s.table.keep, %s, &entry->value);\n", name, leat__descriptor_of(e, vertex->type->descriptor));
    leat__put(e, "    if (entry->queued)\n        return;\n    entry->queued = true;\n");
    leat__put(e, "    *(uint32_t *)leat_buffer_push(&self->%s.next, sizeof(uint32_t)) =\n"
                 "        (uint32_t)(entry - (const struct %s_entry *)self->%s.table.entries);\n}\n\n", name, name, name);
}

/* What was queued in the last round goes round in this one. False: the fixpoint is reached. */
static void put_round_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put(e, "static inline bool %s_round(struct %s *self)\n{\n    const struct leat_buffer empty = self->%s.now;\n\n", name,
              leat__state_struct(e, vertex->unit), name);
    leat__put(e, "    if (self->%s.at < self->%s.now.count)\n        return true;\n", name, name);
    leat__put(e, "    self->%s.now = self->%s.next;\n    self->%s.next = empty;\n    self->%s.next.count = 0;\n    self->%s.at = 0;\n", name, name,
              name, name, name);
    leat__put(e, "    return self->%s.now.count > 0;\n}\n\n", name);
}

static void put_best_next(struct leat__emitter *e, const struct leat__vertex *vertex, int depth)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__put(e, "%*sconst uint32_t number = ((const uint32_t *)self->%s.now.data)[self->%s.at++];\n", depth * 4, "", name, name);
    leat__put(e, "%*sstruct %s_entry *entry = (struct %s_entry *)self->%s.table.entries + number;\n", depth * 4, "", name, name, name);
    leat__put(e, "%*sconst %s x = entry->value;\n\n%*sentry->queued = false;\n", depth * 4, "", type, depth * 4, "");
    leat__put_some_consumers(e, vertex, true, depth);
}

static void put_best_result(struct leat__emitter *e, const struct leat__vertex *vertex, int depth)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__put(e, "%*sconst %s x = ((const struct %s_entry *)self->%s.table.entries)[self->%s.given++].value;\n\n", depth * 4, "", type, name,
              name, name);
    leat__put_some_consumers(e, vertex, false, depth);
}

void leat__emit_iterate_best_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    put_round_function(e, vertex);
    leat__open_step(e, vertex);
    if (vertex->tick) {
        leat__put(e, "    while (%s_round(self)) {\n", name);
        put_best_next(e, vertex, 2);
        leat__put(e, "    }\n    while (self->%s.given < self->%s.table.count) {\n", name, name);
        put_best_result(e, vertex, 2);
        leat__put(e, "    }\n}\n\n");
        return;
    }
    leat__put(e, "    uint64_t room;\n\n    if (!ended)\n        return false;\n    leat_run_slice(run);\n");
    leat__put(e, "    while (%s_round(self) && (room = leat_run_chunk(run)) > 0)\n        for (; room > 0 && %s_round(self); room--) {\n", name, name);
    put_best_next(e, vertex, 3);
    leat__put(e, "        }\n    if (%s_round(self))\n        return false;\n", name);
    leat__put(e, "    while (self->%s.given < self->%s.table.count && (room = leat_run_chunk(run)) > 0)\n", name, name);
    leat__put(e, "        for (; room > 0 && self->%s.given < self->%s.table.count; room--) {\n", name, name);
    put_best_result(e, vertex, 3);
    leat__put(e, "        }\n    return self->%s.given == self->%s.table.count;\n}\n\n", name, name);
}

/* ---- what they remember ---- */

static void put_iterate_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_table table; /* all that came */\n        uint32_t at;             /* the next to go round */\n    } %s;\n",
              vertex->name);
}

static void put_iterate_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_table_clear(&self->%s.table, sizeof(%s));\n    self->%s.at = 0;\n", vertex->name, leat__c_name(vertex->type->text),
              vertex->name);
}

static void put_iterate_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_table_release(&self->%s.table);\n", vertex->name);
}

static void put_best_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_table table;     /* the best of each key */\n"
                 "        struct leat_buffer now, next; /* uint32_t: entries that go round in this round, and in the next */\n"
                 "        size_t at;\n        uint32_t given; /* entries that are out, when the fixpoint is reached */\n    } %s;\n", vertex->name);
}

static void put_best_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put(e, "    leat_table_clear(&self->%s.table, sizeof(struct %s_entry));\n    leat_buffer_clear(&self->%s.now, sizeof(uint32_t));\n"
                 "    self->%s.at = 0;\n    self->%s.given = 0;\n", name, name, name, name, name);
}

static void put_best_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put(e, "    leat_table_release(&self->%s.table);\n    leat_buffer_release(&self->%s.now);\n    leat_buffer_release(&self->%s.next);\n", name,
              name, name);
}

const struct leat__remembers leat__iterate_state = {
    .member = put_iterate_member, .reset = put_iterate_reset, .release = put_iterate_release};
const struct leat__remembers leat__iterate_best_state = {
    .member = put_best_member, .reset = put_best_reset, .release = put_best_release};
