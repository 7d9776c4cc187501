/*
 * The same messages from a publisher to a subscriber of a NATS server, with its client library. NATS drops what a subscriber is
 * too slow for, so that all is under way at most: no more than the server keeps for one.
 *
 *     nats ELEMENTS URL
 */
#include "../lib/wire.h"

#include <nats/nats.h>

static void check(natsStatus status)
{
    if (status != NATS_OK) {
        fprintf(stderr, "nats: %s\n", natsStatus_GetText(status));
        exit(1);
    }
}

static void receive_all(const char *url, uint64_t elements, int ready)
{
    uint64_t count = 0, sum = 0, message[2];
    natsConnection *connection;
    natsSubscription *subscription;

    check(natsConnection_ConnectTo(&connection, url));
    check(natsConnection_SubscribeSync(&subscription, connection, "frames"));
    check(natsSubscription_SetPendingLimits(subscription, -1, -1));
    check(natsConnection_Flush(connection));
    if (write(ready, "", 1) != 1)
        fail("write");
    for (; count < elements; count++) {
        natsMsg *arrived;

        check(natsSubscription_NextMsg(&arrived, subscription, 10000));
        if (natsMsg_GetDataLength(arrived) != (int)sizeof message)
            check(NATS_ERR);
        memcpy(message, natsMsg_GetData(arrived), sizeof message);
        sum += message[0] + message[1];
        natsMsg_Destroy(arrived);
    }
    ended(count, sum);
    natsSubscription_Destroy(subscription);
    natsConnection_Destroy(connection);
    nats_Close();
}

int main(int argc, char **argv)
{
    uint64_t elements = argc > 2 ? strtoull(argv[1], NULL, 10) : 0, message[2];
    natsConnection *connection;
    int ready[2];
    char byte;

    if (argc < 3)
        return 2;
    if (pipe(ready) < 0)
        fail("pipe");
    if (split() == 0) { /* the library has threads: it is begun after the fork */
        close(ready[0]);
        receive_all(argv[2], elements, ready[1]);
        return 0;
    }
    close(ready[1]);
    check(natsConnection_ConnectTo(&connection, argv[2]));
    if (read(ready[0], &byte, 1) != 1)
        return 1;
    began();
    for (uint64_t i = 0; i < elements; i++) {
        message[0] = i;
        message[1] = 2 * i;
        check(natsConnection_Publish(connection, "frames", message, sizeof message));
    }
    check(natsConnection_Flush(connection));
    natsConnection_Destroy(connection);
    nats_Close();
    return all_well() ? 0 : 1;
}
