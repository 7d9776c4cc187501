#include <leat/leat.h>

leat_keyed(line_of, uint64_t, leat_str)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_external *shop = leat_flow_external(
        flow, &(leat_external_spec){.framing = LEAT_LINES, .path = "shop.socket", .ends_with_client = true});
    leat_external *mill = leat_flow_external(flow, &(leat_external_spec){.framing = LEAT_LINES, .port = 65535});

    leat_stream(leat_str) lines = leat_source_external(p, leat_str, shop);
    leat_send_external(lines, shop);
    leat_send_external(leat_map(leat_into_stream(leat_count(lines)), leat_str, q(n, leat_str_format("%d", (int)n))), shop);
    leat_send_external_many(leat_source_external_many(p, line_of, mill), mill);
    leat_for_each(leat_source_external_events(p, mill), q(event, (void)event));

    return leat_deployment_run(deployment, flow);
}
