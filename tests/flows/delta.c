/* leat_delta: this tick's elements less the last one's, as multisets; of streams and keyed streams; strings that are kept over turns. */
#include "flow.h"

leat_keyed(pair, leat_str, int)
leat_record(round, (int, number), (leat_str, text))

#define ROUNDS 2000
#define TEXT(s) (int)(s).length, (s).data

/* 1 in the first tick, and the number of the tick in each after it, up to the last: each tick is a turn of its own. */
static leat_stream(int) ticks(leat_tick *tick, int last)
{
    leat_hole *hole;
    leat_stream(int) again = leat_forward(tick, int, &hole);
    leat_stream(int) now = leat_merge(leat_into_stream(leat_optional_first_tick(tick, int, q(1))), again);

    leat_complete(hole, leat_defer_tick(leat_filter_map(now, int, q(n, { if (n < last) yield(n + 1); }), let(last))));
    return leat_sort(now, q(a, b, a - b));
}

/* How often counts, and which one goes on: the later ones. */
static void multisets(leat_tick *tick)
{
    leat_stream(int) now = ticks(tick, 5);
    leat_stream(round) letters = leat_flat_map(now, round, q(n, {
        static const char *const of_rounds[] = {"abca", "aab", "baaa", "", "aab"};

        for (const char *c = of_rounds[n - 1]; *c; c++)
            yield((round){*c, leat_str_format("letter %c of those that come again and again", *c)});
    }));
    leat_stream(round) fresh = leat_delta(letters);

    leat_for_each(leat_all_ticks(leat_cross_singleton(fresh, leat_reduce(now, q(acc, n, acc += n)), leat_str,
                                                      q(r, n, leat_str_format("tick %d: %.*s", n, TEXT(r.text))))),
                  q(line, printf("%.*s\n", TEXT(line))));
}

/* Of what is replayed what is new is what comes; in its order. */
static void undoes_across_ticks(leat_tick *tick)
{
    leat_stream(int) now = ticks(tick, 300);
    leat_stream(leat_str) texts = leat_flat_map(now, leat_str, q(n, {
        for (int i = 0; i < 3; i++)
            yield(leat_str_format("text %d of those that are kept", (n * 7 + i) % 50));
    }));
    leat_stream(leat_str) fresh = leat_delta(leat_across_ticks(texts));

    leat_assert_equal(leat_all_ticks(fresh), leat_str, q({
        for (int n = 1; n <= 300; n++)
            for (int i = 0; i < 3; i++)
                yield(leat_str_format("text %d of those that are kept", (n * 7 + i) % 50));
    }));
}

/* By key: each its own; and the tables are used again and again. */
static void keyed(leat_tick *tick)
{
    leat_stream(int) now = ticks(tick, ROUNDS);
    leat_stream(int) some = leat_flat_map(now, int, q(n, {
        for (int i = 0; i < n % 40; i++)
            yield(i);
    }));
    leat_keyed_stream(pair) pairs = leat_key_by(some, pair, q(i, leat_str_format("key %d", i % 3)));

    /* From 39 to 0 elements of a tick nothing is new, and then one in each of 39 ticks. */
    leat_assert_equal(leat_all_ticks(leat_entries(leat_delta(pairs))), pair, q({
        for (int n = 1; n <= ROUNDS; n++)
            if (n % 40 > 0)
                yield((pair){leat_str_format("key %d", (n % 40 - 1) % 3), n % 40 - 1});
    }));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    multisets(leat_tick_of(p));
    undoes_across_ticks(leat_tick_of(p));
    keyed(leat_tick_of(p));
}
