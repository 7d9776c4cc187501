#include "check/explain.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/suggest.h"
#include "check/pages.h"
#include "flow/graph.h"

/* ---- operators ---- */

/* How each is spelt: input, what the result is, quotes, options. */
static const char *const usages[LEAT_OPS] = {
    [LEAT_OP_SOURCE_ITER] = "leat_stream(T) leat_source_iter(location, T, q({ ... yield(x); ... })), or q(range(a, b))",
    [LEAT_OP_SOURCE_GENERATE] = "leat_stream(T) leat_source_generate(location, T, q({ for (;;) yield(x); }))",
    [LEAT_OP_SOURCE_LINES] = "leat_stream(leat_str) leat_source_lines(location, q(\"path\"))",
    [LEAT_OP_SOURCE_INTERVAL] = "leat_stream(int64_t) leat_source_interval(location, q(milliseconds), nondet(\"why\"))",
    [LEAT_OP_EMBED_INPUT] = "leat_stream(T) leat_embed_input(location, T, \"name\")",
    [LEAT_OP_FORWARD] = "leat_stream(T) leat_forward(location or tick, T, &hole), and leat_complete(hole, s)",
    [LEAT_OP_MAP] = "leat_stream(U) leat_map(s, U, q(x, expression)); any kind",
    [LEAT_OP_FILTER] = "leat_stream(T) leat_filter(s, q(x, condition)); any kind",
    [LEAT_OP_FILTER_MAP] = "leat_stream(U) leat_filter_map(s, U, q(x, { if (...) yield(y); }))",
    [LEAT_OP_FLAT_MAP] = "leat_stream(U) leat_flat_map(s, U, q(x, { ... yield(y); ... }))",
    [LEAT_OP_INSPECT] = "leat_stream(T) leat_inspect(s, q(x, statement)); any kind",
    [LEAT_OP_ENUMERATE] = "leat_stream(REC) leat_enumerate(s, REC); REC has a key of type uint64_t",
    [LEAT_OP_UNIQUE] = "leat_stream(T) leat_unique(s)",
    [LEAT_OP_LIMIT] = "leat_stream(T) leat_limit(s, q(count))",
    [LEAT_OP_MERGE] = "leat_stream(T) leat_merge(a, b, ...)",
    [LEAT_OP_JOIN] = "leat_stream(REC) leat_join(left, right, REC, q(key, l, r, expression))",
    [LEAT_OP_CHAIN] = "leat_stream(T) leat_chain(a, b)",
    [LEAT_OP_SORT] = "leat_stream(T) leat_sort(s, q(a, b, comparison))",
    [LEAT_OP_FOLD] = "leat_singleton(ACC) leat_fold(s, ACC, q(initial), q(acc, x, statement))",
    [LEAT_OP_REDUCE] = "leat_optional(T) leat_reduce(s, q(acc, x, statement))",
    [LEAT_OP_COUNT] = "leat_singleton(uint64_t) leat_count(s)",
    [LEAT_OP_FOLD_KEYED] = "leat_keyed_singleton(REC) leat_fold_keyed(s, REC, q(initial), q(acc, v, statement))",
    [LEAT_OP_REDUCE_KEYED] = "leat_keyed_singleton(REC) leat_reduce_keyed(s, q(acc, v, statement))",
    [LEAT_OP_ENTRIES] = "leat_stream(REC) leat_entries(keyed)",
    [LEAT_OP_INTO_STREAM] = "leat_stream(T) leat_into_stream(singleton or optional)",
    [LEAT_OP_BATCH] = "leat_stream(T) leat_batch(s, tick, nondet(\"why\"))",
    [LEAT_OP_SNAPSHOT] = "leat_singleton(T) leat_snapshot(singleton, tick, nondet(\"why\"))",
    [LEAT_OP_ALL_TICKS] = "leat_stream(T) leat_all_ticks(s)",
    [LEAT_OP_DEFER_TICK] = "leat_stream(T) leat_defer_tick(s)",
    [LEAT_OP_SAMPLE_EVERY] = "leat_stream(T) leat_sample_every(singleton, q(milliseconds), nondet(\"why\"))",
    [LEAT_OP_SEND] = "leat_stream(T) leat_send_bincode(s, process); from a process",
    [LEAT_OP_SEND_INTERLEAVED] = "leat_stream(T) leat_send_bincode_interleaved(s, process); from a cluster",
    [LEAT_OP_SEND_TAGGED] = "leat_keyed_stream(REC) leat_send_bincode_tagged(s, process, REC); from a cluster",
    [LEAT_OP_BROADCAST] = "leat_stream(T) leat_broadcast_bincode(s, cluster); from a process",
    [LEAT_OP_BROADCAST_INTERLEAVED] = "leat_stream(T) leat_broadcast_bincode_interleaved(s, cluster); from a cluster",
    [LEAT_OP_BROADCAST_TAGGED] =
        "leat_keyed_stream(REC) leat_broadcast_bincode_tagged(s, cluster, REC); from a cluster",
    [LEAT_OP_DEMUX] = "leat_stream(T) leat_demux_bincode(s, cluster, q(x, member index)); from a process",
    [LEAT_OP_DEMUX_INTERLEAVED] =
        "leat_stream(T) leat_demux_bincode_interleaved(s, cluster, q(x, member index)); from a cluster",
    [LEAT_OP_DEMUX_TAGGED] =
        "leat_keyed_stream(REC) leat_demux_bincode_tagged(s, cluster, q(x, member index), REC); from a cluster",
    [LEAT_OP_FOR_EACH] = "leat_for_each(s, q(x, statement))",
    [LEAT_OP_ASSERT_EQUAL] = "leat_assert_equal(s, T, q({ yield(...); }))",
    [LEAT_OP_EMBED_OUTPUT] = "leat_embed_output(s, \"name\")",
};

