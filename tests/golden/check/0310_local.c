#include <leat/leat.h>

static int base = 1;

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    int limit = 4, step = 2;
    static int calls;
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, limit)));
    leat_stream(int) some = leat_filter(numbers, q(n, n < limit && n > base), let(step));

    for (int i = 0; i < 2; i++)
        leat_for_each(leat_map(some, int, q(n, n * i + calls + step)), q(n, {
            int step = n;

            (void)step;
            (void)argc;
        }));

    return leat_deployment_run(deployment, flow);
}
