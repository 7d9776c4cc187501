/*
 * gate.c: operators whose first input waits at a gate until all of the second is known, and then goes through in its
 * own order: leat_anti_join and its like, lookups, leat_cross_singleton, leat_get_by. In a tick the gate opens at the operator's
 * turn; outside of ticks when the second input has ended, and from then on elements go straight through.
 */
#include "emit/families.h"

/* What is kept of the second input. */
enum store {
    STORE_NONE,
    STORE_SET,    /* a table of what came: a leat_flat where flat.c says so, as of the next */
    STORE_VALUES, /* a table of records, one for each key */
    STORE_ROWS,   /* a table of keys, and lists of values, as in join.c */
    STORE_ONE,    /* the value of a singleton */
};

static enum store store_of(const struct leat__vertex *vertex)
{
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return STORE_NONE;
    switch (vertex->node->op) {
    case LEAT_OP_JOIN_SEMI:
    case LEAT_OP_ANTI_JOIN:
    case LEAT_OP_FILTER_NOT_IN:
        return STORE_SET;
    case LEAT_OP_JOIN_KEYED_SINGLETON:
    case LEAT_OP_LOOKUP:
        return STORE_VALUES;
    case LEAT_OP_JOIN_LEFT:
        return STORE_ROWS;
    case LEAT_OP_CROSS_SINGLETON:
    case LEAT_OP_FILTER_IF:
    case LEAT_OP_GET_BY:
    case LEAT_OP_VALUES_BY:
        return STORE_ONE;
    default:
        return STORE_NONE;
    }
}

static bool has_table(const struct leat__vertex *vertex)
{
    return store_of(vertex) == STORE_SET || store_of(vertex) == STORE_VALUES || store_of(vertex) == STORE_ROWS;
}

/* Whether the quote gets a pointer to what was found. */
static bool gives_pointer(const struct leat__vertex *vertex)
{
    return leat__is_op(vertex, LEAT_OP_LOOKUP) || leat__is_op(vertex, LEAT_OP_JOIN_LEFT);
}

const struct leat_descriptor *leat__gate_key(const struct leat__vertex *vertex)
{
    const struct leat_descriptor *element = has_table(vertex) ? vertex->inputs.items[0]->type->descriptor : NULL;

    return element && !leat__is_op(vertex, LEAT_OP_FILTER_NOT_IN) ? leat__member_descriptor(element, "key") : element;
}

/* Those whose second input is the key of which the values are wanted. */
static bool has_key_given(const struct leat__vertex *vertex)
{
    return leat__is_op(vertex, LEAT_OP_GET_BY) || leat__is_op(vertex, LEAT_OP_VALUES_BY);
}

/* How an element of the first input says what it looks up. */
static const char *looked_up(const struct leat__vertex *vertex)
{
    return leat__is_op(vertex, LEAT_OP_FILTER_NOT_IN) ? "x" : "x.key";
}

static void put_entry_type(struct leat__text *text, const struct leat__vertex *vertex)
{
    if (store_of(vertex) == STORE_ROWS)
        leat__text_printf(text, "struct %s_entry", vertex->name);
    else
        leat__text_printf(text, "%s", leat__input_type(vertex, 1));
}

/* ---- what is known of the second input ---- */

static void put_rows_types(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__input_type(vertex, 1);

    leat__put(e, "struct %s_entry {\n    __typeof__(((%s *)0)->key) key;\n    uint32_t first, last; /* rows, counted from 1 */\n};\n",
              name, type);
    leat__put(e, "struct %s_row {\n    __typeof__(((%s *)0)->value) value;\n    uint32_t next; /* of the same key; 0: none */\n};\n\n",
              name, type);
}

/* What is kept of the second input beyond the turn moves out of the arena. */
static void put_move(struct leat__emitter *e, const struct leat__vertex *vertex, const struct leat_descriptor *type, const char *keep,
                     const char *address, const char *indent)
{
    if (!vertex->tick && type && leat_type_has_views(type))
        leat__put(e, "%sleat_keep_move(&self->%s.%s, %s, %s);\n", indent, vertex->name, keep, leat__descriptor_of(e, type), address);
}

