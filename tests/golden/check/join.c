#include <leat/leat.h>

struct entry {
    int key;
    int value;
};
leat_keyed(pair, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});

    leat_stream(pair) pairs = leat_source_iter(p, pair, q({ yield((pair){1, 2}); }));
    leat_stream(pair) elsewhere = leat_source_iter(second, pair, q({ yield((pair){1, 2}); }));
    leat_stream(struct entry) plain = leat_source_iter(p, struct entry, q({ yield((struct entry){1, 2}); }));
    leat_stream(int64_t) sums = leat_join(pairs, pairs, int64_t, q(key, a, b, key + a + b));
    int bias = 3;

    leat_for_each(sums, q(n, (void)n));
    leat_for_each(leat_limit(sums, q(1)), q(n, (void)n));
    leat_for_each(leat_join(pairs, elsewhere, int64_t, q(key, a, b, key + a + b)), q(n, (void)n), commutative("a test"));
    leat_for_each(leat_join(pairs, plain, int64_t, q(key, a, b, key + a + b + bias)), q(n, (void)n), commutative("a test"));

    return leat_deployment_run(deployment, flow);
}
