#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});

    const char *path = "-";

    leat_for_each(leat_source_lines(p, q("-")), q(line, (void)line));
    leat_for_each(leat_source_lines(workers, q(path), let(path)), q(line, (void)line));

    return leat_deployment_run(deployment, flow);
}
