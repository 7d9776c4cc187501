/* What Hydro's own programs give, tick by tick. */
#include "flow.h"

leat_keyed(message, int, leat_str) /* all have one key: each user gets each message */
leat_keyed(user, int, int)
leat_record(told, (int, user), (leat_str, text))
leat_keyed(edge, int, int)
leat_keyed(crossed, int, int)

/* 0 in the first tick, and the number of the tick in each after it, up to the last. */
static leat_stream(int) ticks(leat_tick *tick, int last)
{
    leat_hole *hole;
    leat_stream(int) again = leat_forward(tick, int, &hole);
    leat_stream(int) now = leat_merge(leat_into_stream(leat_optional_first_tick(tick, int, q(0))), again);

    leat_complete(hole, leat_defer_tick(leat_filter_map(now, int, q(n, { if (n < last) yield(n + 1); }), let(last))));
    return leat_sort(now, q(a, b, a - b));
}

static void count_elems(leat_tick *tick)
{
    leat_stream(int) three = leat_flat_map(ticks(tick, 0), int, q(n, { (void)n; range(0, 3); }));

    leat_assert_equal(leat_all_ticks(leat_into_stream(leat_count(three))), uint64_t, q({ yield(3); }));
}

static void graph_reachability(leat_tick *tick)
{
    leat_stream(int) now = ticks(tick, 0);
    leat_stream(int) roots = leat_flat_map(now, int, q(n, { (void)n; range(1, 3); }));
    leat_stream(edge) edges = leat_flat_map(now, edge, q(n, {
        (void)n;
        for (int i = 1; i < 5; i++)
            yield((edge){i, i + 1});
    }));
    leat_hole *hole;
    leat_stream(int) reached = leat_iterate(roots, &hole);

    leat_complete(hole, leat_join(leat_map(reached, edge, q(v, (edge){v, v})), edges, int, q(v, same, to, to)));
    leat_assert_equal(leat_all_ticks(leat_sort(reached, q(a, b, a - b))), int, q({ range(1, 6); }));
}

/* Who is there is kept, what was said is not; or both are, and everybody has heard everything in each tick. */
static void chat_app(leat_tick *tick, bool replays)
{
    leat_stream(int) now = ticks(tick, 1);
    leat_stream(user) users = leat_across_ticks(leat_flat_map(now, user, q(n, {
        if (n == 0) {
            yield((user){0, 1});
            yield((user){0, 2});
        } else {
            yield((user){0, 3});
        }
    })));
    leat_stream(message) said = leat_flat_map(now, message, q(n, {
        if (n == 0) {
            yield((message){0, leat_str_format("%s", "HELLO")});
            yield((message){0, leat_str_format("%s", "WORLD")});
        } else {
            yield((message){0, leat_str_format("%s", "GOODBYE")});
        }
    }));
    leat_stream(message) heard = replays ? leat_across_ticks(said) : said;
    leat_stream(told) all = leat_sort(leat_join(users, heard, told, q(key, user, text, (told){user, text})), q(a, b, a.user - b.user));

    leat_assert_equal(leat_all_ticks(all), told, q({
                          for (int user = 1; user < 3; user++) {
                              yield((told){user, leat_str_of("HELLO")});
                              yield((told){user, leat_str_of("WORLD")});
                          }
                          for (int user = 1; user < 4; user++) {
                              if (replays) {
                                  yield((told){user, leat_str_of("HELLO")});
                                  yield((told){user, leat_str_of("WORLD")});
                              }
                              yield((told){user, leat_str_of("GOODBYE")});
                          }
                      }), let(replays));
}

/* A singleton has one value in every tick, also where it did not change. */
static void top_level_singleton_replay_cardinality(leat_process *p, leat_tick *tick)
{
    leat_stream(int) never = leat_source_generate(p, int, q({ if (leat_self().id > 0) yield(0); }));
    leat_singleton(int) constant = leat_snapshot(leat_fold(never, int, q(123), q(acc, n, acc += n)), tick, nondet("it does not change"));
    leat_stream(crossed) left = leat_map(ticks(tick, 1), crossed, q(n, (crossed){0, n + 1}));
    leat_stream(crossed) right = leat_map(leat_into_stream(constant), crossed, q(n, (crossed){0, n}));
    leat_stream(edge) both = leat_join(left, right, edge, q(key, n, value, (edge){n, value}));

    leat_for_each(leat_all_ticks(leat_sort(both, q(a, b, a.key - b.key))), q(x, printf("((%d, %d), 1)\n", x.key, x.value)));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    count_elems(leat_tick_of(p));
    graph_reachability(leat_tick_of(p));
    chat_app(leat_tick_of(p), false);
    chat_app(leat_tick_of(p), true);
    top_level_singleton_replay_cardinality(p, leat_tick_of(p));
}
