/* From tick to tick: elements that are deferred, values that are carried, and all that came so far. */
#include "flow.h"

leat_keyed(named, leat_str, uint64_t)

/* Six ticks, whatever the timing: 5 in the first, 4 in the next, to 0. Its first value starts it, and each causes the next. */
static leat_stream(int) beats(leat_tick *tick)
{
    leat_hole *hole;
    leat_stream(int) again = leat_forward(tick, int, &hole);
    leat_stream(int) beat = leat_merge(leat_into_stream(leat_optional_first_tick(tick, int, q(5))), again);

    leat_complete(hole, leat_defer_tick(leat_filter_map(beat, int, q(x, { if (x > 0) yield(x - 1); }))));
    return leat_sort(beat, q(a, b, a - b));
}

#define VALUES(s) leat_all_ticks(leat_into_stream(s))

/* Aggregates keep what they have; the rest sees it all again in each tick. */
static void across(leat_tick *tick)
{
    leat_stream(int) all = leat_across_ticks(beats(tick));

    leat_assert_equal(VALUES(leat_fold(all, int, q(100), q(acc, x, acc += x))), int,
                      q({ yield(105); yield(109); yield(112); yield(114); yield(115); yield(115); }));
    leat_assert_equal(VALUES(leat_count(leat_filter(all, q(x, x % 2 == 0)))), uint64_t,
                      q({ yield(0); yield(1); yield(1); yield(2); yield(2); yield(3); }));
    leat_assert_equal(VALUES(leat_reduce(all, q(a, x, a = a < x ? a : x))), int, q({
                          for (int i = 6; i-- > 0;)
                              yield(i);
                      }));
    leat_assert_equal(leat_all_ticks(all), int, q({
                          for (int tick = 0; tick < 6; tick++)
                              for (int i = 0; i <= tick; i++)
                                  yield(5 - i);
                      }));
    leat_assert_equal(leat_all_ticks(leat_unique(leat_map(all, int, q(x, x / 2)))), int, q({
                          yield(2);
                          yield(2);
                          for (int tick = 2; tick < 4; tick++) {
                              yield(2);
                              yield(1);
                          }
                          for (int tick = 4; tick < 6; tick++)
                              for (int i = 2; i >= 0; i--)
                                  yield(i);
                      }));
}

/* Text: made in one tick, kept for all. */
static void text(leat_tick *tick)
{
    leat_stream(int) beat = beats(tick);
    leat_stream(named) names = leat_map(beat, named, q(x, (named){leat_str_format("%s number", x % 2 ? "an odd" : "an even"), (uint64_t)x}));
    leat_stream(named) all = leat_across_ticks(names);

    leat_assert_equal(leat_all_ticks(leat_sort(leat_entries(leat_fold_keyed(all, named, q(0), q(acc, v, acc += v))),
                                               q(a, b, leat_str_compare(a.key, b.key)))),
                      named, q({
                          static const uint64_t odd[] = {5, 5, 8, 8, 9, 9}, even[] = {0, 4, 4, 6, 6, 6};

                          for (int i = 0; i < 6; i++) {
                              if (i > 0)
                                  yield((named){leat_str_of("an even number"), even[i]});
                              yield((named){leat_str_of("an odd number"), odd[i]});
                          }
                      }));
    leat_assert_equal(leat_all_ticks(leat_entries(leat_reduce_keyed(leat_filter(all, q(n, n.key.length == 13)), q(acc, v, acc = acc * 10 + v)))),
                      named, q({
                          yield((named){leat_str_of("an odd number"), 5});
                          yield((named){leat_str_of("an odd number"), 5});
                          yield((named){leat_str_of("an odd number"), 53});
                          yield((named){leat_str_of("an odd number"), 53});
                          yield((named){leat_str_of("an odd number"), 531});
                          yield((named){leat_str_of("an odd number"), 531});
                      }));
    leat_assert_equal(leat_limit(leat_all_ticks(leat_map(all, leat_str, q(n, n.key))), q(3)), leat_str, q({
                          yield(leat_str_of("an odd number"));
                          yield(leat_str_of("an odd number"));
                          yield(leat_str_of("an even number"));
                      }));

    /* The text of the last tick, and one letter more. */
    leat_hole *hole;
    leat_singleton(leat_str) before = leat_carried(tick, leat_str, q(leat_str_of(">")), &hole);
    leat_stream(leat_str) letters = leat_map(beat, leat_str, q(x, leat_str_format("%c", 'a' + x)));
    leat_singleton(leat_str) now = leat_fold(leat_chain(leat_into_stream(before), letters), leat_str, q((leat_str){0}),
                                             q(acc, x, acc = leat_str_format("%.*s%.*s", (int)acc.length, acc.data, (int)x.length, x.data)));

    leat_complete(hole, now);
    leat_assert_equal(VALUES(before), leat_str, q({
                          yield(leat_str_of(">"));
                          yield(leat_str_of(">f"));
                          yield(leat_str_of(">fe"));
                          yield(leat_str_of(">fed"));
                          yield(leat_str_of(">fedc"));
                          yield(leat_str_of(">fedcb"));
                      }));
}

/* What is deferred lazily comes when there is a tick: of the last one, never. */
static void deferred(leat_tick *tick)
{
    leat_stream(int) beat = beats(tick);
    leat_stream(leat_str) text = leat_map(beat, leat_str, q(x, leat_str_format("beat %d", x)));

    leat_assert_equal(leat_all_ticks(leat_defer_tick_lazy(text)), leat_str, q({
                          for (int i = 5; i > 0; i--)
                              yield(leat_str_format("beat %d", i));
                      }));
    leat_assert_equal(VALUES(leat_defer_tick_lazy(leat_count(leat_across_ticks(beat)))), uint64_t, q({ range(1, 6); }));
    leat_assert_equal(VALUES(leat_count(beat)), uint64_t, q({
                          for (int i = 0; i < 6; i++)
                              yield(1);
                      }));
}

/* An optional that is deferred causes a tick, as long as it has a value. */
static void optional(leat_tick *tick)
{
    leat_optional(int) last = leat_reduce(beats(tick), q(a, x, a = x));

    leat_assert_equal(VALUES(leat_defer_tick(last)), int, q({
                          for (int i = 6; i-- > 0;)
                              yield(i);
                      }));
    leat_assert_equal(VALUES(leat_count(leat_into_stream(last))), uint64_t, q({
                          for (int i = 0; i < 6; i++)
                              yield(1);
                          yield(0);
                      }));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    across(leat_tick_of(p));
    text(leat_tick_of(p));
    deferred(leat_tick_of(p));
    optional(leat_tick_of(p));
    leat_for_each(leat_all_ticks(beats(leat_tick_of(p))), q(x, printf("%d\n", x)));
}
