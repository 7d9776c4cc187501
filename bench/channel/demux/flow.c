/*
 * Integers in turn to four workers, which pass them on to one process; that adds them up. `-- elements=N` says how many.
 * Printed are `began NS`, `ended NS`, both on the machine's steady clock, the count and the sum.
 */
#include <leat/leat.h>

#include "../../lib/elements.h"

leat_record(totals, (uint64_t, count), (uint64_t, sum))

static void demux(leat_flow *flow, leat_host *host)
{
    leat_process *sender = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "sender"}));
    leat_process *receiver = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "receiver"}));
    leat_cluster *workers =
        leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "worker", .members = 4}));

    leat_stream(uint64_t) numbers = leat_source_iter(sender, uint64_t, q(range(first(), elements())),
                                                     nondet("it tells the time, and nothing else depends on it"));
    leat_stream(uint64_t) dealt = leat_demux_bincode(numbers, workers, q(x, x % 4));
    leat_stream(uint64_t) arrived = leat_send_bincode_interleaved(dealt, receiver);
    leat_singleton(totals) total = leat_fold(arrived, totals, q((totals){0, 0}),
                                             q(acc, x, { acc.count++; acc.sum += x; }), commutative("sums"));
    leat_for_each(leat_into_stream(total), q(t, print_end(t.count, t.sum)),
                  nondet("it tells the time, and nothing else depends on it"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    demux(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
