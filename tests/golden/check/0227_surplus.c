#include <stdio.h>

#include <leat/leat.h>

leat_keyed(by_key, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) more = leat_map(numbers, int, q(n, n + 1), nondet("each for itself"));
    leat_stream(by_key) pairs = leat_map(leat_merge(more, numbers), by_key, q(n, (by_key){n % 3, n}), nondet("in any order"));
    leat_stream(by_key) ordered = leat_assume_ordered(leat_sort_by(pairs, q(x, x.value)), nondet("it is sorted"));

    leat_for_each(leat_entries(leat_fold_keyed(ordered, by_key, q(0), q(acc, v, acc = acc * 2 + v), nondet("who comes first"))),
                  q(x, printf("%d\n", x.value)), commutative("one line for each key"));
    leat_for_each(leat_assume_exactly_once(numbers, nondet("no retries")), q(n, printf("%d\n", n)), nondet("the lines interleave"));
    return leat_deployment_run(deployment, flow);
}
