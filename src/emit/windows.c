/*
 * windows.c: leat_fold_window: a table of accumulators for each open window; and what is late for all of them.
 */
#include "emit/families.h"

void leat__put_time_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *time = &vertex->node->quotes[1];

    leat__put(e, "static inline int64_t %s_time(%s %s)\n{\n", vertex->name, leat__input_type(vertex, 0), time->parameters[0]);
    leat__put_captures(e, vertex, time);
    leat__put(e, "    (void)%s;\n", time->parameters[0]);
    leat__put_expression(e, vertex->node, time, "const int64_t leat_value = (int64_t)", ";\n");
    leat__put(e, "    return leat_windows_time(leat_value, ");
    leat__put_site(e, vertex);
    leat__put(e, ");\n}\n\n");
}

/* One element in one of its windows. */
static void put_enter_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat_descriptor *key = leat__member_descriptor(vertex->type->descriptor, "key");
    const struct leat_descriptor *value = leat__member_descriptor(vertex->type->descriptor, "value");
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);
    bool value_views = value && leat_type_has_views(value) && !vertex->tick;

    leat__put(e, "static inline void %s_enter(struct leat_windows *windows, int64_t start, %s x)\n{\n", name, leat__input_type(vertex, 0));
    leat__put(e, "    struct leat_table *table = &leat_windows_pane(windows, start)->table;\n    bool is_new;\n"
                 "    %s *entry = leat_table_enter(table, sizeof *entry, ", type);
    leat__put_hash_of(e, key, "x.key");
    leat__put(e, ", &x.key, %s_equal, &is_new);\n\n    if (is_new) {\n"
                 "        *entry = (%s){.key = x.key, .start = start, .end = start + windows->spec.width, .value = %s_initial()};\n", name, type, name);
    if (leat_type_has_views(key) && !vertex->tick)
        leat__put(e, "        leat_keep_move(&table->keep, %s, &entry->key);\n", leat__descriptor_of(e, key));
    leat__put(e, "    }\n");
    if (value_views)
        leat__put(e, "    leat_run_enter(leat_current, &table->keep);\n");
    leat__put(e, "    %s_take(&entry->value, x.value);\n", name);
    if (value_views)
        leat__put(e, "    leat_run_leave(leat_current);\n    leat_table_touch(table, entry, sizeof *entry);\n");
    leat__put(e, "}\n\n");
}

static void put_close_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__put(e, "/* The watermark has passed the ends of the first windows. */\n"
                 "static __attribute__((noinline)) void %s_close(struct %s *self, uint32_t closed)\n{\n", name, leat__state_struct(e, vertex->unit));
    leat__put(e, "    for (uint32_t i = 0; i < closed; i++) {\n        const struct leat_table *table = &self->%s.windows.panes[i].table;\n\n", name);
    leat__put(e, "        for (uint32_t at = 0; at < table->count; at++) {\n            const %s x = ((const %s *)table->entries)[at];\n\n", type, type);
    leat__put_some_consumers(e, vertex, false, 3);
    leat__put(e, "        }\n    }\n    leat_windows_drop(&self->%s.windows, closed, sizeof(%s));\n}\n\n", name, type);
}

void leat__emit_fold_window(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text acc_type = {0}, value_type = {0};
    const char *name = vertex->name;

    leat__text_printf(&acc_type, "__typeof__(((%s *)0)->value)", leat__c_name(vertex->type->text));
    leat__text_printf(&value_type, "__typeof__(((%s *)0)->value)", leat__input_type(vertex, 0));
    leat__put_title(e, vertex);
    leat__put_start_function(e, vertex, "leat_window", "window", &vertex->node->quotes[0]);
    leat__put_time_function(e, vertex);
    leat__put_initial_function(e, vertex, leat__text_string(&acc_type), &vertex->node->quotes[2]);
    leat__put_take_function(e, vertex, leat__text_string(&acc_type), leat__text_string(&value_type), &vertex->node->quotes[3]);
    leat__put_entry_equal(e, vertex, leat__member_descriptor(vertex->type->descriptor, "key"), leat__c_name(vertex->type->text), ".key");
    put_enter_function(e, vertex);
    put_close_function(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    struct leat_windows *windows = &self->%s.windows;\n    const int64_t due = %s_time(x);\n    int64_t start = leat_windows_last(windows, due);\n"
                 "    uint32_t closed;\n\n", name, name);
    leat__put(e, "    if (leat_windows_closed(windows, start)) {\n");
    leat__put_some_consumers(e, vertex, true, 2);
    leat__put(e, "        return;\n    }\n");
    leat__put(e, "    for (; due - start < windows->spec.width && !leat_windows_closed(windows, start); start -= windows->spec.slide)\n"
                 "        %s_enter(windows, start, x);\n", name);
    leat__put(e, "    if ((closed = leat_windows_pass(windows, due)) > 0)\n        %s_close(self, closed);\n}\n\n", name);
    leat__text_release(&acc_type);
    leat__text_release(&value_type);
}

/* The end of the input: all that is still open. */
void leat__emit_fold_window_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__open_step(e, vertex);
    if (vertex->tick) {
        leat__put(e, "    %s_close(self, self->%s.windows.count);\n}\n\n", name, name);
        return;
    }
    leat__put(e, "    struct leat_windows *windows = &self->%s.windows;\n    uint64_t room;\n\n    if (!ended)\n        return false;\n    leat_run_slice(run);\n"
                 "    while (windows->count > 0) {\n        const struct leat_table *table = &windows->panes[0].table;\n\n", name);
    leat__put(e, "        while (self->%s.at < table->count && (room = leat_run_chunk(run)) > 0)\n"
                 "            for (; room > 0 && self->%s.at < table->count; room--) {\n"
                 "                const %s x = ((const %s *)table->entries)[self->%s.at++];\n\n", name, name, type, type, name);
    leat__put_some_consumers(e, vertex, false, 4);
    leat__put(e, "            }\n        if (self->%s.at < table->count)\n            return false;\n"
                 "        leat_windows_drop(windows, 1, sizeof(%s));\n        self->%s.at = 0;\n    }\n    return true;\n}\n\n", name, type, name);
}

/* ---- what they remember ---- */

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_windows windows;\n        uint32_t at; /* the next to be given of what is open when the input has ended */\n    } %s;\n",
              vertex->name);
}

static void put_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_windows_start(&self->%s.windows, %s_window(), ", vertex->name, vertex->name);
    leat__put_site(e, vertex);
    leat__put(e, ");\n");
}

static void put_settle(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (!vertex->tick && leat__has_views(vertex->type))
        leat__put(e, "    leat_windows_settle(&self->%s.windows, %s, sizeof(%s));\n", vertex->name,
                  leat__descriptor_of(e, vertex->type->descriptor), leat__c_name(vertex->type->text));
}

static void put_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_windows_clear(&self->%s.windows, sizeof(%s));\n", vertex->name, leat__c_name(vertex->type->text));
}

static void put_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_windows_release(&self->%s.windows);\n", vertex->name);
}

const struct leat__remembers leat__fold_window_state = {
    .member = put_member, .start = put_start, .settle = put_settle, .reset = put_reset, .release = put_release};
