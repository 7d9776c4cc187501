/* Nexmark q4: for each category the average of what its auctions were sold for: the best bid of those in time. */
#include <leat/leat.h>

#include "../../lib/ops.h"
#include "../input.h"

leat_record(lot, (int64_t, opened), (int64_t, expires), (uint32_t, category))
leat_record(bid, (int64_t, time), (uint64_t, price))
leat_record(best, (uint32_t, category), (uint64_t, price))
leat_record(mean, (uint64_t, sum), (uint64_t, count))
leat_keyed(lot_of, uint32_t, lot)
leat_keyed(bid_of, uint32_t, bid)
leat_keyed(best_of, uint32_t, best)
leat_keyed(price_of, uint32_t, uint64_t)
leat_keyed(mean_of, uint32_t, mean)

static void average_price(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(nexmark_event) events = leat_source_iter(process, nexmark_event, q(each(nexmark_events(), NEXMARK_EVENTS)),
                                                         nondet("the events are made once, and always the same"));
    leat_stream(nexmark_event) again = leat_source_iter(process, nexmark_event, q(each(nexmark_events(), NEXMARK_EVENTS)),
                                                         nondet("the events are made once, and always the same"));
    leat_stream(lot_of) lots = leat_filter_map(events, lot_of, q(e, {
        if (e.kind == NEXMARK_AUCTION)
            yield((lot_of){e.id, {e.time, (int64_t)e.amount, e.what}});
    }));
    leat_stream(bid_of) bids = leat_filter_map(again, bid_of, q(e, {
        if (e.kind == NEXMARK_BID)
            yield((bid_of){e.id, {e.time, e.amount}});
    }));
    leat_stream(best_of) offers = leat_join_keyed_singleton(bids, leat_first_keyed(lots), best_of, q(auction, b, l,
        (best_of){auction, {l.category, b.time >= l.opened && b.time <= l.expires ? b.price : 0}}));
    leat_stream(best_of) valid = leat_filter(offers, q(o, o.value.price > 0));
    leat_keyed_singleton(best_of) sold = leat_reduce_keyed(valid, q(acc, v, { if (v.price > acc.price) acc = v; }));
    leat_stream(price_of) prices = leat_map(leat_entries(sold), price_of, q(s, (price_of){s.value.category, s.value.price}));
    leat_keyed_singleton(mean_of) means =
        leat_fold_keyed(prices, mean_of, q((mean){0, 0}), q(acc, price, { acc.sum += price; acc.count++; }));

    leat_for_each(leat_entries(means), q(m, bench_sink(m.key ^ m.value.sum / m.value.count)), commutative("the sink adds up"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    average_price(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}
