/* A service that nobody asks anything: it waits for a client, and beats once an hour. Each process prints its id. */
#include "growth.h"

#include <unistd.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *front = leat_flow_process(flow, (&(leat_process_spec){.name = "front"}));
    leat_cluster *workers = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "w", .members = 3}));
    leat_external *clients = leat_flow_external(flow, (&(leat_external_spec){.framing = LEAT_LINES}));
    leat_stream(leat_str) lines = leat_source_external(front, leat_str, clients);
    leat_stream(leat_str) done = leat_send_bincode_interleaved(leat_round_robin_bincode(lines, workers), front);
    leat_stream(int64_t) beats = leat_source_interval(front, q(3600000), nondet("only so that it does not end"));

    leat_for_each(leat_source_iter(front, int, q(range(0, 1))), q(n, { (void)n; printf("pid %d\n", (int)getpid()); fflush(stdout); }));
    leat_for_each(leat_source_iter(workers, int, q(range(0, 1))), q(n, { (void)n; printf("pid %d\n", (int)getpid()); fflush(stdout); }));
    leat_for_each(done, q(line, printf("%.*s\n", (int)line.length, line.data)), commutative("one by one"));
    leat_for_each(beats, q(n, printf("%" PRId64 " hours\n", n)));
    return leat_deployment_run(deployment, flow);
}
