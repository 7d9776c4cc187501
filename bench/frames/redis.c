/*
 * The same messages through a list of a Redis server: the sender appends (RPUSH) some hundred with each command and has several
 * commands under way, the receiver takes as many as there are (LPOP with a count), and sleeps (BLPOP) where there is none.
 *
 *     redis ELEMENTS SOCKET
 */
#include "../lib/wire.h"

#include <sys/un.h>

enum { BATCH = 512, UNDER_WAY = 8, ROOM = 1 << 16 };

struct connection {
    int socket;
    size_t at, filled;
    char bytes[ROOM];
};

static void refused(const char *what)
{
    fprintf(stderr, "redis: %s\n", what);
    exit(1);
}

static void dial(struct connection *c, const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (strlen(path) >= sizeof address.sun_path)
        refused("the socket's path is too long");
    memcpy(address.sun_path, path, strlen(path) + 1);
    c->socket = socket(AF_UNIX, SOCK_STREAM, 0);
    if (c->socket < 0 || connect(c->socket, (struct sockaddr *)&address, sizeof address) < 0)
        fail("connect");
}

static void receive_more(struct connection *c)
{
    ssize_t got;

    memmove(c->bytes, c->bytes + c->at, c->filled - c->at);
    c->filled -= c->at;
    c->at = 0;
    got = read(c->socket, c->bytes + c->filled, sizeof c->bytes - c->filled);
    if (got <= 0)
        fail("read");
    c->filled += (size_t)got;
}

/* A line `TYPE NUMBER` of an answer: the number. */
static long number(struct connection *c, char type)
{
    char *end;
    long value;

    while (!(end = memchr(c->bytes + c->at, '\n', c->filled - c->at)))
        receive_more(c);
    if (c->bytes[c->at] != type) {
        *end = '\0';
        refused(c->bytes + c->at);
    }
    value = strtol(c->bytes + c->at + 1, NULL, 10);
    c->at = (size_t)(end + 1 - c->bytes);
    return value;
}

/* A text of an answer, of a length that is known. */
static const char *text(struct connection *c, size_t length)
{
    const char *bytes;

    if (number(c, '$') != (long)length)
        refused("a text of another length");
    while (c->filled - c->at < length + 2)
        receive_more(c);
    bytes = c->bytes + c->at;
    c->at += length + 2;
    return bytes;
}

static void send_all(struct connection *c, uint64_t elements)
{
    static char command[64 + BATCH * 24];
    int under_way = 0;

    for (uint64_t i = 0; i < elements;) {
        uint64_t batch = elements - i < BATCH ? elements - i : BATCH;
        size_t length = (size_t)sprintf(command, "*%d\r\n$5\r\nRPUSH\r\n$1\r\nq\r\n", (int)batch + 2);

        for (uint64_t end = i + batch; i < end; i++) {
            uint64_t message[2] = {i, 2 * i};

            memcpy(command + length, "$16\r\n", 5);
            memcpy(command + length + 5, message, sizeof message);
            memcpy(command + length + 21, "\r\n", 2);
            length += 23;
        }
        write_all(c->socket, (uint8_t *)command, length);
        if (++under_way == UNDER_WAY) {
            number(c, ':');
            under_way--;
        }
    }
    for (; under_way > 0; under_way--)
        number(c, ':');
}

static void receive_all(struct connection *c, uint64_t elements, uint64_t *count, uint64_t *sum)
{
    static const char some[] = "*3\r\n$4\r\nLPOP\r\n$1\r\nq\r\n$3\r\n512\r\n", one[] = "*3\r\n$5\r\nBLPOP\r\n$1\r\nq\r\n$1\r\n0\r\n";
    uint64_t message[2];

    while (*count < elements) {
        long batch;

        write_all(c->socket, (const uint8_t *)some, sizeof some - 1);
        batch = number(c, '*');
        if (batch < 0) { /* the list is empty */
            write_all(c->socket, (const uint8_t *)one, sizeof one - 1);
            batch = number(c, '*') - 1;
            text(c, 1); /* the list's name */
        }
        for (; batch > 0; batch--) {
            memcpy(message, text(c, sizeof message), sizeof message);
            ++*count;
            *sum += message[0] + message[1];
        }
    }
}

int main(int argc, char **argv)
{
    static struct connection connection;
    uint64_t elements = argc > 2 ? strtoull(argv[1], NULL, 10) : 0, count = 0, sum = 0;

    if (argc < 3)
        return 2;
    if (split() == 0) {
        dial(&connection, argv[2]);
        receive_all(&connection, elements, &count, &sum);
        ended(count, sum);
        return 0;
    }
    dial(&connection, argv[2]);
    began();
    send_all(&connection, elements);
    return all_well() ? 0 : 1;
}
