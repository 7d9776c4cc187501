/*
 * The same messages from a push to a pull socket of ZeroMQ. Each process makes its context after the fork, as a context has
 * threads; and the sender's is taken down only when all is sent.
 *
 *     zeromq ELEMENTS ADDRESS
 */
#include "../lib/wire.h"

#include <zmq.h>

/* What may wait on each side; the default of 1,000 has both sides wait for each other more often. */
enum { WAITING = 100000 };

static void check(int status)
{
    if (status < 0) {
        fprintf(stderr, "zeromq: %s\n", zmq_strerror(zmq_errno()));
        exit(1);
    }
}

static void *open_socket(void *context, int type, int limit)
{
    const int waiting = WAITING;
    void *socket = zmq_socket(context, type);

    check(socket ? 0 : -1);
    check(zmq_setsockopt(socket, limit, &waiting, sizeof waiting));
    return socket;
}

static void take_down(void *context, void *socket)
{
    check(zmq_close(socket));
    check(zmq_ctx_term(context)); /* it waits for what is under way */
}

int main(int argc, char **argv)
{
    uint64_t elements = argc > 2 ? strtoull(argv[1], NULL, 10) : 0, count = 0, sum = 0, message[2];
    void *context, *socket;

    if (argc < 3)
        return 2;
    if (split() == 0) {
        context = zmq_ctx_new();
        socket = open_socket(context, ZMQ_PULL, ZMQ_RCVHWM);
        check(zmq_bind(socket, argv[2]));
        for (; count < elements; count++) {
            check(zmq_recv(socket, message, sizeof message, 0));
            sum += message[0] + message[1];
        }
        ended(count, sum);
        take_down(context, socket);
        return 0;
    }
    context = zmq_ctx_new();
    socket = open_socket(context, ZMQ_PUSH, ZMQ_SNDHWM);
    check(zmq_connect(socket, argv[2])); /* it tries again until the other side is there */
    began();
    for (uint64_t i = 0; i < elements; i++) {
        message[0] = i;
        message[1] = 2 * i;
        check(zmq_send(socket, message, sizeof message, 0));
    }
    take_down(context, socket);
    return all_well() ? 0 : 1;
}
