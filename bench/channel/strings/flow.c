/*
 * Strings of 100 bytes from one process to another, which adds up their lengths and first bytes. `-- elements=N`
 * says how many. Printed are `began NS`, `ended NS`, both on the machine's steady clock, the count and the sum.
 */
#include <leat/leat.h>

#include "../../lib/elements.h"

leat_record(totals, (uint64_t, count), (uint64_t, sum))

/* A hundred times a letter. */
static leat_str letters(uint64_t i)
{
    static char text[26][100];

    if (!text[i % 26][0])
        memset(text[i % 26], (int)('a' + i % 26), sizeof text[0]);
    return (leat_str){text[i % 26], sizeof text[0]};
}

static void strings(leat_flow *flow, leat_host *host)
{
    leat_process *sender = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "sender"}));
    leat_process *receiver = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "receiver"}));

    leat_stream(uint64_t) numbers = leat_source_iter(sender, uint64_t, q(range(first(), elements())),
                                                     nondet("it tells the time, and nothing else depends on it"));
    leat_stream(leat_str) arrived = leat_send_bincode(leat_map(numbers, leat_str, q(i, letters(i))), receiver);
    leat_singleton(totals) total = leat_fold(arrived, totals, q((totals){0, 0}), q(acc, s, {
        acc.count++;
        acc.sum += s.length + (uint8_t)s.data[0];
    }));
    leat_for_each(leat_into_stream(total), q(t, print_end(t.count, t.sum)),
                  nondet("it tells the time, and nothing else depends on it"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    strings(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
