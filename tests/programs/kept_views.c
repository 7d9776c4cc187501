/* reduce and reduce_keyed keep texts over many turns: they are moved when their turn ends. */
#include "program.h"

leat_keyed(longest, int, leat_str)

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *first = process(flow, "p"), *second = process(flow, "p");
    leat_stream(leat_str) made = leat_source_iter(first, leat_str, q({
        for (int i = 0; i < 200000; i++) {
            yield(leat_str_format("line %d %0*d", i, i % 97 + 1, i));
            leat_scratch_reset();
        }
    }));
    leat_stream(leat_str) lines = leat_send_bincode(made, second);
    leat_optional(leat_str) last = leat_reduce(lines, q(acc, x, acc = x));
    leat_for_each(leat_into_stream(last), q(x, printf("last: %.*s\n", (int)x.length, x.data)));

    leat_keyed_singleton(longest) by_length = leat_reduce_keyed(
        leat_map(lines, longest, q(x, ((longest){(int)x.length % 5, x}))),
        q(acc, x, { if (x.length > acc.length) acc = x; }));
    leat_for_each(leat_sort(leat_entries(by_length), q(a, b, a.key - b.key)),
                  q(e, printf("%d: %zu %.12s\n", e.key, e.value.length, e.value.data)));
}
