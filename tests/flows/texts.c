/*
 * Tables of texts: so many keys that elements are gathered while slots are fetched, of all lengths about the 16 bytes that a slot
 * has of them, some of which differ only in what is behind those, or in a zero at their end.
 */
#include "flow.h"

#include <string.h>

leat_keyed(tally, leat_str, uint64_t)
leat_keyed(counted, leat_bytes, uint64_t)
leat_record(totals, (uint64_t, keys), (uint64_t, values), (uint64_t, check))

enum { KEYS = 20000, ROUNDS = 3 };

/* The i-th key: its number, and then as many bytes as its last digit says, up to 27 more. */
static leat_str key(uint64_t i)
{
    const char *digits;

    if (i == 7)
        return leat_str_of("");
    if (i % 4 == 0)
        return leat_str_format("%.*s%05d", (int)(i % 28), "the same 16 bytes, and more", (int)i);
    if (i % 4 == 1)
        return leat_str_format("%05d%.*s", (int)i, (int)(i % 28), "abcdefghijklmnopqrstuvwxyz.");
    if (i % 4 == 2)
        return leat_str_format("the same 16 bytes, and %d", (int)i);
    digits = leat_str_format("%d%c%c%c", (int)(i / 16), '\0', '\0', '\0').data;
    return (leat_str){digits, strlen(digits) + i / 4 % 4};
}

static uint64_t check_of(leat_str text, uint64_t value)
{
    uint64_t sum = text.length;

    for (size_t i = 0; i < text.length; i++)
        sum = sum * 31 + (uint8_t)text.data[i];
    return sum * (2 * value + 1);
}

static void tell(const char *what, leat_stream(tally) entries)
{
    leat_singleton(totals) all = leat_fold(entries, totals, q((totals){0, 0, 0}),
                                           q(acc, e, { acc.keys++; acc.values += e.value; acc.check += check_of(e.key, e.value); }),
                                           commutative("sums"));
    leat_for_each(leat_into_stream(all), q(t, printf("%s: %d keys, %d, %016" PRIx64 "\n", what, (int)t.keys, (int)t.values, t.check)), let(what));
}

static void build(leat_flow *flow, leat_process *p)
{
    leat_stream(uint64_t) numbers = leat_source_iter(p, uint64_t, q(range(0, KEYS * ROUNDS)));
    leat_stream(leat_str) names = leat_map(numbers, leat_str, q(n, key(n * 7 % KEYS)));
    leat_stream(tally) pairs = leat_map(numbers, tally, q(n, ((tally){key(n * 7 % KEYS), n})));
    leat_keyed_singleton(tally) sums = leat_fold_keyed(pairs, tally, q(0), q(acc, n, acc += n));

    (void)flow;
    tell("unique", leat_map(leat_unique(names), tally, q(s, ((tally){s, 1}))));
    tell("fold_keyed", leat_entries(sums));
    tell("first_keyed", leat_entries(leat_first_keyed(pairs)));
    tell("reduce_keyed", leat_entries(leat_reduce_keyed(pairs, q(acc, n, acc = acc > n ? acc : n))));
    tell("value_counts", leat_entries(leat_value_counts(names, tally)));
    leat_stream(leat_bytes) bytes = leat_map(names, leat_bytes, q(s, ((leat_bytes){(const uint8_t *)s.data, s.length})));
    tell("of bytes", leat_map(leat_entries(leat_value_counts(bytes, counted)), tally,
                              q(c, ((tally){{(const char *)c.key.data, c.key.length}, c.value}))));
    leat_for_each(leat_into_stream(leat_distinct_count(names)), q(n, printf("%d different ones\n", (int)n)));
    leat_for_each(leat_into_stream(leat_get(sums, uint64_t, q(leat_str_of("")))), q(n, printf("of no bytes: %d\n", (int)n)));
    leat_for_each(leat_into_stream(leat_get(sums, uint64_t, q(leat_str_of("the same 16 bytes, and 10")))), q(n, printf("of 10: %d\n", (int)n)));

    /* A value that changes is read in the turn in which the last of its keys came, and all are in. */
    leat_tick *tick = leat_tick_of(p);
    leat_stream(uint64_t) endless = leat_limit(leat_source_generate(p, uint64_t, q({ for (uint64_t n = 0;; n++) yield(n); })), q(KEYS));
    leat_keyed_singleton(tally) growing = leat_value_counts(leat_map(endless, leat_str, q(n, leat_str_format("%d", (int)n))), tally);
    leat_stream(bool) same = leat_all_ticks(leat_into_stream(leat_snapshot(
        leat_zip_singleton(leat_key_count(growing), leat_count(endless), bool, q(a, b, a == b)), tick, nondet("always so"))));
    leat_for_each(leat_unique(same), q(yes, printf("as many keys as elements: %d\n", yes)));
}
