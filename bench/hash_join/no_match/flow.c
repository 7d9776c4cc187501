/* Two small sides, and a pair for each that match. */
#include <leat/leat.h>

#include "input.h"

leat_keyed(row, uint64_t, uint64_t)

static void hash_join(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(row) left = leat_source_iter(process, row, q(each(join_rows(), LEFT_ROWS)),
                                             nondet("the input is made once, and always the same"));
    leat_stream(row) right = leat_source_iter(process, row, q(each((const row *)join_rows() + LEFT_ROWS, RIGHT_ROWS)),
                                              nondet("the input is made once, and always the same"));
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
