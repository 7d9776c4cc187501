/*
 * aggregates.c: one value from many elements, or one for each key; and unique, which keeps keys too.
 */
#include <string.h>

#include "emit/families.h"

/* What an accumulator starts with. */
void leat__put_initial_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *type,
                                const struct leat__quote *quote)
{
    leat__put(e, "static inline %s %s_initial(void)\n{\n", type, vertex->name);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    %s leat_value =\n", type);
    leat__put_expression(e, vertex->node, quote, "    ", ";\n\n    return leat_value;");
    leat__put(e, "}\n\n");
}

/* The accumulator is a local variable while the step runs: the quote may do with it what it likes. */
void leat__put_step_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *suffix, const char *acc_type,
                             const char *value_type, const struct leat__quote *quote)
{
    leat__put(e, "static inline void %s_%s(%s *leat_kept, %s %s)\n{\n", vertex->name, suffix, acc_type, value_type,
              quote->parameters[1]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    %s %s = *leat_kept;\n\n", acc_type, quote->parameters[0]);
    leat__put(e, "    (void)%s;\n", quote->parameters[1]);
    leat__put_statement(e, vertex->node, quote);
    leat__put(e, "    *leat_kept = %s;\n}\n\n", quote->parameters[0]);
}

void leat__put_take_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *acc_type,
                             const char *value_type, const struct leat__quote *quote)
{
    leat__put_step_function(e, vertex, "take", acc_type, value_type, quote);
}

/* Notes that an aggregate has changed, where somebody asks. */
void leat__put_touch(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->watched)
        leat__put(e, "    self->%s.touched = true;\n", vertex->name);
    else if (leat__has_views(vertex->type) && leat__outlives_turn(vertex) && !leat__has_trait(vertex, LEAT__TABLE))
        leat__put(e, "    self->%s.touched = true;\n", vertex->name);
}

/* Around a step whose accumulator views memory: what it allocates belongs to the operator. */
void leat__put_in_keep(struct leat__emitter *e, const struct leat__vertex *vertex, bool views, const char *keep,
                       const char *step)
{
    bool owns = views && leat__outlives_turn(vertex);

    if (owns)
        leat__put(e, "    leat_run_enter(leat_current, &self->%s.%s);\n", vertex->name, keep);
    leat__put(e, "    %s;\n", step);
    if (owns)
        leat__put(e, "    leat_run_leave(leat_current);\n");
}

void leat__emit_fold(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text step = {0};

    leat__put_title(e, vertex);
    leat__put_initial_function(e, vertex, leat__c_name(vertex->type->text), &vertex->node->quotes[0]);
    leat__put_take_function(e, vertex, leat__c_name(vertex->type->text), leat__input_type(vertex, 0), &vertex->node->quotes[1]);
    leat__open_push(e, vertex, "", "self", "x");
    leat__text_printf(&step, "%s_take(&self->%s.value, x)", vertex->name, vertex->name);
    leat__put_in_keep(e, vertex, leat__has_views(vertex->type), "keep", leat__text_string(&step));
    leat__put_touch(e, vertex);
    leat__put(e, "}\n\n");
    leat__text_release(&step);
}

void leat__emit_reduce(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text step = {0};

    leat__put_title(e, vertex);
    leat__put_take_function(e, vertex, leat__c_name(vertex->type->text), leat__input_type(vertex, 0), &vertex->node->quotes[0]);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put_touch(e, vertex);
    leat__put(e, "    if (!self->%s.some) {\n        self->%s.value = x;\n        self->%s.some = true;\n        return;\n    }\n",
              vertex->name, vertex->name, vertex->name);
    leat__text_printf(&step, "%s_take(&self->%s.value, x)", vertex->name, vertex->name);
    leat__put_in_keep(e, vertex, leat__has_views(vertex->type), "keep", leat__text_string(&step));
    leat__put(e, "}\n\n");
    leat__text_release(&step);
}

