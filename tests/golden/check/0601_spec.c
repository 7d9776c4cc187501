#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_external *shop = leat_flow_external(
        flow, &(leat_external_spec){.name = "shop", .framing = LEAT_LINES, .path = "shop.socket", .port = 80});
    leat_external *mill = leat_flow_external(flow, &(leat_external_spec){.framing = LEAT_LINES, .port = 70000});
    leat_external *inn = leat_flow_external(flow, &(leat_external_spec){.framing = LEAT_LINES, .interface = "localhost"});

    leat_send_external(leat_source_external(p, leat_str, inn), inn);
    leat_send_external(leat_source_external(p, leat_str, shop), shop);
    leat_send_external(leat_source_external(p, leat_str, mill), mill);

    return leat_deployment_run(deployment, flow);
}
