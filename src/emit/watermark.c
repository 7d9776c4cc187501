/*
 * watermark.c: leat_reduce_watermark: a table of keys from which those below a mark that rises are swept; at once
 * they are no longer taken, and they are out before anybody reads the table or gets what is in it.
 */
#include "emit/families.h"

/* A sweep costs as much as the table is large: between readings it waits until the table has doubled. */
static void put_sweep(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text), *mark = leat__input_type(vertex, 1);

    leat__put(e, "static bool %s_stays(const void *leat_entry, const void *leat_mark)\n{\n    return ((const %s *)leat_entry)->key >= *(const %s *)leat_mark;\n}\n\n",
              name, type, mark);
    leat__put(e, "static inline void %s_sweep(struct %s *self)\n{\n    leat_table_sweep(&self->%s.table, sizeof(%s), %s_stays, &self->%s.mark);\n"
                 "    self->%s.stale = false;\n    self->%s.most = self->%s.table.count * 2;\n}\n\n", name, leat__state_struct(e, vertex->unit), name, type, name, name,
              name, name, name);
}

void leat__emit_watermark(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__emit_keyed(e, vertex);
    put_sweep(e, vertex);
    leat__open_push(e, vertex, "_second", "self", "x");
    leat__put(e, "    if (self->%s.marked && x <= self->%s.mark)\n        return;\n    self->%s.mark = x;\n    self->%s.marked = self->%s.stale = true;\n",
              name, name, name, name, name);
    leat__put_touch(e, vertex);
    leat__put(e, "    if (self->%s.table.count > 64 && self->%s.table.count > self->%s.most)\n        %s_sweep(self);\n}\n\n", name, name, name, name);
}

void leat__emit_watermark_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_step(e, vertex);
    if (!vertex->tick)
        leat__put(e, "    ended = ended && second_ended;\n");
    leat__put(e, "    if (self->%s.stale)\n        %s_sweep(self);\n", vertex->name, vertex->name);
    leat__put_keyed_release(e, vertex);
}

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_table table;\n        uint32_t at;\n        bool touched;\n        bool released;\n"
                 "        uint64_t version;\n        %s mark;\n        bool marked; /* there is a mark */\n        bool stale;  /* it rose since the last sweep */\n"
                 "        uint32_t most; /* entries, before the next sweep */\n    } %s;\n", leat__input_type(vertex, 1), vertex->name);
}

static void put_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_keyed_reset(e, vertex);
    leat__put(e, "    self->%s.marked = self->%s.stale = false;\n", vertex->name, vertex->name);
}

const struct leat__remembers leat__watermark_state = {
    .member = put_member, .settle = leat__put_keyed_settle, .reset = put_reset, .release = leat__put_keyed_free};
