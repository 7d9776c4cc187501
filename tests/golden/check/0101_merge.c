#include <stdio.h>

#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});

    leat_stream(int) a = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) b = leat_source_iter(second, int, q(range(0, 10)));
    leat_stream(int) c = leat_source_iter(workers, int, q(range(0, 10)));

    leat_for_each(leat_merge(a, b), q(n, printf("%d\n", n)), commutative("lines are sorted later"));
    leat_for_each(leat_chain(a,
                             c),
                  q(n, printf("%d\n", n)));

    return leat_deployment_run(deployment, flow);
}
