/* scan: a state from element to element; yields, an early end, records and strings as state; outside ticks and in them. */
#include "flow.h"

leat_record(longest, (leat_str, word), (int, seen))

static leat_str shout(leat_str word)
{
    return leat_str_format("%.*s!", (int)word.length, word.data);
}

static void outside(leat_process *p)
{
    leat_stream(int) n = leat_source_iter(p, int, q(range(1, 5)));
    int factor = 2;

    leat_assert_equal(leat_scan(n, int, int, q(0), q(sum, x, { sum += x; yield(sum); })), int,
                      q({ yield(1); yield(3); yield(6); yield(10); }));
    leat_assert_equal(leat_scan(n, int, int, q(1), q(product, x, {
        product *= x;
        if (product > 6)
            stop();
        else
            yield(-product);
    })), int, q({ yield(-1); yield(-2); yield(-6); }));
    leat_assert_equal(leat_scan(n, int, int, q(0), q(odd, x, { if (x % factor) odd++; else range(0, odd); }), let(factor)), int,
                      q({ yield(0); yield(0); yield(1); }));
    /* The quote goes on behind stop(), and is not run again. */
    leat_assert_equal(leat_scan(n, int, int, q(0), q(runs, x, { runs++; stop(); yield(runs); yield(x); })), int, q({ yield(1); yield(1); }));
    leat_assert_equal(leat_scan(leat_filter(n, q(x, x > 9)), int, int, q(7), q(acc, x, { yield(acc + x); })), int, q({}));
    /* An unbounded source is stopped. */
    leat_for_each(leat_scan(leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); })), int, int, q(0),
                            q(sum, x, { sum += x; if (sum > 50) stop(); else yield(sum); })),
                  q(sum, { if (sum > 44) printf("stopped behind %d\n", sum); }));
}

/* The state views what it was given turns ago, and what it made then; its readers allocate too. */
static void kept(leat_process *p)
{
    leat_stream(int) n = leat_limit(leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); })), q(100000));
    leat_stream(leat_str) words = leat_map(n, leat_str, q(i, leat_str_format("%.*s%d", i % 25000 == 24999 ? 9 : 1, "xxxxxxxxx", i)));
    leat_stream(longest) longests = leat_scan(words, longest, longest, q((longest){.word = shout(leat_str_of("begin"))}), q(acc, w, {
        acc.seen++;
        if (w.length > acc.word.length || acc.seen == 1)
            acc.word = acc.seen == 1 ? shout(acc.word) : w;
        if (acc.seen % 30000 == 0)
            yield(acc);
    }));

    leat_for_each(leat_map(longests, leat_str, q(l, leat_str_format("%d %.*s", l.seen, (int)l.word.length, l.word.data))),
                  q(l, printf("%.*s\n", (int)l.length, l.data)));
}

static void in_a_tick(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) batch = leat_batch(leat_source_iter(p, int, q(range(1, 5))), tick, nondet("it fits into one"));
    leat_stream(int) both = leat_merge(batch, leat_defer_tick(batch));
    leat_stream(leat_str) sums = leat_scan(leat_sort(both, q(a, b, a - b)), leat_str, leat_str, q(leat_str_of("")), q(acc, x, {
        acc = leat_str_format("%.*s%d", (int)acc.length, acc.data, x);
        yield(acc);
        if (x == 3)
            stop();
    }));

    leat_assert_equal(leat_all_ticks(sums), leat_str, q({
        for (int i = 0; i < 2; i++) { /* afresh in the second tick */
            yield(leat_str_of("1")); yield(leat_str_of("12")); yield(leat_str_of("123"));
        }
    }));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    outside(p);
    kept(p);
    in_a_tick(p);
}
