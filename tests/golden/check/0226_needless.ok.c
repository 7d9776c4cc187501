#include <stdio.h>

#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    /* The input has an order today: the claims are true for all that. */
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_singleton(int) bits = leat_fold(numbers, int, q(0), q(acc, x, acc |= x), commutative("bits"), idempotent("bits"),
                                         monotone("bits of numbers that are not negative"), nondet("negative ones do not come"));

    leat_for_each(leat_into_stream(bits), q(n, printf("%d\n", n)), commutative("one line"), idempotent("one line"));
    return leat_deployment_run(deployment, flow);
}
