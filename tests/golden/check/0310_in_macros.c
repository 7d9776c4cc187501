#include <leat/leat.h>

#define IS_FEW(number) ((number) < LIMIT)
#define LIMIT limit
#define LATER(by) (leat_now() + (by))

static int limit = 100;

int the_limit(void)
{
    return limit;
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    int limit = 4;
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));

    leat_for_each(leat_filter(numbers, q(n, IS_FEW(n))), q(n, (void)n));
    leat_for_each(leat_filter(numbers, q(n, IS_FEW(n)), let(limit)), q(n, (void)n));
    leat_for_each(leat_map(numbers, int64_t, q(n, LATER(n) + LIMIT)), q(n, (void)n));
    leat_for_each(numbers, q(n, {
        int limit = n;

        (void)(IS_FEW(n) + limit);
    }));

    return leat_deployment_run(deployment, flow);
}
