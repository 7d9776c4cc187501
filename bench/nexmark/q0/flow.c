/* Nexmark q0: every bid, as it is. */
#include <leat/leat.h>

#include "../../lib/ops.h"
#include "../input.h"

static void every_bid(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(nexmark_event) events = leat_source_iter(process, nexmark_event, q(each(nexmark_events(), NEXMARK_EVENTS)),
                                                         nondet("the events are made once, and always the same"));
    leat_stream(nexmark_event) bids = leat_filter(events, q(e, e.kind == NEXMARK_BID));

    leat_for_each(bids, q(bid, bench_sink(bid.id ^ bid.amount)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    every_bid(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}
