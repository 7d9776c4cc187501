/*
 * Two-phase commit: a coordinator asks all participants to prepare each transaction. When all have voted, it tells them
 * the outcome: to commit what nobody voted against. A transaction is over when all have acknowledged its outcome.
 */
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>

leat_keyed(answer, uint64_t, bool)
leat_record(votes, (bool, all), (uint32_t, answered))
leat_keyed(outcome, uint64_t, bool)
leat_keyed(tally, uint64_t, votes)

/* For each key one element when `most` have answered: whether all of them said yes. Till then its answers wait. */
static leat_stream(outcome) when_all(leat_stream(answer) answers, leat_tick *tick, const leat_cluster *members)
{
    leat_hole *hole;
    leat_stream(answer) waiting = leat_forward(tick, answer, &hole);
    leat_stream(answer) now = leat_merge(waiting, leat_batch(answers, tick, nondet("an outcome is one whenever the votes come")));
    leat_keyed_singleton(tally) tallies = leat_fold_keyed(
        now, tally, q((votes){true, 0}), q(v, yes, { v.all = v.all & yes; v.answered++; }), commutative("a count, and a logical and"));
    leat_stream(tally) complete =
        leat_filter(leat_entries(tallies), q(t, t.value.answered == leat_member_count(members)), let(members));

    leat_complete(hole, leat_defer_tick_lazy(leat_anti_join(now, leat_map(complete, uint64_t, q(t, t.key)))));
    return leat_all_ticks(leat_map(complete, outcome, q(t, (outcome){t.key, t.value.all})));
}

static void two_phase_commit(leat_flow *flow, leat_host *host)
{
    leat_process *coordinator = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "coordinator"}));
    leat_cluster *participants =
        leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "participant", .members = 3}));
    leat_tick *tick = leat_tick_of(coordinator);

    leat_stream(uint64_t) transactions = leat_source_iter(coordinator, uint64_t, q(range(0, 8)));
    leat_stream(uint64_t) prepare = leat_broadcast_bincode(transactions, participants);
    /* Each participant is against every fourth transaction, another one each. */
    leat_stream(answer) votes_of_each = leat_map(prepare, answer, q(id, (answer){id, id % 4 != leat_self().id}));
    leat_stream(outcome) outcomes = when_all(leat_send_bincode_interleaved(votes_of_each, coordinator), tick, participants);

    leat_stream(outcome) told = leat_broadcast_bincode(outcomes, participants);
    leat_stream(answer) done = leat_map(told, answer, q(o, (answer){o.key, o.value}));
    leat_stream(outcome) over = when_all(leat_send_bincode_interleaved(done, coordinator), tick, participants);

    leat_for_each(leat_sort(over, q(a, b, (a.key > b.key) - (a.key < b.key))),
                  q(o, printf("%" PRIu64 " %s\n", o.key, o.value ? "committed" : "aborted")));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    two_phase_commit(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
