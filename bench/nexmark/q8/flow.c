/* Nexmark q8: who opened an auction in the ten seconds in which he or she became a member. */
#include <leat/leat.h>

#include "../../lib/ops.h"
#include "../input.h"

leat_record(within, (uint32_t, person), (uint32_t, window)) /* of ten seconds */
leat_keyed(seller, within, uint32_t)

static void new_sellers(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(nexmark_event) events = leat_source_iter(process, nexmark_event, q(each(nexmark_events(), NEXMARK_EVENTS)),
                                                         nondet("the events are made once, and always the same"));
    leat_stream(seller) persons = leat_filter_map(events, seller, q(e, {
        if (e.kind == NEXMARK_PERSON)
            yield((seller){{e.id, (uint32_t)(e.time / 10000)}, e.what});
    }));
    leat_stream(seller) auctions = leat_filter_map(events, seller, q(e, {
        if (e.kind == NEXMARK_AUCTION)
            yield((seller){{e.who, (uint32_t)(e.time / 10000)}, e.id});
    }));
    leat_stream(uint64_t) opened = leat_join(persons, auctions, uint64_t, q(in, city, auction,
                                             ((uint64_t)in.person << 32 | auction) + city));

    leat_for_each(opened, q(o, bench_sink(o)), commutative("the sink adds up"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    new_sellers(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}