void leat__emit_count(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    (void)x;\n    self->%s.value++;\n", vertex->name);
    leat__put_touch(e, vertex);
    leat__put(e, "}\n\n");
}

/* One value, when its input has ended, or of this tick. */
void leat__emit_value_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;
    bool optional = vertex->node->kind == LEAT_KIND_OPTIONAL;

    leat__open_step(e, vertex);
    if (vertex->watched)
        leat__put(e, "    if (self->%s.touched || run->first)\n        self->%s.version++;\n", name, name);
    if (vertex->changing) {
        leat__put(e, "    return ended;\n}\n\n");
        return;
    }
    if (!vertex->tick)
        leat__put(e, "    if (self->%s.released || !ended)\n        return self->%s.released;\n    self->%s.released = true;\n", name, name,
                  name);
    if (optional)
        leat__put(e, "    if (!self->%s.some)\n        return%s;\n", name, vertex->tick ? "" : " true");
    leat__put(e, "\n    const %s x = self->%s.value;\n\n", leat__c_name(vertex->type->text), name);
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, vertex->tick ? "}\n\n" : "    return true;\n}\n\n");
}

bool leat__is_its_hash(const struct leat_descriptor *key)
{
    return key->kind <= LEAT_TYPE_U32;
}

/* Expressions for the hash of a key, and the function that compares one with an entry's. */
void leat__put_entry_equal(struct leat__emitter *e, const struct leat__vertex *vertex, const struct leat_descriptor *key,
                            const char *entry_type, const char *member)
{
    leat__put_entry_equal_of(e, vertex, "equal", key, entry_type, member);
}

void leat__put_entry_equal_of(struct leat__emitter *e, const struct leat__vertex *vertex, const char *suffix,
                              const struct leat_descriptor *key, const char *entry_type, const char *member)
{
    leat__put(e, "static inline bool %s_%s(const void *leat_entry, const void *leat_key)\n{\n", vertex->name, suffix);
    if (leat__is_its_hash(key)) {
        leat__put(e, "    (void)leat_entry;\n    (void)leat_key;\n    return true; /* the hash tells them apart */\n}\n\n");
        return;
    }
    leat__put(e, "    const __typeof__((*(%s *)0)%s) *a = &(*(const %s *)leat_entry)%s, *b = leat_key;\n\n", entry_type, member,
              entry_type, member);
    if (key->kind == LEAT_TYPE_STR)
        leat__put(e, "    return leat_str_equal(*a, *b);\n");
    else if (key->kind == LEAT_TYPE_BYTES)
        leat__put(e, "    return a->length == b->length && (a->length == 0 || memcmp(a->data, b->data, a->length) == 0);\n");
    else if (key->kind == LEAT_TYPE_F32 || key->kind == LEAT_TYPE_F64)
        leat__put(e, "    return memcmp(a, b, sizeof *a) == 0;\n");
    else if (key->kind <= LEAT_TYPE_U64)
        leat__put(e, "    return *a == *b;\n");
    else
        leat__put(e, "    return leat_equal_%s(a, b);\n", leat__type_suffix(e, key));
    leat__put(e, "}\n\n");
}

bool leat__is_by_text(const struct leat__emitter *e, const struct leat_descriptor *key)
{
    return leat__is_text(key) && !leat__trick_in(e->plan->without, LEAT_TRICK_TEXT_SLOTS);
}

void leat__put_enter(struct leat__emitter *e, const char *table, const char *entry_type, const char *member,
                     const struct leat_descriptor *key, const char *value, const char *name)
{
    leat__put(e, "    bool is_new;\n    %s *entry = ", entry_type);
    if (leat__is_by_text(e, key)) {
        leat__put(e, "leat_table_enter_text(%s, sizeof *entry, ", table);
        leat__put(e, *member ? "offsetof(%s, %s)" : "0", entry_type, member + (*member != 0));
        leat__put(e, ", %s.data, %s.length, &is_new);\n\n", value, value);
        return;
    }
    leat__put(e, "leat_table_enter(%s, sizeof *entry, ", table);
    leat__put_hash_of(e, key, value);
    leat__put(e, ", &%s, %s_equal, &is_new);\n\n", value, name);
}

