/* Singletons and optionals: constants, unwrap_or, or, is_some, zip_singleton, get, get_by, values_by, key_count; bounded, in ticks, and changing. */
#include "flow.h"

leat_keyed(named, leat_str, int)
leat_keyed(crossed, int, int)
leat_keyed(numbered, uint64_t, int)
leat_record(both, (leat_str, text), (uint64_t, count))

static leat_str joined(leat_str a, leat_str b)
{
    return leat_str_format("%.*s%.*s", (int)a.length, a.data, (int)b.length, b.data);
}

static void bounded(leat_process *p)
{
    leat_stream(int) n = leat_source_iter(p, int, q(range(1, 5)));
    leat_optional(int) most = leat_reduce(n, q(acc, x, acc = x > acc ? x : acc)), none = leat_filter(most, q(x, x > 9));
    leat_singleton(leat_str) text = leat_source_singleton(p, leat_str, q(leat_str_format("%d", 42)));
    leat_singleton(both) zipped = leat_zip_singleton(text, leat_count(n), both, q(t, c, ((both){joined(t, leat_str_of("!")), c})));
    int other = 7;

    leat_assert_equal(leat_into_stream(text), leat_str, q({ yield(leat_str_of("42")); }));
    leat_assert_equal(leat_into_stream(leat_unwrap_or(most, q(other), let(other))), int, q({ yield(4); }));
    leat_assert_equal(leat_into_stream(leat_unwrap_or(none, q(other), let(other))), int, q({ yield(7); }));
    leat_assert_equal(leat_into_stream(leat_or(most, none)), int, q({ yield(4); }));
    leat_assert_equal(leat_into_stream(leat_or(none, most)), int, q({ yield(4); }));
    leat_assert_equal(leat_into_stream(leat_or(none, none)), int, q({}));
    leat_assert_equal(leat_into_stream(leat_or(none, leat_source_singleton(p, int, q(5)))), int, q({ yield(5); }));
    leat_assert_equal(leat_into_stream(leat_is_some(most)), bool, q({ yield(true); }));
    leat_assert_equal(leat_into_stream(leat_is_some(none)), bool, q({ yield(false); }));
    leat_assert_equal(leat_into_stream(zipped), both, q({ yield((both){leat_str_of("42!"), 4}); }));
    leat_assert_equal(leat_into_stream(leat_zip_singleton(none, text, both, q(x, t, ((both){t, (uint64_t)x})))), both, q({}));
    leat_assert_equal(leat_into_stream(leat_is_some(leat_zip_singleton(text, most, both, q(t, x, ((both){t, (uint64_t)x}))))), bool, q({ yield(true); }));
}

static void keyed(leat_process *p)
{
    leat_stream(int) n = leat_source_iter(p, int, q(range(0, 10)));
    leat_keyed_singleton(named) sums = leat_fold_keyed(leat_map(n, named, q(x, ((named){leat_str_format("k%d", x % 3), x}))), named, q(0), q(acc, x, acc += x));

    leat_assert_equal(leat_into_stream(leat_get(sums, int, q(leat_str_format("k%d", 1)))), int, q({ yield(12); }));
    leat_assert_equal(leat_into_stream(leat_get(sums, int, q(leat_str_of("k9")))), int, q({}));
    leat_assert_equal(leat_into_stream(leat_unwrap_or(leat_get(sums, int, q(leat_str_of("k9"))), q(-1))), int, q({ yield(-1); }));
    leat_assert_equal(leat_into_stream(leat_key_count(sums)), uint64_t, q({ yield(3); }));

    /* Of the key that another collection comes to. */
    leat_singleton(leat_str) key = leat_map(leat_count(n), leat_str, q(c, leat_str_format("k%d", (int)c % 3)));
    leat_optional(leat_str) none = leat_filter(key, q(k, k.length > 9));
    leat_keyed_stream(crossed) halves = leat_key_by(n, crossed, q(x, x / 2));

    leat_assert_equal(leat_into_stream(leat_get_by(sums, int, key)), int, q({ yield(12); }));
    leat_assert_equal(leat_into_stream(leat_get_by(sums, int, none)), int, q({}));
    leat_assert_equal(leat_into_stream(leat_get_by(leat_filter(sums, q(s, s.value > 12)), int, key)), int, q({}));
    leat_assert_equal(leat_into_stream(leat_unwrap_or(leat_get_by(sums, int, leat_map(key, leat_str, q(k, leat_str_format("%.*s9", (int)k.length, k.data)))), q(-1))),
                      int, q({ yield(-1); }));
    leat_for_each(leat_enumerate(leat_values_by(halves, int, leat_source_singleton(p, int, q(3))), numbered),
                  q(x, printf("of 3 in order: %d is %d\n", (int)x.key, x.value)));
    leat_assert_equal(leat_values_by(halves, int, leat_source_singleton(p, int, q(5))), int, q({}));
    leat_assert_equal(leat_into_stream(leat_key_count(leat_filter(sums, q(s, s.value > 12)))), uint64_t, q({ yield(2); }));
}

