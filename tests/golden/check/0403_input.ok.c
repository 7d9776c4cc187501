#include <stdio.h>

#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p", .standard_input = true}));

    leat_for_each(leat_source_lines(p, q("-")), q(line, printf("%zu\n", line.length)));
    return leat_deployment_run(deployment, flow);
}
