/* Timers: an interval that is cut off, and a sample of a value that changes; the last sample sees the last value. */
#include "flow.h"

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    leat_stream(int64_t) beats = leat_limit(leat_source_interval(p, q(1), nondet("only how many")), q(3));
    leat_for_each(beats, q(n, printf("beat %d\n", (int)n)));

    leat_singleton(uint64_t) count = leat_count(leat_limit(leat_source_interval(p, q(1), nondet("only how many")), q(5)));
    leat_stream(uint64_t) samples = leat_sample_every(count, q(1), nondet("only the last is looked at"));
    leat_for_each(samples, q(c, { if (c == 5) printf("sampled 5\n"); }));
}
