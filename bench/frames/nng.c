/*
 * The same messages from a push to a pull socket of nng. A program for each side, as nng must not be used after a fork.
 *
 *     nng pull|push ELEMENTS ADDRESS
 */
#include "../lib/wire.h"

#include <nng/nng.h>
#include <nng/protocol/pipeline0/pull.h>
#include <nng/protocol/pipeline0/push.h>

static void check(int error)
{
    if (error) {
        fprintf(stderr, "nng: %s\n", nng_strerror(error));
        exit(1);
    }
}

int main(int argc, char **argv)
{
    uint64_t elements = argc > 3 ? strtoull(argv[2], NULL, 10) : 0, count = 0, sum = 0, message[2];
    nng_socket socket;

    if (argc < 4)
        return 2;
    if (strcmp(argv[1], "pull") == 0) {
        check(nng_pull0_open(&socket));
        check(nng_listen(socket, argv[3], NULL, 0));
        for (; count < elements; count++) {
            size_t size = sizeof message;

            check(nng_recv(socket, message, &size, 0));
            sum += message[0] + message[1];
        }
        ended(count, sum);
        return 0;
    }
    check(nng_push0_open(&socket));
    check(nng_dial(socket, argv[3], NULL, NNG_FLAG_NONBLOCK)); /* it tries again until the other side is there */
    began();
    for (uint64_t i = 0; i < elements; i++) {
        message[0] = i;
        message[1] = 2 * i;
        check(nng_send(socket, message, sizeof message, 0));
    }
    pause(); /* closing would drop what is under way: we are ended from outside */
    return 0;
}
