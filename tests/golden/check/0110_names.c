#include <leat/leat.h>
#include <stdio.h>

static void names(leat_flow *flow)
{
    leat_process *a = leat_flow_process(flow, (&(leat_process_spec){.name = "a"}));
    leat_process *b = leat_flow_process(flow, (&(leat_process_spec){.name = "b"}));
    leat_stream(int) numbers = leat_source_iter(a, int, q(range(0, 10)));
    leat_stream(int) first = leat_send_bincode(numbers, b, channel("numbers"));
    leat_stream(int) second = leat_send_bincode(numbers, b, channel("numbers"));
    leat_stream(int) third = leat_send_bincode(numbers, b, channel("more numbers"));

    leat_for_each(leat_chain(first, leat_chain(second, third)), q(n, printf("%d\n", n)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    names(flow);
    return leat_deployment_run(deployment, flow);
}
