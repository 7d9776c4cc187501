#include <leat/leat.h>

static int limit = 100;

int unlimited(void)
{
    return limit;
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    int limit = 4;

    leat_for_each(leat_filter(leat_source_iter(p, int, q(range(0, 10))), q(n, n < limit)), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
