#include <leat/leat.h>

leat_keyed(from, leat_member, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});

    leat_stream(int) a = leat_source_iter(p, int, q(range(0, 10)));

    leat_for_each(leat_send_bincode_interleaved(a, second), q(n, (void)n), commutative("a test"));
    leat_for_each(leat_send_bincode_tagged(a, second, from), q(n, (void)n));
    leat_for_each(leat_broadcast_bincode_tagged(a, workers, from), q(n, (void)n));
    leat_for_each(leat_demux_bincode_interleaved(a, workers, q(n, (uint32_t)n % 4)), q(n, (void)n), commutative("a test"));

    return leat_deployment_run(deployment, flow);
}
