#include <stdio.h>

#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_hole *hole;
    leat_stream(int) back = leat_forward(p, int, &hole);
    leat_stream(int) numbers = leat_merge(leat_source_iter(p, int, q(range(0, 10))), leat_filter(back, q(n, n > 0)));

    leat_complete(hole, leat_send_bincode(leat_map(leat_send_bincode(numbers, other), int, q(n, n / 2)), p));
    return leat_deployment_run(deployment, flow);
}
