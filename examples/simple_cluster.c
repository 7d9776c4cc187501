/* A process sends each member its own numbers; each member sends them back with its name on them. */
#include <leat/leat.h>
#include <stdio.h>

leat_record(parcel, (leat_member, to), (int, number))
leat_keyed(answer, leat_member, parcel)

static void simple_cluster(leat_flow *flow, leat_host *host)
{
    leat_process *node = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "node"}));
    leat_cluster *cluster =
        leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "cluster", .members = 2}));

    leat_stream(parcel) parcels = leat_source_iter(node, parcel, q({
        for (uint32_t member = 0; member < leat_member_count(cluster); member++)
            for (int number = 0; number < 5; number++)
                yield((parcel){{member}, number});
    }), let(cluster));
    leat_stream(parcel) arrived = leat_demux_bincode(parcels, cluster, q(p, p.to.id));
    leat_stream(parcel) seen =
        leat_inspect(arrived, q(p, printf("cluster received: (%u, %d)\n", p.to.id, p.number)));
    leat_keyed_stream(answer) answers = leat_send_bincode_tagged(seen, node, answer);
    leat_for_each(answers, q(a, printf("node received: (%u, (%u, %d))\n", a.key.id, a.value.to.id, a.value.number)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    simple_cluster(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
