#include <leat/leat.h>
#include <stdio.h>

static void in_turn(leat_flow *flow)
{
    leat_process *a = leat_flow_process(flow, (&(leat_process_spec){.name = "a"}));
    leat_cluster *c = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "c", .members = 2}));
    leat_stream(int) numbers = leat_source_iter(a, int, q(range(0, 10)));
    leat_stream(int) mixed = leat_merge(numbers, numbers);

    leat_for_each(leat_round_robin_bincode(mixed, c), q(n, printf("%d\n", n)), commutative("only printed"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    in_turn(flow);
    return leat_deployment_run(deployment, flow);
}
