#include <leat/leat.h>

leat_keyed(pair, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(pair) pairs = leat_source_generate(p, pair, q({
        for (int i = 0;; i++)
            yield((pair){i % 10, i});
    }));
    leat_keyed_singleton(pair) sums = leat_fold_keyed(pairs, pair, q(0), q(sum, n, sum += n));

    leat_for_each(leat_entries(sums), q(sum, (void)sum), commutative("a test"));

    return leat_deployment_run(deployment, flow);
}
