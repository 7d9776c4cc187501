#include <stdio.h>

#include <leat/leat.h>

#define BELOW(n) ((n) < limit)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    int limit = 4, step = 1;
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));

    /* One by a macro, the other in the second quote. */
    leat_stream(int) few = leat_filter(numbers, q(n, BELOW(n)), let(limit));
    leat_for_each(leat_into_stream(leat_fold(few, int, q(0), q(sum, n, sum += n + step), let(step))), q(n, printf("%d\n", n)));
    return leat_deployment_run(deployment, flow);
}
