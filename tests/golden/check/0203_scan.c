#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 3)));
    int least = 1;

    leat_null(leat_scan(leat_merge(numbers, numbers), int, int, q(0), q(sum, n, { sum += n; yield(sum); })));
    leat_null(leat_scan(numbers, int, int, q(0), q(sum, n, { if (n > least) stop(); yield(sum); }), let(least)));
    leat_null(leat_flat_map(numbers, int, q(n, { int stop = least; yield(stop + n); })));
    return leat_deployment_run(deployment, flow);
}
