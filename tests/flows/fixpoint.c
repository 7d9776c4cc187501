/* Fixpoints: each element goes round once; what comes to the cycle from elsewhere is there before; text and records. */
#include <stdlib.h>

#include "flow.h"

leat_keyed(edge, uint32_t, uint32_t)
leat_keyed(at, uint32_t, uint32_t)
leat_keyed(road, leat_str, leat_str)
leat_record(step, (leat_str, to), (uint32_t, cost))
leat_keyed(street, leat_str, step)
leat_keyed(far, leat_str, uint32_t)
leat_record(pair, (uint32_t, from), (uint32_t, to))
leat_keyed(end, uint32_t, pair)
leat_keyed(spoken, uint32_t, leat_str)
leat_keyed(both_ways, int32_t, int32_t)

/* 0 -> 1 -> 2 -> ... -> 999 -> 0, and 2000 -> 2001: a circle that is reached, and an edge that is not. */
static leat_stream(edge) circle(leat_process *p)
{
    return leat_source_iter(p, edge, q({
        for (uint32_t i = 0; i < 1000; i++)
            yield((edge){i, (i + 1) % 1000});
        yield((edge){2000, 2001});
    }));
}

static leat_stream(uint32_t) reach(leat_stream(uint32_t) roots, leat_stream(edge) edges)
{
    leat_hole *hole;
    leat_stream(uint32_t) reached = leat_iterate(roots, &hole);
    leat_stream(at) from = leat_map(reached, at, q(v, (at){v, v}));
    leat_stream(uint32_t) next = leat_join(from, edges, uint32_t, q(key, l, to, to));

    leat_complete(hole, next);
    return reached;
}

/* One element, of which all is made in the tick: it comes in one batch, whatever the timing. */
static void in_ticks(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) one = leat_batch(leat_source_iter(p, int, q({ yield(1); })), tick, nondet("one element comes in one batch"));
    leat_stream(uint32_t) roots = leat_flat_map(one, uint32_t, q(n, { yield(10); yield(20); yield(10); (void)n; }));
    leat_stream(edge) edges = leat_flat_map(one, edge, q(n, {
        for (uint32_t i = 0; i < 30; i++)
            yield((edge){i, i + 1});
        (void)n;
    }));
    leat_stream(uint32_t) reached = reach(roots, edges);

    leat_for_each(leat_all_ticks(leat_into_stream(leat_count(reached))), q(n, { if (n > 0) printf("%" PRIu64 " in the tick\n", n); }));
    leat_assert_equal(leat_all_ticks(leat_sort(reached, q(a, b, (a > b) - (a < b)))), uint32_t, q({ range(10, 31); }));
}

/* What comes to the cycle is what was kept, or deferred, in the ticks before; and the result of one begins another. */
static void over_ticks(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_hole *hole;
    leat_stream(uint32_t) again = leat_forward(tick, uint32_t, &hole);
    leat_stream(uint32_t) now = leat_merge(leat_into_stream(leat_optional_first_tick(tick, uint32_t, q(0))), again);
    leat_stream(uint32_t) root = leat_map(now, uint32_t, q(n, n * 0));
    leat_stream(edge) edges = leat_map(now, edge, q(n, (edge){n, n + 1}));
    leat_stream(uint32_t) of_all = reach(root, leat_across_ticks(edges));
    leat_stream(uint32_t) of_last = reach(root, leat_defer_tick_lazy(edges));
    leat_stream(uint32_t) twice = reach(of_all, leat_map(now, edge, q(n, (edge){n + 1, n + 100})));

    leat_complete(hole, leat_defer_tick(leat_filter(leat_map(now, uint32_t, q(n, n + 1)), q(n, n < 4))));
    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_count(of_all))), uint64_t, q({ range(2, 6); }));
    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_count(of_last))), uint64_t,
                      q({ yield(1); yield(2); yield(1); yield(1); }));
    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_count(twice))), uint64_t, q({ range(3, 7); }));
}

/* Both sides of the join go round: each half of a path meets each other half. */
static void closure(leat_process *p)
{
    leat_stream(pair) edges = leat_source_iter(p, pair, q({
        for (uint32_t i = 0; i < 20; i++)
            yield((pair){i, i + 1});
    }));
    leat_hole *hole;
    leat_stream(pair) paths = leat_iterate(edges, &hole);
    leat_stream(end) heads = leat_map(paths, end, q(x, (end){x.to, x}));
    leat_stream(end) tails = leat_map(paths, end, q(x, (end){x.from, x}));

    leat_complete(hole, leat_join(heads, tails, pair, q(key, l, r, (pair){l.from, r.to})));
    leat_assert_equal(leat_into_stream(leat_count(paths)), uint64_t, q({ yield(210); }));
}

