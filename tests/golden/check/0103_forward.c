#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_hole *hole;
    leat_stream(int) back = leat_forward(p, int, &hole);

    (void)hole;
    leat_for_each(back, q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
