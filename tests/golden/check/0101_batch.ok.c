#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});

    leat_tick *tick = leat_tick_of(second);
    leat_tick *workers_tick = leat_tick_of(workers);
    leat_stream(int) a = leat_source_iter(second, int, q(range(0, 10)));
    leat_singleton(uint64_t) b = leat_count(leat_source_iter(workers, int, q(range(0, 10))));

    leat_for_each(leat_all_ticks(leat_batch(a, tick, nondet("a test"))), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_snapshot(b, workers_tick, nondet("a test"))), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
