/* Extremes, ends, vectors, counts and the first few of an order: of bounded input, in ticks, and as values that change. */
#include "flow.h"

leat_record(city, (leat_str, name), (int, people))
leat_keyed(occurs, leat_str, uint64_t)
leat_keyed(digit, int, uint64_t)

#define BY_PEOPLE(a, b) (((a).people > (b).people) - ((a).people < (b).people))
#define NAME(c) (int)(c).name.length, (c).name.data

static leat_stream(city) cities(leat_process *p)
{
    return leat_source_iter(p, city, q({
        yield((city){leat_str_format("%s", "Ulm"), 3});
        yield((city){leat_str_format("%s", "Bonn"), 9});
        yield((city){leat_str_format("%s", "Hof"), 1});
        yield((city){leat_str_format("%s", "Kiel"), 9});
        yield((city){leat_str_format("%s", "Trier"), 1});
    }));
}

/* Of equal ones in order: the first is least, the last is greatest, and sorting is stable. */
static void bounded(leat_process *p)
{
    leat_stream(city) all = cities(p);
    leat_stream(city) none = leat_filter(all, q(c, c.people > 9));

    leat_for_each(leat_into_stream(leat_min(all, q(a, b, BY_PEOPLE(a, b)))), q(c, printf("min %.*s\n", NAME(c))));
    leat_for_each(leat_into_stream(leat_max(all, q(a, b, BY_PEOPLE(a, b)))), q(c, printf("max %.*s\n", NAME(c))));
    leat_for_each(leat_into_stream(leat_min(none, q(a, b, BY_PEOPLE(a, b)))), q(c, printf("min of none %.*s\n", NAME(c))));
    leat_for_each(leat_into_stream(leat_first(all)), q(c, printf("first %.*s\n", NAME(c))));
    leat_for_each(leat_into_stream(leat_last(all)), q(c, printf("last %.*s\n", NAME(c))));
    leat_for_each(leat_into_stream(leat_last(none)), q(c, printf("last of none %.*s\n", NAME(c))));
    leat_for_each(leat_into_stream(leat_collect(all, leat_vec(city))), q(cs, {
        printf("collected");
        for (size_t i = 0; i < cs.length; i++)
            printf(" %.*s", NAME(cs.data[i]));
        printf("\n");
    }));
    leat_for_each(leat_into_stream(leat_collect(none, leat_vec(city))), q(cs, printf("collected %zu\n", cs.length)));
    leat_for_each(leat_sort_by(all, q(c, c.people)), q(c, printf("by people %.*s\n", NAME(c))));
    leat_for_each(leat_sort_by(all, q(c, c.name)), q(c, printf("by name %.*s\n", NAME(c))));
    leat_for_each(leat_sort_by(all, q(c, c.people == 3 ? -0.5 : 1.0 / c.people)), q(c, printf("by float %.*s\n", NAME(c))));
    leat_for_each(leat_top_n(all, q(3), q(a, b, BY_PEOPLE(b, a))), q(c, printf("top %.*s\n", NAME(c))));
    leat_for_each(leat_top_n(all, q(100), q(a, b, BY_PEOPLE(a, b))), q(c, printf("top of fewer %.*s\n", NAME(c))));
    leat_for_each(leat_top_n(all, q(0), q(a, b, BY_PEOPLE(a, b))), q(c, printf("top 0 %.*s\n", NAME(c))));
    leat_assert_equal(leat_into_stream(leat_distinct_count(leat_map(all, int, q(c, c.people)))), uint64_t, q({ yield(3); }));
    leat_assert_equal(leat_into_stream(leat_distinct_count(all)), uint64_t, q({ yield(5); }));
    leat_assert_equal(leat_entries(leat_value_counts(leat_map(all, int, q(c, c.people)), digit)), digit,
                      q({ yield((digit){9, 2}); yield((digit){3, 1}); yield((digit){1, 2}); }));
}

