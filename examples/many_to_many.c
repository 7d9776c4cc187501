/* Every member sends to every member: each hears each of them, itself included. */
#include <leat/leat.h>
#include <stdio.h>

leat_keyed(heard, leat_member, int)

static void many_to_many(leat_flow *flow, leat_host *host)
{
    leat_cluster *cluster =
        leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "cluster", .members = 2}));

    leat_stream(int) numbers = leat_source_iter(cluster, int, q(range(0, 2)));
    leat_keyed_stream(heard) all = leat_broadcast_bincode_tagged(numbers, cluster, heard);
    leat_for_each(all, q(h, printf("cluster received: (%u, %d)\n", h.key.id, h.value)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    many_to_many(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
