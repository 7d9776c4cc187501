/*
 * summaries.c: extremes, ends, all elements as a vector, how many different ones, how often each, and the first few
 * of an order.
 */
#include "emit/families.h"

/* A minimum keeps what came first of equal elements, a maximum takes what came last: as sort has them. */
void leat__emit_extreme(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put_title(e, vertex);
    leat__put_compare(e, vertex, &vertex->node->quotes[0]);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    if (self->%s.some && %s_compare(&x, &self->%s.value, NULL) %s 0)\n        return;\n", name, name, name,
              leat__is_op(vertex, LEAT_OP_MIN) ? ">=" : "<");
    leat__put(e, "    self->%s.value = x;\n    self->%s.some = true;\n", name, name);
    leat__put_touch(e, vertex);
    leat__put(e, "}\n\n");
}

void leat__emit_end(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    if (leat__is_op(vertex, LEAT_OP_FIRST))
        leat__put(e, "    if (self->%s.some)\n        return;\n", name);
    leat__put(e, "    self->%s.value = x;\n    self->%s.some = true;\n", name, name);
    leat__put_touch(e, vertex);
    leat__put(e, "}\n\n");
}

void leat__emit_collect(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text step = {0};

    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__text_printf(&step, "leat_vec_push(&self->%s.value, x)", vertex->name);
    leat__put_in_keep(e, vertex, true, "keep", leat__text_string(&step));
    leat__put_touch(e, vertex);
    leat__put(e, "}\n\n");
    leat__text_release(&step);
}

/* Enters what came in the table; `key` is the lvalue of its place in the entry. */
static void put_enter(struct leat__emitter *e, const struct leat__vertex *vertex, const char *entry_type, const char *member,
                      const char *key)
{
    const struct leat_descriptor *type = vertex->inputs.items[0]->type->descriptor;
    struct leat__text table = {0};

    leat__text_printf(&table, "&self->%s.table", vertex->name);
    leat__put_enter(e, leat__text_string(&table), entry_type, member, type, "x", vertex->name);
    leat__text_release(&table);
    leat__put(e, "    if (is_new) {\n        %s = x;\n", key);
    if (leat__outlives_turn(vertex) && leat_type_has_views(type))
        leat__put(e, "        leat_keep_move(&self->%s.table.keep, %s, &(%s));\n", vertex->name, leat__descriptor_of(e, type), key);
}

void leat__emit_distinct_count(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__put_enter_equal(e, vertex, vertex->inputs.items[0]->type->descriptor, leat__input_type(vertex, 0), "");
    leat__open_push(e, vertex, "", "self", "x");
    put_enter(e, vertex, leat__input_type(vertex, 0), "", "*entry");
    leat__put(e, "        self->%s.value++;\n    }\n", vertex->name);
    leat__put_touch(e, vertex);
    leat__put(e, "}\n\n");
}

void leat__emit_value_counts(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *type = leat__c_name(vertex->type->text);

    leat__put_title(e, vertex);
    if (leat__is_flat(e, vertex)) {
        leat__open_enter(e, vertex);
        leat__put_flat_enter(e, vertex, ".table", "x");
        leat__put(e, "    (void)is_new; /* it counts from 0 */\n");
    } else {
        leat__put_enter_equal(e, vertex, vertex->inputs.items[0]->type->descriptor, type, ".key");
        leat__open_enter(e, vertex);
        put_enter(e, vertex, type, ".key", "entry->key");
        leat__put(e, "        entry->value = 0;\n    }\n");
    }
    leat__put(e, "    entry->value++;\n");
    leat__put_touch(e, vertex);
    leat__put(e, "}\n\n");
    leat__put_gathering(e, vertex);
}

/* ---- top_n ---- */

/*
 * What is kept is a heap whose root is the last of it in the order. Elements of ordered input carry the number of
 * their coming: of equal ones the first is kept.
 */
void leat__emit_top_n(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__put_title(e, vertex);
    leat__put_start_function(e, vertex, "uint64_t", "most", &vertex->node->quotes[0]);
    leat__put(e, "struct %s_row {\n    %s value;\n    uint64_t number; /* in the order of their coming */\n};\n\n", name, type);
    leat__put_compare(e, vertex, &vertex->node->quotes[1]);
    leat__put(e, "static inline int %s_rows(const void *a, const void *b, void *context)\n{\n"
                 "    const struct %s_row *first = a, *second = b;\n    const int order = %s_compare(&first->value, &second->value, context);\n\n"
                 "    return order ? order : (first->number > second->number) - (first->number < second->number);\n}\n\n", name, name, name);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    const struct %s_row row = {x, self->%s.number++};\n\n", name, name);
    leat__put(e, "    if (self->%s.rows.count < self->%s.most) {\n        *(struct %s_row *)leat_buffer_push(&self->%s.rows, sizeof row) = row;\n"
                 "        leat_heap_up(self->%s.rows.data, self->%s.rows.count, sizeof row, %s_rows);\n", name, name, name, name, name, name, name);
    leat__put(e, "    } else if (self->%s.most > 0 && %s_rows(&row, self->%s.rows.data, NULL) < 0) {\n"
                 "        memcpy(self->%s.rows.data, &row, sizeof row);\n"
                 "        leat_heap_down(self->%s.rows.data, self->%s.rows.count, sizeof row, %s_rows);\n    } else {\n        return;\n    }\n",
              name, name, name, name, name, name, name);
    if (leat__outlives_turn(vertex) && leat__has_views(vertex->type))
        leat__put(e, "    self->%s.touched = true;\n", name);
    leat__put(e, "}\n\n");
}

