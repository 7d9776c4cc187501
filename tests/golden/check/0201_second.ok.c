#include <leat/leat.h>

leat_keyed(number, int, int)
leat_keyed(numbered, uint64_t, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_tick *tick = leat_tick_of(p);

    leat_stream(number) pairs = leat_source_iter(p, number, q({ yield((number){1, 2}); }));
    leat_stream(int) endless = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_stream(int) ends = leat_merge(leat_source_iter(p, int, q(range(0, 3))), leat_source_iter(p, int, q(range(7, 9))));
    leat_stream(int) ends_in_order = leat_source_iter(p, int, q(range(0, 9)));
    leat_keyed_singleton(number) sums = leat_fold_keyed(leat_map(endless, number, q(n, (number){n % 3, n})), number, q(0), q(acc, v, acc += v));
    leat_stream(number) batch = leat_batch(pairs, tick, nondet("a test"));

    leat_for_each(leat_anti_join(pairs, ends), q(n, (void)n)); /* the order of the keys does not matter */
    leat_for_each(leat_all_ticks(leat_lookup(batch, leat_snapshot(sums, tick, nondet("a test")), int, q(key, l, r, key + l + (r ? *r : 0)))),
                  q(n, (void)n));
    leat_for_each(leat_cross_singleton(pairs, leat_count(ends), int, q(x, v, x.value + (int)v)), q(n, (void)n));
    leat_for_each(leat_enumerate(leat_values_by(leat_key_by(ends_in_order, number, q(n, n % 3)), int, leat_source_singleton(p, int, q(1))), numbered),
                  q(n, (void)n)); /* the values of one key have an order */
    leat_for_each(leat_filter_not_in(endless, ends), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
