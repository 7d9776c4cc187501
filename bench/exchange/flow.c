/*
 * Two workers that exchange numbers in rounds: in each, a worker sends the numbers below `-- batch=N`, each to the worker that it
 * names by its remainder, and begins the next of `-- rounds=N` when as many have come to it. Each prints `began NS`, `ended NS`,
 * both on the machine's steady clock, and the count and the sum of what came.
 */
#include <leat/leat.h>

#include "../lib/elements.h"

leat_record(totals, (uint64_t, count), (uint64_t, sum))
leat_record(progress, (uint64_t, round), (uint64_t, count), (uint64_t, sum))

/* The number in `-- NAME=N`. */
static uint64_t argument(const char *name)
{
    leat_str n = leat_argument(name);

    return strtoull(leat_str_format("%.*s%c", (int)n.length, n.data, '\0').data, NULL, 10);
}

static void exchange(leat_flow *flow, leat_host *host)
{
    leat_cluster *workers = leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "worker", .members = 2}));
    leat_tick *tick = leat_tick_of(workers);
    leat_hole *hole;

    leat_stream(progress) again = leat_forward(workers, progress, &hole);
    leat_stream(progress) begun = leat_source_iter(workers, progress, q({ yield((progress){.count = first()}); }),
                                                   nondet("it tells the time, and nothing else depends on it"));
    leat_stream(uint64_t) numbers = leat_flat_map(leat_merge(begun, again), uint64_t, q(p, {
        for (uint64_t i = 0, end = argument("batch"); i < end; i++)
            yield(i);
    }));
    leat_stream(uint64_t) arrived = leat_demux_bincode_interleaved(numbers, workers, q(x, x % 2));
    /* What came at a time is added up by itself; of the other worker's next round some may be among it. */
    leat_singleton(totals) parts = leat_fold(leat_batch(arrived, tick, nondet("only their sums are taken")), totals,
                                             q((totals){0, 0}), q(acc, x, { acc.count++; acc.sum += x; }), commutative("sums"));
    leat_stream(progress) over = leat_scan(leat_all_ticks(leat_into_stream(parts)), progress, progress,
                                           q((progress){1, 0, 0}), q(p, part, {
        p.count += part.count;
        p.sum += part.sum;
        if (p.count >= p.round * argument("batch")) {
            yield(p);
            p.round++;
        }
    }));

    leat_complete(hole, leat_filter(over, q(p, p.round < argument("rounds"))));
    leat_for_each(leat_filter(over, q(p, p.round == argument("rounds"))), q(p, print_end(p.count, p.sum)),
                  nondet("it tells the time, and nothing else depends on it"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    exchange(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
