/*
 * Any lines to the rendezvous, from connections that take turns (the first byte of a line says which): nothing that is
 * said may harm the deployer, and no member joins twice. `@` stands for what a real process knows, so that
 * joining is found: "0@0 0 unix:/a" joins as member 0 of location 0.
 */
#include <stdlib.h>
#include <string.h>

#include "deploy/internal.h"

/* What a process's words lead to is only noted: the rest of the deployer is not there. */
#define leat__deployer_start(deployer) ((void)((deployer)->started = true))
#define leat__deployer_fail(process) ((void)((process)->deployer->failed = true))
#define leat__deployer_settle(process) ((void)(process))
#define leat__deployer_error(deployer_, ...) ((void)((deployer_)->cause_known = true))
#define leat__termination_look(deployer) ((void)(deployer))
#define leat__termination_answer(process, number, is_idle, sent_, received_)                        \
    ((void)((process)->answered = (is_idle) || (number) + (sent_) + (received_) > 0))
#include "deploy/rendezvous.c"

enum { CONNECTIONS = 3, PROCESSES = 3, LINE_MOST = 400 };

static const struct leat__launch_process specs[PROCESSES] = {
    {.name = "a/0", .location = 0, .member = 0},
    {.name = "a/1", .location = 0, .member = 1},
    {.name = "b/0", .location = 1, .member = 0},
};

static void require(bool holds)
{
    if (!holds)
        abort();
}

static struct leat__connection *connect_one(struct leat__deployer *deployer)
{
    struct leat__connection *connection = leat__alloc(sizeof *connection);

    connection->deployer = deployer;
    connection->handles = 2;
    connection->next = deployer->connections;
    deployer->connections = connection;
    deployer->connection_count++;
    uv_pipe_init(&deployer->loop, &connection->pipe, 0);
    uv_timer_init(&deployer->loop, &connection->timer);
    connection->pipe.data = connection->timer.data = connection;
    return connection;
}

/* As many have joined as say so, and each is the one of its connection. */
static void check(const struct leat__deployer *deployer)
{
    size_t joined = 0;

    for (size_t i = 0; i < deployer->count; i++) {
        const struct leat__process *process = &deployer->processes[i];

        joined += process->joined;
        require(!process->joined || process->address);
        require(!process->connection || (process->joined && process->connection->process == process));
    }
    require(joined == deployer->joined && deployer->started == (joined == deployer->count));
}

/* The line, with `@` replaced; as it comes from the reader, which ends it with a zero. */
static size_t spell(const uint8_t *bytes, size_t size, char *line)
{
    static const char known[] = "join 1 0123456789abcdef0123456789abcdef 00000000000000ff ";
    size_t length = 0;

    for (size_t i = 0; i < size && length + sizeof known < LINE_MOST; i++) {
        if (bytes[i] == '@') {
            memcpy(line + length, known, sizeof known - 1);
            length += sizeof known - 1;
        } else {
            line[length++] = (char)bytes[i];
        }
    }
    line[length] = '\0';
    return length;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct leat__launch launch = {.hash = 0xff};
    struct leat__process processes[PROCESSES] = {{0}};
    struct leat__deployer deployer = {.launch = &launch, .token = "0123456789abcdef0123456789abcdef",
                                      .processes = processes, .count = PROCESSES};
    struct leat__connection *connections[CONNECTIONS];
    char line[LINE_MOST + 100];

    require(uv_loop_init(&deployer.loop) == 0);
    for (size_t i = 0; i < PROCESSES; i++) {
        processes[i].spec = &specs[i];
        processes[i].deployer = &deployer;
    }
    for (size_t i = 0; i < CONNECTIONS; i++)
        connections[i] = connect_one(&deployer);
    while (size > 0) {
        const uint8_t *end = memchr(data, '\n', size);
        size_t length = end ? (size_t)(end - data) : size;
        struct leat__connection *connection = connections[length ? data[0] % CONNECTIONS : 0];

        if (length && !connection->closing)
            take_line(connection, line, spell(data + 1, length - 1, line));
        check(&deployer);
        data += length + (end != NULL);
        size -= length + (end != NULL);
    }
    for (size_t i = 0; i < CONNECTIONS; i++)
        leat__rendezvous_close_connection(connections[i]);
    uv_run(&deployer.loop, UV_RUN_DEFAULT);
    require(uv_loop_close(&deployer.loop) == 0 && !deployer.connections);
    for (size_t i = 0; i < PROCESSES; i++) {
        free(processes[i].address);
        free(processes[i].failed);
        free(processes[i].crash);
        leat__members_free(&processes[i]);
    }
    return 0;
}
