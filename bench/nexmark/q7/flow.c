/* Nexmark q7: the highest bid of each ten seconds. */
#include <leat/leat.h>

#include "../../lib/ops.h"
#include "../input.h"

leat_record(bid, (int64_t, time), (uint64_t, price))
leat_keyed(any_bid, bool, bid) /* all under one key */
leat_windowed(highest, bool, uint64_t)

static void highest_bid(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(nexmark_event) events = leat_source_iter(process, nexmark_event, q(each(nexmark_events(), NEXMARK_EVENTS)),
                                                         nondet("the events are made once, and always the same"));
    leat_stream(any_bid) bids = leat_filter_map(events, any_bid, q(e, {
        if (e.kind == NEXMARK_BID)
            yield((any_bid){true, {e.time, e.amount}});
    }));
    leat_stream(any_bid) late;
    leat_stream(highest) best = leat_fold_window(bids, highest, q((leat_window){.width = 10000}), q(b, b.value.time), q(0),
                                                 q(acc, b, { if (b.price > acc) acc = b.price; }), &late);

    leat_null(late);
    leat_for_each(best, q(h, bench_sink((uint64_t)h.start ^ h.value)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    highest_bid(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}
