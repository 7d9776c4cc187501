#include <leat/leat.h>

#define BELOW(s, most) leat_filter(s, q(n, n < (most)))

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    int limit = 4;
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));

    leat_for_each(BELOW(numbers, limit), q(n, (void)n));
    leat_for_each(BELOW(numbers, 5), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
