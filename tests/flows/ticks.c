/* Batches of whatever came: together they are all that came, in order; a tick's operators start afresh. */
#include "flow.h"

leat_keyed(numbered, uint64_t, int)

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    leat_stream(int) n = leat_source_iter(p, int, q({ for (int i = 0; i < 100000; i++) yield(i); }));
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) batch = leat_batch(n, tick, nondet("all of them come in the end"));

    leat_assert_equal(leat_all_ticks(batch), int, q({ range(0, 100000); }));

    /* Each tick counts its own batch; the counts add up. */
    leat_stream(uint64_t) sizes = leat_all_ticks(leat_into_stream(leat_count(batch)));
    leat_assert_equal(leat_into_stream(leat_fold(sizes, uint64_t, q(0), q(acc, c, acc += c))), uint64_t, q({ yield(100000); }));

    /* A tick numbers its elements from 0. */
    leat_stream(numbered) firsts = leat_filter(leat_all_ticks(leat_enumerate(batch, numbered)), q(x, x.key == 0));
    leat_assert_equal(leat_limit(firsts, q(1)), numbered, q({ yield((numbered){0, 0}); }));

    /* Countdown: each element comes again, one less, until it is 0. */
    leat_tick *down = leat_tick_of(p);
    leat_stream(int) few = leat_batch(leat_source_iter(p, int, q(range(0, 5))), down, nondet("same sum"));
    leat_hole *hole;
    leat_stream(int) again = leat_forward(down, int, &hole);
    leat_stream(int) all = leat_merge(few, again);
    leat_complete(hole, leat_defer_tick(leat_filter_map(all, int, q(x, { if (x > 0) yield(x - 1); }))));
    leat_assert_equal(leat_into_stream(leat_fold(leat_all_ticks(all), int, q(0), q(acc, x, acc += x), commutative("addition"))), int,
                      q({ yield(20); }));

    /* The last snapshot sees the last value. */
    leat_tick *seen = leat_tick_of(p);
    leat_stream(uint64_t) counts = leat_all_ticks(
        leat_into_stream(leat_snapshot(leat_count(leat_source_generate(p, int, q({ for (int i = 0; i < 1000; i++) yield(i); }))), seen,
                                       nondet("only the last is looked at"))));
    leat_for_each(counts, q(c, { if (c == 1000) printf("the last snapshot saw %" PRIu64 "\n", c); }));
}