void leat__put_enter_equal(struct leat__emitter *e, const struct leat__vertex *vertex, const struct leat_descriptor *key,
                           const char *entry_type, const char *member)
{
    if (!leat__is_by_text(e, key))
        leat__put_entry_equal(e, vertex, key, entry_type, member);
}

void leat__put_hash_of(struct leat__emitter *e, const struct leat_descriptor *key, const char *value)
{
    if (key->kind == LEAT_TYPE_STR || key->kind == LEAT_TYPE_BYTES)
        leat__put(e, "leat_hash_bytes(%s.data, %s.length, 0)", value, value);
    else if (key->kind == LEAT_TYPE_F32 || key->kind == LEAT_TYPE_F64)
        leat__put(e, "leat_hash_bytes(&%s, sizeof %s, 0)", value, value);
    else if (leat__is_its_hash(key))
        leat__put(e, "leat_hash_u32((uint32_t)%s)", value);
    else if (key->kind <= LEAT_TYPE_U64)
        leat__put(e, "leat_hash_u64((uint64_t)%s, 0)", value);
    else
        leat__put(e, "leat_hash_of_%s(&%s, 0)", leat__type_suffix(e, key), value);
}

/* The step for what came, whose entry is there. */
static void put_keyed_step_call(struct leat__emitter *e, const struct leat__vertex *vertex, bool value_views)
{
    bool folds = leat__is_op(vertex, LEAT_OP_FOLD_KEYED);
    struct leat__text step = {0};

    leat__text_printf(&step, folds ? "%s_take(&entry->value, x.value)" : "if (!is_new)\n        %s_take(&entry->value, x.value)",
                      vertex->name);
    leat__put_in_keep(e, vertex, value_views, "table.keep", leat__text_string(&step));
    if (value_views && leat__outlives_turn(vertex))
        leat__put(e, "    leat_table_touch(&self->%s.table, entry, sizeof *entry);\n", vertex->name);
    leat__text_release(&step);
}

void leat__emit_keyed(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat_descriptor *key = leat__member_descriptor(vertex->type->descriptor, "key");
    const struct leat_descriptor *value = leat__member_descriptor(vertex->type->descriptor, "value");
    bool folds = leat__is_op(vertex, LEAT_OP_FOLD_KEYED), steps = !leat__is_op(vertex, LEAT_OP_FIRST_KEYED);
    bool value_views = value && leat_type_has_views(value);
    struct leat__text acc_type = {0}, value_type = {0}, table = {0};

    leat__text_printf(&acc_type, "__typeof__(((%s *)0)->value)", leat__c_name(vertex->type->text));
    leat__text_printf(&value_type, "__typeof__(((%s *)0)->value)", leat__input_type(vertex, 0));
    leat__put_title(e, vertex);
    if (folds)
        leat__put_initial_function(e, vertex, leat__text_string(&acc_type), &vertex->node->quotes[0]);
    if (steps)
        leat__put_take_function(e, vertex, leat__text_string(&acc_type), leat__text_string(&value_type), &vertex->node->quotes[folds ? 1 : 0]);
    if (!leat__is_flat(e, vertex))
        leat__put_enter_equal(e, vertex, key, leat__c_name(vertex->type->text), ".key");
    leat__open_enter(e, vertex);
    if (leat__is_op(vertex, LEAT_OP_REDUCE_WATERMARK))
        leat__put(e, "    if (self->%s.marked && x.key < self->%s.mark)\n        return;\n\n", vertex->name, vertex->name);
    if (leat__is_flat(e, vertex)) {
        leat__put_flat_enter(e, vertex, ".table", "x.key");
        leat__put(e, "    if (is_new) {\n");
    } else {
        leat__text_printf(&table, "&self->%s.table", vertex->name);
        leat__put_enter(e, leat__text_string(&table), leat__c_name(vertex->type->text), ".key", key, "x.key", vertex->name);
        leat__put(e, "    if (is_new) {\n        entry->key = x.key;\n");
    }
    if (leat_type_has_views(key) && leat__outlives_turn(vertex))
        leat__put(e, "        leat_keep_move(&self->%s.table.keep, %s, &entry->key);\n", vertex->name, leat__descriptor_of(e, key));
    if (folds)
        leat__put(e, "        entry->value = %s_initial();\n    }\n", vertex->name);
    else
        leat__put(e, "        entry->value = x.value;\n    }\n");
    if (steps)
        put_keyed_step_call(e, vertex, value_views);
    else if (value_views && leat__outlives_turn(vertex))
        leat__put(e, "    if (is_new)\n        leat_keep_move(&self->%s.table.keep, %s, &entry->value);\n", vertex->name,
                  leat__descriptor_of(e, value));
    leat__put_touch(e, vertex);
    leat__put(e, "}\n\n");
    leat__put_gathering(e, vertex);
    leat__text_release(&acc_type);
    leat__text_release(&value_type);
    leat__text_release(&table);
}

