/* Two small sides, and a pair for each that match. */
#include <leat/leat.h>

#include "input.h"

leat_keyed(row, uint64_t, uint64_t)

static void hash_join(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(uint32_t) numbers = leat_source_iter(process, uint32_t, q(range(0, LEFT_ROWS)));
    leat_stream(uint32_t) again = leat_source_iter(process, uint32_t, q(range(0, RIGHT_ROWS)));
    leat_stream(row) left = leat_map(numbers, row, q(i, ({ struct join_row r = join_rows()[i]; (row){r.key, r.value}; })));
    leat_stream(row) right = leat_map(again, row, q(i, ({ struct join_row r = join_rows()[LEFT_ROWS + i]; (row){r.key, r.value}; })));
    leat_stream(uint64_t) pairs = leat_join(left, right, uint64_t, q(key, l, r, l + 2 * r));

    leat_for_each(pairs, q(x, bench_sink(x)), commutative("the sink adds up"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    hash_join(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}
