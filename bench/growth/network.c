/* N integers from one process to another. */
#include "growth.h"

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *from = leat_flow_process(flow, (&(leat_process_spec){.name = "from"}));
    leat_process *to = leat_flow_process(flow, (&(leat_process_spec){.name = "to"}));

    leat_stream(uint64_t) numbers = leat_source_iter(from, uint64_t, q(range(0, growth_size())));
    leat_singleton(uint64_t) sum = leat_fold(leat_send_bincode(numbers, to), uint64_t, q(0), q(acc, n, acc += n));
    leat_for_each(leat_into_stream(sum), q(n, printf("result %" PRIu64 "\n", n)));
    return leat_deployment_run(deployment, flow);
}
