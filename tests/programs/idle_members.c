/* The end of a stream from a cluster waits for every member, and a member that got nothing releases its fold as well. */
#include "program.h"

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *leader = process(flow, "leader");
    leat_cluster *workers = cluster(flow, "worker", 4);
    leat_stream(int) numbers = leat_source_iter(leader, int, q(range(0, 1000)));
    leat_stream(int) to_two = leat_demux_bincode(numbers, workers, q(n, (uint32_t)(n % 2)));
    leat_singleton(int) sums = leat_fold(to_two, int, q(0), q(acc, n, acc += n));
    leat_stream(int) partial = leat_send_bincode_interleaved(leat_into_stream(sums), leader);
    leat_for_each(leat_into_stream(leat_count(partial)), q(n, printf("%" PRIu64 " answers\n", n)));
    leat_singleton(int) total = leat_fold(partial, int, q(0), q(acc, n, acc += n), commutative("addition"));
    leat_for_each(leat_into_stream(total), q(n, printf("total %d\n", n)));
}