void leat__emit_top_n_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__put(e, "/* In order, and without the numbers. */\nstatic inline void %s_sort(struct leat_buffer *rows)\n{\n"
                 "    leat_sort_values(rows->data, rows->count, sizeof(struct %s_row), %s_rows, NULL);\n"
                 "    for (size_t i = 0; i < rows->count; i++)\n"
                 "        memmove(rows->data + i * sizeof(%s), rows->data + i * sizeof(struct %s_row), sizeof(%s));\n}\n\n",
              name, name, name, type, name, type);
    leat__open_step(e, vertex);
    if (!vertex->tick)
        leat__put(e, "    if (self->%s.released || !ended)\n        return self->%s.released;\n    if (!self->%s.sorted)\n    ", name, name, name);
    leat__put(e, "    %s_sort(&self->%s.rows);\n", name, name);
    if (!vertex->tick)
        leat__put(e, "    self->%s.sorted = true;\n\n", name);
    leat__put_release_loop(e, vertex, "at", "rows.count", "rows.data", type);
    if (!vertex->tick)
        leat__put(e, "    leat_buffer_release(&self->%s.rows);\n    self->%s.released = true;\n    return true;\n", name, name);
    leat__put(e, "}\n\n");
}

/* ---- what they remember ---- */

static void put_collect_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.value = (%s){0};\n", vertex->name, leat__c_name(vertex->type->text));
}

static void put_distinct_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_table table;\n        uint64_t value;\n        bool touched;\n        bool released;\n"
                 "        uint64_t version;\n    } %s;\n", vertex->name);
}

static void put_distinct_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.value = 0;\n    leat_table_clear(&self->%s.table, sizeof(%s));\n", vertex->name, vertex->name,
              leat__input_type(vertex, 0));
}

static void put_distinct_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_table_release(&self->%s.table);\n", vertex->name);
}

static void put_top_n_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_buffer rows; /* a heap, until they are sorted */\n        struct leat_keep keep;\n"
                 "        uint64_t most, number;\n        size_t at;\n        bool touched, sorted, released;\n    } %s;\n", vertex->name);
}

static void put_top_n_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.most = %s_most();\n", vertex->name, vertex->name);
}

/*
 * What was pushed out of the heap is garbage in the keep: it goes when there is more of that than of the rest. What came
 * in the turn in which the input ended is sorted by now, and may be given on in later turns.
 */
static void put_top_n_settle(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *descriptor;

    if (!leat__outlives_turn(vertex) || !leat__has_views(vertex->type))
        return;
    descriptor = leat__descriptor_of(e, vertex->type->descriptor);
    leat__put(e, "    if (self->%s.touched)\n        leat_keep_settle_all(&self->%s.keep, %s, self->%s.rows.data, self->%s.rows.count,\n"
                 "                             self->%s.sorted ? sizeof(%s) : sizeof(struct %s_row));\n    self->%s.touched = false;\n",
              name, name, descriptor, name, name, name, leat__c_name(vertex->type->text), name, name);
}

static void put_top_n_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.number = 0;\n    leat_buffer_clear(&self->%s.rows, sizeof(struct %s_row));\n", vertex->name, vertex->name,
              vertex->name);
}

static void put_top_n_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_buffer_release(&self->%s.rows);\n    leat_keep_release(&self->%s.keep);\n", vertex->name, vertex->name);
}

const struct leat__remembers leat__collect_state = {.member = leat__put_value_member,
                                                    .settle = leat__put_value_settle,
                                                    .reset = put_collect_reset,
                                                    .release = leat__put_value_release};
const struct leat__remembers leat__distinct_count_state = {.member = put_distinct_member,
                                                           .settle = leat__put_value_settle,
                                                           .reset = put_distinct_reset,
                                                           .release = put_distinct_release};
const struct leat__remembers leat__top_n_state = {.member = put_top_n_member,
                                                  .start = put_top_n_start,
                                                  .settle = put_top_n_settle,
                                                  .reset = put_top_n_reset,
                                                  .release = put_top_n_release};
