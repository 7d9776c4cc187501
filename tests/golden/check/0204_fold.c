#include <leat/leat.h>

static void flow_of(leat_flow *flow)
{
    leat_process *leader = leat_flow_process(flow, &(leat_process_spec){.name = "leader"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});

    leat_stream(int) counts = leat_source_iter(workers, int, q(range(0, 10)));
    leat_stream(int) partial = leat_send_bincode_interleaved(counts, leader);
    leat_singleton(int) code = leat_fold(partial, int, q(0), q(acc, x, acc = acc * 10 + x));
    leat_for_each(leat_into_stream(code), q(n, (void)n));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    flow_of(flow);
    return leat_deployment_run(deployment, flow);
}
