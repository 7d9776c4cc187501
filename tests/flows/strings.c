/* Texts that quotes make: joined, changed, kept over turns; and roots whose memory is used again for each element. */
#include "flow.h"

leat_keyed(spelt, uint32_t, leat_str)

static leat_str greeting(uint32_t i)
{
    return leat_str_concat(leat_str_concat(leat_str_of("hi "), leat_str_format("%u", i)), leat_str_of("!"));
}

/* Nothing behind it keeps a text, and yet all arrive; by way of the network as well. */
static void passed_on(leat_process *p, leat_process *other)
{
    leat_stream(uint32_t) numbers = leat_source_iter(p, uint32_t, q(range(0, 50000)));
    leat_stream(leat_str) greetings = leat_map(numbers, leat_str, q(i, greeting(i)));
    leat_stream(leat_str) loud = leat_flat_map(leat_send_bincode(greetings, other), leat_str, q(s, {
        yield(leat_str_upper(s));
        yield(leat_str_lower(leat_str_upper(s)));
    }));
    leat_stream(leat_str) right = leat_filter(loud, q(s, s.length >= 5 && (memcmp(s.data, "HI ", 3) == 0 || memcmp(s.data, "hi ", 3) == 0)));
    leat_singleton(uint64_t) letters = leat_fold(right, uint64_t, q(0), q(sum, s, sum += s.length));

    /* 3 + 1 letters and the digits, twice */
    leat_assert_equal(leat_into_stream(letters), uint64_t, q({ yield(2 * (50000ull * 4 + 10 + 90 * 2 + 900 * 3 + 9000 * 4 + 40000 * 5)); }));
}

/* What keeps texts has them whole, though the same source feeds what does not. */
static void kept(leat_process *p)
{
    leat_stream(uint32_t) numbers = leat_source_iter(p, uint32_t, q({
        for (uint32_t i = 0; i < 30000; i++)
            yield(i);
    }));
    leat_stream(leat_str) greetings = leat_map(numbers, leat_str, q(i, greeting(i % 1000)));
    leat_stream(leat_str) different = leat_unique(greetings);
    leat_optional(leat_str) last = leat_last(greetings);

    leat_assert_equal(leat_into_stream(leat_count(different)), uint64_t, q({ yield(1000); }));
    leat_assert_equal(leat_into_stream(last), leat_str, q({ yield(leat_str_of("hi 999!")); }));
}

/* A text that grows over turns, and one for each key. */
static void grown(leat_process *p)
{
    leat_stream(uint32_t) numbers = leat_source_iter(p, uint32_t, q({
        for (uint32_t i = 0; i < 20000; i++)
            yield(i);
    }));
    leat_singleton(leat_str) all = leat_fold(numbers, leat_str, q((leat_str){"", 0}), q(acc, i, acc = leat_str_concat(acc, leat_str_format("%u,", i % 10))));
    leat_stream(spelt) by_digit = leat_map(numbers, spelt, q(i, (spelt){i % 10, leat_str_copy(leat_str_format("%u", i % 10))}));
    leat_keyed_singleton(spelt) lines = leat_fold_keyed(by_digit, spelt, q((leat_str){"", 0}), q(acc, s, acc = leat_str_concat(acc, s)));

    leat_assert_equal(leat_map(leat_into_stream(all), uint64_t, q(s, ({
        bool right = s.length == 40000;

        for (size_t i = 0; i < s.length; i++)
            right &= s.data[i] == (i % 2 ? ',' : (char)('0' + i / 2 % 10));
        (uint64_t)right;
    }))), uint64_t, q({ yield(1); }));
    leat_assert_equal(leat_into_stream(leat_count(leat_filter(leat_entries(lines), q(line, ({
        bool right = line.value.length == 2000;

        for (size_t i = 0; i < line.value.length; i++)
            right &= line.value.data[i] == (char)('0' + line.key);
        right;
    }))))), uint64_t, q({ yield(10); }));
}

leat_keyed(measured, uint64_t, uint64_t)
leat_keyed(named, uint64_t, leat_str)

/* So many keys that elements are gathered before they come into the table; their texts must wait with them. */
static void gathered(leat_process *p)
{
    leat_stream(uint64_t) numbers = leat_source_iter(p, uint64_t, q(range(0, 200000)));
    leat_stream(named) names = leat_map(numbers, named, q(i, (named){i * 7919 % 100000, leat_str_format("%d", (int)(i * 7919 % 100000))}));
    leat_keyed_singleton(measured) values = leat_fold_keyed(names, measured, q(0), q(acc, s, {
        for (size_t i = 0, x = 0; i < s.length; i++)
            acc += (x = x * 10 + (uint64_t)(s.data[i] - '0')) * (i + 1 == s.length);
    }));

    leat_assert_equal(leat_into_stream(leat_count(leat_filter(leat_entries(values), q(v, v.value == 2 * v.key)))), uint64_t, q({ yield(100000); }));
}

/* In ticks, one after the other. */
static void in_ticks(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(uint32_t) numbers = leat_source_iter(p, uint32_t, q(range(0, 5000)));
    leat_stream(uint32_t) batch = leat_batch(numbers, tick, nondet("any batch will do"));
    leat_singleton(uint64_t) letters = leat_fold(leat_map(batch, leat_str, q(i, greeting(i))), uint64_t, q(0), q(sum, s, sum += s.length));
    leat_stream(uint64_t) sums = leat_all_ticks(leat_into_stream(letters));

    leat_assert_equal(leat_into_stream(leat_fold(sums, uint64_t, q(0), q(sum, x, sum += x))), uint64_t, q({ yield(5000ull * 4 + 10 + 90 * 2 + 900 * 3 + 4000 * 4); }));
}

static void build(leat_flow *flow, leat_process *p)
{
    passed_on(p, leat_flow_process(flow, (&(leat_process_spec){.name = "other"})));
    kept(p);
    grown(p);
    gathered(p);
    in_ticks(p);
}
