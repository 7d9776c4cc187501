/* Types with the names of variables in generated code. */
#include "flow.h"

leat_record(order, (int, value), (leat_str, x))
leat_keyed(entry, uint64_t, order)
leat_keyed(tagged, leat_member, order)
leat_record(run, (order, order), (int, room))
typedef enum { LOW, HIGH } element;
leat_keyed(line, int, leat_str)
leat_record(row, (int, hash))

static void build(leat_flow *flow, leat_process *p)
{
    leat_cluster *workers = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "w", .members = 2}));
    leat_stream(order) orders = leat_source_iter(p, order, q({ for (int i = 3; i > 0; i--) yield((order){i, leat_str_format("%d", i)}); }));
    leat_stream(order) sorted = leat_sort(leat_unique(orders), q(a, b, a.value - b.value));
    leat_stream(entry) entries = leat_enumerate(sorted, entry);
    leat_stream(run) runs = leat_map(entries, run, q(self, (run){self.value, (int)self.key}));
    leat_stream(run) there = leat_broadcast_bincode(runs, workers);
    leat_keyed_stream(tagged) back = leat_send_bincode_tagged(leat_map(there, order, q(run, run.order)), p, tagged);
    leat_stream(element) kinds = leat_map(leat_sort(leat_map(back, order, q(t, t.value)), q(x, y, x.value - y.value)), element, q(x, x.value > 1 ? HIGH : LOW));
    leat_stream(element) seen = leat_send_bincode_interleaved(leat_broadcast_bincode(kinds, workers), p);
    leat_stream(line) lines = leat_map(seen, line, q(e, (line){(int)e, leat_str_of(e == HIGH ? "high" : "low")}));
    leat_keyed_singleton(line) lasts = leat_reduce_keyed(lines, q(acc, x, acc = x), nondet("all of a key are equal"));
    leat_stream(row) rows = leat_join(leat_entries(lasts), lines, row, q(k, l, r, (row){k + (int)l.length - (int)r.length}));
    leat_for_each(leat_into_stream(leat_fold(rows, row, q((row){0}), q(acc, r, acc.hash += r.hash), commutative("addition"))),
                  q(r, printf("%d\n", r.hash)));
}
