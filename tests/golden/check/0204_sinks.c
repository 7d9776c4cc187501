#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});
    leat_cluster *others = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "other", .members = 2});

    leat_stream(int) numbers = leat_source_iter(workers, int, q(range(0, 10)));
    leat_stream(int) mixed = leat_broadcast_bincode_interleaved(numbers, others);
    leat_stream(int) spread = leat_demux_bincode_interleaved(numbers, others, q(n, (uint32_t)n % 2));
    leat_stream(int) merged = leat_merge(leat_source_iter(p, int, q(range(0, 10))), leat_source_generate(p, int, q({ yield(1); })));

    leat_for_each(leat_inspect(mixed, q(n, (void)n)), q(n, (void)n), commutative("a test"));
    leat_for_each(spread, q(n, (void)n));
    leat_for_each(leat_into_stream(leat_reduce(merged, q(a, b, a = a * 2 + b))), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
