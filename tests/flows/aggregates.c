/* Aggregates of bounded input, and of nothing. */
#include "flow.h"

leat_keyed(by_parity, int, int)
leat_keyed(names_by_length, uint64_t, leat_vec(leat_str))
leat_keyed(name_length, uint64_t, leat_str)

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    leat_stream(int) n = leat_source_iter(p, int, q(range(1, 11)));
    leat_stream(int) none = leat_filter(n, q(x, x > 100));
    leat_stream(by_parity) keyed = leat_map(n, by_parity, q(x, (by_parity){x % 2, x}));

    leat_assert_equal(leat_into_stream(leat_fold(n, int, q(0), q(acc, x, acc += x))), int, q({ yield(55); }));
    leat_assert_equal(leat_into_stream(leat_fold(none, int, q(7), q(acc, x, acc += x))), int, q({ yield(7); }));
    leat_assert_equal(leat_into_stream(leat_reduce(n, q(acc, x, { if (x > acc) acc = x; }))), int, q({ yield(10); }));
    leat_assert_equal(leat_into_stream(leat_reduce(none, q(acc, x, acc = x))), int, q({ }));
    leat_assert_equal(leat_into_stream(leat_count(n)), uint64_t, q({ yield(10); }));
    leat_assert_equal(leat_into_stream(leat_count(none)), uint64_t, q({ yield(0); }));
    leat_assert_equal(leat_entries(leat_fold_keyed(keyed, by_parity, q(0), q(acc, v, acc += v))), by_parity,
                      q({ yield((by_parity){0, 30}); yield((by_parity){1, 25}); }));
    leat_assert_equal(leat_entries(leat_reduce_keyed(keyed, q(acc, v, { if (v > acc) acc = v; }))), by_parity,
                      q({ yield((by_parity){0, 10}); yield((by_parity){1, 9}); }));
    leat_assert_equal(leat_into_stream(leat_filter(leat_map(leat_count(n), int, q(c, (int)c + 1)), q(c, c > 100))), int, q({ }));

    leat_stream(leat_str) names = leat_source_iter(p, leat_str, q({
        yield(leat_str_of("ab"));
        yield(leat_str_format("%c", 'x'));
        yield(leat_str_of("cd"));
    }));
    leat_keyed_singleton(names_by_length) groups =
        leat_fold_keyed(leat_map(names, name_length, q(s, (name_length){s.length, s})), names_by_length,
                        q((leat_vec(leat_str)){0}), q(acc, s, leat_vec_push(&acc, s)));
    leat_assert_equal(leat_entries(groups), names_by_length, q({
        static const leat_str two[] = {{"ab", 2}, {"cd", 2}};
        static const leat_str one[] = {{"x", 1}};
        yield((names_by_length){2, {two, 2}});
        yield((names_by_length){1, {one, 1}});
    }));
}
