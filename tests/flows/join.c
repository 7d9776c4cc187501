/* Joins: each pair of elements with the same key, once; outside of ticks of all that came, in a tick of its batch. */
#include "flow.h"

leat_keyed(price, leat_str, int)
leat_keyed(stock, leat_str, leat_str)
leat_record(offer, (leat_str, name), (int, price), (leat_str, place))
leat_keyed(number, int, int)
leat_record(pair, (int, left), (int, right))

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_stream(price) prices = leat_source_iter(p, price, q({
        yield((price){leat_str_format("%s", "flour"), 3});
        yield((price){leat_str_of("oats"), 2});
        yield((price){leat_str_of("flour"), 4});
    }));
    leat_stream(stock) stocks = leat_source_iter(p, stock, q({
        yield((stock){leat_str_of("flour"), leat_str_format("%s", "mill")});
        yield((stock){leat_str_of("bran"), leat_str_of("barn")});
        yield((stock){leat_str_of("flour"), leat_str_of("shop")});
    }));
    leat_stream(offer) offers = leat_join(leat_send_bincode(prices, other), leat_send_bincode(stocks, other), offer,
                                          q(k, l, r, (offer){k, l, r}));
    leat_for_each(offers, q(o, printf("%.*s for %d at the %.*s\n", (int)o.name.length, o.name.data, o.price, (int)o.place.length,
                                      o.place.data)), commutative("the lines are sorted"));

    leat_stream(number) many = leat_source_iter(p, number, q({ for (int i = 0; i < 1000; i++) yield((number){i % 100, i}); }));
    leat_assert_equal(leat_into_stream(leat_count(leat_join(many, many, pair, q(k, l, r, (pair){l + 0 * k, r})))), uint64_t,
                      q({ yield(10000); }));

    /* Keys that come to one slot are not the same: of these two sides none is. */
    leat_stream(number) even = leat_source_iter(p, number, q({ for (int i = 0; i < 5000; i++) yield((number){i * 14, i}); }));
    leat_stream(number) odd = leat_source_iter(p, number, q({ for (int i = 0; i < 5000; i++) yield((number){i * 14 + 1, i}); }));
    leat_assert_equal(leat_into_stream(leat_count(leat_join(even, odd, pair, q(k, l, r, (pair){l + 0 * k, r})))), uint64_t,
                      q({ yield(0); }));
    leat_assert_equal(leat_into_stream(leat_count(leat_join(even, even, pair, q(k, l, r, (pair){l + 0 * k, r})))), uint64_t,
                      q({ yield(5000); }));

    leat_tick *tick = leat_tick_of(p);
    leat_stream(number) batch = leat_batch(many, tick, nondet("each meets at least itself"));
    leat_stream(pair) met = leat_all_ticks(leat_filter(leat_join(batch, batch, pair, q(k, l, r, (pair){l + 0 * k, r})), q(m, m.left == m.right)));
    leat_assert_equal(leat_into_stream(leat_count(met)), uint64_t, q({ yield(1000); }));
}
