/* Tables that are larger than the caches: what is entered is gathered first, and nothing of it may be lost. */
#include <leat/leat.h>
#include <stdio.h>

leat_keyed(counted, uint64_t, uint64_t)
leat_keyed(named, uint32_t, int32_t)

enum { KEYS = 90000, ELEMENTS = 400007 };

static void many_keys(leat_flow *flow, leat_host *host)
{
    leat_process *process = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "p"}));
    leat_tick *tick = leat_tick_of(process);
    leat_stream(uint32_t) numbers = leat_source_iter(process, uint32_t, q(range(0, ELEMENTS)));
    leat_stream(counted) rows = leat_map(numbers, counted, q(i, (counted){i % KEYS * 3, i}));

    /* the sum of all, and of what was first and last */
    leat_keyed_singleton(counted) sums = leat_fold_keyed(rows, counted, q(0), q(sum, v, sum += v));
    leat_keyed_singleton(counted) largest = leat_reduce_keyed(rows, q(best, v, best = v > best ? v : best));
    leat_keyed_singleton(counted) first = leat_first_keyed(rows);
    leat_keyed_singleton(counted) counts = leat_value_counts(leat_map(rows, uint64_t, q(r, r.key)), counted);

    leat_for_each(leat_into_stream(leat_fold(leat_entries(sums), uint64_t, q(0), q(s, e, s += e.value % 1000003 + e.key), commutative("it adds up"))),
                  q(s, printf("sums %llu\n", (unsigned long long)s)));
    leat_for_each(leat_into_stream(leat_fold(leat_entries(largest), uint64_t, q(0), q(s, e, s += e.value + e.key), commutative("it adds up"))),
                  q(s, printf("largest %llu\n", (unsigned long long)s)));
    leat_for_each(leat_into_stream(leat_fold(leat_entries(first), uint64_t, q(0), q(s, e, s += e.value + e.key), commutative("it adds up"))),
                  q(s, printf("first %llu\n", (unsigned long long)s)));
    leat_for_each(leat_into_stream(leat_fold(leat_entries(counts), uint64_t, q(0), q(s, e, s += e.value * e.key), commutative("it adds up"))),
                  q(s, printf("counts %llu\n", (unsigned long long)s)));

    /* in a tick, which starts afresh */
    leat_stream(named) batch = leat_batch(leat_map(numbers, named, q(i, (named){i % 70000, 1})), tick, nondet("all of them are added up again"));
    leat_keyed_singleton(named) per_tick = leat_fold_keyed(batch, named, q(0), q(n, v, n += v));

    leat_for_each(leat_into_stream(leat_fold(leat_all_ticks(leat_entries(per_tick)), uint64_t, q(0), q(s, e, s += (uint64_t)e.value * e.key),
                                             commutative("it adds up"))),
                  q(s, printf("in ticks %llu\n", (unsigned long long)s)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    many_keys(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
