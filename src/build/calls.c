#include "build/calls.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/suggest.h"

/* Where an operator takes its quotes, and from which argument on it takes options (0: none). */
static const struct form {
    const char *name;
    size_t quote;
    size_t quotes;
    size_t options;
    const char *example;
    bool by_tag; /* outputs are named among the options */
} forms[] = {
    {"leat_source_iter", 2, 1, 3, "leat_source_iter(process, int, q(range(0, 10)))"},
    {"leat_source_generate", 2, 1, 3, "leat_source_generate(process, int, q({ for (;;) yield(1); }))"},
    {"leat_source_lines", 1, 1, 2, "leat_source_lines(process, q(\"path\"))"},
    {"leat_source_interval", 1, 1, 2, "leat_source_interval(process, q(100), nondet(\"why\"))"},
    {"leat_map", 2, 1, 3, "leat_map(stream, int, q(x, x + 1))"},
    {"leat_filter", 1, 1, 2, "leat_filter(stream, q(x, x > 0))"},
    {"leat_filter_map", 2, 1, 3, "leat_filter_map(stream, int, q(x, { if (x > 0) yield(x); }))"},
    {"leat_flat_map", 2, 1, 3, "leat_flat_map(stream, int, q(x, { yield(x); yield(-x); }))"},
    {"leat_inspect", 1, 1, 2, "leat_inspect(stream, q(x, printf(\"%d\\n\", x)))"},
    {"leat_limit", 1, 1, 2, "leat_limit(stream, q(10))"},
    {"leat_sort", 1, 1, 2, "leat_sort(stream, q(a, b, a - b))"},
    {"leat_fold", 2, 2, 4, "leat_fold(stream, int, q(0), q(sum, x, sum += x))"},
    {"leat_reduce", 1, 1, 2, "leat_reduce(stream, q(sum, x, sum += x))"},
    {"leat_fold_keyed", 2, 2, 4, "leat_fold_keyed(stream, word_count, q(0), q(sum, x, sum += x))"},
    {"leat_reduce_keyed", 1, 1, 2, "leat_reduce_keyed(stream, q(sum, x, sum += x))"},
    {"leat_join", 3, 1, 4, "leat_join(left, right, sum, q(key, l, r, (sum){key, l + r}))"},
    {"leat_join_left", 3, 1, 4, "leat_join_left(left, right, sum, q(key, l, r, (sum){key, r ? l + *r : l}))"},
    {"leat_join_keyed_singleton", 3, 1, 4, "leat_join_keyed_singleton(stream, values, sum, q(key, l, r, (sum){key, l + r}))"},
    {"leat_lookup", 3, 1, 4, "leat_lookup(stream, values, sum, q(key, l, r, (sum){key, r ? l + *r : l}))"},
    {"leat_zip", 3, 1, 4, "leat_zip(a, b, pair, q(x, y, (pair){x, y}))"},
    {"leat_zip_longest", 3, 1, 4, "leat_zip_longest(a, b, int, q(x, y, (x ? *x : 0) + (y ? *y : 0)))"},
    {"leat_cross_product", 3, 1, 4, "leat_cross_product(a, b, pair, q(x, y, (pair){x, y}))"},
    {"leat_cross_singleton", 3, 1, 4, "leat_cross_singleton(stream, singleton, int, q(x, v, x * v))"},
    {"leat_merge_ordered", 0, 0, 2, "leat_merge_ordered(a, b, nondet(\"why\"))"},
    {"leat_batch", 0, 0, 2, "leat_batch(stream, tick, nondet(\"why\"))"},
    {"leat_snapshot", 0, 0, 2, "leat_snapshot(singleton, tick, nondet(\"why\"))"},
    {"leat_sample_every", 1, 1, 2, "leat_sample_every(singleton, q(100), nondet(\"why\"))"},
    {"leat_demux_bincode", 2, 1, 3, "leat_demux_bincode(stream, cluster, q(x, x % 4))"},
    {"leat_demux_bincode_interleaved", 2, 1, 3, "leat_demux_bincode_interleaved(stream, cluster, q(x, x % 4))"},
    {"leat_demux_bincode_tagged", 2, 1, 4, "leat_demux_bincode_tagged(stream, cluster, q(x, x % 4), tagged_int)"},
    {"leat_demux_bytes", 2, 1, 3, "leat_demux_bytes(stream, cluster, q(x, x.length % 4))"},
    {"leat_demux_bytes_interleaved", 2, 1, 3, "leat_demux_bytes_interleaved(stream, cluster, q(x, x.length % 4))"},
    {"leat_demux_bytes_tagged", 2, 1, 4, "leat_demux_bytes_tagged(stream, cluster, q(x, x.length % 4), tagged_bytes)"},
    {"leat_partition", 1, 1, 3, "leat_partition(stream, q(x, x > 0), &rest)"},
    {"leat_demux", 1, 1, 2, "leat_demux(stream, q(x, x % 2), to(0, &even), to(1, &odd))", true},
    {"leat_for_each", 1, 1, 2, "leat_for_each(stream, q(x, printf(\"%d\\n\", x)))"},
    {"leat_assert_equal", 2, 1, 3, "leat_assert_equal(stream, int, q({ yield(1); }))"},
};

