/*
 * A server that any program can talk to: each line that a client sends comes back to it.
 *
 *     leat run examples/echo_server.c        then, as often as you like:   nc 127.0.0.1 7000
 *
 * PORT=0 in the environment chooses a port and says which; Ctrl-C ends the server.
 */
#include <leat/leat.h>
#include <stdlib.h>

leat_keyed(line_of, uint64_t, leat_str) /* a client's id, and a line of its */

static void echo_server(leat_flow *flow, unsigned port)
{
    leat_process *server = leat_flow_process(flow, &(leat_process_spec){.name = "server"});
    leat_external *clients = leat_flow_external(
        flow, &(leat_external_spec){.name = "clients", .framing = LEAT_LINES, .port = port});

    leat_send_external_many(leat_source_external_many(server, line_of, clients), clients);
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    echo_server(flow, (unsigned)atoi(getenv("PORT") ? getenv("PORT") : "7000"));
    return leat_deployment_run(deployment, flow);
}
