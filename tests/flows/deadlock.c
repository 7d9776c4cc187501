/*
 * No operator stops one input because it waits for another: a chain whose second input fills the socket
 * while the first is not at its end would otherwise wait for ever, without any cycle.
 */
#include "flow.h"

static uint64_t expected_mix(void)
{
    uint64_t acc = 0;

    for (uint64_t x = 0; x < 3000000; x++)
        acc = acc * 31 + x;
    for (uint64_t x = 0; x < 3000000; x++)
        acc = acc * 31 + x + 1;
    return acc;
}

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_stream(uint64_t) n = leat_source_iter(p, uint64_t, q(range(0, 3000000)));
    leat_stream(uint64_t) first = leat_send_bincode(n, other);
    leat_stream(uint64_t) second = leat_send_bincode(leat_map(n, uint64_t, q(x, x + 1)), other);
    leat_singleton(uint64_t) mix = leat_fold(leat_chain(first, second), uint64_t, q(0), q(acc, x, acc = acc * 31 + x));

    leat_for_each(leat_into_stream(leat_count(leat_chain(first, second))), q(c, printf("%" PRIu64 " elements\n", c)));
    leat_for_each(leat_into_stream(mix), q(m, printf("%s\n", m == expected_mix() ? "in order" : "out of order")));
}
