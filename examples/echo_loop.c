/*
 * Ten million elements to another process and back. Both processes write while the other writes to them;
 * where nobody reads while he waits to write, this hangs as soon as the sockets are full.
 */
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>

leat_record(summary, (uint64_t, count), (uint64_t, sum))

static void echo_loop(leat_flow *flow, leat_host *host)
{
    const leat_process_spec spec = {.host = host, .name = "service"};
    leat_process *here = leat_flow_process(flow, &spec);
    leat_process *there = leat_flow_process(flow, &spec);

    leat_stream(uint64_t) calls = leat_source_iter(here, uint64_t, q(range(0, 10000000)));
    leat_stream(uint64_t) heard = leat_send_bincode(calls, there);
    leat_stream(uint64_t) echoes = leat_send_bincode(leat_map(heard, uint64_t, q(x, x + 1)), here);
    leat_singleton(summary) total =
        leat_fold(echoes, summary, q((summary){0}), q(acc, x, { acc.count++; acc.sum += x; }));
    leat_for_each(leat_into_stream(total), q(t, printf("%" PRIu64 " echoes, sum %" PRIu64 "\n", t.count, t.sum)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    echo_loop(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
