/*
 * Records of 16 bytes from one process to another, which adds them up. `-- elements=N` says how many. Printed are
 * `began NS`, `ended NS`, both on the machine's steady clock, the count and the sum.
 */
#include <leat/leat.h>

#include "../lib/elements.h"

leat_record(message, (uint64_t, number), (uint64_t, twice))
leat_record(totals, (uint64_t, count), (uint64_t, sum))

static void frames(leat_flow *flow, leat_host *host)
{
    leat_process *sender = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "sender"}));
    leat_process *receiver = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "receiver"}));

    leat_stream(uint64_t) numbers = leat_source_iter(sender, uint64_t, q(range(first(), elements())),
                                                     nondet("it tells the time, and nothing else depends on it"));
    leat_stream(message) messages = leat_map(numbers, message, q(i, (message){i, 2 * i}));
    leat_stream(message) arrived = leat_send_bincode(messages, receiver);
    leat_singleton(totals) total = leat_fold(arrived, totals, q((totals){0, 0}), q(acc, m, {
        acc.count++;
        acc.sum += m.number + m.twice;
    }));
    leat_for_each(leat_into_stream(total), q(t, print_end(t.count, t.sum)),
                  nondet("it tells the time, and nothing else depends on it"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    frames(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
