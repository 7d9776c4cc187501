/*
 * One number goes there and back, `-- elements=N` times. Printed are `began NS`, `ended NS`, both on the machine's steady
 * clock, how often it came back, and the sum of what came.
 */
#include <leat/leat.h>

#include "../lib/elements.h"

static void round_trip(leat_flow *flow, leat_host *host)
{
    leat_process *here = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "here"}));
    leat_process *there = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "there"}));
    leat_hole *hole;
    leat_stream(uint64_t) replies = leat_forward(here, uint64_t, &hole);
    leat_stream(uint64_t) begin = leat_source_iter(here, uint64_t, q(range(first(), 1)),
                                                   nondet("it tells the time, and nothing else depends on it"));
    leat_stream(uint64_t) next = leat_filter_map(replies, uint64_t, q(x, {
        if (x + 1 < elements())
            yield(x + 1);
        else
            print_end(x + 1, elements() * (elements() - 1) / 2);
    }), nondet("it tells the time, and nothing else depends on it"));

    leat_complete(hole, leat_send_bincode(leat_send_bincode(leat_merge_ordered(begin, next, nondet("only one is under way")), there), here));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    round_trip(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
