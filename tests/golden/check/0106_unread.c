#include <leat/leat.h>

leat_keyed(pair, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) squares = leat_map(numbers, int, q(n, n * n));
    leat_singleton(uint64_t) count = leat_count(numbers);
    leat_keyed_singleton(pair) sums = leat_fold_keyed(leat_map(numbers, pair, q(n, (pair){n % 3, n})), pair, q(0),
                                                      q(sum, n, sum += n));

    (void)squares;
    (void)count;
    (void)sums;

    return leat_deployment_run(deployment, flow);
}
