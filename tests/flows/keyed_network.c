/* Half a million keys, folded on four members by the hash of the key, gathered, and sorted. */
#include "flow.h"

leat_keyed(visits, leat_str, uint64_t)

static void build(leat_flow *flow, leat_process *p)
{
    leat_cluster *workers = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "worker", .members = 4}));
    leat_stream(visits) all = leat_source_iter(p, visits, q({
        for (uint64_t i = 0; i < 1000000; i++) {
            yield((visits){leat_str_format("user %d", (int)(i % 500000)), i});
            leat_scratch_reset();
        }
    }));
    leat_stream(visits) spread = leat_demux_bincode(all, workers, q(v, v.value % leat_member_count(workers)), let(workers));
    leat_keyed_singleton(visits) sums = leat_fold_keyed(spread, visits, q(0), q(acc, n, acc += n));
    leat_stream(visits) gathered = leat_send_bincode_interleaved(leat_entries(sums), p);
    leat_stream(visits) ranked = leat_sort(gathered, q(a, b, (a.value < b.value) - (a.value > b.value)));

    leat_for_each(leat_limit(ranked, q(2)), q(v, printf("%.*s %" PRIu64 "\n", (int)v.key.length, v.key.data, v.value)));
    leat_for_each(leat_into_stream(leat_count(gathered)), q(c, printf("%" PRIu64 " users\n", c)));
}
