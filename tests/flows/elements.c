/* Element by element: each operator against what it must give. */
#include "flow.h"

leat_keyed(numbered, uint64_t, int)

static void build(leat_flow *flow, leat_process *p)
{
    int limit = 4;

    (void)flow;
    leat_stream(int) n = leat_source_iter(p, int, q(range(0, 6)));
    leat_assert_equal(leat_map(n, int, q(x, x * x)), int, q({ yield(0); yield(1); yield(4); yield(9); yield(16); yield(25); }));
    leat_assert_equal(leat_filter(n, q(x, x < limit), let(limit)), int, q({ range(0, 4); }));
    leat_assert_equal(leat_filter_map(n, double, q(x, { if (x > 3) yield(x / 2.0); })), double, q({ yield(2.0); yield(2.5); }));
    leat_assert_equal(leat_flat_map(n, int, q(x, { range(0, x); })), int,
                      q({ for (int i = 1; i < 6; i++) for (int j = 0; j < i; j++) yield(j); }));
    leat_assert_equal(leat_enumerate(leat_map(n, int, q(x, 10 * x)), numbered), numbered,
                      q({ for (int i = 0; i < 6; i++) yield((numbered){(uint64_t)i, 10 * i}); }));
    leat_assert_equal(leat_unique(leat_map(n, int, q(x, x % 3))), int, q({ range(0, 3); }));
    leat_assert_equal(leat_limit(n, q(3)), int, q({ range(0, 3); }));
    leat_assert_equal(leat_merge(n, n, leat_map(n, int, q(x, x + 6))), int, q({ range(0, 12); range(0, 6); }));
    leat_assert_equal(leat_chain(leat_map(n, int, q(x, x + 6)), n), int, q({ range(6, 12); range(0, 6); }));
    leat_assert_equal(leat_sort(n, q(a, b, b - a)), int, q({ for (int i = 5; i >= 0; i--) yield(i); }));
    leat_for_each(leat_limit(leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); })), q(3)), q(x, printf("%d\n", x)));
    leat_for_each(leat_inspect(leat_limit(n, q(1)), q(x, printf("saw %d\n", x))), q(x, (void)x));
}
