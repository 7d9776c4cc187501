/*
 * Two-phase commit under closed-loop clients: each node of the clients has 100 virtual clients, and each of those
 * one transaction under way. The coordinator asks three participants to prepare it; when all have voted, it tells them
 * to commit; when all have done so, it answers the client, which begins the next one. `-- transactions=N` says how many
 * each virtual client makes. Each node prints `began NS` and `ended NS`, on the machine's steady clock, how many of its
 * transactions were committed, the sum of what was left after each, and the median and the 99th percentile of their times in ns.
 */
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>
#include <stdlib.h>

#include "times.h"

/* A transaction: of which node, of which of its virtual clients, and how many that has left after it. */
leat_record(transaction, (uint32_t, node), (uint32_t, client), (uint32_t, left))
leat_keyed(answer, transaction, bool)
leat_record(votes, (bool, all), (uint32_t, answered))
leat_keyed(tally, transaction, votes)

static uint32_t transactions(void)
{
    leat_str n = leat_argument("transactions");

    return (uint32_t)strtoul(leat_str_format("%.*s%c", (int)n.length, n.data, '\0').data, NULL, 10);
}

/* For each key one element when all `members` have answered: whether all of them said yes. Till then its answers wait. */
static leat_stream(answer) when_all(leat_stream(answer) answers, leat_tick *tick, const leat_cluster *members)
{
    leat_hole *hole;
    leat_stream(answer) waiting = leat_forward(tick, answer, &hole);
    leat_stream(answer) now = leat_merge(waiting, leat_batch(answers, tick, nondet("an outcome is one whenever the votes come")));
    leat_keyed_singleton(tally) tallies = leat_fold_keyed(
        now, tally, q((votes){true, 0}), q(v, yes, { v.all = v.all & yes; v.answered++; }), commutative("a count, and a logical and"));
    leat_stream(tally) complete =
        leat_filter(leat_entries(tallies), q(t, t.value.answered == leat_member_count(members)), let(members));

    leat_complete(hole, leat_defer_tick_lazy(leat_anti_join(now, leat_map(complete, transaction, q(t, t.key)))));
    return leat_all_ticks(leat_map(complete, answer, q(t, (answer){t.key, t.value.all})));
}

static void two_phase_commit(leat_flow *flow, leat_host *host)
{
    leat_cluster *clients = leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "client", .members = 3}));
    leat_process *coordinator = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "coordinator"}));
    leat_cluster *participants =
        leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "participant", .members = 3}));
    leat_tick *tick = leat_tick_of(coordinator);
    leat_hole *hole;

    /* The closed loop: the first transaction of each virtual client, and another one for each that is over. */
    leat_stream(transaction) over = leat_forward(clients, transaction, &hole);
    leat_stream(uint32_t) each = leat_source_iter(clients, uint32_t, q(range(0, 100)));
    leat_stream(transaction) first = leat_map(each, transaction, q(c, (transaction){leat_self().id, c, transactions() - 1}));
    leat_stream(transaction) next = leat_filter_map(over, transaction, q(t, {
        if (t.left > 0)
            yield((transaction){t.node, t.client, t.left - 1});
    }));
    leat_stream(transaction) asked = leat_inspect(leat_merge(first, next), q(t, note_begin(t.client, leat_now())),
                                                  commutative("a time for each client"), nondet("it takes the time"));

    leat_stream(transaction) begun = leat_send_bincode_interleaved(asked, coordinator);
    leat_stream(transaction) prepare = leat_broadcast_bincode(begun, participants);
    leat_stream(answer) prepared = leat_map(prepare, answer, q(t, (answer){t, true}));
    leat_stream(answer) outcomes = when_all(leat_send_bincode_interleaved(prepared, coordinator), tick, participants);

    leat_stream(answer) told = leat_broadcast_bincode(outcomes, participants);
    leat_stream(answer) done = when_all(leat_send_bincode_interleaved(told, coordinator), tick, participants);
    leat_stream(answer) answered = leat_inspect(leat_demux_bincode(done, clients, q(a, a.key.node)),
                                                q(a, note_end(a.key.client, a.key.left, a.value, leat_now())),
                                                commutative("sums"), nondet("it takes the time"));

    leat_complete(hole, leat_map(answered, transaction, q(a, a.key)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    two_phase_commit(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
