#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_external *shop = NULL;

    leat_for_each(leat_source_external(p, int, shop), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
