#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_external *shop = leat_flow_external(flow, &(leat_external_spec){.name = "shop", .framing = LEAT_LINES});
    leat_stream(leat_str) lines = leat_source_external(p, leat_str, shop);

    leat_for_each(leat_into_stream(leat_count(lines)), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
