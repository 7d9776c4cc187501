#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_hole *holes[2];
    leat_stream(int) a = leat_forward(p, int, &holes[0]);
    leat_stream(int) b = leat_forward(p, int, &holes[1]);

    leat_complete(holes[0], a);
    leat_complete(holes[1], leat_map(b, int, q(n, n + 1)));
    leat_for_each(leat_merge(a, b), q(n, (void)n), commutative("a test"));

    return leat_deployment_run(deployment, flow);
}
