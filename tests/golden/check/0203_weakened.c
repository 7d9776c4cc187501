#include <stdio.h>

#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) any = leat_weaken_order(numbers);

    leat_for_each(leat_limit(any, q(3)), q(n, printf("%d\n", n)), commutative("printed"));
    leat_for_each(any, q(n, printf("%d\n", n)));
    leat_for_each(leat_assume_ordered(any), q(n, printf("%d\n", n)));
    leat_for_each(leat_assume_exactly_once(leat_weaken_retries(numbers), nondet(" ")), q(n, printf("%d\n", n)));
    leat_for_each(any, q(n, printf("%d\n", n)), commutative(""), idempotent(" "), monotone(""));
    return leat_deployment_run(deployment, flow);
}
