#include <stdio.h>

#include <leat/leat.h>

/* Two locations, ticks, a cycle through the network and one inside a tick. */
int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *leader = leat_flow_process(flow, &(leat_process_spec){.name = "leader"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});
    leat_tick *tick = leat_tick_of(leader);
    leat_hole *hole, *inner;

    leat_stream(int) back = leat_forward(leader, int, &hole);
    leat_stream(int) numbers = leat_source_iter(leader, int, q(range(0, 10)));
    leat_stream(int) there = leat_broadcast_bincode(leat_merge(numbers, back), workers);
    leat_complete(hole, leat_send_bincode_interleaved(leat_filter(there, q(n, n > 100)), leader));

    leat_stream(int) batch = leat_batch(numbers, tick, nondet("each \"number\" <for itself> & \\ alone"));
    leat_stream(int) left = leat_forward(tick, int, &inner);
    leat_complete(inner, leat_defer_tick(leat_filter(leat_map(leat_merge(batch, left), int, q(n, n / 2)), q(n, n > 0))));
    leat_for_each(leat_into_stream(leat_snapshot(leat_count(numbers),
                                                 tick,
                                                 nondet("progress"))),
                  q(n, printf("%u\n", (unsigned)n)));
    return leat_deployment_run(deployment, flow);
}
