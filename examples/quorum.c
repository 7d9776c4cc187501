/*
 * Requests and a quorum: a client asks three replicas for each request, and goes on as soon as two have granted it. A
 * third answer comes to nothing, and refusals are told as they come.
 */
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>

leat_keyed(answer, uint64_t, bool)
leat_record(votes, (uint32_t, granted), (uint32_t, answered))
leat_keyed(tally, uint64_t, votes)

/* Answers are counted by their key. Those of a key that has not had all of its answers wait for the next tick. */
static leat_keyed_singleton(tally) count(leat_stream(answer) answers)
{
    return leat_fold_keyed(answers, tally, q((votes){0, 0}), q(v, granted, { v.granted += granted; v.answered++; }),
                           commutative("counts"));
}

/* Each key once, in the tick in which its `enough`-th answer of `most` has granted it. */
static leat_stream(uint64_t) quorum(leat_stream(answer) answers, leat_tick *tick, uint32_t enough, uint32_t most)
{
    leat_hole *hole;
    leat_stream(answer) before = leat_forward(tick, answer, &hole);
    leat_stream(answer) now = leat_merge(before, leat_batch(answers, tick, nondet("a quorum is one whenever it is seen")));
    leat_stream(tally) tallies = leat_entries(count(now));
    leat_stream(tally) complete = leat_filter(tallies, q(t, t.value.answered == most), let(most));
    leat_stream(tally) reached = leat_filter(tallies, q(t, t.value.granted >= enough), let(enough));
    leat_stream(tally) reached_before = leat_filter(leat_entries(count(before)), q(t, t.value.granted >= enough), let(enough));

    leat_complete(hole, leat_defer_tick_lazy(leat_anti_join(now, leat_map(complete, uint64_t, q(t, t.key)))));
    return leat_all_ticks(leat_filter_not_in(leat_map(reached, uint64_t, q(t, t.key)),
                                             leat_map(reached_before, uint64_t, q(t, t.key))));
}

static void requests(leat_flow *flow, leat_host *host)
{
    leat_process *client = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "client"}));
    leat_cluster *replicas =
        leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "replica", .members = 3}));

    leat_stream(uint64_t) asked = leat_broadcast_bincode(leat_source_iter(client, uint64_t, q(range(0, 6))), replicas);
    /* Replica 1 refuses what can be divided by two, replica 2 what can be divided by three. */
    leat_stream(answer) answered = leat_map(asked, answer, q(id, (answer){id, leat_self().id == 0 || id % (leat_self().id + 1) != 0}));
    leat_stream(answer) answers = leat_send_bincode_interleaved(answered, client);

    leat_for_each(leat_sort(quorum(answers, leat_tick_of(client), 2, 3), q(a, b, (a > b) - (a < b))),
                  q(id, printf("granted: %" PRIu64 "\n", id)));
    leat_for_each(leat_filter(answers, q(a, !a.value)), q(a, printf("refused: %" PRIu64 "\n", a.key)),
                  commutative("refusals are told as they come"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    requests(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
