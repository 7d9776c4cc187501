/*
 * functions.c: the push function of each vertex: `static inline void map_9_3(struct service_1 *self, int x)`.
 * An operator calls all that reads it. What a quote computes is a function of its own where it has a value,
 * so that nothing of Leat's is in its scope.
 */
#include <string.h>

#include "emit/internal.h"

static bool is_op(const struct leat__vertex *vertex, enum leat_op op)
{
    return vertex->role == LEAT__ROLE_OPERATOR && vertex->node->op == op;
}

/* ---- what is called ---- */

bool leat__is_pushed_to(const struct leat__vertex *vertex)
{
    if (vertex->role == LEAT__ROLE_RECEIVE || vertex->role == LEAT__ROLE_DEFERRED)
        return false;
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return true;
    switch (vertex->node->op) {
    case LEAT_OP_SOURCE_ITER:
    case LEAT_OP_SOURCE_GENERATE:
    case LEAT_OP_SOURCE_LINES:
    case LEAT_OP_SOURCE_INTERVAL:
    case LEAT_OP_EMBED_INPUT:
    case LEAT_OP_SNAPSHOT:
    case LEAT_OP_SAMPLE_EVERY:
        return false;
    default:
        return !vertex->arm_of && !(vertex->changing && vertex->inputs.items[0]->changing);
    }
}

const char *leat__input_type(const struct leat__vertex *vertex)
{
    return vertex->inputs.items[0]->type->text;
}

static bool is_read_only_edge(const struct leat__vertex *to)
{
    return !leat__is_pushed_to(to) && !to->arm_of;
}

void leat__put_consumers(struct leat__emitter *e, const struct leat__vertex *vertex, const char *self, const char *value,
                         int depth)
{
    size_t called = 0;

    for (size_t i = 0; i < vertex->consumers.count; i++) {
        const struct leat__vertex *to = vertex->consumers.items[i].to;

        if (is_read_only_edge(to))
            continue; /* a snapshot or a sample reads when it wants */
        if (to->arm_of) {
            bool first = to->arm_of->inputs.items[0] == to;

            to = to->arm_of;
            if (!first)
                continue; /* the diamond's arms are tested together */
        }
        leat__put(e, "%*s%s%s(%s, %s);\n", depth * 4, "", to->name,
                  is_op(to, LEAT_OP_CHAIN) && vertex->consumers.items[i].input == 1 ? "_second" : "",
                  leat__state_of(e, to->unit, self), value);
        called++;
    }
    if (called == 0)
        leat__put(e, "%*s(void)%s;\n", depth * 4, "", value);
}

/* ---- quotes as functions ---- */

static void put_title(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "/* %s:%u  leat_%s */\n", vertex->node->site->file, vertex->node->line,
              leat__operators[vertex->node->op].name);
}

/* static inline U map_9_3_of(T x): the value of a quote with one parameter. */
static void put_value_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *type,
                               const char *parameter_type)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];

    leat__put(e, "static inline %s %s_of(%s %s)\n{\n", type, vertex->name, parameter_type, quote->parameters[0]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n", quote->parameters[0]);
    leat__put_expression(e, quote, "return ", ";");
    leat__put(e, "}\n\n");
}

/* static inline T limit_8_1_most(void): the value of a quote without parameters. */
static void put_start_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *type,
                               const char *suffix, const struct leat__quote *quote)
{
    leat__put(e, "static inline %s %s_%s(void)\n{\n", type, vertex->name, suffix);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    %s leat_value =\n", type);
    leat__put_expression(e, quote, "    (__typeof__(leat_value))", ";\n\n    return leat_value;");
    leat__put(e, "}\n\n");
}

/* What an accumulator starts with. */
static void put_initial_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *type)
{
    leat__put(e, "static inline %s %s_initial(void)\n{\n", type, vertex->name);
    leat__put_captures(e, vertex, &vertex->node->quotes[0]);
    leat__put(e, "    %s leat_value =\n", type);
    leat__put_expression(e, &vertex->node->quotes[0], "    ", ";\n\n    return leat_value;");
    leat__put(e, "}\n\n");
}

