/*
 * Who joins and leaves: a process sees the members of a cluster come and go; the members of another see one another,
 * and nobody leaves before all are told that no message is left; and a process sends something to each who has joined.
 */
#include "flow.h"

leat_keyed(said_by, leat_member, int)

static void build(leat_flow *flow, leat_process *p)
{
    leat_cluster *workers = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "worker", .members = 3}));
    leat_cluster *friends = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "friend", .members = 2}));

    /* Workers have something to do, and end. All three have left when this ends. */
    leat_stream(int) work = leat_source_iter(workers, int, q(range(0, 1000)));
    leat_keyed_stream(leat_member_event) seen = leat_source_members(p, workers);
    leat_for_each(seen, q(e, printf("worker %u %s\n", (unsigned)e.key.id, e.value == LEAT_JOINED ? "joined" : "left")));
    leat_singleton(uint64_t) count = leat_count(leat_send_bincode_interleaved(work, p));
    leat_for_each(leat_into_stream(count), q(n, printf("%d in all\n", (int)n)));

    leat_for_each(leat_source_members(friends, friends), q(e, {
        printf("friend %u %s\n", (unsigned)e.key.id, e.value == LEAT_JOINED ? "is here" : "is gone");
    }));

    leat_keyed_stream(leat_member_event) here = leat_source_members(p, friends);
    leat_stream(int) welcome = leat_filter_map(here, int, q(e, {
        if (e.value == LEAT_JOINED)
            yield((int)e.key.id);
    }));
    leat_stream(int) heard = leat_demux_bincode(welcome, friends, q(id, (uint32_t)id));
    leat_for_each(heard, q(id, printf("welcome, %d\n", id)), commutative("one for each"));
}
