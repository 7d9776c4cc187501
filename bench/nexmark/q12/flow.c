/* Nexmark q12: how many bids each bidder makes in ten seconds, by the clock of who counts them. */
#include <leat/leat.h>

#include "../../lib/ops.h"
#include "../input.h"
#include "clock.h"

leat_keyed(bid_at, uint32_t, int64_t) /* a bidder, and when */
leat_windowed(bids_in, uint32_t, uint64_t)

static void counts(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(bid_at) bids = leat_source_iter(process, bid_at, q({
        const nexmark_event *events = nexmark_events();
        const int64_t begun = leat_now();
        int64_t time = 0;

        for (uint32_t i = 0; i < NEXMARK_EVENTS; i++) {
            if (i % BLOCK == 0)
                time = (leat_now() - begun) / 1000000;
            if (events[i].kind == NEXMARK_BID)
                yield((bid_at){events[i].who, time});
        }
    }), nondet("the time at which they are counted is what is asked for"));
    leat_stream(bid_at) late;
    leat_stream(bids_in) counted = leat_fold_window(bids, bids_in, q((leat_window){.width = WINDOW}), q(b, b.value), q(0),
                                                    q(acc, time, acc++), &late);

    leat_null(late);
    leat_for_each(counted, q(c, bench_sink(count_of(c.key, c.start, c.value))), commutative("the sink adds up"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    counts(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}
