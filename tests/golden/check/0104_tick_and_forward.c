#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_tick *tick = leat_tick_of(p);
    leat_hole *hole;
    leat_stream(int) back = leat_forward(p, int, &hole);
    leat_stream(int) batch = leat_batch(back, tick, nondet("a test"));
    leat_stream(int) later = leat_defer_tick(batch);

    leat_complete(hole, leat_all_ticks(later));

    return leat_deployment_run(deployment, flow);
}
