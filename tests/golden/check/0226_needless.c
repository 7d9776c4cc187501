#include <stdio.h>

#include <leat/leat.h>

leat_keyed(numbered, uint64_t, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) more = leat_map(numbers, int, q(n, n + 1), commutative("one by one"), idempotent("one by one"));
    leat_stream(int) some = leat_filter(more, q(n, n > 2), monotone("fewer"), channel("some"));

    leat_for_each(leat_limit(some, q(3), commutative("any three"), idempotent("any three")), q(n, printf("%d\n", n)),
                  monotone("lines"));
    return leat_deployment_run(deployment, flow);
}
