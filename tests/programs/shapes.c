/* All shapes of the network between clusters: what each member gets, whoever sent it. */
#include "program.h"

leat_record(note, (uint32_t, from), (int, n))
leat_keyed(told, leat_member, note)
leat_keyed(said, leat_member, leat_bytes)

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

    leat_for_each(leat_round_robin_bincode_interleaved(notes, right),
                  q(x, printf("in turn: %d to %u\n", x.n, leat_self().id)), commutative("lines are sorted"));
    leat_for_each(leat_round_robin_bincode_tagged(notes, right, told),
                  q(x, printf("in turn, tagged: %d from %u to %u\n", x.value.n, x.key.id, leat_self().id)));

    leat_stream(leat_bytes) bytes = leat_map(notes, leat_bytes, q(x, (leat_bytes){"abc", (size_t)x.n}));
    leat_for_each(leat_broadcast_bytes_interleaved(bytes, right), q(x, printf("bytes to all: %zu\n", x.length)),
                  commutative("lines are sorted"));
    leat_for_each(leat_broadcast_bytes_tagged(bytes, right, said),
                  q(x, printf("bytes to all, tagged: %zu from %u\n", x.value.length, x.key.id)));
    leat_for_each(leat_demux_bytes_interleaved(bytes, right, q(x, x.length)), q(x, printf("bytes to one: %zu\n", x.length)),
                  commutative("lines are sorted"));
    leat_for_each(leat_demux_bytes_tagged(bytes, right, q(x, x.length), said),
                  q(x, printf("bytes to one, tagged: %zu from %u\n", x.value.length, x.key.id)));
    leat_for_each(leat_round_robin_bytes_interleaved(bytes, right),
                  q(x, printf("bytes in turn: %zu to %u\n", x.length, leat_self().id)), commutative("lines are sorted"));
    leat_for_each(leat_round_robin_bytes_tagged(bytes, right, said),
                  q(x, printf("bytes in turn, tagged: %zu from %u\n", x.value.length, x.key.id)));
}
