/* latest: a tick's value outside of it; sample_eager: each change; threshold: a limit that is passed, once. */
#include "flow.h"

static void bounded(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) batch = leat_batch(leat_source_iter(p, int, q(range(1, 4))), tick, nondet("it fits into one"));
    leat_stream(int) both = leat_merge(batch, leat_defer_tick(leat_map(batch, int, q(x, 10 * x))));
    leat_optional(int) sum = leat_reduce(both, q(acc, x, acc += x));
    leat_optional(int) early = leat_filter(sum, q(x, x < 10));

    leat_assert_equal(leat_into_stream(leat_latest(sum)), int, q({ yield(60); }));
    leat_assert_equal(leat_into_stream(leat_latest(early)), int, q({}));
    leat_assert_equal(leat_into_stream(leat_is_some(leat_latest(early))), bool, q({ yield(false); }));
    leat_assert_equal(leat_into_stream(leat_latest(leat_count(both))), uint64_t, q({ yield(3); }));
}

/* The text of a tick outlives it; a second tick reads it. */
static void changing(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p), *other = leat_tick_of(p);
    leat_stream(int) n = leat_limit(leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); })), q(50000));
    leat_singleton(uint64_t) count = leat_snapshot(leat_count(n), tick, nondet("the last one counts"));
    leat_singleton(leat_str) text = leat_latest(leat_map(count, leat_str, q(c, leat_str_format("counted %d", (int)c))));
    leat_optional(leat_str) some = leat_latest(leat_filter(leat_map(count, leat_str, q(c, leat_str_format("%d", (int)c))), q(s, s.length > 4)));

    leat_for_each(leat_filter(leat_sample_eager(text, nondet("only the last one is told")), q(s, leat_str_equal(s, leat_str_of("counted 50000")))),
                  q(s, printf("%.*s\n", (int)s.length, s.data)));
    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_into_stream(leat_snapshot(some, other, nondet("only the last one is told")))),
                                          q(s, leat_str_equal(s, leat_str_of("50000"))))),
                  q(s, printf("read in another tick: %.*s\n", (int)s.length, s.data)));
}

static void limits(leat_process *p)
{
    leat_stream(int) endless = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i % 1000); }));
    leat_stream(int) few = leat_source_iter(p, int, q(range(0, 10)));
    leat_singleton(int) most = leat_fold(endless, int, q(0), q(acc, x, { if (x > acc) acc = x; }), monotone("a maximum"));
    int limit = 900;

    /* The endless source has no other reader: it is stopped. */
    leat_for_each(leat_threshold(most, q(limit), let(limit)), q(x, printf("passed %d\n", x)));
    leat_assert_equal(leat_threshold(leat_count(few), q(10)), uint64_t, q({ yield(10); }));
    leat_assert_equal(leat_threshold(leat_count(few), q(11)), uint64_t, q({}));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    bounded(p);
    changing(p);
    limits(p);
}