/* In a tick; the deferred second one has no elements: a singleton has a value all the same. */
static void in_ticks(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) batch = leat_batch(leat_source_iter(p, int, q(range(1, 4))), tick, nondet("it fits into one"));
    leat_stream(int) later = leat_filter(leat_defer_tick(batch), q(x, x > 9));
    leat_optional(int) sum = leat_reduce(leat_merge(batch, later), q(acc, x, acc += x));
    leat_singleton(int) ten = leat_source_singleton(tick, int, q(10));
    leat_keyed_singleton(crossed) by_rest = leat_reduce_keyed(leat_key_by(batch, crossed, q(x, x % 2)), q(acc, x, acc += x));

    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_unwrap_or(sum, q(-1)))), int, q({ yield(6); yield(-1); }));
    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_or(sum, ten))), int, q({ yield(6); yield(10); }));
    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_is_some(sum))), bool, q({ yield(true); yield(false); }));
    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_zip_singleton(ten, sum, int, q(a, b, a + b)))), int, q({ yield(16); }));
    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_zip_singleton(ten, leat_count(batch), int, q(a, b, a + (int)b)))), int,
                      q({ yield(13); yield(10); }));
    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_get(by_rest, int, q(1)))), int, q({ yield(4); }));
    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_get_by(by_rest, int, leat_source_singleton(tick, int, q(0))))), int, q({ yield(2); }));
    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_get_by(by_rest, int, leat_map(sum, int, q(s, s % 5))))), int, q({ yield(4); }));
    leat_assert_equal(leat_all_ticks(leat_values_by(leat_key_by(batch, crossed, q(x, x % 2)), int, leat_map(sum, int, q(s, s % 5)))), int,
                      q({ yield(1); yield(3); }));
    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_key_count(by_rest))), uint64_t, q({ yield(2); yield(0); }));
}

/* Values that change, with bounded ones beside them: the last that is seen is known. */
static void changing(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) n = leat_limit(leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); })), q(50000));
    leat_stream(named) many = leat_map(n, named, q(i, ((named){leat_str_format("k%d", i % 7), i})));
    leat_optional(leat_str) longest = leat_reduce(leat_map(n, leat_str, q(i, leat_str_format("%d", i))), q(acc, x, if (x.length > acc.length) acc = x));
    leat_keyed_singleton(named) last = leat_reduce_keyed(many, q(acc, x, acc = x));
    leat_keyed_singleton(named) large = leat_filter(last, q(e, e.value > 49996));
    leat_singleton(leat_str) mark = leat_source_singleton(p, leat_str, q(leat_str_format("%s", "mark")));
    leat_singleton(leat_str) found = leat_unwrap_or(longest, q(leat_str_of("nothing")));
    leat_singleton(both) pair = leat_zip_singleton(leat_zip_singleton(found, mark, leat_str, q(a, b, joined(a, b))), leat_count(n), both,
                                                   q(t, c, ((both){t, c})));
    leat_singleton(int) key = leat_or(leat_get(last, int, q(leat_str_of("k5"))), leat_source_singleton(p, int, q(-1)));
    leat_singleton(bool) some = leat_is_some(leat_get(large, int, q(leat_str_of("k5"))));
    leat_singleton(uint64_t) keys = leat_key_count(large);
    leat_singleton(leat_str) last_key = leat_map(leat_count(n), leat_str, q(c, leat_str_format("k%d", (int)(c + 6) % 7)));
    leat_singleton(int) of_last = leat_unwrap_or(leat_get_by(last, int, last_key), q(-1)), of_mark = leat_unwrap_or(leat_get_by(last, int, mark), q(-2));
    leat_optional(int) of_large = leat_get_by(large, int, last_key);

    leat_for_each(leat_all_ticks(leat_into_stream(leat_snapshot(pair, tick, nondet("the last one is told")))),
                  q(x, { if (x.count == 50000) printf("%.*s %d\n", (int)x.text.length, x.text.data, (int)x.count); }));
    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_into_stream(leat_snapshot(key, tick, nondet("the last one is told")))),
                                          q(x, x > 49990))), q(x, printf("k5 %d\n", x)));
    /* Both are looked at in one instant: the last element's own key has its own value. */
    leat_for_each(leat_unique(leat_all_ticks(leat_into_stream(leat_snapshot(leat_zip_singleton(of_last, leat_count(n), bool,
                                                                                               q(v, c, v == (int)c - 1)), tick, nondet("always so"))))),
                  q(same, printf("the last key's value is the last: %d\n", same)));
    leat_for_each(leat_unique(leat_all_ticks(leat_into_stream(leat_snapshot(of_mark, tick, nondet("always so"))))), q(v, printf("no such key: %d\n", v)));
    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_into_stream(leat_snapshot(of_large, tick, nondet("the last one is told")))),
                                          q(v, v == 49999))), q(v, printf("of the large ones: %d\n", v)));
    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_into_stream(leat_snapshot(keys, tick, nondet("the last one is told")))),
                                          q(c, c == 3))), q(c, printf("%d large\n", (int)c)));
    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_into_stream(leat_snapshot(some, tick, nondet("the last one is told")))),
                                          q(b, b))), q(b, printf("k5 is large: %d\n", b)));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    bounded(p);
    keyed(p);
    in_ticks(p);
    changing(p);
}