void leat__emit_keyed_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_step(e, vertex);
    leat__put_enter_gathered(e, vertex);
    leat__put_keyed_release(e, vertex);
}

void leat__put_keyed_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    if (vertex->watched)
        leat__put(e, "    if (self->%s.touched || run->first)\n        self->%s.version++;\n", name, name);
    if (vertex->changing) {
        leat__put(e, "    return ended;\n}\n\n");
        return;
    }
    if (!vertex->tick)
        leat__put(e, "    if (self->%s.released || !ended)\n        return self->%s.released;\n\n", name, name);
    if (leat__is_flat(e, vertex))
        leat__put_flat_release_loop(e, vertex);
    else
        leat__put_release_loop(e, vertex, "at", "table.count", "table.entries", type);
    if (!vertex->tick)
        leat__put(e, "    self->%s.released = true;\n    return true;\n", name);
    leat__put(e, "}\n\n");
}

void leat__emit_unique(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *type = leat__c_name(vertex->type->text);
    struct leat__text table = {0};

    leat__text_printf(&table, "&self->%s", vertex->name);
    leat__put_title(e, vertex);
    if (!leat__is_flat(e, vertex))
        leat__put_enter_equal(e, vertex, vertex->type->descriptor, type, "");
    leat__open_push(e, vertex, "", "self", "x");
    if (leat__is_flat(e, vertex))
        leat__put_flat_enter(e, vertex, "", "x");
    else
        leat__put_enter(e, leat__text_string(&table), type, "", vertex->type->descriptor, "x", vertex->name);
    leat__text_release(&table);
    leat__put(e, leat__is_flat(e, vertex) ? "    (void)entry;\n    if (!is_new)\n        return;\n" : "    if (!is_new)\n        return;\n    *entry = x;\n");
    if (leat__outlives_turn(vertex) && leat__has_views(vertex->type))
        leat__put(e, "    leat_keep_move(&self->%s.keep, %s, entry);\n", vertex->name,
                  leat__descriptor_of(e, vertex->type->descriptor));
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

/* ---- what they remember ---- */

void leat__put_value_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        %s value;\n%s        bool touched; /* since the last turn */\n        bool released;\n",
              leat__c_name(vertex->type->text), vertex->node->kind == LEAT_KIND_OPTIONAL ? "        bool some;\n" : "");
    if (vertex->watched)
        leat__put(e, "        uint64_t version; /* turns in which it changed */\n");
    if (leat__outlives_turn(vertex) && leat__has_views(vertex->type))
        leat__put(e, "        struct leat_keep keep;\n");
    leat__put(e, "    } %s;\n", vertex->name);
}

