/* leat_assert lets pass what meets its condition: in a tick and outside, of plain and keyed streams, of types without a descriptor. */
#include "flow.h"

leat_keyed(word, leat_str, int)
typedef struct {
    int number;
} unknown;

static void build(leat_flow *flow, leat_process *process)
{
    leat_stream(int) numbers = leat_source_iter(process, int, q(range(0, 10)));
    leat_stream(int) batch = leat_batch(numbers, leat_tick_of(process), nondet("each is tested for itself"));
    leat_stream(word) words = leat_map(numbers, word, q(n, (word){leat_str_of("a"), n}));
    int most = 10;

    (void)flow;
    leat_assert(numbers, q(n, n >= 0 && n < most), let(most));
    leat_assert(batch, q(n, n < 10));
    leat_assert(words, q(w, w.key.length == 1));
    leat_assert(leat_map(numbers, unknown, q(n, (unknown){n})), q(u, u.number >= 0));
    leat_for_each(leat_filter(numbers, q(n, n == 9)), q(n, printf("%d\n", n)));
}
