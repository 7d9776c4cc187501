/*
 * A chat room: what one client says, all others who are there are told.
 *
 *     leat run examples/chat.c        then, in several terminals:   nc 127.0.0.1 7000
 *
 * PORT=0 in the environment chooses a port and says which; Ctrl-C ends the room.
 */
#include <leat/leat.h>
#include <stdlib.h>

leat_keyed(line_of, uint64_t, leat_str) /* a client's id, and a line: of it, or for it */
leat_keyed(in_room, int, uint64_t)
leat_keyed(said_in, int, line_of)

static void chat(leat_flow *flow, unsigned port)
{
    leat_process *server = leat_flow_process(flow, &(leat_process_spec){.name = "room"});
    leat_external *clients = leat_flow_external(
        flow, &(leat_external_spec){.name = "clients", .framing = LEAT_LINES, .port = port});
    leat_tick *tick = leat_tick_of(server);

    /* Who is there: the last that happened to each client. */
    leat_keyed_singleton(leat_client_event) last = leat_fold_keyed(
        leat_source_external_events(server, clients), leat_client_event, q(LEAT_LEFT), q(acc, event, acc = event));
    leat_stream(leat_client_event) now =
        leat_entries(leat_snapshot(last, tick, nondet("who joins while others speak hears it, or just misses it")));
    leat_stream(in_room) here = leat_filter_map(now, in_room, q(client, {
        if (client.value == LEAT_JOINED)
            yield((in_room){0, client.key});
    }));

    /* What is said. Sides of a join have a key: there is one room, 0. */
    leat_keyed_stream(line_of) lines = leat_source_external_many(server, line_of, clients);
    leat_stream(said_in) said = leat_map(leat_batch(lines, tick, nondet("each line goes out by itself")), said_in,
                                         q(line, ((said_in){0, line})));

    leat_stream(line_of) heard = leat_join(said, here, line_of, q(room, line, client, ((line_of){
        client, line.key == client ? (leat_str){0}
                                   : leat_str_format("%d: %.*s", (int)line.key, (int)line.value.length, line.value.data)})));
    leat_send_external_many(leat_filter(heard, q(line, line.value.length > 0)), clients);
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    chat(flow, (unsigned)atoi(getenv("PORT") ? getenv("PORT") : "7000"));
    return leat_deployment_run(deployment, flow);
}
