#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});

    leat_hole *hole;
    leat_stream(int) back = leat_forward(p, int, &hole);
    leat_stream(int) there = leat_send_bincode(back, second);

    leat_complete(hole, leat_map(there, int, q(n, n + 1)));

    return leat_deployment_run(deployment, flow);
}
