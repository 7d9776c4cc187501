#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_external *shop = leat_flow_external(flow, &(leat_external_spec){.name = "shop"});

    (void)shop;
    leat_for_each(leat_source_iter(p, int, q(range(0, 10))), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
