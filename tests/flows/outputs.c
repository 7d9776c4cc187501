/* Operators with several results: partition, demux, unzip; outside ticks, in a tick, of keyed streams, and cancelled. */
#include "flow.h"

enum kind { APPLE = 2, PEAR = 7, PLUM = -1 };
leat_record(fruit, (int8_t, kind), (leat_str, name))
leat_variant(shape, (int32_t, circle), (leat_str, label), (nothing))
leat_keyed(pair, int, leat_str)

static void partitions(leat_process *p)
{
    int limit = 4;
    leat_stream(int) n = leat_source_iter(p, int, q(range(0, 8))), odd, large, late, first;
    leat_stream(int) even = leat_partition(n, q(x, x % 2 == 0), &odd);
    leat_stream(int) small = leat_partition(odd, q(x, x < limit), &large, let(limit));

    leat_assert_equal(even, int, q({ yield(0); yield(2); yield(4); yield(6); }));
    leat_assert_equal(small, int, q({ yield(1); yield(3); }));
    leat_assert_equal(large, int, q({ yield(5); yield(7); }));
    /* The quote runs once for each element. */
    leat_null(leat_partition(leat_limit(n, q(2)), q(x, printf("asked about %d\n", x) < 0), &late));
    leat_null(late);
    /* What both results are cut off from stops its source. */
    first = leat_partition(leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); })), q(x, x % 3 == 0), &late);
    leat_for_each(leat_limit(first, q(2)), q(x, printf("third %d\n", x)));
    leat_for_each(leat_limit(late, q(3)), q(x, printf("other %d\n", x)));
}

static void demuxes(leat_process *p)
{
    leat_stream(fruit) fruits = leat_source_iter(p, fruit, q({
        yield((fruit){PEAR, leat_str_of("conference")});
        yield((fruit){APPLE, leat_str_of("boskoop")});
        yield((fruit){PLUM, leat_str_of("mirabelle")});
        yield((fruit){APPLE, leat_str_of("gala")});
    }));
    leat_stream(shape) shapes = leat_source_iter(p, shape, q({
        yield(leat_variant_of(shape, label, leat_str_of("one")));
        yield(leat_variant_of(shape, circle, 4));
        yield(leat_variant_of(shape, nothing));
        yield(leat_variant_of(shape, label, leat_str_of("two")));
    }));
    leat_stream(fruit) apples, pears, others;
    leat_stream(shape) labels, circles, rest;

    leat_demux(fruits, q(f, (enum kind)f.kind), to(APPLE, &apples), to(PEAR, &pears), otherwise(&others));
    leat_assert_equal(leat_map(apples, leat_str, q(f, f.name)), leat_str, q({ yield(leat_str_of("boskoop")); yield(leat_str_of("gala")); }));
    leat_assert_equal(leat_map(pears, leat_str, q(f, f.name)), leat_str, q({ yield(leat_str_of("conference")); }));
    leat_assert_equal(leat_map(others, int, q(f, f.kind)), int, q({ yield(-1); }));
    leat_demux(shapes, q(s, s.tag), to(shape_circle, &circles), to(shape_label, &labels), to(shape_nothing, &rest));
    leat_assert_equal(leat_map(labels, leat_str, q(s, s.label)), leat_str, q({ yield(leat_str_of("one")); yield(leat_str_of("two")); }));
    leat_assert_equal(leat_map(circles, int, q(s, s.circle)), int, q({ yield(4); }));
    leat_assert_equal(leat_map(rest, int, q(s, (int)s.tag)), int, q({ yield(2); }));
}

static void unzips(leat_process *p)
{
    leat_stream(pair) pairs = leat_source_iter(p, pair, q({ for (int i = 0; i < 3; i++) yield((pair){i, leat_str_format("v%d", i)}); }));
    leat_keyed_stream(pair) by_key = leat_key_by(leat_source_iter(p, leat_str, q({ yield(leat_str_of("ab")); yield(leat_str_of("c")); })),
                                                 pair, q(s, (int)s.length)), long_ones;
    leat_stream(leat_str) values, words;
    leat_stream(int) keys = leat_unzip(pairs, int, leat_str, &values);

    leat_assert_equal(keys, int, q({ yield(0); yield(1); yield(2); }));
    leat_assert_equal(leat_sort(values, q(a, b, leat_str_compare(b, a))), leat_str,
                      q({ yield(leat_str_of("v2")); yield(leat_str_of("v1")); yield(leat_str_of("v0")); }));
    /* Of a keyed stream: partition keeps its keys, unzip does not. */
    leat_assert_equal(leat_partition(by_key, q(e, e.key == 1), &long_ones), pair, q({ yield((pair){1, leat_str_of("c")}); }));
    leat_assert_equal(leat_unzip(long_ones, int, leat_str, &words), int, q({ yield(2); }));
    leat_assert_equal(words, leat_str, q({ yield(leat_str_of("ab")); }));
}

static void in_a_tick(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) odd, one, two, batch = leat_batch(leat_source_iter(p, int, q(range(0, 6))), tick, nondet("it fits into one"));
    leat_stream(int) even = leat_partition(batch, q(x, x % 2 == 0), &odd);

    leat_demux(odd, q(x, x), to(1, &one), otherwise(&two));
    leat_assert_equal(even, int, q({ yield(0); yield(2); yield(4); }));
    leat_assert_equal(one, int, q({ yield(1); }));
    leat_assert_equal(leat_all_ticks(two), int, q({ yield(3); yield(5); }));
    leat_assert_equal(leat_into_stream(leat_count(odd)), uint64_t, q({ yield(3); }));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    partitions(p);
    demuxes(p);
    unzips(p);
    in_a_tick(p);
}
