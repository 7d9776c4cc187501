#include <stdio.h>

#include <leat/leat.h>

static int die(void)
{
    return (int)(leat_random() % 6) + 1;
}

static int six(void)
{
    return 6;
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));

    leat_for_each(leat_map(numbers, int64_t, q(n, n + leat_now()), nondet("a stamp")), q(n, (void)n));
    leat_for_each(leat_filter(numbers, q(n, n > die()), nondet("a sample")), q(n, (void)n));
    leat_for_each(numbers, q(n, printf("leat_now %d\n", n + six())));

    return leat_deployment_run(deployment, flow);
}
