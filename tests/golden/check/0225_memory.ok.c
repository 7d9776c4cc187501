#include <stdio.h>

#include <leat/leat.h>

leat_keyed(by_key, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) endless = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_stream(int) few = leat_source_iter(p, int, q(range(0, 10)));
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) batch = leat_batch(endless, tick, nondet("each for itself"));

    /* In a tick, of input that ends, of so many elements; and what is of one size whatever comes. */
    leat_for_each(leat_all_ticks(leat_unique(batch)), q(n, printf("%d\n", n)));
    leat_for_each(leat_unique(few), q(n, printf("%d\n", n)));
    leat_for_each(leat_unique(leat_map(leat_limit(endless, q(10)), int, q(n, n / 2))), q(n, printf("%d\n", n)));
    leat_for_each(leat_chain(few, endless), q(n, printf("%d\n", n)));
    leat_for_each(leat_sample_every(leat_count(endless), q(100), nondet("progress")), q(n, printf("%lu\n", n)));
    return leat_deployment_run(deployment, flow);
}