static const char *const needs_texts[] = {
    [LEAT__NEEDS_NONE] = "nothing in particular",
    [LEAT__NEEDS_ORDER] = "a total order (of a keyed stream: one for each key), or commutative(\"why\"): LEAT0204",
    [LEAT__NEEDS_STRICT] = "a total order: LEAT0203",
    [LEAT__NEEDS_BOUNDED] = "bounded input: LEAT0201",
    [LEAT__NEEDS_FIRST] = "a first input that is bounded: LEAT0201",
    [LEAT__NEEDS_NONDET] = "nondet(\"why\"), as it depends on timing: LEAT0205",
};
static const char *const order_texts[] = {
    [LEAT__ORDER_SAME] = "as its input",
    [LEAT__ORDER_LOST] = "none",
    [LEAT__ORDER_TOTAL] = "total",
    [LEAT__ORDER_SENDER] = "for each sender, as that sent",
};
static const char *const bounds_texts[] = {
    [LEAT__BOUNDS_SAME] = "as its input",
    [LEAT__BOUNDS_ALL] = "bounded if all inputs are",
    [LEAT__BOUNDS_NO] = "unbounded",
    [LEAT__BOUNDS_YES] = "bounded",
    [LEAT__BOUNDS_SECOND] = "as its second input",
    [LEAT__BOUNDS_TICKS] = "bounded if all inputs of the tick are",
};
static const char *const state_texts[] = {
    [LEAT__STATE_NONE] = "none",
    [LEAT__STATE_FIXED] = "of constant size",
    [LEAT__STATE_GROWS] = "grows with its input",
};

static void put_operator(const struct leat__operator *operator, struct leat__text * into)
{
    leat__text_printf(into, "leat_%s: %s\n\n", operator->name, operator->text);
    leat__text_printf(into, "    %s\n\n", usages[operator - leat__operators]);
    leat__text_printf(into, "needs           %s\n", needs_texts[operator->needs]);
    leat__text_printf(into, "state           %s\n", state_texts[operator->state]);
    if (operator- leat__operators >= LEAT_OP_FOR_EACH)
        return;
    leat__text_printf(into, "gives an order  %s\n", order_texts[operator->order]);
    leat__text_printf(into, "gives a bound   %s\n", bounds_texts[operator->bounds]);
}

/* "fold" or "leat_fold"; leat_complete is on the page of leat_forward. */
static const struct leat__operator *find_operator(const char *name)
{
    if (strncmp(name, "leat_", 5) == 0)
        name += 5;
    if (strcmp(name, "complete") == 0)
        name = "forward";
    for (size_t op = 0; op < LEAT_OPS; op++)
        if (strcmp(leat__operators[op].name, name) == 0)
            return &leat__operators[op];
    return NULL;
}

/* ---- codes ---- */

static void put_indented(const char *text, struct leat__text *into)
{
    bool fresh = true;

    for (; *text; text++) {
        if (fresh && *text != '\n')
            leat__text_append(into, "    ");
        leat__text_char(into, *text);
        fresh = *text == '\n';
    }
}

static void put_page(const struct leat__page *page, struct leat__text *into)
{
    leat__text_printf(into, "%s: %s\n\n%s\nwrong:\n\n", page->code, page->title, page->means);
    put_indented(page->wrong, into);
    leat__text_append(into, "\ninstead:\n\n");
    put_indented(page->instead, into);
}

/* "LEAT0204", "leat0204", "0204", "204". */
static const struct leat__page *find_page(const char *code)
{
    char *end;
    unsigned long number;

    if (strncasecmp(code, "leat", 4) == 0)
        code += 4;
    if (!isdigit((unsigned char)*code))
        return NULL;
    number = strtoul(code, &end, 10);
    for (size_t i = 0; *end == '\0' && i < leat__page_count; i++)
        if (strtoul(leat__pages[i].code + 4, NULL, 10) == number)
            return &leat__pages[i];
    return NULL;
}

/* ---- what is asked ---- */

bool leat__explain(const char *what, struct leat__text *into)
{
    const struct leat__page *page = find_page(what);
    const struct leat__operator *operator= page ? NULL : find_operator(what);

    if (page)
        put_page(page, into);
    else if (operator)
        put_operator(operator, into);
    return page || operator;
}

const char *leat__explain_nearest(const char *what)
{
    const char **names = leat__alloc_array(LEAT_OPS + leat__page_count, sizeof *names);
    const char *nearest;
    size_t count = 0;

    if (strncmp(what, "leat_", 5) == 0)
        what += 5;
    for (size_t op = 0; op < LEAT_OPS; op++)
        names[count++] = leat__operators[op].name;
    for (size_t i = 0; i < leat__page_count; i++)
        names[count++] = leat__pages[i].code;
    nearest = leat__suggest(what, names, count);
    free(names);
    return nearest;
}

void leat__explain_list(struct leat__text *into)
{
    for (size_t i = 0; i < leat__page_count; i++)
        leat__text_printf(into, "%s  %s\n", leat__pages[i].code, leat__pages[i].title);
    leat__text_char(into, '\n');
    for (size_t op = 0; op < LEAT_OPS; op++)
        leat__text_printf(into, "%-30s  %s\n", leat__operators[op].name, leat__operators[op].text);
}
