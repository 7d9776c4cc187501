/* sort is stable for ordered input; of unordered input ties are broken by the bytes, so that there is one result. */
#include "program.h"

leat_record(entry, (int, rank), (leat_str, name))

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *p = process(flow, "p");
    leat_stream(entry) entries = leat_source_iter(p, entry, q({
        const char *names[] = {"f", "b", "e", "a", "d", "c"};
        for (int i = 0; i < 6; i++)
            yield((entry){i % 2, leat_str_of(names[i])});
    }));
    leat_stream(entry) stable = leat_sort(entries, q(x, y, x.rank - y.rank));
    leat_for_each(stable, q(e, printf("stable %d %.*s\n", e.rank, (int)e.name.length, e.name.data)));
    leat_stream(entry) mixed = leat_merge(entries, leat_source_iter(p, entry, q({ yield((entry){1, leat_str_of("aa")}); })));
    leat_for_each(leat_sort(mixed, q(x, y, x.rank - y.rank)),
                  q(e, printf("mixed %d %.*s\n", e.rank, (int)e.name.length, e.name.data)));
}
