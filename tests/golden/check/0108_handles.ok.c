#include <stdio.h>

#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    /* Null until it is assigned. */
    leat_stream(int) numbers = 0;
    leat_hole *hole = NULL;
    leat_stream(int) back = leat_forward(p, int, &hole);

    numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_for_each(leat_merge(numbers, back), q(n, printf("%d\n", n)), commutative("a line each"));
    leat_complete(hole, leat_send_bincode(leat_filter(numbers, q(n, n > 5)), p));
    return leat_deployment_run(deployment, flow);
}
