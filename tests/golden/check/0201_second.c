#include <leat/leat.h>

leat_keyed(number, int, int)

struct plain {
    int key;
    int value;
};

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(number) pairs = leat_source_iter(p, number, q({ yield((number){1, 2}); }));
    leat_stream(struct plain) plain = leat_source_iter(p, struct plain, q({ yield((struct plain){1, 2}); }));
    leat_stream(int) endless = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_stream(int) ends = leat_source_iter(p, int, q(range(0, 3)));
    leat_keyed_singleton(number) sums = leat_fold_keyed(leat_map(endless, number, q(n, (number){n % 3, n})), number, q(0), q(acc, v, acc += v));

    leat_for_each(leat_anti_join(pairs, endless), q(n, (void)n));
    leat_for_each(leat_lookup(pairs, sums, int, q(key, l, r, key + l + (r ? *r : 0))), q(n, (void)n));
    leat_for_each(leat_cross_singleton(ends, leat_count(endless), int, q(x, v, x + (int)v)), q(n, (void)n));
    leat_for_each(leat_values_by(leat_key_by(ends, number, q(n, n % 3)), int, leat_map(leat_count(endless), int, q(c, (int)c))), q(n, (void)n));
    leat_for_each(leat_join_semi(plain, ends), q(n, (void)n));
    leat_for_each(leat_filter_not_in(plain, plain), q(n, (void)n));
    leat_for_each(leat_cross_product(ends, ends, int, q(x, y, x + y)), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
