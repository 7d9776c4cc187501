/*
 * waiting.c: operators that keep elements for later: chain, sort, assert_equal; and forward.
 */
#include <string.h>

#include "emit/families.h"

void leat__emit_chain(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n/* what comes before the first input has ended waits */\n");
    leat__open_push(e, vertex, "_second", "self", "x");
    leat__put(e, "    if (self->%s.open) {\n", vertex->name);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "        return;\n    }\n\n");
    leat__put_keep_element(e, vertex, "waiting", "keep", !vertex->tick);
    leat__put(e, "}\n\n");
}

void leat__emit_chain_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__open_step(e, vertex);
    if (!vertex->tick)
        leat__put(e, "    if (self->%s.open)\n        return second_ended;\n    if (!ended)\n        return false;\n\n", name);
    leat__put_release_loop(e, vertex, "at", "waiting.count", "waiting.data", type);
    leat__put(e, "    self->%s.open = true;\n", name);
    if (!vertex->tick)
        leat__put(e, "    leat_buffer_release(&self->%s.waiting);\n    return second_ended;\n}\n\n", name);
    else
        leat__put(e, "}\n\n");
}

/* One side of a comparison by key: the key of what `side` points to, as a variable. */
static void put_key_of(struct leat__emitter *e, const struct leat__vertex *vertex, const char *side)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    struct leat__text before = {0};

    leat__text_printf(&before, "const __auto_type leat_key_of_%s = ({ const %s %s = *(const %s *)leat_%s; (void)%s; ", side,
                      leat__c_name(vertex->type->text), quote->parameters[0], leat__c_name(vertex->type->text), side,
                      quote->parameters[0]);
    leat__put_expression(e, vertex->node, quote, leat__text_string(&before), "; });");
    leat__text_release(&before);
}

static void put_compare_by_key(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "static int %s_compare(const void *leat_a, const void *leat_b, void *leat_context)\n{\n", vertex->name);
    leat__put_captures(e, vertex, &vertex->node->quotes[0]);
    put_key_of(e, vertex, "a");
    put_key_of(e, vertex, "b");
    leat__put(e, "    const int leat_order = LEAT_COMPARE_KEYS(leat_key_of_a, leat_key_of_b);\n\n    (void)leat_context;\n");
    if (leat__breaks_ties(vertex->node))
        leat__put(e, "    return leat_order ? leat_order : leat_value_compare(%s, leat_a, leat_b);\n}\n\n",
                  leat__descriptor_of(e, vertex->type->descriptor));
    else
        leat__put(e, "    return leat_order;\n}\n\n");
}

