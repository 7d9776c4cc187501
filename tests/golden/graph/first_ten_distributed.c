#include <stdio.h>

#include <leat/leat.h>

void first_ten_distributed(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process        = leat_flow_process(flow, spec);
    leat_process *second_process = leat_flow_process(flow, spec);

    leat_stream(int) numbers = leat_source_iter(process, int, q(range(0, 10)));
    leat_stream(int) arrived = leat_send_bincode(numbers, second_process);
    leat_for_each(arrived, q(n, printf("%d\n", n)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_host *localhost = leat_localhost(deployment);
    leat_flow *flow = leat_flow_new();

    first_ten_distributed(flow, &(leat_process_spec){.host = localhost, .name = "service"});
    return leat_deployment_run(deployment, flow);
}
