#include <stdio.h>

#include <leat/leat.h>

leat_keyed(from, leat_member, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});

    leat_keyed_stream(from) tagged = leat_send_bincode_tagged(leat_source_iter(workers, int, q(range(0, 10))), p, from);
    leat_stream(from) plain = leat_map(tagged, from, q(f, f));
    leat_stream(from) entries = leat_entries(leat_fold_keyed(tagged, from, q(0), q(last, n, last = n)));

    leat_for_each(plain, q(f, printf("%u %d\n", f.key.id, f.value)));
    leat_for_each(entries, q(f, printf("%u %d\n", f.key.id, f.value)));
    leat_for_each(leat_entries(leat_reduce_keyed(plain, q(last, n, last = n))), q(f, (void)f), commutative("a test"));

    return leat_deployment_run(deployment, flow);
}