/* One end of a range. */
static void put_range_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *suffix,
                               const char *text)
{
    leat__put(e, "static inline %s %s_%s(void)\n{\n", vertex->type->text, vertex->name, suffix);
    leat__put_captures(e, vertex, &vertex->node->quotes[0]);
    leat__put(e, "    return (%s)(%s);\n}\n\n", vertex->type->text, text);
}

/* The accumulator is a local variable while the step runs: the quote may do with it what it likes. */
static void put_take_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *acc_type,
                              const char *value_type, const struct leat__quote *quote)
{
    leat__put(e, "static inline void %s_take(%s *leat_kept, %s %s)\n{\n", vertex->name, acc_type, value_type,
              quote->parameters[1]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    %s %s = *leat_kept;\n\n", acc_type, quote->parameters[0]);
    leat__put(e, "    (void)%s;\n", quote->parameters[1]);
    leat__put_statement(e, quote);
    leat__put(e, "    *leat_kept = %s;\n}\n\n", quote->parameters[0]);
}

/* ---- the functions of each operator ---- */

static void open_push(struct leat__emitter *e, const struct leat__vertex *vertex, const char *suffix, const char *self,
                      const char *value)
{
    leat__put(e, "%svoid %s%s(struct %s *%s, %s %s)\n{\n", leat__linkage(e, vertex), vertex->name, suffix,
              leat__state_struct(e, vertex->unit), self, leat__input_type(vertex), value);
}

static void put_pass(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_title(e, vertex);
    open_push(e, vertex, "", "self", "x");
    if (is_op(vertex, LEAT_OP_BATCH))
        leat__put(e, "    *self->tick_%u = true;\n", vertex->tick->id);
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

static void put_map(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text value = {0};

    put_title(e, vertex);
    put_value_function(e, vertex, vertex->type->text, leat__input_type(vertex));
    if (!leat__is_pushed_to(vertex))
        return;
    leat__text_printf(&value, "%s_of(x)", vertex->name);
    open_push(e, vertex, "", "self", "x");
    if (vertex->consumers.count == 1) {
        leat__put_consumers(e, vertex, "self", leat__text_string(&value), 1);
    } else {
        leat__put(e, "    const %s y = %s;\n\n", vertex->type->text, leat__text_string(&value));
        leat__put_consumers(e, vertex, "self", "y", 1);
    }
    leat__put(e, "}\n\n");
    leat__text_release(&value);
}

static void put_filter(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_title(e, vertex);
    put_value_function(e, vertex, "bool", leat__input_type(vertex));
    if (!leat__is_pushed_to(vertex))
        return;
    open_push(e, vertex, "", "self", "x");
    leat__put(e, "    if (!%s_of(x))\n        return;\n", vertex->name);
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

/* Several arms may hold for one element: what follows is then called again, out of line. */
static void put_diamond(struct leat__emitter *e, const struct leat__vertex *merge)
{
    const struct leat__vertices *arms = &merge->inputs;

    put_title(e, merge);
    leat__put(e, "static __attribute__((noinline)) void %s_again(struct %s *self, %s x)\n{\n", merge->name,
              leat__state_struct(e, merge->unit), merge->type->text);
    leat__put_consumers(e, merge, "self", "x", 1);
    leat__put(e, "}\n\n/* each element once for each of the filters that keep it */\n");
    open_push(e, merge, "", "self", "x");
    for (size_t i = 0; i < arms->count; i++)
        leat__put(e, "    const bool keep_%zu = %s_of(x);\n", i, arms->items[i]->name);
    leat__put(e, "\n    if (keep_0");
    for (size_t i = 1; i < arms->count; i++)
        leat__put(e, " | keep_%zu", i);
    leat__put(e, ") {\n");
    leat__put_consumers(e, merge, "self", "x", 2);
    leat__put(e, "    }\n");
    for (size_t i = 1; i < arms->count; i++) {
        leat__put(e, "    if (keep_%zu & (keep_0", i);
        for (size_t k = 1; k < i; k++)
            leat__put(e, " | keep_%zu", k);
        leat__put(e, "))\n        %s_again(self, x);\n", merge->name);
    }
    leat__put(e, "}\n\n");
}

static void put_flat_map(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    const char *self = leat__self_name(quote);

    put_title(e, vertex);
    leat__put(e, "static inline void %s_yield(struct %s *self, %s y)\n{\n", vertex->name,
              leat__state_struct(e, vertex->unit), vertex->type->text);
    leat__put_consumers(e, vertex, "self", "y", 1);
    leat__put(e, "}\n\n");
    open_push(e, vertex, "", self, quote->parameters[0]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n", quote->parameters[0]);
    leat__put(e, "#define yield(...) %s_yield(%s, __VA_ARGS__)\n", vertex->name, self);
    leat__put(e, "#define range(a, b) for (%s leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)\n",
              vertex->type->text);
    leat__put_statement(e, quote);
    leat__put(e, "#undef range\n#undef yield\n}\n\n");
}

static void put_statement_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];

    leat__put(e, "static inline void %s_do(%s %s)\n{\n", vertex->name, leat__input_type(vertex), quote->parameters[0]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n", quote->parameters[0]);
    leat__put_statement(e, quote);
    leat__put(e, "}\n\n");
}

static void put_inspect(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_title(e, vertex);
    put_statement_function(e, vertex);
    if (!leat__is_pushed_to(vertex))
        return;
    open_push(e, vertex, "", "self", "x");
    leat__put(e, "    %s_do(x);\n", vertex->name);
    if (is_op(vertex, LEAT_OP_FOR_EACH))
        leat__put(e, "    (void)self;\n");
    else
        leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

static void put_enumerate(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text value = {0};

    leat__text_printf(&value, "(%s){.key = self->%s++, .value = x}", vertex->type->text, vertex->name);
    put_title(e, vertex);
    open_push(e, vertex, "", "self", "x");
    leat__put(e, "    const %s y = %s;\n\n", vertex->type->text, leat__text_string(&value));
    leat__put_consumers(e, vertex, "self", "y", 1);
    leat__put(e, "}\n\n");
    leat__text_release(&value);
}

static void put_limit(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_title(e, vertex);
    put_start_function(e, vertex, "uint64_t", "most", &vertex->node->quotes[0]);
    open_push(e, vertex, "", "self", "x");
    leat__put(e, "    if (self->%s == 0)\n        return;\n    self->%s--;\n", vertex->name, vertex->name);
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

/* Expressions for the hash of a key, and the function that compares one with an entry's. */
static void put_entry_equal(struct leat__emitter *e, const struct leat__vertex *vertex, const struct leat_descriptor *key,
                            const char *entry_type, const char *member)
{
    leat__put(e, "static inline bool %s_equal(const void *leat_entry, const void *leat_key)\n{\n", vertex->name);
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
        leat__put(e, "    return equal_%s(a, b);\n", leat__type_suffix(e, key));
    leat__put(e, "}\n\n");
}

static void put_hash_of(struct leat__emitter *e, const struct leat_descriptor *key, const char *value)
{
    if (key->kind == LEAT_TYPE_STR || key->kind == LEAT_TYPE_BYTES)
        leat__put(e, "leat_hash_bytes(%s.data, %s.length, 0)", value, value);
    else if (key->kind == LEAT_TYPE_F32 || key->kind == LEAT_TYPE_F64)
        leat__put(e, "leat_hash_bytes(&%s, sizeof %s, 0)", value, value);
    else if (key->kind <= LEAT_TYPE_U64)
        leat__put(e, "leat_hash_u64((uint64_t)%s, 0)", value);
    else
        leat__put(e, "hash_%s(&%s, 0)", leat__type_suffix(e, key), value);
}

static void put_unique(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *type = vertex->type->text;

    put_title(e, vertex);
    put_entry_equal(e, vertex, vertex->type->descriptor, type, "");
    open_push(e, vertex, "", "self", "x");
    leat__put(e, "    bool is_new;\n    %s *entry = leat_table_enter(&self->%s, sizeof *entry, ", type, vertex->name);
    put_hash_of(e, vertex->type->descriptor, "x");
    leat__put(e, ", &x, %s_equal, &is_new);\n\n", vertex->name);
    leat__put(e, "    if (!is_new)\n        return;\n    *entry = x;\n");
    if (!vertex->tick && leat__has_views(vertex->type))
        leat__put(e, "    leat_keep_move(&self->%s.keep, %s, entry);\n", vertex->name,
                  leat__descriptor_of(e, vertex->type->descriptor));
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

/* Appends x to a buffer; outside of ticks it outlives the turn. */
static void put_keep_element(struct leat__emitter *e, const struct leat__vertex *vertex, const char *buffer, const char *keep,
                             bool outlives)
{
    leat__put(e, "    %s *kept = leat_buffer_push(&self->%s.%s, sizeof *kept);\n\n    *kept = x;\n",
              leat__input_type(vertex), vertex->name, buffer);
    if (outlives && leat__has_views(vertex->inputs.items[0]->type))
        leat__put(e, "    leat_keep_move(&self->%s.%s, %s, kept);\n", vertex->name, keep,
                  leat__descriptor_of(e, vertex->inputs.items[0]->type->descriptor));
}

static void put_chain(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_title(e, vertex);
    open_push(e, vertex, "", "self", "x");
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n/* what comes before the first input has ended waits */\n");
    open_push(e, vertex, "_second", "self", "x");
    leat__put(e, "    if (self->%s.open) {\n", vertex->name);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "        return;\n    }\n\n");
    put_keep_element(e, vertex, "waiting", "keep", !vertex->tick);
    leat__put(e, "}\n\n");
}

static void put_sort(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    const char *type = vertex->type->text;

    put_title(e, vertex);
    leat__put(e, "static inline int %s_of(%s %s, %s %s)\n{\n", vertex->name, type, quote->parameters[0], type,
              quote->parameters[1]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n    (void)%s;\n", quote->parameters[0], quote->parameters[1]);
    leat__put_expression(e, quote, "return ", ";");
    leat__put(e, "}\n\nstatic int %s_compare(const void *a, const void *b, void *context)\n{\n", vertex->name);
    leat__put(e, "    const int order = %s_of(*(const %s *)a, *(const %s *)b);\n\n    (void)context;\n", vertex->name, type, type);
    if (vertex->node->inputs.items[0]->ordered)
        leat__put(e, "    return order;\n}\n\n");
    else
        leat__put(e, "    return order ? order : leat_value_compare(%s, a, b);\n}\n\n",
                  leat__descriptor_of(e, vertex->type->descriptor));
    open_push(e, vertex, "", "self", "x");
    put_keep_element(e, vertex, "values", "keep", !vertex->tick);
    leat__put(e, "}\n\n");
}

/* Notes that an aggregate has changed, where somebody asks. */
static void put_touch(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->watched)
        leat__put(e, "    self->%s.touched = true;\n", vertex->name);
    else if (leat__has_views(vertex->type) && !vertex->tick && !is_op(vertex, LEAT_OP_FOLD_KEYED) &&
             !is_op(vertex, LEAT_OP_REDUCE_KEYED))
        leat__put(e, "    self->%s.touched = true;\n", vertex->name);
}

/* Around a step whose accumulator views memory: what it allocates belongs to the operator. */
static void put_in_keep(struct leat__emitter *e, const struct leat__vertex *vertex, bool views, const char *keep,
                        const char *step)
{
    bool owns = views && !vertex->tick;

    if (owns)
        leat__put(e, "    leat_current->keep = &self->%s.%s;\n", vertex->name, keep);
    leat__put(e, "    %s;\n", step);
    if (owns)
        leat__put(e, "    leat_current->keep = NULL;\n");
}

static void put_fold(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text step = {0};

    put_title(e, vertex);
    put_initial_function(e, vertex, vertex->type->text);
    put_take_function(e, vertex, vertex->type->text, leat__input_type(vertex), &vertex->node->quotes[1]);
    open_push(e, vertex, "", "self", "x");
    leat__text_printf(&step, "%s_take(&self->%s.value, x)", vertex->name, vertex->name);
    put_in_keep(e, vertex, leat__has_views(vertex->type), "keep", leat__text_string(&step));
    put_touch(e, vertex);
    leat__put(e, "}\n\n");
    leat__text_release(&step);
}

static void put_reduce(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text step = {0};

    put_title(e, vertex);
    put_take_function(e, vertex, vertex->type->text, leat__input_type(vertex), &vertex->node->quotes[0]);
    open_push(e, vertex, "", "self", "x");
    put_touch(e, vertex);
    leat__put(e, "    if (!self->%s.some) {\n        self->%s.value = x;\n        self->%s.some = true;\n        return;\n    }\n",
              vertex->name, vertex->name, vertex->name);
    leat__text_printf(&step, "%s_take(&self->%s.value, x)", vertex->name, vertex->name);
    put_in_keep(e, vertex, leat__has_views(vertex->type), "keep", leat__text_string(&step));
    leat__put(e, "}\n\n");
    leat__text_release(&step);
}

static void put_count(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_title(e, vertex);
    open_push(e, vertex, "", "self", "x");
    leat__put(e, "    (void)x;\n    self->%s.value++;\n", vertex->name);
    put_touch(e, vertex);
    leat__put(e, "}\n\n");
}

static void put_keyed(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat_descriptor *key = leat__member_descriptor(vertex->type->descriptor, "key");
    const struct leat_descriptor *value = leat__member_descriptor(vertex->type->descriptor, "value");
    bool folds = is_op(vertex, LEAT_OP_FOLD_KEYED);
    bool value_views = value && leat_type_has_views(value);
    struct leat__text acc_type = {0}, value_type = {0}, step = {0};

    leat__text_printf(&acc_type, "__typeof__(((%s *)0)->value)", vertex->type->text);
    leat__text_printf(&value_type, "__typeof__(((%s *)0)->value)", leat__input_type(vertex));
    put_title(e, vertex);
    if (folds)
        put_initial_function(e, vertex, leat__text_string(&acc_type));
    put_take_function(e, vertex, leat__text_string(&acc_type), leat__text_string(&value_type), &vertex->node->quotes[folds ? 1 : 0]);
    put_entry_equal(e, vertex, key, vertex->type->text, ".key");
    open_push(e, vertex, "", "self", "x");
    leat__put(e, "    bool is_new;\n    %s *entry = leat_table_enter(&self->%s.table, sizeof *entry, ", vertex->type->text,
              vertex->name);
    put_hash_of(e, key, "x.key");
    leat__put(e, ", &x.key, %s_equal, &is_new);\n\n", vertex->name);
    leat__put(e, "    if (is_new) {\n        entry->key = x.key;\n");
    if (leat_type_has_views(key) && !vertex->tick)
        leat__put(e, "        leat_keep_move(&self->%s.table.keep, %s, &entry->key);\n", vertex->name, leat__descriptor_of(e, key));
    if (folds)
        leat__put(e, "        entry->value = %s_initial();\n    }\n", vertex->name);
    else
        leat__put(e, "        entry->value = x.value;\n    }\n");
    leat__text_printf(&step, folds ? "%s_take(&entry->value, x.value)" : "if (!is_new)\n        %s_take(&entry->value, x.value)",
                      vertex->name);
    put_in_keep(e, vertex, value_views, "table.keep", leat__text_string(&step));
    if (value_views && !vertex->tick)
        leat__put(e, "    leat_table_touch(&self->%s.table, entry, sizeof *entry);\n", vertex->name);
    put_touch(e, vertex);
    leat__put(e, "}\n\n");
    leat__text_release(&acc_type);
    leat__text_release(&value_type);
    leat__text_release(&step);
}

static void put_sample(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_title(e, vertex);
    put_start_function(e, vertex, "int64_t", "every", &vertex->node->quotes[0]);
}

/* ---- sources ---- */

static void put_body_source(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    const char *state = leat__state_struct(e, vertex->unit);
    const char *self = leat__self_name(quote);

    put_title(e, vertex);
    leat__put(e, "static inline void %s_yield(struct %s *self, %s x)\n{\n", vertex->name, state, vertex->type->text);
    leat__put(e, "    struct leat_run *run = leat_current;\n    struct leat_arena *scratch = run->memory;\n\n");
    leat__put(e, "    run->memory = &run->arena;\n");
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "    run->memory = scratch;\n    if (--run->budget == 0)\n        leat_source_pause(run, &self->%s);\n}\n\n",
              vertex->name);
    leat__put(e, "static void %s_body(void *leat_state_of)\n{\n    struct %s *%s = leat_state_of;\n\n", vertex->name, state, self);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n", self);
    leat__put(e, "#define yield(...) %s_yield(%s, __VA_ARGS__)\n", vertex->name, self);
    leat__put(e, "#define range(a, b) for (%s leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)\n",
              vertex->type->text);
    leat__put_statement(e, quote);
    leat__put(e, "#undef range\n#undef yield\n}\n\n");
}

static void put_source(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];

    if (!leat__counts_integers(vertex)) {
        put_body_source(e, vertex);
        return;
    }
    put_title(e, vertex);
    put_range_function(e, vertex, "from", quote->range_from);
    put_range_function(e, vertex, "to", quote->range_to);
}

/* ---- the network, deferral, tests ---- */

/* Encodes x into one frame of `out`. */
static void put_frame(struct leat__emitter *e, const struct leat__vertex *vertex, const char *out, int depth)
{
    const struct leat_descriptor *type = vertex->channel->type->descriptor;
    const char *suffix = leat__type_suffix(e, type);

    if (type->kind == LEAT_TYPE_STR || type->kind == LEAT_TYPE_BYTES)
        leat__put(e, "%*sleat_put_%s(leat_out_frame(%s, 8 + x.length), x);\n", depth * 4, "", suffix, out);
    else if (type->kind == LEAT_TYPE_BOOL || type->kind == LEAT_TYPE_F32 || type->kind == LEAT_TYPE_F64)
        leat__put(e, "%*sleat_put_%s(leat_out_frame(%s, %zu), x);\n", depth * 4, "", suffix, out, type->size);
    else if (type->kind <= LEAT_TYPE_U64)
        leat__put(e, "%*sleat_put_%s(leat_out_frame(%s, %zu), (%sint%zu_t)x);\n", depth * 4, "", suffix, out, type->size,
                  suffix[0] == 'u' ? "u" : "", type->size * 8);
    else if (leat__fixed_size(type))
        leat__put(e, "%*sencode_%s(leat_out_frame(%s, %zu), &x);\n", depth * 4, "", suffix, out, leat__fixed_size(type));
    else
        leat__put(e, "%*sencode_%s(leat_out_frame(%s, size_%s(&x)), &x);\n", depth * 4, "", suffix, out, suffix);
}

static bool is_demux(const struct leat__node *node)
{
    return node->op == LEAT_OP_DEMUX || node->op == LEAT_OP_DEMUX_INTERLEAVED || node->op == LEAT_OP_DEMUX_TAGGED;
}

static bool is_broadcast(const struct leat__node *node)
{
    return node->op == LEAT_OP_BROADCAST || node->op == LEAT_OP_BROADCAST_INTERLEAVED || node->op == LEAT_OP_BROADCAST_TAGGED;
}

static void put_send(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_title(e, vertex);
    if (is_demux(vertex->node))
        put_value_function(e, vertex, "uint64_t", leat__input_type(vertex));
    open_push(e, vertex, "", "self", "x");
    leat__put(e, "    struct leat_outs *outs = self->%s;\n", vertex->name);
    if (is_demux(vertex->node)) {
        leat__put(e, "    const uint64_t member = %s_of(x);\n\n", vertex->name);
        leat__put(e, "    if (member >= outs->count)\n        leat_outs_bad_member(outs, member);\n");
        put_frame(e, vertex, "&outs->peers[member]", 1);
    } else if (is_broadcast(vertex->node)) {
        leat__put(e, "\n    for (uint32_t member = 0; member < outs->count; member++)\n");
        put_frame(e, vertex, "&outs->peers[member]", 2);
    } else {
        leat__put(e, "\n");
        put_frame(e, vertex, "outs->peers", 1);
    }
    leat__put(e, "}\n\n");
}

static void put_defer(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_title(e, vertex);
    open_push(e, vertex, "", "self", "x");
    put_keep_element(e, vertex, "next", "next_keep", true);
    leat__put(e, "}\n\n");
}

static void put_assert_equal(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    const char *type = leat__input_type(vertex);

    put_title(e, vertex);
    leat__put(e, "static void %s_expected(struct leat_buffer *leat_wanted)\n{\n", vertex->name);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)leat_wanted;\n");
    leat__put(e, "#define yield(...) (*(%s *)leat_buffer_push(leat_wanted, sizeof(%s)) = (__VA_ARGS__))\n", type, type);
    leat__put(e, "#define range(a, b) for (%s leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)\n", type);
    leat__put_statement(e, quote);
    leat__put(e, "#undef range\n#undef yield\n}\n\n");
    open_push(e, vertex, "", "self", "x");
    put_keep_element(e, vertex, "got", "keep", true);
    leat__put(e, "}\n\n");
}

static void put_embed_output(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_title(e, vertex);
    open_push(e, vertex, "", "self", "x");
    leat__put(e, "    if (self->%s.output)\n        self->%s.output(self->%s.context, x);\n}\n\n", vertex->name, vertex->name, vertex->name);
}

static void put_lines(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    put_title(e, vertex);
    put_start_function(e, vertex, "const char *", "path", &vertex->node->quotes[0]);
}

static void put_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->role == LEAT__ROLE_SEND) {
        put_send(e, vertex);
        return;
    }
    if (vertex->role == LEAT__ROLE_DEFER) {
        put_defer(e, vertex);
        return;
    }
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return;
    switch (vertex->node->op) {
    case LEAT_OP_SOURCE_ITER:
    case LEAT_OP_SOURCE_GENERATE:
        put_source(e, vertex);
        break;
    case LEAT_OP_SOURCE_LINES:
        put_lines(e, vertex);
        break;
    case LEAT_OP_SOURCE_INTERVAL:
    case LEAT_OP_SAMPLE_EVERY:
        put_sample(e, vertex);
        break;
    case LEAT_OP_MAP:
        put_map(e, vertex);
        break;
    case LEAT_OP_FILTER:
        put_filter(e, vertex);
        break;
    case LEAT_OP_FILTER_MAP:
    case LEAT_OP_FLAT_MAP:
        put_flat_map(e, vertex);
        break;
    case LEAT_OP_INSPECT:
    case LEAT_OP_FOR_EACH:
        put_inspect(e, vertex);
        break;
    case LEAT_OP_ENUMERATE:
        put_enumerate(e, vertex);
        break;
    case LEAT_OP_UNIQUE:
        put_unique(e, vertex);
        break;
    case LEAT_OP_LIMIT:
        put_limit(e, vertex);
        break;
    case LEAT_OP_MERGE:
        if (vertex->same_element)
            put_diamond(e, vertex);
        else
            put_pass(e, vertex);
        break;
    case LEAT_OP_CHAIN:
        put_chain(e, vertex);
        break;
    case LEAT_OP_SORT:
        put_sort(e, vertex);
        break;
    case LEAT_OP_FOLD:
        put_fold(e, vertex);
        break;
    case LEAT_OP_REDUCE:
        put_reduce(e, vertex);
        break;
    case LEAT_OP_COUNT:
        put_count(e, vertex);
        break;
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
        put_keyed(e, vertex);
        break;
    case LEAT_OP_FORWARD:
    case LEAT_OP_ENTRIES:
    case LEAT_OP_INTO_STREAM:
    case LEAT_OP_BATCH:
    case LEAT_OP_ALL_TICKS:
        put_pass(e, vertex);
        break;
    case LEAT_OP_ASSERT_EQUAL:
        put_assert_equal(e, vertex);
        break;
    case LEAT_OP_EMBED_OUTPUT:
        put_embed_output(e, vertex);
        break;
    default:
        break;
    }
}

void leat__put_prototypes(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    for (size_t i = 0; i < vertices->count; i++) {
        const struct leat__vertex *vertex = vertices->items[i];
        bool elsewhere = vertex->unit != e->unit;

        if (!leat__is_pushed_to(vertex) || (elsewhere && !leat__called_from_elsewhere(vertex)))
            continue;
        leat__put(e, "%svoid %s(struct %s *self, %s x);\n", leat__linkage(e, vertex), vertex->name,
                  leat__state_struct(e, vertex->unit), leat__input_type(vertex));
        if (is_op(vertex, LEAT_OP_CHAIN))
            leat__put(e, "%svoid %s_second(struct %s *self, %s x);\n", leat__linkage(e, vertex), vertex->name,
                      leat__state_struct(e, vertex->unit), leat__input_type(vertex));
    }
    leat__put(e, "\n");
}

void leat__put_functions(struct leat__emitter *e)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    for (size_t i = 0; i < vertices->count; i++)
        if (vertices->items[i]->unit == e->unit)
            put_function(e, vertices->items[i]);
}