/* Without an order the encoded bytes decide: the results are the same ones whatever comes first. */
static void unordered(leat_process *p)
{
    leat_stream(city) all = cities(p);
    leat_stream(city) mixed = leat_merge(leat_filter(all, q(c, c.name.length > 3)), leat_filter(all, q(c, c.name.length <= 3)));
    leat_stream(city) again = leat_weaken_retries(leat_chain(all, all));

    leat_for_each(leat_into_stream(leat_min(mixed, q(a, b, BY_PEOPLE(a, b)))), q(c, printf("mixed min %.*s\n", NAME(c))));
    leat_for_each(leat_into_stream(leat_max(mixed, q(a, b, BY_PEOPLE(a, b)))), q(c, printf("mixed max %.*s\n", NAME(c))));
    leat_for_each(leat_into_stream(leat_max(again, q(a, b, BY_PEOPLE(a, b)))), q(c, printf("repeated max %.*s\n", NAME(c))));
    leat_for_each(leat_top_n(mixed, q(3), q(a, b, BY_PEOPLE(a, b))), q(c, printf("mixed top %.*s\n", NAME(c))));
    leat_for_each(leat_sort_by(mixed, q(c, c.people)), q(c, printf("mixed by people %.*s\n", NAME(c))));
}

/* A tick sees its batch, and starts afresh: the third of what is deferred is the batch of the second tick. */
static void in_ticks(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(city) batch = leat_batch(cities(p), tick, nondet("all of it comes at once"));
    leat_stream(city) both = leat_chain(batch, leat_defer_tick(leat_filter(batch, q(c, c.people == 1))));

    leat_for_each(leat_all_ticks(leat_into_stream(leat_min(both, q(a, b, BY_PEOPLE(a, b))))), q(c, printf("tick min %.*s\n", NAME(c))));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_max(both, q(a, b, BY_PEOPLE(a, b))))), q(c, printf("tick max %.*s\n", NAME(c))));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_first(both))), q(c, printf("tick first %.*s\n", NAME(c))));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_last(both))), q(c, printf("tick last %.*s\n", NAME(c))));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_collect(both, leat_vec(city)))), q(cs, printf("tick collected %zu\n", cs.length)));
    leat_for_each(leat_all_ticks(leat_sort_by(both, q(c, c.name))), q(c, printf("tick by name %.*s\n", NAME(c))));
    leat_for_each(leat_all_ticks(leat_top_n(both, q(2), q(a, b, BY_PEOPLE(a, b)))), q(c, printf("tick top %.*s\n", NAME(c))));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_distinct_count(leat_map(both, int, q(c, c.people))))),
                  q(n, printf("tick distinct %" PRIu64 "\n", n)));
    leat_for_each(leat_all_ticks(leat_sort_by(leat_entries(leat_value_counts(leat_map(both, int, q(c, c.people)), digit)), q(d, d.key))),
                  q(d, printf("tick count %d %" PRIu64 "\n", d.key, d.value)));
}

/* Of all ticks so far: what is kept views the batches of ticks that are over. The second tick is that of what was deferred. */
static void across_ticks(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(city) batch = leat_batch(cities(p), tick, nondet("all of it comes at once"));
    leat_stream(city) small = leat_defer_tick(leat_filter(batch, q(c, c.people == 1)));
    leat_stream(city) so_far = leat_across_ticks(leat_chain(batch, leat_map(small, city, q(c, (city){leat_str_format("%.*s again", NAME(c)), 0}))));

    leat_for_each(leat_all_ticks(leat_into_stream(leat_min(so_far, q(a, b, BY_PEOPLE(a, b))))), q(c, printf("so far min %.*s\n", NAME(c))));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_max(so_far, q(a, b, BY_PEOPLE(a, b))))), q(c, printf("so far max %.*s\n", NAME(c))));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_first(so_far))), q(c, printf("so far first %.*s\n", NAME(c))));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_last(so_far))), q(c, printf("so far last %.*s\n", NAME(c))));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_collect(so_far, leat_vec(city)))), q(cs, {
        printf("so far collected");
        for (size_t i = 0; i < cs.length; i++)
            printf(" %.*s", NAME(cs.data[i]));
        printf("\n");
    }));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_distinct_count(leat_map(so_far, int, q(c, c.people))))),
                  q(n, printf("so far distinct %" PRIu64 "\n", n)));
    leat_for_each(leat_all_ticks(leat_sort_by(leat_entries(leat_value_counts(leat_map(so_far, leat_str, q(c, (leat_str){c.name.data, 1})), occurs)), q(o, o.key))),
                  q(o, printf("so far count %.*s %" PRIu64 "\n", (int)o.key.length, o.key.data, o.value)));
    leat_for_each(leat_all_ticks(leat_top_n(so_far, q(2), q(a, b, BY_PEOPLE(a, b)))), q(c, printf("so far top %.*s\n", NAME(c))));
}

