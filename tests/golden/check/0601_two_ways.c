#include <leat/leat.h>

leat_keyed(line_of, uint64_t, leat_str)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_external *shop = leat_flow_external(flow, &(leat_external_spec){.name = "shop", .framing = LEAT_LINES});
    leat_external *mill = leat_flow_external(
        flow, &(leat_external_spec){.name = "mill", .framing = LEAT_LINES, .ends_with_client = true});
    leat_external *inn = leat_flow_external(flow, &(leat_external_spec){.name = "inn", .framing = LEAT_LINES});

    leat_stream(leat_str) lines = leat_source_external(p, leat_str, shop);
    leat_send_external_many(leat_map(lines, line_of, q(l, ((line_of){0, l}))), shop);
    leat_send_external_many(leat_source_external_many(p, line_of, mill), mill);
    leat_send_external(leat_source_external(p, leat_str, inn), inn);
    leat_for_each(leat_source_external(p, leat_str, inn), q(line, (void)line));

    return leat_deployment_run(deployment, flow);
}
