/*
 * One stream read twice, and joined with itself: the numbers that are one more than an element, and one less than
 * another. The joined stream is read once, or twice: that is decided while the flow is built. A second process,
 * with another dynamic id, counts for itself.
 *
 *     leat run examples/teed_join.c
 *     leat run examples/teed_join.c -- twice
 */
#include <leat/leat.h>
#include <stdio.h>
#include <string.h>

leat_keyed(neighbour, uint32_t, bool)

static void teed_join(leat_flow *flow, leat_host *host, bool send_twice)
{
    leat_process *zero = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "service"}));
    leat_process *one = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "service"}));

    leat_stream(uint32_t) source = leat_source_iter(zero, uint32_t, q(range(1, 5)));
    leat_stream(neighbour) above = leat_map(source, neighbour, q(v, (neighbour){v + 1, true}));
    leat_stream(neighbour) below = leat_map(source, neighbour, q(v, (neighbour){v - 1, true}));
    leat_stream(uint32_t) joined = leat_sort(leat_join(above, below, uint32_t, q(v, l, r, v)), q(a, b, (a > b) - (a < b)));

    leat_for_each(joined, q(v, printf("%u\n", v)));
    if (send_twice)
        leat_for_each(joined, q(v, printf("%u\n", v)));
    leat_for_each(leat_source_iter(one, uint32_t, q(range(0, 5))), q(v, printf("%u\n", v)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    teed_join(flow, leat_localhost(deployment), argc > 1 && strcmp(argv[argc - 1], "twice") == 0);
    return leat_deployment_run(deployment, flow);
}
