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

enum { FLAT_VALUE_MOST = 24 }; /* bytes: of larger ones the free slots would cost more than a second look costs time */

/* Whether the entries of a window lie in their slots: their keys are integers, and their values small, and view nothing. */
static bool is_flat(const struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat_descriptor *key = leat__member_descriptor(vertex->type->descriptor, "key");
    const struct leat_descriptor *value = leat__member_descriptor(vertex->type->descriptor, "value");

    return !leat__trick_in(e->plan->without, LEAT_TRICK_FLAT_TABLES) && key && value && key->kind >= LEAT_TYPE_BOOL &&
           key->kind <= LEAT_TYPE_U64 && value->size <= FLAT_VALUE_MOST && !leat_type_has_views(value);
}

/* "struct fold_window_27_1_entry", or the record that is given: what an entry is. Of a flat table it is the pair alone, as the rest is the window's. */
static const char *entry_type(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (!is_flat(e, vertex))
        return leat__c_name(vertex->type->text);
    return leat__arena_printf((struct leat__arena *)(uintptr_t)&e->plan->arena, "struct %s_entry", vertex->name);
}

static void put_flat_entry(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *type = leat__c_name(vertex->type->text);

    leat__put(e, "struct %s_entry {\n    __typeof__(((%s *)0)->key) key;\n    __typeof__(((%s *)0)->value) value;\n};\n\n", vertex->name, type, type);
}

/* One element in one of its windows, where entries lie in their slots. */
static void put_flat_enter_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = entry_type(e, vertex);

    leat__put(e, "static inline void %s_enter(const struct leat_windows *windows, struct leat_pane *pane, %s x)\n{\n", name, leat__input_type(vertex, 0));
    leat__put(e, "    bool is_new;\n    %s *entry = leat_flat_enter(&pane->flat, %s,\n        (uint64_t)x.key, &is_new);\n\n",
              type, leat__flat_sizes_of(e, type));
    leat__put(e, "    (void)windows;\n    if (is_new)\n        entry->value = %s_initial();\n    %s_take(&entry->value, x.value);\n}\n\n", name, name);
}

/* `pane`: an expression. Declares `table`, that of its entries. */
static void put_table_of(struct leat__emitter *e, const struct leat__vertex *vertex, const char *pane, int depth)
{
    const bool flat = is_flat(e, vertex);

    leat__put(e, "%*sconst struct leat_pane *pane = &%s;\n%*sconst struct leat_%s *table = &pane->%s;\n", 4 * depth, "", pane, 4 * depth, "",
              flat ? "flat" : "table", flat ? "flat" : "table");
}

/* How many entries `table` has. */
static const char *entry_count(const struct leat__emitter *e, const struct leat__vertex *vertex)
{
    return is_flat(e, vertex) ? "leat_flat_places(table)" : "table->count";
}

/* Declares x: what is given for entry `at` (an expression) of `table`. */
static void put_given(struct leat__emitter *e, const struct leat__vertex *vertex, const char *windows, const char *at, int depth)
{
    const char *type = leat__c_name(vertex->type->text), *entry = entry_type(e, vertex);

    if (!is_flat(e, vertex)) {
        leat__put(e, "%*sconst %s x = ((const %s *)table->entries)[%s];\n\n", 4 * depth, "", type, type, at);
        return;
    }
    leat__put(e, "%*sconst %s *found = leat_flat_at(table, %s, %s);\n", 4 * depth, "", entry, leat__flat_sizes_of(e, entry), at);
    leat__put(e, "%*sconst %s x = {.key = found->key, .start = pane->start, .end = pane->start + %s->spec.width, .value = found->value};\n\n",
              4 * depth, "", type, windows);
}

/* One element in one of its windows. */
static void put_enter_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat_descriptor *key = leat__member_descriptor(vertex->type->descriptor, "key");
    const struct leat_descriptor *value = leat__member_descriptor(vertex->type->descriptor, "value");
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);
    bool value_views = value && leat_type_has_views(value) && !vertex->tick;

    leat__put(e, "static inline void %s_enter(const struct leat_windows *windows, struct leat_pane *pane, %s x)\n{\n", name, leat__input_type(vertex, 0));
    leat__put(e, "    struct leat_table *table = &pane->table;\n    bool is_new;\n"
                 "    %s *entry = leat_table_enter(table, sizeof *entry, ", type);
    leat__put_hash_of(e, key, "x.key");
    leat__put(e, ", &x.key, %s_equal, &is_new);\n\n    if (is_new) {\n"
                 "        *entry = (%s){.key = x.key, .start = pane->start, .end = pane->start + windows->spec.width, .value = %s_initial()};\n", name, type, name);
    if (leat_type_has_views(key) && !vertex->tick)
        leat__put(e, "        leat_keep_move(&table->keep, %s, &entry->key);\n", leat__descriptor_of(e, key));
    leat__put(e, "    }\n");
    if (value_views)
        leat__put(e, "    leat_run_enter(leat_current, &table->keep);\n");
    leat__put(e, "    %s_take(&entry->value, x.value);\n", name);
    if (value_views)
        leat__put(e, "    leat_run_leave(leat_current);\n    leat_table_touch(table, entry, sizeof *entry);\n");
    if (leat__has_views(vertex->type) && !vertex->tick)
        leat__put(e, "    pane->touched = true;\n");
    leat__put(e, "}\n\n");
}

