/* Guarantees are weakened and claimed: the elements stay what they are, outside ticks and in one. */
#include "flow.h"

leat_keyed(word, leat_str, int)

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    leat_tick *tick = leat_tick_of(p);

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 6)));
    leat_stream(int) loose = leat_weaken_retries(leat_weaken_order(numbers));
    leat_stream(int) firm = leat_assume_exactly_once(leat_assume_ordered(loose, nondet("one source")), nondet("no channel"));

    leat_assert_equal(firm, int, q(range(0, 6)));
    leat_for_each(firm, q(n, printf("outside %d\n", n)));
    leat_for_each(leat_into_stream(leat_fold(loose, int, q(0), q(acc, x, acc = x > acc ? x : acc))), q(n, printf("most %d\n", n)));
    leat_for_each(leat_into_stream(leat_fold(loose, unsigned, q(0), q(set, x, { set |= 1u << x; }),
                                             commutative("a set"), idempotent("a set"), monotone("a set"))),
                  q(n, printf("set %u\n", n)));

    leat_stream(int) batch = leat_batch(leat_source_iter(p, int, q(range(6, 9))), tick, nondet("all of it"));
    leat_stream(int) in_tick = leat_assume_ordered(leat_weaken_order(leat_weaken_retries(batch)), nondet("one source"));
    leat_stream(int) once = leat_all_ticks(leat_assume_exactly_once(in_tick, nondet("no channel")));

    leat_for_each(once, q(n, printf("in a tick %d\n", n)));

    leat_stream(word) words = leat_source_iter(p, word, q({
        yield((word){leat_str_format("%s", "b"), 1});
        yield((word){leat_str_format("%s", "a"), 2});
        yield((word){leat_str_format("%s", "b"), 3});
    }));
    leat_keyed_singleton(word) last = leat_fold_keyed(leat_weaken_retries(words), word, q(0), q(acc, x, acc = x));

    leat_for_each(leat_sort(leat_entries(last), q(a, b, leat_str_compare(a.key, b.key))),
                  q(w, printf("%.*s %d\n", (int)w.key.length, w.key.data, w.value)));
}
