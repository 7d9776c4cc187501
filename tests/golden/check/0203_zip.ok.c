#include <leat/leat.h>

leat_keyed(pair, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) sorted = leat_sort(leat_merge(numbers, numbers), q(a, b, (a > b) - (a < b)));
    int bias = 3;

    leat_for_each(leat_zip(numbers, sorted, pair, q(l, r, (pair){l, r})), q(n, (void)n));
    leat_for_each(leat_zip_longest(sorted, numbers, int, q(l, r, l && r ? *l + *r : bias), let(bias)), q(n, (void)n));
    leat_for_each(leat_merge_ordered(numbers, numbers, nondet("a test")), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
