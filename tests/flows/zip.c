/* Zip: partners by their place in the order; what waits for its partner is kept across turns. */
#include "flow.h"

leat_record(both, (int, number), (leat_str, name))
leat_record(maybe, (leat_option(int), left), (leat_option(int), right))
leat_record(pair, (int, left), (int, right))
leat_keyed(numbered, uint64_t, pair)

static leat_str name_of(int n)
{
    return leat_str_format("name %d", n);
}

static bool fits(both b)
{
    return leat_str_equal(b.name, name_of(b.number));
}

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_stream(int) few = leat_source_iter(p, int, q(range(0, 3)));
    leat_stream(int) many = leat_source_iter(p, int, q(range(10, 15)));

    /* To the end of the shorter, whichever that is. */
    leat_assert_equal(leat_zip(few, many, pair, q(l, r, (pair){l, r})), pair, q({ yield((pair){0, 10}); yield((pair){1, 11}); yield((pair){2, 12}); }));
    leat_assert_equal(leat_zip(many, few, int, q(l, r, l * 100 + r)), int, q({ yield(1000); yield(1101); yield(1202); }));
    leat_assert_equal(leat_zip(many, many, int, q(l, r, l - r)), int, q({ yield(0); yield(0); yield(0); yield(0); yield(0); }));

    /* To the end of the longer: what has no partner comes with NULL. */
    leat_stream(maybe) longest = leat_zip_longest(few, many, maybe, q(l, r, ((maybe){{l != NULL, l ? *l : 0}, {r != NULL, r ? *r : 0}})));
    leat_assert_equal(longest, maybe, q({
        for (int i = 0; i < 5; i++)
            yield((maybe){{i < 3, i < 3 ? i : 0}, {true, 10 + i}});
    }));
    leat_assert_equal(leat_zip_longest(many, few, int, q(l, r, (l ? *l : 0) + (r ? *r : 100))), int, q({
        yield(10); yield(12); yield(14); yield(113); yield(114);
    }));

    /* An input without end: it is cancelled when the other has ended; and behind the network. */
    leat_stream(int) endless = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_for_each(leat_zip(endless, few, pair, q(l, r, (pair){l, r})), q(x, printf("endless %d with %d\n", x.left, x.right)));
    leat_stream(int) endless_too = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_stream(int) there = leat_source_iter(other, int, q(range(0, 4)));
    leat_for_each(leat_zip(there, leat_send_bincode(endless_too, other), int, q(l, r, l + r)), q(n, printf("there %d\n", n)));

    /* Text waits for a hundred thousand elements, while the turns of its own side go by. */
    leat_stream(leat_str) names = leat_source_iter(p, leat_str, q({ for (int i = 0; i < 100000; i++) { yield(name_of(i)); leat_scratch_reset(); } }));
    leat_stream(int) numbers = leat_source_iter(other, int, q(range(0, 100001)));
    leat_stream(both) named = leat_zip(leat_send_bincode(numbers, p), names, both, q(n, name, (both){n, name}));
    leat_assert_equal(leat_into_stream(leat_count(leat_filter(named, q(b, fits(b))))), uint64_t, q({ yield(100000); }));
    leat_stream(both) labelled = leat_zip_longest(numbers, leat_send_bincode(names, other), both, q(n, name, (both){*n, name ? *name : leat_str_of("nobody")}));
    leat_assert_equal(leat_into_stream(leat_count(leat_filter(labelled, q(b, fits(b))))), uint64_t, q({ yield(100000); }));
    leat_assert_equal(leat_filter(labelled, q(b, !fits(b))), both, q({ yield((both){100000, leat_str_of("nobody")}); }));

    /* In a tick: of its batches; the next one starts with none left over. */
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) batch = leat_batch(leat_source_iter(p, int, q(range(0, 50000))), tick, nondet("all come in the end"));
    leat_stream(pair) met = leat_zip(batch, leat_filter(batch, q(n, n % 2 == 0)), pair, q(l, r, (pair){l, r}));
    leat_stream(pair) first = leat_filter_map(leat_enumerate(met, numbered), pair, q(e, { if (e.key == 0) yield(e.value); }));
    leat_assert(leat_all_ticks(first), q(f, f.right - f.left == f.left % 2));
    leat_singleton(uint64_t) lonely = leat_count(leat_filter(
        leat_all_ticks(leat_zip_longest(leat_filter(batch, q(n, n % 5 == 0)), batch, pair, q(l, r, (pair){l ? *l : -1, *r}))), q(x, x.left < 0)));
    leat_assert_equal(leat_into_stream(lonely), uint64_t, q({ yield(40000); }));

    /* Both in their own order, whoever comes first. */
    leat_stream(int) ordered = leat_merge_ordered(leat_send_bincode(leat_source_iter(other, int, q(range(0, 1000))), p),
                                                  leat_source_iter(p, int, q(range(1000, 2000))), nondet("each half is looked at alone"));
    leat_assert_equal(leat_filter(ordered, q(n, n < 1000)), int, q({ range(0, 1000); }));
    leat_assert_equal(leat_filter(ordered, q(n, n >= 1000)), int, q({ range(1000, 2000); }));
}
