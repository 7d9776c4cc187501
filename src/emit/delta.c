/*
 * delta.c: leat_delta: two tables of elements and how often they came, of this tick and of the last one. An element
 * that the last tick had is taken from there, as often as it was; when there is no more of it, it goes on.
 */
#include "emit/families.h"

static void put_enter(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put(e, "    bool is_new;\n    struct %s_entry *entry = leat_table_enter(&self->%s.now, sizeof *entry, hash, &x, %s_equal, &is_new);\n\n", name, name, name);
    leat__put(e, "    if (is_new) {\n        *entry = (struct %s_entry){.value = x};\n", name);
    if (leat__has_views(vertex->type)) /* the next tick looks at it, in this turn or in a later one */
        leat__put(e, "        leat_keep_move(&self->%s.now.keep, %s, &entry->value);\n", name, leat__descriptor_of(e, vertex->type->descriptor));
    leat__put(e, "    }\n    entry->count++;\n");
}

void leat__emit_delta(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;
    struct leat__text entry_type = {0};

    leat__put_title(e, vertex);
    leat__put(e, "struct %s_entry {\n    %s value;\n    uint64_t count;\n};\n\n", name, leat__c_name(vertex->type->text));
    leat__text_printf(&entry_type, "struct %s_entry", name);
    leat__put_entry_equal(e, vertex, vertex->type->descriptor, leat__text_string(&entry_type), ".value");
    leat__text_release(&entry_type);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    const uint64_t hash = ");
    leat__put_hash_of(e, vertex->type->descriptor, "x");
    leat__put(e, ";\n");
    put_enter(e, vertex);
    leat__put(e, "    entry = leat_table_find(&self->%s.before, sizeof *entry, hash, &x, %s_equal);\n"
                 "    if (entry && entry->count > 0) {\n        entry->count--;\n        return;\n    }\n", name, name);
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

/* ---- what it remembers ---- */

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_table now, before; /* of this tick, and of the last one */\n    } %s;\n", vertex->name);
}

static void put_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put(e, "    leat_table_clear(&self->%s.before, sizeof(struct %s_entry));\n", name, name);
    leat__put(e, "    leat_table_swap(&self->%s.now, &self->%s.before);\n", name, name);
}

static void put_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_table_release(&self->%s.now);\n    leat_table_release(&self->%s.before);\n", vertex->name, vertex->name);
}

const struct leat__remembers leat__delta_state = {.member = put_member, .reset = put_reset, .release = put_release};
