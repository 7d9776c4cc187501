#include <stdio.h>

#include <leat/leat.h>

leat_keyed(numbered, uint64_t, int)
leat_keyed(by_key, int, int)
leat_keyed(counted, int, uint64_t)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) again = leat_map(leat_weaken_retries(numbers), int, q(n, n / 2));
    leat_stream(by_key) pairs = leat_map(again, by_key, q(n, (by_key){n % 3, n}));

    leat_for_each(leat_into_stream(leat_count(again)), q(n, printf("%lu\n", n)));
    leat_for_each(leat_into_stream(leat_fold(again, int, q(0), q(acc, x, acc += x))), q(n, printf("%d\n", n)));
    leat_for_each(leat_into_stream(leat_reduce(again, q(acc, x, acc = x - acc))), q(n, printf("%d\n", n)));
    leat_for_each(leat_entries(leat_fold_keyed(pairs, by_key, q(0), q(acc, x, acc ^= x))), q(n, (void)n), commutative("no"));
    leat_for_each(leat_enumerate(leat_merge(again, numbers), numbered), q(n, (void)n));
    leat_for_each(leat_entries(leat_value_counts(again, counted)), q(n, (void)n), commutative("no"));
    leat_for_each(leat_all_ticks(leat_delta(leat_batch(again, leat_tick_of(p), nondet("a test")))), q(n, (void)n));
    leat_for_each(again, q(n, printf("%d\n", n)));
    return leat_deployment_run(deployment, flow);
}
