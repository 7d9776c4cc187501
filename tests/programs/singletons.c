/* map and filter of a singleton, of an optional and of a keyed singleton. */
#include "program.h"

leat_keyed(pair, int, int)

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *p = process(flow, "p");
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(1, 5)));
    leat_singleton(int) sum = leat_fold(numbers, int, q(0), q(acc, x, acc += x));
    leat_singleton(leat_str) text = leat_map(sum, leat_str, q(s, leat_str_format("sum is %d", s)));
    leat_for_each(leat_into_stream(text), q(t, printf("%.*s\n", (int)t.length, t.data)));
    leat_optional(int) large = leat_filter(sum, q(s, s > 100));
    leat_for_each(leat_into_stream(large), q(s, printf("large %d\n", s)));
    leat_optional(int) small = leat_filter(sum, q(s, s < 100));
    leat_for_each(leat_into_stream(leat_map(small, int, q(s, -s))), q(s, printf("small %d\n", s)));
    leat_keyed_singleton(pair) by_half =
        leat_fold_keyed(leat_map(numbers, pair, q(n, ((pair){n / 2, n}))), pair, q(0), q(acc, n, acc += n));
    leat_for_each(leat_sort(leat_entries(leat_filter(by_half, q(e, e.value > 1))), q(a, b, a.key - b.key)),
                  q(e, printf("%d: %d\n", e.key, e.value)));
}