/* Every so many elements the source lets a turn end: what is kept has to outlive many turns. */
#define LAST 200000
static void changing(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(leat_str) names = leat_source_generate(p, leat_str, q({
        for (int i = 1; i <= LAST; i++) {
            yield(leat_str_format("%06d", i * 7 % (LAST + 1)));
            if (i % 100 == 0)
                leat_scratch_reset();
        }
    }));
    leat_optional(leat_str) least = leat_snapshot(leat_min(names, q(a, b, leat_str_compare(a, b))), tick, nondet("the last counts"));
    leat_optional(leat_str) most = leat_snapshot(leat_max(names, q(a, b, leat_str_compare(a, b))), tick, nondet("the last counts"));
    leat_optional(leat_str) first = leat_snapshot(leat_first(names), tick, nondet("the last counts"));
    leat_optional(leat_str) last = leat_snapshot(leat_last(names), tick, nondet("the last counts"));
    leat_singleton(leat_vec(leat_str)) all = leat_snapshot(leat_collect(names, leat_vec(leat_str)), tick, nondet("the last counts"));
    leat_singleton(uint64_t) different = leat_snapshot(leat_distinct_count(names), tick, nondet("the last counts"));
    leat_keyed_singleton(occurs) often =
        leat_snapshot(leat_value_counts(leat_map(names, leat_str, q(s, (leat_str){s.data + s.length - 1, 1})), occurs), tick,
                      nondet("the last counts"));

    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_into_stream(least)), q(s, leat_str_equal(s, leat_str_of("000001"))))),
                  q(s, printf("changing min %.*s\n", (int)s.length, s.data)));
    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_into_stream(most)), q(s, leat_str_equal(s, leat_str_of("200000"))))),
                  q(s, printf("changing max %.*s\n", (int)s.length, s.data)));
    leat_for_each(leat_unique(leat_all_ticks(leat_into_stream(first))), q(s, printf("changing first %.*s\n", (int)s.length, s.data)));
    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_into_stream(last)), q(s, leat_str_equal(s, leat_str_of("199994"))))),
                  q(s, printf("changing last %.*s\n", (int)s.length, s.data)));
    leat_for_each(leat_unique(leat_all_ticks(leat_into_stream(leat_map(leat_filter(all, q(v, v.length == LAST)), bool, q(v, ({
                      bool right = true;
                      for (size_t i = 0; i < v.length; i++) {
                          char want[16];
                          snprintf(want, sizeof want, "%06d", (int)(((long)i + 1) * 7 % (LAST + 1)));
                          right &= leat_str_equal(v.data[i], leat_str_of(want));
                      }
                      right;
                  })))))),
                  q(right, printf("changing collected: %s\n", right ? "right" : "wrong")));
    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_into_stream(different)), q(n, n == LAST))),
                  q(n, printf("changing distinct %" PRIu64 "\n", n)));
    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_entries(often)), q(o, o.value == LAST / 10 && o.key.data[0] == '3'))),
                  q(o, printf("changing count %.*s %" PRIu64 "\n", (int)o.key.length, o.key.data, o.value)),
                  commutative("there is one"));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    bounded(p);
    unordered(p);
    in_ticks(p);
    across_ticks(p);
    changing(p);
}
