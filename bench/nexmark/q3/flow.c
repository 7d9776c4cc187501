/* Nexmark q3: who in three states sells in category 10, as persons and auctions come. */
#include <leat/leat.h>

#include "../../lib/ops.h"
#include "../input.h"

leat_keyed(seller, uint32_t, uint32_t) /* a person, and where he lives; or what he sells */

static void local_sellers(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(nexmark_event) events = leat_source_iter(process, nexmark_event, q(each(nexmark_events(), NEXMARK_EVENTS)),
                                                         nondet("the events are made once, and always the same"));
    leat_stream(seller) persons = leat_filter_map(events, seller, q(e, {
        if (e.kind == NEXMARK_PERSON && e.who <= NEXMARK_CALIFORNIA)
            yield((seller){e.id, e.who << 8 | e.what});
    }));
    leat_stream(seller) auctions = leat_filter_map(events, seller, q(e, {
        if (e.kind == NEXMARK_AUCTION && e.what == 10)
            yield((seller){e.who, e.id});
    }));
    leat_stream(uint64_t) offers =
        leat_join(auctions, persons, uint64_t, q(id, auction, home, ((uint64_t)auction << 32 | home) + id));

    leat_for_each(offers, q(offer, bench_sink(offer)), commutative("the sink adds up"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    local_sellers(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}
