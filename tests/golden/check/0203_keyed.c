#include <leat/leat.h>

leat_keyed(pair, int, int)
leat_keyed(again, int, pair)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_keyed_stream(pair) by_rest = leat_key_by(leat_merge(numbers, numbers), pair, q(n, n % 3));
    leat_keyed_stream(pair) by_half = leat_key_by(leat_values(by_rest, int), pair, q(n, n / 2));

    leat_for_each(leat_keys(leat_first_keyed(by_rest), int), q(key, (void)key), commutative("a test"));
    leat_for_each(leat_keys(leat_first_keyed(by_half), int), q(key, (void)key), commutative("a test"));
    leat_null(leat_keys(leat_first_keyed(leat_key_by(leat_key_by(numbers, pair, q(n, n % 3)), again, q(e, e.value))), int));
    return leat_deployment_run(deployment, flow);
}
