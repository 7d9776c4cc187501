#include <leat/leat.h>

leat_keyed(entry, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *other = leat_flow_process(flow, &(leat_process_spec){.name = "other"});
    leat_tick *tick = leat_tick_of(p);
    leat_hole *hole;

    leat_stream(int) writes = leat_atomic(leat_source_generate(p, int, q({ yield(1); })));
    leat_stream(int) late = leat_send_bincode(leat_source_iter(other, int, q(range(0, 10))), p);

    /* They wait for the end of what comes over the network: what is acknowledged is not counted yet. */
    leat_stream(int) known = leat_filter_not_in(writes, late);
    leat_stream(int) times = leat_cross_singleton(writes, leat_count(late), int, q(w, n, w * (int)n));
    leat_stream(int) reached = leat_iterate(writes, &hole);
    leat_complete(hole, leat_filter(leat_map(reached, int, q(r, r + 1)), q(r, r < 100)));
    leat_singleton(uint64_t) count = leat_count(leat_merge(known, times, reached));
    leat_stream(int) told = leat_end_atomic(writes);

    leat_for_each(leat_all_ticks(leat_into_stream(leat_snapshot(count, tick, nondet("any of them")))), q(n, (void)n));
    leat_for_each(told, q(n, (void)n));
    return leat_deployment_run(deployment, flow);
}
