#include <leat/leat.h>

leat_record(point, (int, x))

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    int limit = 4, step = 1;
    point origin = {1};
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));

    leat_for_each(leat_filter(numbers, q(n, n < limit), let(limit, step)), q(n, (void)n), let_as(point, origin));
    leat_for_each(leat_into_stream(leat_fold(numbers, int, q(limit), q(sum, n, sum += n), let(limit))), q(limit, (void)limit), let(limit));

    return leat_deployment_run(deployment, flow);
}