static void put_enter(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *key = store_of(vertex) == STORE_SET ? "x" : "x.key";
    struct leat__text entry = {0};

    if (leat__is_flat(e, vertex)) {
        leat__put_flat_enter(e, vertex, ".table", key);
        return;
    }
    put_entry_type(&entry, vertex);
    leat__put(e, "    bool is_new;\n    %s *entry = leat_table_enter(&self->%s.table, sizeof *entry, ", leat__text_string(&entry),
              vertex->name);
    leat__put_hash_of(e, leat__gate_key(vertex), key);
    leat__put(e, ", &%s, %s_equal, &is_new);\n\n", key, vertex->name);
    leat__text_release(&entry);
}

static void put_rows(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat_descriptor *record = vertex->inputs.items[1]->type->descriptor;
    const char *name = vertex->name;

    leat__put(e, "    struct %s_row *row = leat_buffer_push(&self->%s.rows, sizeof *row);\n"
                 "    const uint32_t row_number = (uint32_t)self->%s.rows.count;\n\n", name, name, name);
    leat__put(e, "    row->value = x.value;\n    row->next = 0;\n");
    put_move(e, vertex, leat__member_descriptor(record, "value"), "table.keep", "&row->value", "    ");
    leat__put(e, "    if (is_new) {\n        entry->key = x.key;\n        entry->first = row_number;\n");
    put_move(e, vertex, leat__member_descriptor(record, "key"), "table.keep", "&entry->key", "        ");
    leat__put(e, "    } else {\n        ((struct %s_row *)self->%s.rows.data)[entry->last - 1].next = row_number;\n    }\n"
                 "    entry->last = row_number;\n", name, name);
}

static void put_second(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat_descriptor *type = vertex->inputs.items[1]->type->descriptor;

    leat__open_push(e, vertex, "_second", "self", "x");
    if (has_table(vertex))
        put_enter(e, vertex);
    switch (store_of(vertex)) {
    case STORE_SET:
        leat__put(e, leat__is_flat(e, vertex) ? "    (void)entry;\n" : "    if (!is_new)\n        return;\n    *entry = x;\n");
        put_move(e, vertex, type, "table.keep", "entry", "    ");
        break;
    case STORE_VALUES:
        leat__put(e, "    (void)is_new; /* a key has one value */\n    *entry = x;\n");
        put_move(e, vertex, type, "table.keep", "entry", "    ");
        break;
    case STORE_ROWS:
        put_rows(e, vertex);
        break;
    default:
        leat__put(e, "    self->%s.value = x;\n    self->%s.some = true;\n", vertex->name, vertex->name);
        if (!vertex->tick && type && leat_type_has_views(type))
            leat__put(e, "    leat_keep_move(&self->%s.value_keep, %s, &self->%s.value);\n", vertex->name,
                      leat__descriptor_of(e, type), vertex->name);
    }
    leat__put(e, "}\n\n");
}

/* ---- the first input ---- */

static void put_quote_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    const char *left = leat__input_type(vertex, 0), *right = leat__input_type(vertex, 1);

    if (!quote->text)
        return;
    if (store_of(vertex) == STORE_ONE)
        leat__put(e, "static inline %s %s_of(%s %s, %s %s)\n{\n", leat__c_name(vertex->type->text), vertex->name, left,
                  quote->parameters[0], right, quote->parameters[1]);
    else
        leat__put(e, "static inline %s %s_of(__typeof__(((%s *)0)->key) %s, __typeof__(((%s *)0)->value) %s,\n"
                     "    %s__typeof__(((%s *)0)->value) %s%s)\n{\n", leat__c_name(vertex->type->text), vertex->name, left,
                  quote->parameters[0], left, quote->parameters[1], gives_pointer(vertex) ? "const " : "", right,
                  gives_pointer(vertex) ? "*" : "", quote->parameters[2]);
    leat__put_captures(e, vertex, quote);
    for (uint32_t i = 0; i < quote->parameter_count; i++)
        leat__put(e, "    (void)%s;\n", quote->parameters[i]);
    leat__put_expression(e, vertex->node, quote, "return ", ";");
    leat__put(e, "}\n\n");
}

static void put_find(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text entry = {0};

    put_entry_type(&entry, vertex);
    if (leat__is_flat(e, vertex)) {
        leat__put(e, "    const %s *found = leat_flat_find(&self->%s.table, %s,\n        (uint64_t)%s);\n\n", leat__text_string(&entry), vertex->name,
                  leat__flat_sizes(e, vertex), looked_up(vertex));
        leat__text_release(&entry);
        return;
    }
    leat__put(e, "    const %s *found = leat_table_find(&self->%s.table, sizeof *found, ", leat__text_string(&entry), vertex->name);
    leat__put_hash_of(e, leat__gate_key(vertex), looked_up(vertex));
    leat__put(e, ", &%s, %s_equal);\n\n", looked_up(vertex), vertex->name);
    leat__text_release(&entry);
}

