/* unique, count and enumerate inside a tick start afresh in each; carried over only by defer_tick. */
#include "program.h"

leat_keyed(numbered, uint64_t, int)

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *p = process(flow, "p");
    leat_tick *tick = leat_tick_of(p);
    leat_hole *hole;
    leat_stream(int) again = leat_forward(tick, int, &hole);
    leat_stream(int) start = leat_batch(leat_source_iter(p, int, q({ yield(7); })), tick, nondet("there is one element"));
    leat_stream(int) now = leat_chain(start, again);
    leat_stream(int) twice = leat_unique(leat_chain(now, now));
    leat_complete(hole, leat_defer_tick(leat_filter(now, q(n, (void)n, leat_argument("stop").length == 0))));
    leat_stream(numbered) counted = leat_enumerate(twice, numbered);
    leat_for_each(leat_limit(leat_all_ticks(counted), q(3)), q(e, printf("%" PRIu64 " %d\n", e.key, e.value)));
    leat_stream(uint64_t) counts = leat_all_ticks(leat_into_stream(leat_count(twice)));
    leat_for_each(leat_limit(counts, q(3)), q(n, printf("count %" PRIu64 "\n", n)));
}
