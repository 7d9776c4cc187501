/* Cross products: every pair once, whoever comes first. */
#include "flow.h"

leat_record(pair, (int, left), (int, right))
leat_record(couple, (leat_str, left), (leat_str, right))
leat_record(said, (int, user), (leat_str, text))

static leat_str name_of(int n)
{
    return leat_str_format("name %d", n);
}

/* Sums of these tell whether each pair came, and once. */
static uint64_t mix(int left, int right)
{
    uint64_t mixed = ((uint64_t)left << 32 | (uint64_t)right) * UINT64_C(0x9e3779b97f4a7c15);

    return mixed ^ mixed >> 29;
}

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_stream(int) few = leat_source_iter(p, int, q(range(0, 3)));
    leat_stream(int) more = leat_source_iter(other, int, q(range(0, 1000)));

    leat_assert_equal(leat_cross_product(few, few, pair, q(l, r, (pair){l, r})), pair, q({
        for (int l = 0; l < 3; l++)
            for (int r = 0; r < 3; r++)
                yield((pair){l, r});
    }));
    leat_stream(pair) pairs = leat_cross_product(leat_send_bincode(few, other), more, pair, q(l, r, (pair){l, r}));
    leat_assert_equal(leat_sort(pairs, q(a, b, a.left != b.left ? a.left - b.left : a.right - b.right)), pair, q({
        for (int l = 0; l < 3; l++)
            for (int r = 0; r < 1000; r++)
                yield((pair){l, r});
    }));

    /* Both sides come in turn, one, two or three at a time, and more. */
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 1000)));
    leat_stream(int) of_left = leat_filter(numbers, q(n, n % 7 < 3 || n / 100 == 4)), of_right = leat_filter(numbers, q(n, !(n % 7 < 3 || n / 100 == 4)));
    leat_stream(uint64_t) mixed = leat_cross_product(of_left, of_right, uint64_t, q(l, r, mix(l, r)));
    leat_assert_equal(leat_into_stream(leat_fold(mixed, uint64_t, q(0), q(sum, x, sum += x), commutative("addition"))), uint64_t, q({
        uint64_t sum = 0;

        for (int l = 0; l < 1000; l++)
            for (int r = 0; r < 1000; r++)
                if ((l % 7 < 3 || l / 100 == 4) && !(r % 7 < 3 || r / 100 == 4))
                    sum += mix(l, r);
        yield(sum);
    }));

    /* One side never ends. */
    leat_stream(int) endless = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_stream(pair) numbered = leat_cross_product(few, leat_limit(endless, q(100000)), pair, q(l, r, (pair){l, r}));
    leat_singleton(uint64_t) sum = leat_fold(numbered, uint64_t, q(0), q(acc, x, acc += (uint64_t)(x.left + x.right)), commutative("addition"));
    leat_tick *end = leat_tick_of(p);
    leat_for_each(leat_all_ticks(leat_into_stream(leat_snapshot(sum, end, nondet("the last is looked at")))),
                  q(n, { if (n == 3 * UINT64_C(4999950000) + 3 * 100000) printf("every pair\n"); }));

    /* Text is kept. */
    leat_stream(leat_str) names = leat_source_iter(p, leat_str, q({ for (int i = 0; i < 20000; i++) { yield(name_of(i)); leat_scratch_reset(); } }));
    leat_stream(leat_str) others = leat_send_bincode(leat_source_iter(other, leat_str, q({ for (int i = 0; i < 5; i++) yield(name_of(i)); })), p);
    leat_stream(couple) couples = leat_cross_product(names, others, couple, q(l, r, (couple){l, r}));
    leat_stream(couple) alike = leat_filter(couples, q(c, leat_str_equal(c.left, c.right)));
    leat_assert_equal(leat_into_stream(leat_count(couples)), uint64_t, q({ yield(100000); }));
    leat_assert_equal(alike, couple, q({ for (int i = 0; i < 5; i++) yield((couple){name_of(i), name_of(i)}); }));

    /* In a tick, of its batches. */
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) batch = leat_batch(leat_source_iter(p, int, q(range(0, 30000))), tick, nondet("each meets its own tick"));
    leat_stream(int) one = leat_filter(batch, q(n, n % 1000 == 0));
    leat_stream(pair) met = leat_all_ticks(leat_cross_product(batch, one, pair, q(l, r, (pair){l, r})));
    leat_assert_equal(leat_filter(met, q(m, m.left == m.right)), pair, q({ for (int i = 0; i < 30; i++) yield((pair){i * 1000, i * 1000}); }));
}
