#include <leat/leat.h>

#include "units/shared.h"

/* Quotes in three files, one of them a header. */
int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *first = leat_flow_process(flow, &(leat_process_spec){.name = "first"});
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});
    leat_stream(int) numbers = leat_source_iter(first, int, q(range(0, 10)));

    leat_for_each(times(numbers, 2), q(n, (void)n));
    leat_for_each(leat_chain(few_times(leat_send_bincode(numbers, second), 2), numbers), q(n, (void)n));
    return leat_deployment_run(deployment, flow);
}
