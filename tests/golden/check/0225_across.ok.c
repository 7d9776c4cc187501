#include <stdio.h>

#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) endless = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) all = leat_across_ticks(leat_batch(endless, tick, nondet("each for itself")));

    leat_for_each(leat_all_ticks(leat_into_stream(leat_count(all))), q(n, printf("%d\n", (int)n)));
    return leat_deployment_run(deployment, flow);
}
