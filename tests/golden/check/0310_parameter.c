#include <leat/leat.h>

/* A call over several lines, and nested ones. */
static leat_stream(int) up_to(leat_stream(int) numbers, int limit, int (*accept)(int))
{
    return leat_map(
        leat_filter(numbers,
                    q(n,
                      accept(n) &&
                          n < limit)),
        int,
        q(n, n + limit)
    );
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_for_each(up_to(leat_source_iter(p, int, q(range(0, 10))), 5, 0), q(n, (void)n));
    leat_for_each(up_to(leat_source_iter(p, int, q(range(0, 20))), 9, 0), q(n, (void)n));
    return leat_deployment_run(deployment, flow);
}