void leat__put_compare(struct leat__emitter *e, const struct leat__vertex *vertex, const struct leat__quote *quote)
{
    const char *type = leat__c_name(vertex->type->text);

    leat__put(e, "static inline int %s_of(%s %s, %s %s)\n{\n", vertex->name, type, quote->parameters[0], type,
              quote->parameters[1]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n    (void)%s;\n", quote->parameters[0], quote->parameters[1]);
    leat__put_expression(e, vertex->node, quote, "return ", ";");
    leat__put(e, "}\n\nstatic inline int %s_compare(const void *a, const void *b, void *context)\n{\n", vertex->name);
    leat__put(e, "    const int order = %s_of(*(const %s *)a, *(const %s *)b);\n\n    (void)context;\n", vertex->name, type, type);
    if (!leat__breaks_ties(vertex->node))
        leat__put(e, "    return order;\n}\n\n");
    else
        leat__put(e, "    return order ? order : leat_value_compare(%s, a, b);\n}\n\n",
                  leat__descriptor_of(e, vertex->type->descriptor));
}

/* By words that stand for the keys, where these are integers and equal keys need no second look. */
static void put_sort_by_key(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__put(e, "static inline uint64_t %s_word(const void *leat_a, bool *leat_is_word)\n{\n", name);
    leat__put_captures(e, vertex, &vertex->node->quotes[0]);
    put_key_of(e, vertex, "a");
    leat__put(e, "    *leat_is_word = LEAT_HAS_WORD(leat_key_of_a);\n    return LEAT_WORD_OF(leat_key_of_a);\n}\n\n");
    leat__put(e, "static void %s_sort(struct leat_buffer *values)\n{\n    uint64_t *words = leat_sort_words(values);\n"
                 "    bool by_words = words != NULL;\n\n", name);
    leat__put(e, "    for (size_t i = 0; i < values->count && by_words; i++)\n        words[i] = %s_word((const %s *)values->data + i, &by_words);\n", name, type);
    leat__put(e, "    if (by_words)\n        leat_sort_by_words(values, sizeof(%s), words);\n    else\n"
                 "        leat_sort_values(values->data, values->count, sizeof(%s), %s_compare, NULL);\n    leat_sort_words_free(words);\n}\n\n", type, type, name);
}

static bool sorts_by_words(const struct leat__vertex *vertex)
{
    return leat__is_op(vertex, LEAT_OP_SORT_BY) && !leat__breaks_ties(vertex->node);
}

/* Numbers of 64 bits by themselves: equal ones cannot be told apart, so that ties need not be broken either. */
static bool sorts_numbers(const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    const struct leat_descriptor *type = vertex->type->descriptor;

    return leat__is_op(vertex, LEAT_OP_SORT_BY) && type && (type->kind == LEAT_TYPE_U64 || type->kind == LEAT_TYPE_I64) && quote->body &&
           strcmp(quote->body, quote->parameters[0]) == 0;
}

static void put_sort_numbers(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put(e, "static void %s_sort(struct leat_buffer *values)\n{\n    if (!leat_sort_numbers(values, %s))\n"
                 "        leat_sort_values(values->data, values->count, sizeof(%s), %s_compare, NULL);\n}\n\n", name,
              vertex->type->descriptor->kind == LEAT_TYPE_I64 ? "true" : "false", leat__c_name(vertex->type->text), name);
}

void leat__emit_sort(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    if (leat__is_op(vertex, LEAT_OP_SORT_BY))
        put_compare_by_key(e, vertex);
    else
        leat__put_compare(e, vertex, &vertex->node->quotes[0]);
    if (sorts_numbers(vertex))
        put_sort_numbers(e, vertex);
    else if (sorts_by_words(vertex))
        put_sort_by_key(e, vertex);
    if (!leat__is_pushed_to(vertex))
        return;
    leat__open_push(e, vertex, "", "self", "x");
    leat__put_keep_element(e, vertex, "values", "keep", !vertex->tick);
    leat__put(e, "}\n\n");
}

void leat__emit_sort_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__open_step(e, vertex);
    if (!vertex->tick)
        leat__put(e, "    if (self->%s.released || !ended)\n        return self->%s.released;\n    if (!self->%s.sorted)\n", name, name,
                  name);
    if (sorts_numbers(vertex) || sorts_by_words(vertex))
        leat__put(e, "    %s%s_sort(&self->%s.values);\n", vertex->tick ? "" : "    ", name, name);
    else
        leat__put(e, "    %sleat_sort_values(self->%s.values.data, self->%s.values.count, sizeof(%s), %s_compare, NULL);\n",
                  vertex->tick ? "" : "    ", name, name, type, name);
    if (!vertex->tick)
        leat__put(e, "    self->%s.sorted = true;\n\n", name);
    leat__put_release_loop(e, vertex, "at", "values.count", "values.data", type);
    if (!vertex->tick)
        leat__put(e, "    leat_buffer_release(&self->%s.values);\n    self->%s.released = true;\n    return true;\n", name, name);
    leat__put(e, "}\n\n");
}

void leat__emit_assert_equal(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    const char *type = leat__input_type(vertex, 0);
    bool views = leat__has_views(vertex->inputs.items[0]->type);

    leat__put_title(e, vertex);
    if (views) { /* the body's locals are gone when it is compared */
        leat__put(e, "static __attribute__((unused)) void %s_want(struct leat_buffer *wanted, struct leat_keep *keep, %s x)\n{\n", vertex->name, type);
        leat__put(e, "    %s *kept = leat_buffer_push(wanted, sizeof *kept);\n\n    *kept = x;\n", type);
        leat__put(e, "    leat_keep_move(keep, %s, kept);\n}\n\n", leat__descriptor_of(e, vertex->inputs.items[0]->type->descriptor));
    }
    leat__put(e, "static void %s_expected(struct leat_buffer *leat_wanted%s)\n{\n", vertex->name,
              views ? ", struct leat_keep *leat_wanted_keep" : "");
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)leat_wanted;\n");
    if (views) {
        leat__put(e, "    (void)leat_wanted_keep;\n");
        leat__put(e, "#define yield(...) %s_want(leat_wanted, leat_wanted_keep, __VA_ARGS__)\n", vertex->name);
    } else {
        leat__put(e, "#define yield(...) (*(%s *)leat_buffer_push(leat_wanted, sizeof(%s)) = (__VA_ARGS__))\n", type, type);
    }
    leat__put(e, "#define range(a, b) for (%s leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)\n", type);
    leat__put_statement(e, vertex->node, quote);
    leat__put(e, "#undef range\n#undef yield\n}\n\n");
    leat__open_push(e, vertex, "", "self", "x");
    leat__put_keep_element(e, vertex, "got", "keep", true);
    leat__put(e, "}\n\n");
}

