#include <stdio.h>

#include <leat/leat.h>

leat_keyed(from, leat_member, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));
    leat_cluster *workers = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "worker", .members = 4}));

    leat_stream(int) numbers = leat_send_bincode_interleaved(leat_source_iter(workers, int, q(range(0, 10))), p);
    leat_keyed_stream(from) tagged = leat_send_bincode_tagged(leat_source_iter(workers, int, q(range(0, 10))), p, from);

    leat_for_each(leat_limit(leat_assume_ordered(numbers, nondet("any three")), q(3)), q(n, printf("%d\n", n)));
    leat_for_each(leat_assume_ordered(leat_weaken_order(tagged), nondet("as they come")), q(f, printf("%d\n", f.value)));
    return leat_deployment_run(deployment, flow);
}
