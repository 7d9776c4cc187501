#include <leat/leat.h>

leat_keyed(line_of, uint64_t, leat_str)

/* Clients outside the flow: one that is only heard, and many that are answered and whose coming is told. */
int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *server = leat_flow_process(flow, &(leat_process_spec){.name = "server"});
    leat_external *sensor = leat_flow_external(
        flow, &(leat_external_spec){.name = "sensor", .framing = LEAT_LINES, .path = "/run/a \"sensor\""});
    leat_external *clients = leat_flow_external(
        flow, &(leat_external_spec){.name = "clients", .framing = LEAT_LINES, .port = 7000});

    leat_null(leat_source_external(server, leat_str, sensor));
    leat_null(leat_source_external_events(server, clients));
    leat_send_external_many(leat_source_external_many(server, line_of, clients), clients);
    return leat_deployment_run(deployment, flow);
}
