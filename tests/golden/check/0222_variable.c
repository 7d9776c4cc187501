#include <stdio.h>

#include <leat/leat.h>

static int hits;
static int limit = 3;

static int bump(int x)
{
    hits += x;
    return hits;
}

static int counted(int x)
{
    return bump(x) + 1;
}

static int numbered(int x)
{
    static int last;

    return last += x;
}

static int (*const both[])(int) = {numbered, counted};

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    limit = argc;
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) few = leat_filter(numbers, q(n, n < limit));
    leat_stream(int) more = leat_map(leat_map(few, int, q(n, counted(n))), int, q(n, n + hits));
    leat_stream(int) chosen = leat_map(more, int, q(n, both[n & 1](n)));
    leat_singleton(int) sum = leat_fold(chosen, int, q(limit), q(acc, x, acc += x));

    leat_for_each(leat_into_stream(sum), q(n, printf("%d\n", n)));
    return leat_deployment_run(deployment, flow);
}
