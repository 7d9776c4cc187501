/* N elements, spread by their keys over the members of a cluster, and what each member counts of them. */
#include "growth.h"

leat_keyed(numbered, uint64_t, uint64_t)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *leader = leat_flow_process(flow, (&(leat_process_spec){.name = "leader"}));
    leat_cluster *workers = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "w", .members = 1}));

    leat_stream(uint64_t) numbers = leat_source_iter(leader, uint64_t, q(range(0, growth_size())));
    leat_stream(numbered) keyed = leat_map(numbers, numbered, q(n, (numbered){n, 1}));
    leat_singleton(uint64_t) partial =
        leat_fold(leat_exchange_bincode(keyed, workers), uint64_t, q(0), q(acc, x, acc += x.value));
    leat_stream(uint64_t) counts = leat_send_bincode_interleaved(leat_into_stream(partial), leader);
    leat_singleton(uint64_t) all = leat_fold(counts, uint64_t, q(0), q(acc, n, acc += n));
    leat_for_each(leat_into_stream(all), q(n, printf("result %" PRIu64 "\n", n)));
    return leat_deployment_run(deployment, flow);
}
