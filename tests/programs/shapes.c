/* All shapes of the network between clusters: what each member gets, whoever sent it. */
#include "program.h"

leat_record(note, (uint32_t, from), (int, n))
leat_keyed(told, leat_member, note)

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *leader = process(flow, "leader");
    leat_cluster *left = cluster(flow, "left", 2), *right = cluster(flow, "right", 3);
    leat_stream(note) notes = leat_source_iter(left, note, q({
        for (int n = 0; n < 3; n++)
            yield((note){leat_self().id, n});
    }));

    leat_for_each(leat_demux_bincode_interleaved(notes, right, q(x, (uint32_t)x.n)),
                  q(x, printf("demux: %u from %u\n", (unsigned)x.n, x.from)), commutative("lines are sorted"));
    leat_for_each(leat_demux_bincode_tagged(notes, right, q(x, (uint32_t)x.n), told),
                  q(x, printf("demux tagged: %d from %u = %u\n", x.value.n, x.key.id, x.value.from)));
    leat_for_each(leat_broadcast_bincode_interleaved(notes, right),
                  q(x, printf("broadcast: %d from %u\n", x.n, x.from)), commutative("lines are sorted"));
    leat_for_each(leat_broadcast_bincode_tagged(notes, right, told),
                  q(x, printf("broadcast tagged: %d from %u = %u\n", x.value.n, x.key.id, x.value.from)));
    leat_for_each(leat_send_bincode_interleaved(notes, leader), q(x, printf("send: %d from %u\n", x.n, x.from)),
                  commutative("lines are sorted"));
    leat_for_each(leat_send_bincode_tagged(notes, leader, told),
                  q(x, printf("send tagged: %d from %u = %u\n", x.value.n, x.key.id, x.value.from)));
}
