/*
 * Counters that two clients share: a client that was told of its write reads a value that has it. Each client writes,
 * waits for the acknowledgement, reads, and compares; two hundred times.
 */
#include "program.h"

enum { ROUNDS = 200, COUNTERS = 3 };

leat_record(request, (uint32_t, round), (bool, reads))
leat_keyed(asked, leat_member, request)
leat_keyed(counter, uint32_t, uint32_t)
leat_record(whose, (leat_member, who), (uint32_t, round))
leat_keyed(wanted, uint32_t, whose)
leat_record(reply, (leat_member, who), (uint32_t, round), (uint32_t, count)) /* count 0: an acknowledgement */

/* What the server answers: acknowledgements, and what is read. */
static leat_stream(reply) answers(leat_process *server, leat_keyed_stream(asked) requests)
{
    leat_tick *tick = leat_tick_of(server);
    leat_keyed_stream(asked) writes = leat_atomic(leat_filter(requests, q(r, !r.value.reads)));
    leat_keyed_singleton(counter) counters =
        leat_fold_keyed(leat_map(writes, counter, q(w, (counter){w.value.round % COUNTERS, 1})), counter, q(0),
                        q(acc, one, acc += one), commutative("a sum"));
    leat_stream(reply) acks = leat_end_atomic(leat_map(writes, reply, q(w, (reply){w.key, w.value.round, 0})));

    leat_stream(wanted) reads = leat_map(leat_filter(requests, q(r, r.value.reads)), wanted,
                                         q(r, (wanted){r.value.round % COUNTERS, {r.key, r.value.round}}));
    leat_stream(wanted) batch = leat_batch(reads, tick, nondet("a later answer has a later value"));
    leat_stream(counter) now = leat_entries(leat_snapshot(counters, tick, nondet("at least what was acknowledged")));
    leat_stream(reply) values = leat_join(batch, now, reply, q(key, to, count, (reply){to.who, to.round, count}));

    return leat_merge(acks, leat_all_ticks(values));
}

static void build(leat_flow *flow, leat_host *host)
{
    leat_process *server = process(flow, "server");
    leat_cluster *clients = cluster(flow, "client", 2);
    leat_hole *hole;
    leat_stream(request) next = leat_forward(clients, request, &hole);
    leat_stream(request) first = leat_source_iter(clients, request, q({ yield((request){0, false}); }));
    leat_keyed_stream(asked) arrived = leat_send_bincode_tagged(leat_merge(first, next), server, asked);
    leat_stream(reply) replies = leat_demux_bincode(answers(server, arrived), clients, q(r, r.who.id));

    (void)host;
    leat_complete(hole, leat_filter_map(replies, request, q(r, {
        if (r.count == 0)
            yield((request){r.round, true});
        else if (r.round + 1 < ROUNDS)
            yield((request){r.round + 1, false});
    })));
    leat_for_each(replies, q(r, {
        if (r.count > 0 && r.count < r.round / COUNTERS + 1)
            printf("after %u rounds only %u\n", r.round, r.count);
        if (r.count > 0 && r.round + 1 == ROUNDS)
            printf("done\n");
    }), commutative("one reply is under way"));
}
