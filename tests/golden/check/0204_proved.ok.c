#include <stdio.h>

#include <leat/leat.h>

leat_keyed(from, leat_member, int)
leat_record(statistics, (uint64_t, count), (int64_t, sum), (int, least), (int, most), (bool, odd), (leat_str, name))

static int largest(int a, int b)
{
    return a > b ? a : b;
}

/* Nothing is claimed: that the order makes no difference, the compiler can prove. */
int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));
    leat_cluster *workers = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "worker", .members = 4}));

    int mask = argc + 7;
    leat_stream(int) numbers = leat_send_bincode_interleaved(leat_source_iter(workers, int, q(range(0, 10))), p);
    leat_stream(from) tagged =
        leat_map(leat_send_bincode_tagged(leat_source_iter(workers, int, q(range(0, 10))), p, from), from, q(f, f));

    leat_for_each(leat_into_stream(leat_fold(numbers, long, q(0), q(acc, x, acc += x))), q(n, printf("%ld\n", n)));
    leat_for_each(leat_into_stream(leat_fold(numbers, unsigned, q(0), q(bits, x, bits |= 1u << (x & mask)), let(mask))),
                  q(n, printf("%u\n", n)));
    leat_for_each(leat_into_stream(leat_reduce(numbers, q(most, x, most = largest(most, x)))), q(n, printf("%d\n", n)));
    leat_for_each(leat_into_stream(leat_fold(numbers, statistics, q((statistics){.name = leat_str_of("all")}), q(acc, x, {
                      acc.count++;
                      acc.sum += x;
                      acc.least = x < acc.least ? x : acc.least;
                      acc.most = largest(acc.most, x);
                      acc.odd ^= x & 1;
                  }))),
                  q(s, printf("%lu %d\n", s.count, s.most)));
    leat_keyed_singleton(from) sums = leat_fold_keyed(tagged, from, q(0), q(acc, x, acc += x));
    leat_keyed_singleton(from) least = leat_reduce_keyed(tagged, q(acc, x, { if (x < acc) acc = x; }));

    leat_for_each(leat_entries(sums), q(f, printf("%d\n", f.value)), commutative("one line each"));
    leat_for_each(leat_entries(least), q(f, printf("%d\n", f.value)), commutative("one line each"));
    return leat_deployment_run(deployment, flow);
}
