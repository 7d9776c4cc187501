/*
 * A cycle through the network ends although what goes round waits for ticks on its way: in each process what is deferred
 * counts as a message, what is deferred lazily does not, and a fixpoint is reached within its tick.
 */
#include "program.h"

/* In a tick of `at`, and out again in the next one. */
static leat_stream(int) a_tick_later(leat_process *at, leat_stream(int) s)
{
    return leat_all_ticks(leat_defer_tick(leat_defer_tick(leat_batch(s, leat_tick_of(at), nondet("each for itself")))));
}

static void build(leat_flow *flow, leat_host *host)
{
    leat_process *here = process(flow, "here"), *there = process(flow, "there");
    leat_tick *tick = leat_tick_of(here);
    leat_hole *around, *down;
    leat_stream(int) again = leat_forward(here, int, &around);
    leat_stream(int) all = leat_merge(leat_source_iter(here, int, q({ yield(5); })), again);

    /* n, n - 2, n - 4, ... */
    leat_stream(int) steps = leat_iterate(leat_batch(all, tick, nondet("one is under way")), &down);
    leat_complete(down, leat_filter_map(steps, int, q(n, { if (n >= 2) yield(n - 2); })));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_fold(steps, int, q(0), q(acc, n, acc += n), commutative("a sum")))),
                  q(sum, { if (sum > 0) printf("%d\n", sum); }));
    leat_for_each(leat_all_ticks(leat_defer_tick_lazy(leat_filter(steps, q(n, n < 0)))), q(n, printf("%d\n", n)), commutative("there is none"));

    leat_optional(int) most = leat_reduce(steps, q(a, n, a = a > n ? a : n), commutative("the greatest"));
    leat_stream(int) less = leat_filter(leat_map(leat_into_stream(leat_defer_tick(most)), int, q(n, n - 1)), q(n, n > 0));
    leat_stream(int) arrived = leat_send_bincode(leat_all_ticks(less), there);

    (void)host;
    leat_complete(around, leat_send_bincode(a_tick_later(there, arrived), here));
}