/* Each of the right rows with this key; of none, once. */
static void put_each_row(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put(e, "    const struct %s_row *theirs = (const struct %s_row *)self->%s.rows.data;\n", name, name, name);
    leat__put(e, "    uint32_t at = found ? found->first : 0;\n\n    do {\n");
    leat__put(e, "        const %s y = %s_of(x.key, x.value, at > 0 ? &theirs[at - 1].value : NULL);\n\n",
              leat__c_name(vertex->type->text), name);
    leat__put_consumers(e, vertex, "self", "y", 2);
    leat__put(e, "        at = at > 0 ? theirs[at - 1].next : 0;\n    } while (at > 0);\n");
}

/* An element of the first input goes through the open gate. */
static void put_through(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);
    const char *value = "y";

    leat__put(e, "static inline void %s_through(struct %s *self, %s x)\n{\n", name, leat__state_struct(e, vertex->unit),
              leat__input_type(vertex, 0));
    if (has_table(vertex))
        put_find(e, vertex);
    switch (vertex->node->op) {
    case LEAT_OP_JOIN_LEFT:
        put_each_row(e, vertex);
        leat__put(e, "}\n\n");
        return;
    case LEAT_OP_LOOKUP:
        leat__put(e, "    const %s y = %s_of(x.key, x.value, found ? &found->value : NULL);\n\n", type, name);
        break;
    case LEAT_OP_JOIN_KEYED_SINGLETON:
        leat__put(e, "    if (!found)\n        return;\n\n    const %s y = %s_of(x.key, x.value, found->value);\n\n", type, name);
        break;
    case LEAT_OP_CROSS_SINGLETON:
        leat__put(e, "    if (!self->%s.some)\n        return;\n\n    const %s y = %s_of(x, self->%s.value);\n\n", name, type, name, name);
        break;
    case LEAT_OP_FILTER_IF:
        leat__put(e, "    if (!self->%s.value)\n        return;\n", name);
        value = "x";
        break;
    case LEAT_OP_GET_BY:
    case LEAT_OP_VALUES_BY:
        leat__put(e, "    if (!self->%s.some || !%s_equal(&x, &self->%s.value))\n        return;\n", name, name, name);
        value = "x.value";
        break;
    default:
        leat__put(e, "    if (%sfound)\n        return;\n", leat__is_op(vertex, LEAT_OP_JOIN_SEMI) ? "!" : "");
        value = "x";
    }
    leat__put_consumers(e, vertex, "self", value, 1);
    leat__put(e, "}\n\n");
}

/* The key is kept as a value: small ones, of which a table would look at the hash only, are compared here. */
static void put_equal_to_given(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat_descriptor *key = leat__member_descriptor(vertex->inputs.items[0]->type->descriptor, "key");
    const char *type = leat__input_type(vertex, 0);

    if (leat__is_its_hash(key))
        leat__put(e, "static inline bool %s_equal(const void *leat_entry, const void *leat_key)\n{\n"
                     "    return ((const %s *)leat_entry)->key == *(const %s *)leat_key;\n}\n\n", vertex->name, type, leat__input_type(vertex, 1));
    else
        leat__put_entry_equal(e, vertex, key, type, ".key");
}

static void put_first(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "/* what comes before the second input is known waits */\n");
    leat__open_push(e, vertex, "", "self", "x");
    if (!vertex->tick)
        leat__put(e, "    if (self->%s.open) {\n        %s_through(self, x);\n        return;\n    }\n\n", vertex->name, vertex->name);
    leat__put_keep_element(e, vertex, "waiting", "keep", !vertex->tick);
    leat__put(e, "}\n\n");
}

void leat__emit_gate(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text entry = {0};

    leat__put_title(e, vertex);
    if (store_of(vertex) == STORE_ROWS)
        put_rows_types(e, vertex);
    put_quote_function(e, vertex);
    if (has_table(vertex) && !leat__is_flat(e, vertex)) {
        put_entry_type(&entry, vertex);
        leat__put_entry_equal(e, vertex, leat__gate_key(vertex), leat__text_string(&entry),
                              store_of(vertex) == STORE_SET ? "" : ".key");
        leat__text_release(&entry);
    }
    if (has_key_given(vertex) && leat__compares_keys(e, vertex))
        put_equal_to_given(e, vertex);
    if (!leat__is_pushed_to(vertex))
        return;
    put_through(e, vertex);
    put_first(e, vertex);
    put_second(e, vertex);
}

