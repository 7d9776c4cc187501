#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *other = leat_flow_process(flow, &(leat_process_spec){.name = "other"});
    leat_tick *tick = leat_tick_of(p);

    leat_stream(int) all = leat_source_generate(p, int, q({ yield(1); }));
    leat_stream(int) late = leat_send_bincode(leat_source_iter(other, int, q(range(0, 10))), p);
    leat_stream(int) writes = leat_atomic(leat_filter_not_in(all, late));
    leat_singleton(uint64_t) count = leat_count(writes);
    leat_stream(int) told = leat_end_atomic(writes);

    /* Within a tick both inputs are there. */
    leat_stream(int) batch = leat_batch(writes, tick, nondet("each for itself"));
    leat_stream(int) fresh = leat_filter_not_in(batch, leat_defer_tick(leat_filter(batch, q(w, w > 1))));
    leat_for_each(leat_all_ticks(fresh), q(w, (void)w));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_snapshot(count, tick, nondet("any of them")))), q(n, (void)n));
    leat_for_each(told, q(n, (void)n));
    return leat_deployment_run(deployment, flow);
}
