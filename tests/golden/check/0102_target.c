#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});

    leat_stream(int) a = leat_source_iter(p, int, q(range(0, 10)));

    leat_for_each(leat_send_bincode(a, (leat_process *)(void *)workers), q(n, (void)n));
    leat_for_each(leat_broadcast_bincode(a, (leat_cluster *)(void *)p), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
