/* Vectors and options as elements: over the network, as keys, kept. */
#include "flow.h"

leat_keyed(grouped, leat_vec(int), uint64_t)

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_stream(int) n = leat_source_iter(p, int, q(range(0, 6)));
    leat_stream(leat_vec(int)) vectors = leat_map(n, leat_vec(int), q(x, ({
        leat_vec(int) v = {0};
        for (int i = 0; i < x % 3; i++)
            leat_vec_push(&v, i);
        v;
    })));
    leat_stream(leat_vec(int)) there = leat_send_bincode(vectors, other);
    leat_stream(grouped) keyed = leat_map(there, grouped, q(v, (grouped){v, v.length}));
    leat_keyed_singleton(grouped) sums = leat_fold_keyed(keyed, grouped, q(0), q(acc, l, acc += l));
    leat_for_each(leat_sort(leat_entries(sums), q(a, b, (a.value > b.value) - (a.value < b.value))),
                  q(g, printf("%d elements, sum %d\n", (int)g.key.length, (int)g.value)));

    leat_stream(leat_option(leat_str)) options = leat_map(n, leat_option(leat_str), q(x, (leat_option(leat_str)){x % 2, leat_str_of("odd")}));
    leat_for_each(leat_unique(leat_send_bincode(options, other)),
                  q(o, printf("%.*s\n", o.some ? (int)o.value.length : 4, o.some ? o.value.data : "none")));
    leat_for_each(leat_into_stream(leat_fold(there, leat_vec(int), q((leat_vec(int)){0}), q(acc, v, {
        for (size_t i = 0; i < v.length; i++)
            leat_vec_push(&acc, v.data[i]);
    }))), q(v, printf("%d in all\n", (int)v.length)));
}
