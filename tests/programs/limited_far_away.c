/* A limit cancels its input, also over the network: a source that would go on for ever is stopped, and all end well. */
#include "program.h"

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *first = process(flow, "p"), *second = process(flow, "p"), *third = process(flow, "p");
    leat_stream(uint64_t) all = leat_source_generate(first, uint64_t, q({ for (uint64_t i = 0;; i++) yield(i); }));
    leat_stream(uint64_t) doubled = leat_map(leat_send_bincode(all, second), uint64_t, q(x, 2 * x));
    leat_for_each(leat_limit(leat_send_bincode(doubled, third), q(3)), q(x, printf("%" PRIu64 "\n", x)));
}
