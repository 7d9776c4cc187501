/*
 * leat_slice: collections of each kind, cut at one instant: what the batches have brought so far is what the snapshots have
 * seen, in every tick. Keys and texts that are kept; two slices of one tick; a tick that is cut once.
 */
#include "flow.h"

#define ELEMENTS 200000

leat_keyed(by_text, leat_str, int)
leat_keyed(total, leat_str, int64_t)

/* In every tick both are the same; `what` is said where they are not. */
static void is_equal(const char *what, leat_singleton(int64_t) a, leat_singleton(int64_t) b)
{
    leat_singleton(bool) same = leat_zip_singleton(a, b, bool, q(x, y, x == y));

    leat_for_each(leat_limit(leat_filter(leat_all_ticks(leat_into_stream(same)), q(s, !s)), q(1)), q(s, printf("%s differs %d\n", what, s)), let(what));
}

static leat_singleton(int64_t) signed_count(leat_singleton(uint64_t) count)
{
    return leat_map(count, int64_t, q(n, (int64_t)n));
}

static void each_kind(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) numbers = leat_source_generate(p, int, q({ for (int i = 0; i < ELEMENTS; i++) yield(i); }));
    leat_keyed_stream(by_text) keyed = leat_key_by(numbers, by_text, q(n, leat_str_format("key %d", n % 7)));
    leat_keyed_singleton(total) totals = leat_fold_keyed(keyed, total, q(0), q(acc, n, acc += n));
    leat_optional(int) greatest = leat_max(numbers, q(a, b, a - b));
    leat_stream(int) batch;
    leat_keyed_stream(by_text) keyed_batch;
    leat_singleton(uint64_t) seen;
    leat_optional(int) most;
    leat_keyed_singleton(total) view;

    leat_slice(tick, cut(numbers, &batch), cut(keyed, &keyed_batch), cut(leat_count(numbers), &seen),
               cut(greatest, &most), nondet("of one instant, whichever it is"), cut(totals, &view));

    leat_stream(int) so_far = leat_across_ticks(batch);
    leat_singleton(int64_t) of_batches = leat_fold(so_far, int64_t, q(0), q(acc, n, acc += n));
    leat_singleton(int64_t) of_view = leat_fold(leat_values(view, int64_t), int64_t, q(0), q(acc, n, acc += n), commutative("a sum"));
    leat_singleton(int64_t) of_keyed = leat_fold(leat_across_ticks(leat_values(keyed_batch, int)), int64_t, q(0), q(acc, n, acc += n), commutative("a sum"));

    is_equal("the count", signed_count(leat_count(so_far)), signed_count(seen));
    is_equal("the greatest", leat_map(leat_unwrap_or(leat_max(so_far, q(a, b, a - b)), q(-1)), int64_t, q(n, n)), leat_map(leat_unwrap_or(most, q(-1)), int64_t, q(n, n)));
    is_equal("the totals", of_batches, of_view);
    is_equal("the keyed batch", of_batches, of_keyed);
    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_into_stream(seen)), q(n, n == ELEMENTS))), q(n, printf("all %d are seen\n", (int)n)));

    /* Another slice of the tick is of the same instant. */
    leat_singleton(uint64_t) again;
    leat_stream(leat_str) texts;

    leat_slice(tick, cut(leat_map(numbers, leat_str, q(n, leat_str_format("%d", n))), &texts), cut(leat_count(keyed), &again), nondet("the same instant"));
    is_equal("another slice", signed_count(again), signed_count(leat_count(leat_across_ticks(texts))));
    is_equal("two slices", signed_count(again), signed_count(seen));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    each_kind(p);
}
