/* A leader sends every number to both workers. */
#include <leat/leat.h>
#include <stdio.h>

static void broadcast(leat_flow *flow, leat_host *host)
{
    leat_process *leader = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "leader"}));
    leat_cluster *workers =
        leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "worker", .members = 2}));

    leat_stream(int) numbers = leat_source_iter(leader, int, q(range(0, 5)));
    leat_stream(int) copies = leat_broadcast_bincode(numbers, workers);
    leat_for_each(copies, q(n, printf("worker %u of %u got %d\n", leat_self().id, leat_member_count(workers), n)),
                  let(workers));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    broadcast(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
