/* Collections by key: key_by, map_values, keys, values, first_keyed; outside ticks, in a tick, and of values that change. */
#include "flow.h"

leat_keyed(by_length, uint32_t, leat_str)
leat_keyed(length_of, uint32_t, uint64_t)
leat_keyed(named, leat_str, leat_str)

#define WORDS yield(leat_str_of("ash")); yield(leat_str_of("birch")); yield(leat_str_of("oak")); yield(leat_str_of("cedar"));

/* A key that is made, and lies in the arena. */
static leat_str initial_of(leat_str word)
{
    return leat_str_format("%.1s?", word.data);
}

static void outside(leat_process *p)
{
    leat_stream(leat_str) words = leat_source_iter(p, leat_str, q({ WORDS }));
    leat_keyed_stream(by_length) lengths = leat_key_by(words, by_length, q(w, (uint32_t)w.length));
    leat_keyed_singleton(by_length) joined = leat_reduce_keyed(
        leat_filter(lengths, q(e, e.key > 0)), q(acc, w, acc = leat_str_format("%.*s+%.*s", (int)acc.length, acc.data, (int)w.length, w.data)));

    leat_assert_equal(lengths, by_length, q({
        yield((by_length){3, leat_str_of("ash")}); yield((by_length){5, leat_str_of("birch")});
        yield((by_length){3, leat_str_of("oak")}); yield((by_length){5, leat_str_of("cedar")});
    }));
    leat_assert_equal(leat_entries(joined), by_length,
                      q({ yield((by_length){5, leat_str_of("birch+cedar")}); yield((by_length){3, leat_str_of("ash+oak")}); }));
    leat_assert_equal(leat_entries(leat_map_values(joined, length_of, q(w, w.length))), length_of,
                      q({ yield((length_of){3, 7}); yield((length_of){5, 11}); }));
    leat_assert_equal(leat_map_values(lengths, length_of, q(w, w.length)), length_of,
                      q({ yield((length_of){3, 3}); yield((length_of){3, 3}); yield((length_of){5, 5}); yield((length_of){5, 5}); }));
    leat_assert_equal(leat_keys(lengths, uint32_t), uint32_t, q({ yield(3); yield(3); yield(5); yield(5); }));
    leat_assert_equal(leat_keys(joined, uint32_t), uint32_t, q({ yield(3); yield(5); }));
    leat_assert_equal(leat_values(joined, leat_str), leat_str, q({ yield(leat_str_of("ash+oak")); yield(leat_str_of("birch+cedar")); }));
    leat_assert_equal(leat_entries(leat_first_keyed(lengths)), by_length,
                      q({ yield((by_length){5, leat_str_of("birch")}); yield((by_length){3, leat_str_of("ash")}); }));
    /* A fold of what was keyed and mapped still has its order per key. */
    leat_assert_equal(leat_entries(leat_fold_keyed(leat_map_values(lengths, by_length, q(w, leat_str_format("%.1s", w.data))), by_length,
                                                   q(leat_str_of("")), q(acc, w, acc = leat_str_format("%.*s%.*s", (int)acc.length, acc.data, (int)w.length, w.data)))),
                      by_length, q({ yield((by_length){3, leat_str_of("ao")}); yield((by_length){5, leat_str_of("bc")}); }));
}

/* Keys and values that outlive the turn in which they were made: a generator has turn after turn. */
static void kept(leat_process *p)
{
    leat_stream(leat_str) many = leat_limit(
        leat_source_generate(p, leat_str, q({ for (int i = 0;; i++) yield(leat_str_format("%c%d", 'a' + i % 3, i)); })), q(100000));
    leat_keyed_singleton(named) first = leat_first_keyed(leat_key_by(many, named, q(w, initial_of(w))));
    leat_tick *tick = leat_tick_of(p);
    leat_keyed_singleton(named) now = leat_snapshot(leat_map_values(first, named, q(w, leat_str_format("<%.*s>", (int)w.length, w.data))), tick,
                                                    nondet("only what does not change any more is looked at"));

    leat_for_each(leat_unique(leat_all_ticks(leat_entries(now))),
                  q(e, printf("%.*s %.*s\n", (int)e.key.length, e.key.data, (int)e.value.length, e.value.data)), commutative("lines are sorted"));
    leat_for_each(leat_unique(leat_keys(leat_key_by(many, named, q(w, initial_of(w))), leat_str)),
                  q(k, printf("key %.*s\n", (int)k.length, k.data)), commutative("lines are sorted"));
}

static void in_a_tick(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(leat_str) words = leat_batch(leat_source_iter(p, leat_str, q({ WORDS })), tick, nondet("it fits into one"));
    leat_keyed_stream(by_length) lengths = leat_key_by(words, by_length, q(w, (uint32_t)w.length));

    leat_assert_equal(leat_keys(lengths, uint32_t), uint32_t, q({ yield(3); yield(3); yield(5); yield(5); }));
    leat_assert_equal(leat_values(leat_first_keyed(lengths), leat_str), leat_str,
                      q({ yield(leat_str_of("birch")); yield(leat_str_of("ash")); }));
    leat_assert_equal(leat_entries(leat_map_values(leat_first_keyed(lengths), length_of, q(w, w.length))), length_of,
                      q({ yield((length_of){5, 5}); yield((length_of){3, 3}); }));
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    outside(p);
    kept(p);
    in_a_tick(p);
}
