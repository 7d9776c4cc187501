#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_hole *hole;
    leat_stream(int) s = leat_forward(p, int, &hole);

    for (int i = 0; i < 100; i++)
        s = leat_map(s, int, q(n, n + 1));
    leat_complete(hole, s);

    return leat_deployment_run(deployment, flow);
}
