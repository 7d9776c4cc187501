#include <leat/leat.h>

enum kind { APPLE, PEAR };

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 3))), apples, pears, odd, rest;

    leat_demux(numbers, q(n, (enum kind)n), to(APPLE, &apples), to(PEAR, &pears), otherwise(&rest));
    leat_null(apples);
    leat_null(leat_partition(numbers, q(n, n % 2), &odd));
    return leat_deployment_run(deployment, flow);
}
