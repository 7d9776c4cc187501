#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_process *other = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});
    leat_external *shop = leat_flow_external(flow, &(leat_external_spec){.name = "shop", .framing = LEAT_LINES});
    leat_external *mill = leat_flow_external(flow, &(leat_external_spec){.name = "mill", .framing = LEAT_LINES});

    leat_stream(leat_str) lines = leat_source_external(p, leat_str, shop);
    leat_send_external(leat_send_bincode(lines, other), shop);
    leat_for_each(leat_source_external(workers, leat_str, mill), q(line, (void)line));

    return leat_deployment_run(deployment, flow);
}
