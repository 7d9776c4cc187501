/* The sum of the values of each of 1000 keys, of ten million rows. */
#include <leat/leat.h>

#include "input.h"

leat_keyed(row, uint64_t, uint64_t)

static void group_by(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(row) rows = leat_source_iter(process, row, q({
        const uint64_t *keys = group_keys();

        for (uint32_t i = 0; i < GROUP_ROWS; i++)
            yield((row){keys[i], i});
    }), nondet("the input is made once, and always the same"));
    leat_keyed_singleton(row) sums = leat_fold_keyed(rows, row, q(0), q(sum, value, sum += value));

    leat_for_each(leat_entries(sums), q(x, bench_sink(x.key * 31 + x.value)), commutative("the sink adds up"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    group_by(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}
