#include <leat/leat.h>

enum kind { APPLE, PEAR };
leat_keyed(pair, int, double)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 3))), apples, rest, odd;
    leat_stream(double) values;

    leat_demux(numbers, q(n, n), to(APPLE, &apples), otherwise(&rest));
    leat_null(leat_partition(apples, q(n, n % 2), &odd));
    leat_null(odd);
    leat_null(leat_unzip(leat_map(rest, pair, q(n, (pair){n, n})), int, double, &values));
    leat_null(values);
    return leat_deployment_run(deployment, flow);
}
