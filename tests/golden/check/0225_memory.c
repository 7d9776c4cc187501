#include <stdio.h>

#include <leat/leat.h>

leat_keyed(by_key, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) endless = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_stream(by_key) keyed = leat_map(endless, by_key, q(n, (by_key){n % 10, n}));
    leat_stream(by_key) others = leat_map(endless, by_key, q(n, (by_key){n, n}));
    leat_tick *tick = leat_tick_of(p);

    leat_for_each(leat_unique(endless), q(n, printf("%d\n", n)));
    leat_for_each(leat_join(keyed, others, int, q(k, l, r, l + r)), q(n, printf("%d\n", n)), commutative("a line each"));
    leat_keyed_singleton(by_key) sums = leat_fold_keyed(keyed, by_key, q(0), q(acc, x, acc += x));
    leat_for_each(leat_all_ticks(leat_entries(leat_snapshot(sums, tick, nondet("progress")))), q(s, printf("%d\n", s.value)),
                  commutative("a line each"));
    return leat_deployment_run(deployment, flow);
}
