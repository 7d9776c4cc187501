/* reduce_watermark: keys below the greatest mark are dropped, in whatever order marks and elements come. */
#include "flow.h"

leat_keyed(numbered, int, int)
leat_keyed(noted, int64_t, leat_str)

static leat_stream(numbered) numbers_of(leat_process *p)
{
    return leat_source_iter(p, numbered, q({
        yield((numbered){0, 100});
        yield((numbered){1, 101});
        yield((numbered){2, 102});
        yield((numbered){2, 102});
    }));
}

static void bounded(leat_process *p)
{
    leat_stream(numbered) numbers = numbers_of(p);
    leat_stream(int) marks = leat_source_iter(p, int, q({ yield(2); yield(-5); }));
    leat_stream(int) none = leat_filter(marks, q(m, m > 2));

    leat_assert_equal(leat_entries(leat_reduce_watermark(numbers, marks, q(acc, v, acc += v))), numbered,
                      q({ yield((numbered){2, 204}); }));
    leat_assert_equal(leat_entries(leat_reduce_watermark(numbers, none, q(acc, v, acc += v))), numbered,
                      q({ yield((numbered){0, 100}); yield((numbered){1, 101}); yield((numbered){2, 204}); }));
    leat_assert_equal(leat_entries(leat_reduce_watermark(numbers, leat_map(leat_into_stream(leat_count(numbers)), int, q(n, (int)n)),
                                                         q(acc, v, acc += v))), numbered, q({ }));
}

static void in_a_tick(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(numbered) batch = leat_batch(numbers_of(p), tick, nondet("all of it comes at once"));
    leat_stream(int) marks = leat_batch(leat_source_iter(p, int, q({ yield(1); })), tick, nondet("it comes at once"));
    leat_keyed_singleton(numbered) sums = leat_reduce_watermark(leat_chain(batch, leat_defer_tick(batch)), marks, q(acc, v, acc += v));

    leat_for_each(leat_all_ticks(leat_sort_by(leat_entries(sums), q(n, n.key))), q(n, printf("tick %d %d\n", n.key, n.value)));
}

/* A mark follows the keys: of a hundred thousand there are never more than a few, and they view what was made in other turns. */
#define LAST 100000
static void endless(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(noted) notes = leat_source_generate(p, noted, q({
        for (int i = 0; i <= LAST; i++) {
            yield(((noted){i / 4, leat_str_format("note %d", i)}));
            if (i % 100 == 0)
                leat_scratch_reset();
        }
    }));
    leat_stream(int64_t) marks = leat_map(notes, int64_t, q(n, n.key - 2));
    leat_keyed_singleton(noted) kept = leat_snapshot(leat_reduce_watermark(notes, marks, q(acc, v, acc = v)), tick, nondet("the last counts"));
    leat_stream(noted) seen = leat_entries(kept);

    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_into_stream(leat_count(seen))), q(n, n > 3))),
                  q(n, printf("too many: %" PRIu64 "\n", n)));
    leat_for_each(leat_unique(leat_filter(leat_all_ticks(seen), q(n, leat_str_equal(n.value, leat_str_of("note 100000"))))),
                  q(n, printf("%" PRId64 " %.*s\n", n.key, (int)n.value.length, n.value.data)), commutative("there is one"));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    bounded(p);
    in_a_tick(p);
    endless(p);
}
