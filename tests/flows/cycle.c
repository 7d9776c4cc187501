/* A cycle through the network ends when no message is left anywhere: numbers halve on the other side until they are 1. */
#include "flow.h"

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_hole *hole;
    leat_stream(int) again = leat_forward(p, int, &hole);
    leat_stream(int) all = leat_merge(leat_source_iter(p, int, q(range(1, 100))), again);
    leat_stream(int) halves = leat_map(leat_send_bincode(leat_filter(all, q(x, x > 1)), other), int, q(x, x / 2));

    leat_complete(hole, leat_send_bincode(halves, p));
    leat_for_each(leat_filter(all, q(x, x == 1)), q(x, (void)x), commutative("no effect"));
    leat_tick *tick = leat_tick_of(p);
    leat_stream(uint64_t) ones = leat_all_ticks(leat_into_stream(
        leat_snapshot(leat_count(leat_filter(all, q(x, x == 1))), tick, nondet("only the last is looked at"))));
    leat_for_each(ones, q(c, { if (c == 99) printf("all %" PRIu64 " came down to one\n", c); }));
}