void leat__emit_gate_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__input_type(vertex, 0);

    leat__open_step(e, vertex);
    if (vertex->tick) {
        leat__put(e, "    for (size_t at = 0; at < self->%s.waiting.count; at++)\n        %s_through(self, ((const %s *)self->%s.waiting.data)[at]);\n}\n\n",
                  name, name, type, name);
        return;
    }
    leat__put(e, "    uint64_t room;\n\n    if (self->%s.open)\n        return ended;\n    if (!second_ended)\n        return false;\n\n    leat_run_slice(run);\n",
              name);
    leat__put(e, "    while (self->%s.at < self->%s.waiting.count && (room = leat_run_chunk(run)) > 0)\n", name, name);
    leat__put(e, "        for (; room > 0 && self->%s.at < self->%s.waiting.count; room--)\n            %s_through(self, ((const %s *)self->%s.waiting.data)[self->%s.at++]);\n",
              name, name, name, type, name, name);
    leat__put(e, "    if (self->%s.at < self->%s.waiting.count)\n        return false;\n    self->%s.open = true;\n", name, name, name);
    leat__put(e, "    leat_buffer_release(&self->%s.waiting);\n    leat_keep_release(&self->%s.keep);\n    return ended;\n}\n\n", name, name);
}

/* ---- what they remember ---- */

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->changing)
        return; /* it is computed where it is read */
    leat__put(e, "    struct {\n        struct leat_buffer waiting; /* of the first input, until the second is known */\n");
    if (!vertex->tick)
        leat__put(e, "        struct leat_keep keep;\n        size_t at;\n        bool open;\n");
    if (has_table(vertex))
        leat__put(e, "        struct leat_%s table; /* the second input */\n", leat__is_flat(e, vertex) ? "flat" : "table");
    if (store_of(vertex) == STORE_ROWS)
        leat__put(e, "        struct leat_buffer rows;\n");
    if (store_of(vertex) == STORE_ONE)
        leat__put(e, "        %s value; /* the second input */\n        bool some;\n        struct leat_keep value_keep;\n", leat__input_type(vertex, 1));
    leat__put(e, "    } %s;\n", vertex->name);
}

static void put_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;
    struct leat__text entry = {0};

    leat__put(e, "    leat_buffer_clear(&self->%s.waiting, sizeof(%s));\n", name, leat__input_type(vertex, 0));
    put_entry_type(&entry, vertex);
    if (has_table(vertex))
        leat__put(e, "    leat_%s_clear(&self->%s.table, sizeof(%s));\n", leat__is_flat(e, vertex) ? "flat" : "table", name,
                  leat__text_string(&entry));
    if (store_of(vertex) == STORE_ROWS)
        leat__put(e, "    leat_buffer_clear(&self->%s.rows, sizeof(struct %s_row));\n", name, name);
    if (store_of(vertex) == STORE_ONE)
        leat__put(e, "    self->%s.some = false;\n", name);
    leat__text_release(&entry);
}

static void put_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;
    struct leat__text entry = {0};

    if (vertex->changing)
        return;
    put_entry_type(&entry, vertex);
    leat__put(e, "    leat_buffer_release(&self->%s.waiting);\n", name);
    if (!vertex->tick)
        leat__put(e, "    leat_keep_release(&self->%s.keep);\n", name);
    if (has_table(vertex) && leat__is_flat(e, vertex))
        leat__put(e, "    leat_flat_release(&self->%s.table, sizeof(%s));\n", name, leat__text_string(&entry));
    else if (has_table(vertex))
        leat__put(e, "    leat_table_release(&self->%s.table);\n", name);
    if (store_of(vertex) == STORE_ROWS)
        leat__put(e, "    leat_buffer_release(&self->%s.rows);\n", name);
    if (store_of(vertex) == STORE_ONE)
        leat__put(e, "    leat_keep_release(&self->%s.value_keep);\n", name);
    leat__text_release(&entry);
}

const struct leat__remembers leat__gate_state = {.member = put_member, .reset = put_reset, .release = put_release};
