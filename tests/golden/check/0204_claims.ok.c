#include <leat/leat.h>

leat_keyed(from, leat_member, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});

    leat_stream(int) numbers = leat_source_iter(workers, int, q(range(0, 10)));
    leat_stream(int) mixed = leat_send_bincode_interleaved(numbers, p);
    leat_keyed_stream(from) tagged = leat_send_bincode_tagged(numbers, p, from);

    leat_for_each(leat_into_stream(leat_fold(mixed, int, q(0), q(sum, n, sum += n), commutative("a sum of integers"))), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_fold(mixed, double, q(0), q(sum, n, sum += n), nondet("rounding"))), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_count(mixed)), q(n, (void)n));
    leat_for_each(leat_sort(mixed, q(a, b, a - b)), q(n, (void)n));
    leat_for_each(leat_filter(tagged, q(f, f.value > 3)), q(f, (void)f));
    leat_for_each(leat_sort(leat_entries(leat_fold_keyed(tagged, from, q(0), q(last, n, last = n))), q(a, b, a.value - b.value)),
                  q(f, (void)f));
    leat_assert_equal(mixed, int, q(range(0, 10)));

    return leat_deployment_run(deployment, flow);
}