/* What the cycle looks up is text, which was made turns before; and on the other side of the join. */
static void looked_up(leat_process *p)
{
    leat_stream(spoken) edges = leat_source_iter(p, spoken, q({
        for (uint32_t i = 0; i < 50000; i++)
            for (uint32_t k = 0; k < 2; k++)
                yield((spoken){i, leat_str_format("%u", (i + 1 + k) % 49999)});
    }));
    leat_hole *hole;
    leat_stream(uint32_t) reached = leat_iterate(leat_source_iter(p, uint32_t, q(range(7, 8))), &hole);
    leat_stream(leat_str) names = leat_join(edges, leat_map(reached, at, q(v, (at){v, v})), leat_str, q(key, name, v, name));

    leat_complete(hole, leat_map(names, uint32_t, q(name, (uint32_t)strtoul(leat_str_format("%.*s", (int)name.length, name.data).data, NULL, 10))));
    leat_assert_equal(leat_into_stream(leat_fold(reached, uint64_t, q(0), q(acc, v, acc += v), commutative("a sum"))), uint64_t,
                      q({ yield(49999ull * 49998 / 2); }));

    /* Negative keys, of which most are found by none. */
    leat_stream(both_ways) steps = leat_source_iter(p, both_ways, q({
        for (int32_t i = -1000; i < 1000; i++)
            yield((both_ways){i, i - 7});
    }));
    leat_hole *down;
    leat_stream(int32_t) below = leat_iterate(leat_source_iter(p, int32_t, q(range(999, 1000))), &down);

    leat_complete(down, leat_join(leat_map(below, both_ways, q(v, (both_ways){v, v})), steps, int32_t, q(key, l, to, to)));
    leat_assert_equal(leat_sort(below, q(a, b, a - b)), int32_t, q({
                          for (int32_t i = -1003; i < 1000; i += 7)
                              yield(i);
                      }));
}

/* Text that is made on the way, and kept across turns. */
static void text(leat_process *p)
{
    leat_stream(leat_str) start = leat_source_iter(p, leat_str, q({ yield(leat_str_of("")); }));
    leat_hole *hole;
    leat_stream(leat_str) words = leat_iterate(start, &hole);
    leat_stream(leat_str) longer = leat_flat_map(words, leat_str, q(w, {
        if (w.length < 8)
            for (const char *c = "abab"; *c; c++)
                yield(leat_str_format("%.*s%c", (int)w.length, w.data, *c));
    }));

    leat_complete(hole, longer);
    leat_assert_equal(leat_into_stream(leat_count(words)), uint64_t, q({ yield(511); }));
    leat_assert_equal(leat_limit(leat_sort(words, q(a, b, leat_str_compare(b, a))), q(2)), leat_str,
                      q({ yield(leat_str_of("bbbbbbbb")); yield(leat_str_of("bbbbbbba")); }));
}

/* The long way round is found first: what is better comes again, and what stands behind it too. */
static leat_stream(far) nearest(leat_stream(far) start, leat_stream(street) streets)
{
    leat_hole *hole;
    leat_stream(far) best = leat_iterate_best(start, &hole, q(a, b, a.value <= b.value));

    leat_complete(hole, leat_join(best, streets, far, q(key, so_far, step, (far){step.to, so_far + step.cost})));
    return best;
}

static void by_key(leat_process *p)
{
    leat_stream(far) start = leat_source_iter(p, far, q({ yield((far){leat_str_of("n0"), 0}); }));
    leat_stream(street) streets = leat_source_iter(p, street, q({
        for (uint32_t i = 0; i < 200; i++)
            for (uint32_t k = i + 1; k < 200; k++)
                yield((street){leat_str_format("n%u", i), {leat_str_format("n%u", k), (k - i) * (k - i)}});
    }));
    leat_assert_equal(leat_sort(nearest(start, streets), q(a, b, (a.value > b.value) - (a.value < b.value))), far, q({
                          for (uint32_t i = 0; i < 200; i++)
                              yield((far){leat_str_format("n%u", i), i});
                      }));
}

/* Input without end: what comes later goes round with what came before. */
static void without_end(leat_process *p)
{
    leat_stream(edge) edges = leat_source_generate(p, edge, q({
        for (uint32_t i = 5000; i-- > 0;)
            yield((edge){i, i + 1});
    }));
    leat_stream(uint32_t) roots = leat_source_iter(p, uint32_t, q({ yield(0); yield(4000); }));
    leat_stream(uint32_t) reached = reach(roots, edges);

    leat_for_each(reached, q(v, { if (v == 5000) printf("5000 is reached\n"); }), commutative("one line of one element"));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    leat_assert_equal(leat_sort(reach(leat_source_iter(p, uint32_t, q(range(5, 7))), circle(p)), q(a, b, (a > b) - (a < b))), uint32_t,
                      q({ range(0, 1000); }));
    in_ticks(p);
    over_ticks(p);
    closure(p);
    looked_up(p);
    text(p);
    by_key(p);
    without_end(p);
}
