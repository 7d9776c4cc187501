/*
 * elements.c: operators that take element by element: map, filter, flat_map, inspect, enumerate, limit, merge.
 */
#include <string.h>

#include "emit/families.h"

void leat__emit_pass(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->written_at_once)
        return;
    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    if (leat__is_op(vertex, LEAT_OP_BATCH))
        leat__put(e, "    *self->tick_%u = true;\n", vertex->tick->id);
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

void leat__emit_map(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text value = {0};

    leat__put_title(e, vertex);
    leat__put_value_function(e, vertex, leat__c_name(vertex->type->text), leat__input_type(vertex, 0));
    if (!leat__is_pushed_to(vertex))
        return;
    leat__text_printf(&value, "%s_of(x)", vertex->name);
    leat__open_push(e, vertex, "", "self", "x");
    if (vertex->consumers.count == 1) {
        leat__put_consumers(e, vertex, "self", leat__text_string(&value), 1);
    } else {
        leat__put(e, "    const %s y = %s;\n\n", leat__c_name(vertex->type->text), leat__text_string(&value));
        leat__put_consumers(e, vertex, "self", "y", 1);
    }
    leat__put(e, "}\n\n");
    leat__text_release(&value);
}

void leat__emit_filter(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__put_value_function(e, vertex, "bool", leat__input_type(vertex, 0));
    if (!leat__is_pushed_to(vertex))
        return;
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    if (!%s_of(x))\n        return;\n", vertex->name);
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

/* Several arms may hold for one element: what follows is then called again, out of line. */
static void put_diamond(struct leat__emitter *e, const struct leat__vertex *merge)
{
    const struct leat__vertices *arms = &merge->inputs;

    leat__put_title(e, merge);
    leat__put(e, "static __attribute__((noinline)) void %s_again(struct %s *self, %s x)\n{\n", merge->name,
              leat__state_struct(e, merge->unit), leat__c_name(merge->type->text));
    leat__put_consumers(e, merge, "self", "x", 1);
    leat__put(e, "}\n\n/* each element once for each of the filters that keep it */\n");
    leat__open_push(e, merge, "", "self", "x");
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

void leat__emit_merge(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->same_element)
        put_diamond(e, vertex);
    else
        leat__emit_pass(e, vertex);
}

/* What `yield` is in a quote: the call of all that follows; of a filter_map, once for an element. */
static void put_yield(struct leat__emitter *e, const struct leat__vertex *vertex, const char *self)
{
    if (!leat__is_op(vertex, LEAT_OP_FILTER_MAP)) {
        leat__put(e, "#define yield(...) %s_yield(%s, __VA_ARGS__)\n", vertex->name, self);
        return;
    }
    leat__put(e, "    bool leat_yielded = false;\n\n    (void)leat_yielded;\n#define yield(...) (leat_yield_once(&leat_yielded, ");
    leat__put_site(e, vertex);
    leat__put(e, "), %s_yield(%s, __VA_ARGS__))\n", vertex->name, self);
}

void leat__emit_flat_map(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    const char *self = leat__self_name(quote);

    leat__put_title(e, vertex);
    leat__put(e, "static inline void %s_yield(struct %s *self, %s y)\n{\n", vertex->name,
              leat__state_struct(e, vertex->unit), leat__c_name(vertex->type->text));
    leat__put_consumers(e, vertex, "self", "y", 1);
    leat__put(e, "}\n\n");
    leat__open_push(e, vertex, "", self, quote->parameters[0]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n", quote->parameters[0]);
    put_yield(e, vertex, self);
    leat__put(e, "#define range(a, b) for (%s leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)\n",
              leat__c_name(vertex->type->text));
    leat__put_statement(e, vertex->node, quote);
    leat__put(e, "#undef range\n#undef yield\n}\n\n");
}

static void put_statement_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];

    leat__put(e, "static inline void %s_do(%s %s)\n{\n", vertex->name, leat__input_type(vertex, 0), quote->parameters[0]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n", quote->parameters[0]);
    leat__put_statement(e, vertex->node, quote);
    leat__put(e, "}\n\n");
}

void leat__emit_inspect(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    put_statement_function(e, vertex);
    if (!leat__is_pushed_to(vertex))
        return;
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    %s_do(x);\n", vertex->name);
    if (leat__is_op(vertex, LEAT_OP_FOR_EACH))
        leat__put(e, "    (void)self;\n");
    else
        leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

void leat__emit_assert(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *condition = vertex->node->quotes[0].body;

    leat__put_title(e, vertex);
    leat__put_value_function(e, vertex, "bool", leat__input_type(vertex, 0));
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    (void)self;\n    if (__builtin_expect(!%s_of(x), 0))\n        leat_assert_failed(%s, &x, ", vertex->name,
              leat__descriptor_of(e, vertex->type->descriptor));
    leat__put_site(e, vertex);
    leat__put(e, ", ");
    leat__text_c_string(e->out, condition, strlen(condition));
    leat__put(e, ");\n}\n\n");
}

void leat__emit_enumerate(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text value = {0};

    leat__text_printf(&value, "(%s){.key = self->%s++, .value = x}", leat__c_name(vertex->type->text), vertex->name);
    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    const %s y = %s;\n\n", leat__c_name(vertex->type->text), leat__text_string(&value));
    leat__put_consumers(e, vertex, "self", "y", 1);
    leat__put(e, "}\n\n");
    leat__text_release(&value);
}

void leat__emit_limit(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__put_start_function(e, vertex, "uint64_t", "most", &vertex->node->quotes[0]);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    if (self->%s == 0)\n        return;\n    self->%s--;\n", vertex->name, vertex->name);
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

void leat__emit_limit_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->tick)
        return;
    leat__open_step(e, vertex);
    leat__put(e, "    return ended || self->%s == 0;\n}\n\n", vertex->name);
}

/* ---- what they remember ---- */

static void put_counter_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    uint64_t %s;\n", vertex->name);
}

static void put_enumerate_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s = 0;\n", vertex->name);
}

static void put_limit_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s = %s_most();\n", vertex->name, vertex->name);
}

const struct leat__remembers leat__enumerate_state = {.member = put_counter_member, .reset = put_enumerate_reset};
const struct leat__remembers leat__limit_state = {
    .member = put_counter_member, .start = put_limit_start, .reset = put_limit_start};
