#include <stdio.h>

#include <leat/leat.h>

static int64_t stamp(void)
{
    return leat_now();
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));

    leat_for_each(leat_map(numbers, int64_t, q(n, n + stamp()), nondet("a stamp")), q(n, printf("%ld\n", (long)n)));
    return leat_deployment_run(deployment, flow);
}
