#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <leat/leat.h>

/* Called `time`, and not the C library's. */
static int timed(int x)
{
    return abs(x) + (int)strlen("time");
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    /* The flow may be drawn by lot: what is outside of quotes runs now. */
    srand(7);
    int limit = rand() % 6;
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) some = leat_filter(leat_map(numbers, int, q(n, timed(n))), q(n, n > limit), let(limit));
    leat_stream(int64_t) stamped = leat_map(some, int64_t, q(n, n + leat_now()), nondet("a stamp"));

    /* What is printed on the way changes no result. */
    leat_stream(int64_t) shown = leat_map(stamped, int64_t, q(n, ({ fprintf(stderr, "seen\n"); n; })));
    leat_for_each(shown, q(n, printf("%ld\n", (long)n)));
    return leat_deployment_run(deployment, flow);
}
