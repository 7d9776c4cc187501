/* Collections of every kind that are dropped on purpose, outside of ticks and in one: nobody is warned of them. */
#include "flow.h"

leat_keyed(parity, int, int)

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(parity) keyed = leat_map(numbers, parity, q(n, ((parity){n % 2, n})));

    leat_null(leat_inspect(numbers, q(n, { if (n == 9) printf("computed all the same\n"); })));
    leat_null(leat_count(numbers));
    leat_null(leat_reduce(numbers, q(acc, n, acc += n)));
    leat_null(leat_fold_keyed(keyed, parity, q(0), q(acc, n, acc += n)));

    leat_stream(int64_t) beats = leat_limit(leat_source_interval(p, q(1), nondet("only how many")), q(3));
    leat_null(leat_count(beats));

    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) batch = leat_batch(numbers, tick, nondet("nobody looks"));
    leat_null(batch);
    leat_null(leat_count(batch));
    leat_null(leat_snapshot(leat_count(leat_map(beats, int, q(b, (int)b))), tick, nondet("nobody looks")));
}
