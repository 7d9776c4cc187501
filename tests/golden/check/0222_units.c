#include <stdio.h>

#include <leat/leat.h>

int far_away(int x);
void other_flow(leat_flow *flow, leat_process *process);

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));

    leat_for_each(leat_map(numbers, int, q(n, far_away(n))), q(n, printf("%d\n", n)));
    other_flow(flow, p);
    return leat_deployment_run(deployment, flow);
}
