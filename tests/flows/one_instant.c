/*
 * All that a tick takes is cut at one instant: its batches hold what came of one source alike, and its snapshots have seen
 * just that; also of a source that is set aside in the midst of its elements, and of several sources.
 */
#include "flow.h"

/* For each tick: how much the left and the right differ. */
static leat_stream(int64_t) difference(leat_singleton(uint64_t) left, leat_singleton(uint64_t) right)
{
    leat_stream(int64_t) one = leat_map(leat_into_stream(left), int64_t, q(n, (int64_t)n));
    leat_stream(int64_t) other = leat_map(leat_into_stream(right), int64_t, q(n, -(int64_t)n));

    return leat_all_ticks(leat_into_stream(leat_fold(leat_merge(one, other), int64_t, q(0), q(acc, n, acc += n), commutative("a sum"))));
}

static void is_nothing(leat_stream(int64_t) differences)
{
    leat_for_each(leat_limit(leat_filter(differences, q(d, d != 0)), q(3)), q(d, printf("%" PRId64 " apart\n", d)));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) some = leat_source_generate(p, int, q({ for (int i = 0; i < 300000; i++) yield(i); }));
    leat_stream(int) others = leat_source_iter(p, int, q({ range(0, 200000); }));
    leat_stream(int) all = leat_merge(some, others);
    leat_stream(leat_str) text = leat_map(all, leat_str, q(n, leat_str_format("%d", n)));

    leat_stream(int) batch = leat_batch(all, tick, nondet("the same of both"));
    leat_stream(leat_str) of_text = leat_batch(text, tick, nondet("the same of both"));
    leat_singleton(uint64_t) seen = leat_snapshot(leat_count(text), tick, nondet("the same of both"));

    is_nothing(difference(leat_count(batch), leat_count(of_text)));
    is_nothing(difference(leat_count(leat_across_ticks(batch)), seen));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_count(leat_across_ticks(of_text)))),
                  q(n, { if (n == 500000) printf("all of them are seen\n"); }));
}
