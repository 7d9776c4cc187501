/* What waits for all of a second input: it keeps its own order, and its text, until the second is known. */
#include "flow.h"

leat_keyed(sale, leat_str, int)
leat_keyed(place, leat_str, leat_str)
leat_record(line, (leat_str, what), (int, count), (leat_str, where))
leat_keyed(number, int, int)
leat_keyed(text, int, leat_str)
leat_record(labelled, (int, n), (leat_str, label))

static leat_str name_of(int n)
{
    return leat_str_format("name %d", n);
}

static bool is_of(labelled l, int n)
{
    return l.n == n && leat_str_equal(l.label, name_of(n));
}

/* The sales come from here, what they are compared with from another process: which is first is chance. */
static void shop(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_stream(sale) sales = leat_source_iter(p, sale, q({
        yield((sale){leat_str_of("pear"), 3});
        yield((sale){leat_str_of("apple"), 10});
        yield((sale){leat_str_of("plum"), 7});
        yield((sale){leat_str_of("apple"), 2});
    }));
    leat_stream(leat_str) names = leat_send_bincode(leat_source_iter(other, leat_str, q({
        yield(leat_str_of("apple"));
        yield(leat_str_of("quince"));
        yield(leat_str_of("apple"));
    })), p);
    leat_stream(place) places = leat_send_bincode(leat_source_iter(other, place, q({
        yield((place){leat_str_of("apple"), leat_str_of("barn")});
        yield((place){leat_str_of("pear"), leat_str_of("attic")});
        yield((place){leat_str_of("apple"), leat_str_of("cellar")});
    })), p);

    leat_assert_equal(leat_join_semi(sales, names), sale, q({ yield((sale){leat_str_of("apple"), 10}); yield((sale){leat_str_of("apple"), 2}); }));
    leat_assert_equal(leat_anti_join(sales, names), sale, q({ yield((sale){leat_str_of("pear"), 3}); yield((sale){leat_str_of("plum"), 7}); }));
    leat_assert_equal(leat_filter_not_in(leat_map(sales, leat_str, q(s, s.key)), names), leat_str, q({
        yield(leat_str_of("pear"));
        yield(leat_str_of("plum"));
    }));
    leat_assert_equal(leat_join_left(sales, places, line, q(what, count, where, ((line){what, count, where ? *where : leat_str_of("nowhere")}))),
                      line, q({
        yield((line){leat_str_of("pear"), 3, leat_str_of("attic")});
        yield((line){leat_str_of("apple"), 10, leat_str_of("barn")});
        yield((line){leat_str_of("apple"), 10, leat_str_of("cellar")});
        yield((line){leat_str_of("plum"), 7, leat_str_of("nowhere")});
        yield((line){leat_str_of("apple"), 2, leat_str_of("barn")});
        yield((line){leat_str_of("apple"), 2, leat_str_of("cellar")});
    }));

    /* By the one value of a key. */
    leat_keyed_singleton(place) last = leat_reduce_keyed(places, q(acc, v, acc = v));
    leat_assert_equal(leat_join_keyed_singleton(sales, last, line, q(what, count, where, (line){what, count, where})), line, q({
        yield((line){leat_str_of("pear"), 3, leat_str_of("attic")});
        yield((line){leat_str_of("apple"), 10, leat_str_of("cellar")});
        yield((line){leat_str_of("apple"), 2, leat_str_of("cellar")});
    }));
    leat_assert_equal(leat_lookup(sales, last, int, q(what, count, where, count + (where ? (int)where->length : 1000) + 0 * (int)what.length)), int,
                      q({ yield(8); yield(16); yield(1007); yield(8); }));

    /* With the value of a singleton, or of an optional that has none. */
    leat_singleton(uint64_t) how_many = leat_count(names);
    leat_optional(leat_str) longest = leat_reduce(names, q(acc, x, { if (x.length > acc.length) acc = x; }));
    leat_optional(leat_str) none = leat_reduce(leat_filter(names, q(n, n.length > 100)), q(acc, x, acc = x));
    leat_assert_equal(leat_cross_singleton(sales, how_many, int, q(s, n, s.value * (int)n)), int, q({ yield(9); yield(30); yield(21); yield(6); }));
    leat_assert_equal(leat_cross_singleton(sales, longest, line, q(s, l, (line){s.key, s.value, l})), line, q({
        yield((line){leat_str_of("pear"), 3, leat_str_of("quince")});
        yield((line){leat_str_of("apple"), 10, leat_str_of("quince")});
        yield((line){leat_str_of("plum"), 7, leat_str_of("quince")});
        yield((line){leat_str_of("apple"), 2, leat_str_of("quince")});
    }));
    leat_assert_equal(leat_cross_singleton(sales, none, int, q(s, l, s.value + (int)l.length)), int, q({ if (0) yield(0); }));
    leat_assert_equal(leat_filter_if(leat_map(sales, int, q(s, s.value)), leat_map(how_many, bool, q(n, n == 3))), int, q({
        yield(3); yield(10); yield(7); yield(2);
    }));
    leat_assert_equal(leat_filter_if(leat_map(sales, int, q(s, s.value)), leat_map(how_many, bool, q(n, n != 3))), int, q({ if (0) yield(0); }));
}

