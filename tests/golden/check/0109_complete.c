#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_tick *tick = leat_tick_of(p);
    leat_tick *another = leat_tick_of(p);
    leat_hole *holes[3];
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) a = leat_forward(p, int, &holes[0]);
    leat_stream(int) b = leat_forward(tick, int, &holes[1]);
    leat_stream(int) c = leat_forward(tick, int, &holes[2]);

    leat_for_each(a, q(n, (void)n));
    leat_for_each(leat_merge(b, c), q(n, (void)n), commutative("a test"));
    leat_complete(holes[0], leat_batch(numbers, tick, nondet("a test")));
    leat_complete(holes[1], numbers);
    leat_complete(holes[2], leat_batch(numbers, another, nondet("a test")));

    return leat_deployment_run(deployment, flow);
}
