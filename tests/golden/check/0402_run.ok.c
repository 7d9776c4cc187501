#include <stdio.h>

#include <leat/leat.h>

static int run(leat_deployment *deployment, leat_flow *flow)
{
    return leat_deployment_run(deployment, flow);
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_for_each(leat_source_iter(p, int, q(range(0, 10))), q(n, printf("%d\n", n)));
    return run(deployment, flow);
}
