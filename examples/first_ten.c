/* The smallest flow: one process prints the numbers from 0 to 9. */
#include <leat/leat.h>
#include <stdio.h>

static void first_ten(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);

    leat_stream(int) numbers = leat_source_iter(process, int, q(range(0, 10)));
    leat_for_each(numbers, q(n, printf("%d\n", n)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    first_ten(flow, &(leat_process_spec){.host = leat_localhost(deployment), .name = "service"});
    return leat_deployment_run(deployment, flow);
}
