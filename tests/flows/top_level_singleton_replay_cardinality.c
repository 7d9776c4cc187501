/* A singleton that was made outside of ticks has exactly one value in every tick, not only in the first. */
#include "flow.h"

leat_record(crossed, (int, element), (int, value), (uint64_t, cardinality))

static void build(leat_flow *flow, leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_singleton(int) constant = leat_source_singleton(p, int, q(123));
    leat_singleton(int) now = leat_snapshot(constant, tick, nondet("it does not change"));
    leat_stream(int) first = leat_batch(leat_source_iter(p, int, q({ yield(1); })), tick, nondet("it is one element"));
    leat_stream(int) second = leat_map(leat_defer_tick(first), int, q(x, x + 1));
    leat_stream(crossed) pairs = leat_cross_singleton(leat_merge(first, second), now, crossed, q(x, v, ((crossed){x, v, 0})));
    leat_stream(crossed) counted = leat_cross_singleton(pairs, leat_count(leat_into_stream(now)), crossed,
                                                        q(c, n, ((crossed){c.element, c.value, n})));

    (void)flow;
    leat_for_each(leat_all_ticks(counted), q(c, printf("((%d, %d), %d)\n", c.element, c.value, (int)c.cardinality)),
                  commutative("one element a tick"));
}