void leat__emit_assert_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;
    bool views = leat__has_views(vertex->inputs.items[0]->type);
    const struct leat__node *input = vertex->node->inputs.items[0];
    bool by_key = input->kind == LEAT_KIND_KEYED_STREAM && input->ordered;

    leat__open_step(e, vertex);
    leat__put(e, "    struct leat_buffer wanted = {0};\n%s\n", views ? "    struct leat_keep wanted_keep = {0};\n" : "");
    if (!vertex->tick)
        leat__put(e, "    if (self->%s.done || !ended)\n        return self->%s.done;\n", name, name);
    leat__put(e, "    %s_expected(&wanted%s);\n    leat_assert_values%s(%s, &self->%s.got, &wanted, %s", name,
              views ? ", &wanted_keep" : "", by_key ? "_by_key" : "", leat__descriptor_of(e, vertex->type->descriptor), name,
              by_key ? "" : input->ordered ? "true, " : "false, ");
    leat__put_site(e, vertex);
    leat__put(e, ");\n    leat_buffer_release(&wanted);\n%s    leat_buffer_clear(&self->%s.got, sizeof(%s));\n",
              views ? "    leat_keep_release(&wanted_keep);\n" : "", name, leat__c_name(vertex->type->text));
    if (vertex->tick)
        leat__put(e, "}\n\n");
    else
        leat__put(e, "    return self->%s.done = true;\n}\n\n", name);
}

void leat__emit_forward_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (vertex->tick)
        return;
    leat__put(e, "/* `ended`: what completes it has ended, or no message is left anywhere. Called at the end of a turn. */\n");
    leat__open_step(e, vertex);
    leat__put(e, "    if (ended && !self->%s_ended) {\n        self->%s_ended = true;\n        run->again = true;\n    }\n", vertex->name,
              vertex->name);
    leat__put(e, "    return self->%s_ended;\n}\n\n", vertex->name);
}

/* ---- what they remember ---- */

static void put_chain_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_buffer waiting; /* of the second input, until the first has ended */\n"
                 "        struct leat_keep keep;\n        size_t at;\n        bool open;\n    } %s;\n", vertex->name);
}

static void put_chain_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_buffer_clear(&self->%s.waiting, sizeof(%s));\n    self->%s.open = false;\n", vertex->name,
              leat__c_name(vertex->type->text), vertex->name);
}

static void put_chain_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_buffer_release(&self->%s.waiting);\n    leat_keep_release(&self->%s.keep);\n", vertex->name, vertex->name);
}

static void put_sort_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_buffer values;\n        struct leat_keep keep;\n        size_t at;\n"
                 "        bool sorted;\n        bool released;\n    } %s;\n", vertex->name);
}

static void put_sort_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_buffer_clear(&self->%s.values, sizeof(%s));\n", vertex->name, leat__c_name(vertex->type->text));
}

static void put_sort_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_buffer_release(&self->%s.values);\n    leat_keep_release(&self->%s.keep);\n", vertex->name, vertex->name);
}

static void put_assert_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_buffer got;\n        struct leat_keep keep;\n        bool done;\n    } %s;\n", vertex->name);
}

static void put_assert_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_buffer_release(&self->%s.got);\n    leat_keep_release(&self->%s.keep);\n", vertex->name, vertex->name);
}

static void put_forward_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (!vertex->tick)
        leat__put(e, "    bool %s_ended;\n", vertex->name);
}

const struct leat__remembers leat__chain_state = {
    .member = put_chain_member, .reset = put_chain_reset, .release = put_chain_release};
const struct leat__remembers leat__sort_state = {
    .member = put_sort_member, .reset = put_sort_reset, .release = put_sort_release};
const struct leat__remembers leat__assert_state = {.member = put_assert_member, .release = put_assert_release};
const struct leat__remembers leat__forward_state = {.member = put_forward_member};
