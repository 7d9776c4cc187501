/* Nexmark q5: each two seconds, the auctions with the most bids in the last ten. */
#include <leat/leat.h>

#include "../../lib/ops.h"
#include "../input.h"

leat_keyed(bid_of, uint32_t, int64_t)     /* an auction, and when */
leat_windowed(bids_of, uint32_t, uint64_t)
leat_keyed(counted, uint32_t, bids_of)    /* by the auction */
leat_keyed(rival, int64_t, bids_of)       /* by the start of the window */
leat_record(hottest, (uint32_t, auction), (uint64_t, bids))
leat_keyed(hottest_of, int64_t, hottest)

static void hot_items(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(nexmark_event) events = leat_source_iter(process, nexmark_event, q(each(nexmark_events(), NEXMARK_EVENTS)),
                                                         nondet("the events are made once, and always the same"));
    leat_stream(bid_of) bids = leat_filter_map(events, bid_of, q(e, {
        if (e.kind == NEXMARK_BID)
            yield((bid_of){e.id, e.time});
    }));
    leat_stream(bid_of) late;
    leat_stream(counted) none;
    /* Each bid is counted once, in its two seconds; five of those make a window. */
    leat_stream(bids_of) parts = leat_fold_window(bids, bids_of, q((leat_window){.width = 2000}), q(b, b.value), q(0),
                                                  q(acc, time, acc++), &late);
    leat_stream(bids_of) counts = leat_fold_window(
        leat_map(parts, counted, q(p, (counted){p.key, p})), bids_of, q((leat_window){.width = 10000, .slide = 2000}),
        q(p, p.value.start), q(0), q(acc, p, acc += p.value), &none);
    leat_keyed_singleton(hottest_of) most = leat_fold_keyed(
        leat_map(counts, rival, q(c, (rival){c.start, c})), hottest_of, q((hottest){0, 0}), q(acc, c, {
            if (c.value > acc.bids || (c.value == acc.bids && c.key < acc.auction))
                acc = (hottest){c.key, c.value};
        }));

    leat_null(late);
    leat_null(none);
    leat_for_each(leat_entries(most), q(m, bench_sink((uint64_t)m.key ^ (uint64_t)m.value.auction << 32 ^ m.value.bids)),
                  commutative("the sink adds up"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    hot_items(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}