/* A hundred thousand texts wait, and those that come behind the end of the second input do not. */
static void many(leat_flow *flow, leat_process *p)
{
    leat_process *late = leat_flow_process(flow, (&(leat_process_spec){.name = "late"}));
    leat_stream(text) texts = leat_source_iter(p, text, q({ for (int i = 0; i < 100000; i++) { yield((text){i, name_of(i)}); leat_scratch_reset(); } }));
    leat_stream(int) odd = leat_send_bincode(leat_filter(leat_source_iter(late, int, q(range(0, 100000))), q(n, n % 2 == 1)), p);
    leat_stream(text) left = leat_anti_join(texts, odd);

    leat_assert(leat_map(left, labelled, q(t, (labelled){t.key, t.value})), q(l, is_of(l, l.n) && l.n % 2 == 0));
    leat_assert_equal(leat_into_stream(leat_count(left)), uint64_t, q({ yield(50000); }));
    leat_assert_equal(leat_into_stream(leat_count(leat_join_semi(texts, odd))), uint64_t, q({ yield(50000); }));

    leat_stream(text) there = leat_send_bincode(texts, late);
    leat_stream(number) squares = leat_source_iter(late, number, q({ for (int i = 0; i < 300; i++) yield((number){i, i * i}); }));
    leat_stream(labelled) found = leat_lookup(there, leat_fold_keyed(squares, number, q(0), q(acc, v, acc = v)), labelled,
                                              q(key, name, square, (labelled){square && *square != key * key ? -1 : key, name}));
    leat_assert(found, q(l, is_of(l, l.n)));
    leat_assert_equal(leat_into_stream(leat_count(found)), uint64_t, q({ yield(100000); }));
}

/* In a tick all is there at the operator's turn, whatever comes first; the next tick starts afresh. */
static void ticks(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 50000)));
    leat_stream(int) batch = leat_batch(numbers, tick, nondet("each meets its own tick"));
    leat_stream(int) even = leat_filter(batch, q(n, n % 2 == 0));
    leat_stream(number) keyed = leat_map(batch, number, q(n, (number){n, -n}));
    leat_keyed_singleton(number) values = leat_fold_keyed(leat_filter(keyed, q(k, k.key % 2 == 0)), number, q(0), q(acc, v, acc = v));

    leat_stream(int) not_even = leat_all_ticks(leat_filter_not_in(batch, even));
    leat_assert_equal(not_even, int, q({ for (int i = 1; i < 50000; i += 2) yield(i); }));
    leat_assert_equal(leat_all_ticks(leat_anti_join(keyed, even)), number, q({ for (int i = 1; i < 50000; i += 2) yield((number){i, -i}); }));
    leat_assert_equal(leat_all_ticks(leat_join_semi(keyed, even)), number, q({ for (int i = 0; i < 50000; i += 2) yield((number){i, -i}); }));
    leat_assert_equal(leat_all_ticks(leat_join_left(keyed, leat_filter(keyed, q(k, k.key % 2 == 0)), number,
                                                    q(key, l, r, (number){key, r ? l + *r : 1}))),
                      number, q({ for (int i = 0; i < 50000; i++) yield((number){i, i % 2 == 0 ? -2 * i : 1}); }));
    leat_assert_equal(leat_all_ticks(leat_join_keyed_singleton(keyed, values, number, q(key, l, r, (number){key, l + r}))), number,
                      q({ for (int i = 0; i < 50000; i += 2) yield((number){i, -2 * i}); }));
    leat_assert_equal(leat_all_ticks(leat_lookup(keyed, values, number, q(key, l, r, (number){key, r ? l + *r : 1}))), number,
                      q({ for (int i = 0; i < 50000; i++) yield((number){i, i % 2 == 0 ? -2 * i : 1}); }));

    /* The value is that of this tick: the last number is in no batch but the last. */
    leat_optional(int) last = leat_reduce(batch, q(acc, x, acc = x));
    leat_stream(int) ahead = leat_all_ticks(leat_cross_singleton(batch, last, int, q(n, l, l - n)));
    leat_assert(ahead, q(a, a >= 0));
    leat_assert_equal(leat_into_stream(leat_count(ahead)), uint64_t, q({ yield(50000); }));
    leat_stream(int) all_of_last = leat_all_ticks(leat_filter_if(batch, leat_map(leat_fold(batch, int, q(0), q(acc, x, acc = x)), bool, q(l, l == 49999))));
    leat_assert_equal(leat_into_stream(leat_reduce(all_of_last, q(acc, x, acc = x))), int, q({ yield(49999); }));
}

static void build(leat_flow *flow, leat_process *p)
{
    shop(flow, p);
    many(flow, p);
    ticks(p);
}
