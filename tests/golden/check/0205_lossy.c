#include <stdio.h>

#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));
    leat_process *display = leat_flow_process(flow, (&(leat_process_spec){.name = "display"}));

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) more = leat_map(numbers, int, q(n, n + 1), lossy("nothing is sent here"));

    leat_for_each(leat_send_bincode(more, display, lossy(" ")), q(n, printf("%d\n", n)));
    return leat_deployment_run(deployment, flow);
}
