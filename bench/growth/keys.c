/* Sums of N keys, each of which comes four times, in no order. */
#include "growth.h"

leat_keyed(amount, uint64_t, uint64_t)

/* Elements i and i + N have the same key. */
static amount nth(uint64_t i, uint64_t n)
{
    return (amount){(i % n) * UINT64_C(0x9E3779B97F4A7C15), i};
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *process = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(amount) all = leat_source_iter(process, amount, q({
        const uint64_t n = growth_size();

        for (uint64_t i = growth_begin(); i < 4 * n; i++)
            yield(nth(i, n));
    }));
    leat_keyed_singleton(amount) sums = leat_fold_keyed(all, amount, q(0), q(acc, x, acc += x));
    leat_stream(amount) entries = leat_entries(sums);
    leat_singleton(uint64_t) sum = leat_fold(entries, uint64_t, q(0), q(acc, e, acc += e.value));
    leat_for_each(leat_into_stream(sum), q(n, growth_end(n)), GROWTH_TELLS);
    return leat_deployment_run(deployment, flow);
}