static void put_fold_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.value = %s_initial();\n", vertex->name, vertex->name);
}

void leat__put_value_settle(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    bool moves = leat__outlives_turn(vertex) && leat__has_views(vertex->type);

    if (moves)
        leat__put(e, "    if (self->%s.touched)\n        leat_keep_settle(&self->%s.keep, %s, &self->%s.value);\n", vertex->name,
                  vertex->name, leat__descriptor_of(e, vertex->type->descriptor), vertex->name);
    if (moves || vertex->watched)
        leat__put(e, "    self->%s.touched = false;\n", vertex->name);
}

static void put_count_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.value = 0;\n", vertex->name);
}

static void put_reduce_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.some = false;\n", vertex->name);
}

void leat__put_value_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (leat__outlives_turn(vertex) && leat__has_views(vertex->type))
        leat__put(e, "    leat_keep_release(&self->%s.keep);\n", vertex->name);
}

static void put_keyed_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_%s table;\n        uint32_t at;\n        bool touched;\n        bool released;\n"
                 "        uint64_t version;\n", leat__is_flat(e, vertex) ? "flat" : "table");
    leat__put_gathering_member(e, vertex);
    leat__put(e, "    } %s;\n", vertex->name);
}

void leat__put_keyed_settle(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->watched)
        leat__put(e, "    self->%s.touched = false;\n", vertex->name);
    if (leat__outlives_turn(vertex) && leat__has_views(vertex->type))
        leat__put(e, "    leat_table_settle(&self->%s.table, %s, sizeof(%s));\n", vertex->name,
                  leat__descriptor_of(e, vertex->type->descriptor), leat__c_name(vertex->type->text));
}

void leat__put_keyed_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_%s_clear(&self->%s.table, sizeof(%s));\n", leat__is_flat(e, vertex) ? "flat" : "table", vertex->name,
              leat__c_name(vertex->type->text));
}

void leat__put_keyed_free(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (leat__is_flat(e, vertex))
        leat__put(e, "    leat_flat_release(&self->%s.table, sizeof(%s));\n", vertex->name, leat__c_name(vertex->type->text));
    else
        leat__put(e, "    leat_table_release(&self->%s.table);\n", vertex->name);
}

static void put_unique_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct leat_%s %s;\n", leat__is_flat(e, vertex) ? "flat" : "table", vertex->name);
}

static void put_unique_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_%s_clear(&self->%s, sizeof(%s));\n", leat__is_flat(e, vertex) ? "flat" : "table", vertex->name,
              leat__c_name(vertex->type->text));
}

static void put_unique_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (leat__is_flat(e, vertex))
        leat__put(e, "    leat_flat_release(&self->%s, sizeof(%s));\n", vertex->name, leat__c_name(vertex->type->text));
    else
        leat__put(e, "    leat_table_release(&self->%s);\n", vertex->name);
}

const struct leat__remembers leat__fold_state = {.member = leat__put_value_member,
                                                 .start = put_fold_start,
                                                 .settle = leat__put_value_settle,
                                                 .reset = put_fold_start,
                                                 .release = leat__put_value_release};
const struct leat__remembers leat__reduce_state = {.member = leat__put_value_member,
                                                   .settle = leat__put_value_settle,
                                                   .reset = put_reduce_reset,
                                                   .release = leat__put_value_release};
const struct leat__remembers leat__count_state = {
    .member = leat__put_value_member, .settle = leat__put_value_settle, .reset = put_count_reset};
const struct leat__remembers leat__keyed_state = {.member = put_keyed_member,
                                                  .settle = leat__put_keyed_settle,
                                                  .reset = leat__put_keyed_reset,
                                                  .release = leat__put_keyed_free};
const struct leat__remembers leat__unique_state = {
    .member = put_unique_member, .reset = put_unique_reset, .release = put_unique_release};