static void put_close_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put(e, "/* The watermark has passed the ends of the first windows. */\n"
                 "static __attribute__((noinline)) void %s_close(struct %s *self, uint32_t closed)\n{\n", name, leat__state_struct(e, vertex->unit));
    leat__put(e, "    struct leat_windows *windows = &self->%s.windows;\n\n    for (uint32_t i = 0; i < closed; i++) {\n", name);
    put_table_of(e, vertex, "windows->panes[i]", 2);
    leat__put(e, "\n        for (uint32_t at = 0; at < %s; at++) {\n", entry_count(e, vertex));
    put_given(e, vertex, "windows", "at", 3);
    leat__put_some_consumers(e, vertex, false, 3);
    leat__put(e, "        }\n    }\n    leat_windows_drop(windows, closed, sizeof(%s));\n}\n\n", entry_type(e, vertex));
}

static void put_apart_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put(e, "/* x lies in another window than what came before it, in several, or in none that is open */\n"
                 "static __attribute__((noinline)) void %s_apart(struct %s *self, int64_t due, %s x)\n{\n", name,
              leat__state_struct(e, vertex->unit), leat__input_type(vertex, 0));
    leat__put(e, "    struct leat_windows *windows = &self->%s.windows;\n    int64_t start = leat_windows_last(windows, due);\n\n", name);
    leat__put(e, "    if (leat_windows_closed(windows, start)) {\n");
    leat__put_some_consumers(e, vertex, true, 2);
    leat__put(e, "        return;\n    }\n");
    leat__put(e, "    for (; due - start < windows->spec.width && !leat_windows_closed(windows, start); start -= windows->spec.slide)\n"
                 "        %s_enter(windows, leat_windows_pane(windows, start), x);\n    leat_windows_stay(windows);\n}\n\n", name);
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
    if (is_flat(e, vertex)) {
        put_flat_entry(e, vertex);
        put_flat_enter_function(e, vertex);
    } else {
        leat__put_entry_equal(e, vertex, leat__member_descriptor(vertex->type->descriptor, "key"), leat__c_name(vertex->type->text), ".key");
        put_enter_function(e, vertex);
    }
    put_close_function(e, vertex);
    put_apart_function(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    struct leat_windows *windows = &self->%s.windows;\n    const int64_t due = %s_time(x);\n"
                 "    struct leat_pane *pane = leat_windows_near(windows, due);\n    uint32_t closed;\n\n", name, name);
    leat__put(e, "    if (pane)\n        %s_enter(windows, pane, x);\n    else\n        %s_apart(self, due, x);\n", name, name);
    leat__put(e, "    if ((closed = leat_windows_pass(windows, due)) > 0)\n        %s_close(self, closed);\n}\n\n", name);
    leat__text_release(&acc_type);
    leat__text_release(&value_type);
}

/* The end of the input: all that is still open. */
void leat__emit_fold_window_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *count = entry_count(e, vertex);
    const char *next = leat__arena_printf((struct leat__arena *)(uintptr_t)&e->plan->arena, "self->%s.at++", name);

    leat__open_step(e, vertex);
    if (vertex->tick) {
        leat__put(e, "    %s_close(self, self->%s.windows.count);\n}\n\n", name, name);
        return;
    }
    leat__put(e, "    struct leat_windows *windows = &self->%s.windows;\n    uint64_t room;\n\n    if (!ended)\n        return false;\n    leat_run_slice(run);\n"
                 "    while (windows->count > 0) {\n", name);
    put_table_of(e, vertex, "windows->panes[0]", 2);
    leat__put(e, "\n        while (self->%s.at < %s && (room = leat_run_chunk(run)) > 0)\n"
                 "            for (; room > 0 && self->%s.at < %s; room--) {\n", name, count, name, count);
    put_given(e, vertex, "windows", next, 4);
    leat__put_some_consumers(e, vertex, false, 4);
    leat__put(e, "            }\n        if (self->%s.at < %s)\n            return false;\n"
                 "        leat_windows_drop(windows, 1, sizeof(%s));\n        self->%s.at = 0;\n    }\n    return true;\n}\n\n", name, count, entry_type(e, vertex), name);
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
    leat__put(e, "    leat_windows_clear(&self->%s.windows, sizeof(%s));\n", vertex->name, entry_type(e, vertex));
}

static void put_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_windows_release(&self->%s.windows, sizeof(%s));\n", vertex->name, entry_type(e, vertex));
}

const struct leat__remembers leat__fold_window_state = {
    .member = put_member, .start = put_start, .settle = put_settle, .reset = put_reset, .release = put_release};