static const char *const options[] = {"let", "let_as", "nondet", "commutative", "idempotent", "monotone", "channel", "lossy"};

static const struct form *find_form(const struct leat__source *source, const struct leat__token *name)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (leat__token_is(source->bytes, name, forms[i].name))
            return &forms[i];
    return NULL;
}

/* Arguments of a call: the first token of each. More than fit are not looked at. */
#define ARGUMENTS_MAX 16

static size_t find_arguments(const struct leat__source *source, const struct leat__tokens *tokens, size_t open,
                             size_t *first)
{
    size_t depth = 0, count = 0;

    for (size_t at = open; at < tokens->count && count < ARGUMENTS_MAX; at++) {
        const struct leat__token *token = &tokens->items[at];
        char c = token->kind == LEAT__TOKEN_PUNCTUATION && token->length == 1 ? source->bytes[token->start] : ' ';

        if (c == '(' || c == '{' || c == '[')
            depth++;
        else if ((c == ')' || c == '}' || c == ']') && --depth == 0)
            return count;
        if ((at == open || (c == ',' && depth == 1)) && at + 1 < tokens->count)
            first[count++] = at + 1;
    }
    return count;
}

/* Whether `name (` begins at the token. */
static bool begins_call(const struct leat__source *source, const struct leat__tokens *tokens, size_t at, const char *name)
{
    return at + 1 < tokens->count && leat__token_is(source->bytes, &tokens->items[at], name) &&
           leat__token_is(source->bytes, &tokens->items[at + 1], "(");
}

static bool is_option(const struct leat__source *source, const struct leat__tokens *tokens, size_t at, const struct form *form)
{
    if (form->by_tag && (begins_call(source, tokens, at, "to") || begins_call(source, tokens, at, "otherwise")))
        return true;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (begins_call(source, tokens, at, options[i]))
            return true;
    return false;
}

static void say_no_output(const struct form *form, struct leat__call_mistake *mistake)
{
    mistake->message = leat__strdup("this names no output of leat_demux");
    mistake->help = leat__format("outputs are to(TAG, &stream), and otherwise(&stream) for all other tags: %s", form->example);
}

static void say_no_option(const struct leat__source *source, const struct leat__token *token,
                          struct leat__call_mistake *mistake)
{
    char *name = leat__strndup(source->bytes + token->start, token->length);
    const char *nearest = leat__suggest(name, options, sizeof options / sizeof *options);

    mistake->message = leat__format("there is no option '%s'", name);
    mistake->help = nearest ? leat__format("did you mean '%s'?", nearest)
                            : leat__strdup("options are let(...), let_as(type, value), nondet(\"why\"), commutative(\"why\"), "
                                           "idempotent(\"why\"), monotone(\"why\"), channel(\"name\") and lossy(\"why\")");
    free(name);
}

bool leat__call_examine(struct leat__source *source, size_t name, struct leat__call_mistake *mistake)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    const struct form *form = find_form(source, &tokens->items[name]);
    size_t first[ARGUMENTS_MAX];

    if (!form || name + 1 >= tokens->count || !leat__token_is(source->bytes, &tokens->items[name + 1], "("))
        return false;
    size_t count = find_arguments(source, tokens, name + 1, first);

    for (size_t i = form->quote; i < form->quote + form->quotes; i++)
        if (i >= count || !begins_call(source, tokens, first[i], "q")) {
            mistake->token = i < count ? first[i] : name;
            mistake->message = leat__strdup("a quote is wanted here");
            mistake->help = leat__format("what runs on the process stands in q(...): %s", form->example);
            return true;
        }
    for (size_t i = form->options; i < count; i++)
        if (!is_option(source, tokens, first[i], form)) {
            mistake->token = first[i];
            if (form->by_tag)
                say_no_output(form, mistake);
            else
                say_no_option(source, &tokens->items[first[i]], mistake);
            return true;
        }
    return false;
}
