/*
 * rendezvous.c: the socket at which processes report, and are told of each other (docs/protocol.md).
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "deploy/internal.h"

/* How long a connection may say nothing; milliseconds. */
#define FIRST_LINE_MS 10000
/* Connections at once that have not joined, beside those that are expected; more are turned away. */
#define STRANGERS_MAX 64
/* Connections that the kernel holds until they are accepted: all members of a large cluster join at once. */
#define BACKLOG 4096
/* Words of a line: `crash` has the most. */
#define WORDS_MAX 256

#define PROTOCOL_VERSION "1"

/* ---- writing ---- */

struct sending {
    uv_write_t request;
    char bytes[];
};

static void on_written(uv_write_t *request, int status)
{
    (void)status; /* a connection that is lost is noticed by reading */
    free(request);
}

static void send_bytes(struct leat__connection *connection, const char *bytes, size_t length)
{
    struct sending *sending = leat__alloc(sizeof *sending + length);
    uv_buf_t buffer = uv_buf_init(sending->bytes, (unsigned)length);

    memcpy(sending->bytes, bytes, length);
    if (uv_write(&sending->request, (uv_stream_t *)&connection->pipe, &buffer, 1, on_written) < 0)
        free(sending);
}

void leat__rendezvous_send(struct leat__process *process, const struct leat__line *line)
{
    if (process->connection && !process->connection->closing)
        send_bytes(process->connection, line->text, line->length);
}

void leat__rendezvous_say(struct leat__process *process, const char *word)
{
    struct leat__line *line = leat__alloc(sizeof *line);

    leat__line_begin(line, word);
    leat__line_end(line);
    leat__rendezvous_send(process, line);
    free(line);
}

/* ---- closing ---- */

static void on_handle_closed(uv_handle_t *handle)
{
    struct leat__connection *connection = handle->data, **at;

    if (--connection->handles > 0)
        return;
    for (at = &connection->deployer->connections; *at != connection; at = &(*at)->next)
        ;
    *at = connection->next;
    connection->deployer->connection_count--;
    leat__line_reader_free(&connection->reader);
    free(connection);
}

void leat__rendezvous_close_connection(struct leat__connection *connection)
{
    struct leat__process *process = connection->process;

    if (connection->closing)
        return;
    connection->closing = true;
    uv_close((uv_handle_t *)&connection->pipe, on_handle_closed);
    uv_close((uv_handle_t *)&connection->timer, on_handle_closed);
    if (!process)
        return;
    connection->process = NULL;
    process->connection = NULL;
    if (!process->ended && !connection->deployer->stopping)
        leat__deployer_fail(process);
    leat__deployer_settle(process);
}

static void on_refused_written(uv_write_t *request, int status)
{
    struct leat__connection *connection = request->data;

    (void)status;
    free(request);
    leat__rendezvous_close_connection(connection);
}

/* Says why, and closes. */
static void refuse(struct leat__connection *connection, const char *why)
{
    struct leat__line *line = leat__alloc(sizeof *line);

    leat__line_begin(line, "refused");
    leat__line_add_text(line, why);
    leat__line_end(line);
    struct sending *sending = leat__alloc(sizeof *sending + line->length);
    uv_buf_t buffer = uv_buf_init(sending->bytes, (unsigned)line->length);

    memcpy(sending->bytes, line->text, line->length);
    sending->request.data = connection;
    uv_read_stop((uv_stream_t *)&connection->pipe);
    if (uv_write(&sending->request, (uv_stream_t *)&connection->pipe, &buffer, 1, on_refused_written) < 0) {
        free(sending);
        leat__rendezvous_close_connection(connection);
    }
    free(line);
}

/* ---- joining ---- */

/* The same time for any token of that length, whatever its first bytes. */
static bool is_token(const char *given, const char *token)
{
    size_t length = strlen(token);
    unsigned char differs = 0;

    if (strlen(given) != length)
        return false;
    for (size_t i = 0; i < length; i++)
        differs |= (unsigned char)(given[i] ^ token[i]);
    return differs == 0;
}

/* The process that the words `ID MEMBER` name; NULL, and why: there is none that could join. */
static struct leat__process *find_process(struct leat__deployer *deployer, char **words, const char **why)
{
    bool any = strcmp(words[5], "-") == 0;
    uint64_t id, member = 0;

    *why = "there is no location of that id";
    if (!leat__word_number(words[4], UINT32_MAX, &id) || (!any && !leat__word_number(words[5], UINT32_MAX, &member))) {
        *why = "id or member is no number";
        return NULL;
    }
    for (size_t i = 0; i < deployer->count; i++) {
        struct leat__process *process = &deployer->processes[i];

        if (process->spec->location != id)
            continue;
        *why = any ? "all members have joined already" : "there is no such member";
        if (!any && process->spec->member != member)
            continue;
        if (!process->joined)
            return process;
        if (!any)
            *why = "that member has joined already";
    }
    return NULL;
}

static void join(struct leat__connection *connection, char **words, size_t count)
{
    struct leat__deployer *deployer = connection->deployer;
    struct leat__process *process;
    const char *why = NULL;
    uint64_t program;

    if (count != 7 || strcmp(words[0], "join") != 0)
        why = "the first line must be: join VERSION TOKEN PROGRAM ID MEMBER ADDRESS";
    else if (strcmp(words[1], PROTOCOL_VERSION) != 0)
        why = "another version of the protocol: the deployer speaks version " PROTOCOL_VERSION;
    else if (!is_token(words[2], deployer->token))
        why = "wrong token";
    else if (!leat__word_hex(words[3], &program) || program != deployer->launch->hash)
        why = "another program than the one that is deployed: build it again";
    else if (strncmp(words[6], "unix:/", 6) != 0)
        why = "the address is not of the form unix:/PATH";
    else if (deployer->stopping)
        why = "the deployment is being stopped";
    process = why ? NULL : find_process(deployer, words, &why);
    if (!process) {
        refuse(connection, why);
        return;
    }
    uv_timer_stop(&connection->timer);
    connection->process = process;
    process->connection = connection;
    process->joined = true;
    process->address = leat__strdup(words[6]);
    if (++deployer->joined == deployer->count)
        leat__deployer_start(deployer);
}

/* ---- lines ---- */

/* What follows the first word of `crash`, as it came. */
static char *join_words(char **words, size_t count)
{
    struct leat__text text = {0};

    for (size_t i = 1; i < count; i++)
        leat__text_printf(&text, "%s%s", i > 1 ? " " : "", words[i]);
    return leat__text_steal(&text);
}

/* `failed own TEXT` or `failed peer TEXT`. */
static void take_failure(struct leat__process *process, const char *whose, const char *text)
{
    if (process->failed)
        return;
    process->failed = leat__strdup(text);
    process->failed_by_peer = strcmp(whose, "peer") == 0;
    leat__deployer_fail(process);
}

/* A line of a process that has joined; false: it makes no sense. */
static bool take_words(struct leat__process *process, char **words, size_t count)
{
    uint64_t numbers[4] = {0};
    const char *word = words[0];

    if (strcmp(word, "failed") == 0 && count == 3) {
        take_failure(process, words[1], words[2]);
        return true;
    }
    if (strcmp(word, "crash") == 0 && count >= 2) {
        free(process->crash);
        process->crash = join_words(words, count);
        leat__deployer_fail(process);
        return true;
    }
    for (size_t i = 1; i < count; i++)
        if (count > 5 || !leat__word_number(words[i], UINT64_MAX, &numbers[i - 1]))
            return false;
    if (strcmp(word, "idle") == 0 && count == 3) {
        process->idle = true;
        process->sent = numbers[0];
        process->received = numbers[1];
        leat__termination_look(process->deployer);
    } else if (strcmp(word, "state") == 0 && count == 5) {
        leat__termination_answer(process, numbers[0], numbers[1] == 1, numbers[2], numbers[3]);
    } else if (strcmp(word, "ended") == 0 && count == 1) {
        process->ended = true;
        leat__members_tell(process);
        leat__termination_look(process->deployer);
    } else if (strcmp(word, "watch") == 0 && count == 2 && numbers[0] <= UINT32_MAX) {
        leat__members_watch(process, (uint32_t)numbers[0]);
    } else {
        return false;
    }
    return true;
}

static void take_line(struct leat__connection *connection, char *line, size_t length)
{
    char *words[WORDS_MAX];
    size_t count;
    const char *wrong = leat__line_split(line, length, words, WORDS_MAX, &count);
    struct leat__process *process = connection->process;

    if (!process && wrong) {
        refuse(connection, wrong);
    } else if (!process) {
        join(connection, words, count);
    } else if (wrong || !take_words(process, words, count)) {
        leat__deployer_error(connection->deployer, "%s said something that is no line of the protocol (%s)",
                             process->spec->name, wrong ? wrong : words[0]);
        leat__deployer_fail(process);
        leat__rendezvous_close_connection(connection);
    }
}

static void on_alloc(uv_handle_t *handle, size_t wanted, uv_buf_t *buffer)
{
    struct leat__connection *connection = handle->data;
    size_t room;
    char *memory = leat__line_reader_room(&connection->reader, &room);

    (void)wanted;
    *buffer = uv_buf_init(memory, (unsigned)room);
}

static void on_read(uv_stream_t *stream, ssize_t got, const uv_buf_t *buffer)
{
    struct leat__connection *connection = stream->data;
    char *line;
    size_t length;
    int next = 0;

    (void)buffer;
    if (got < 0) {
        leat__rendezvous_close_connection(connection);
        return;
    }
    connection->reader.end += (size_t)got;
    while (!connection->closing && uv_is_readable(stream) &&
           (next = leat__line_reader_next(&connection->reader, &line, &length)) > 0)
        take_line(connection, line, length);
    if (!connection->closing && next < 0)
        refuse(connection, "a line is too long");
}

/* ---- accepting ---- */

static void on_silence(uv_timer_t *timer)
{
    refuse(timer->data, "the first line did not come in time");
}

static size_t strangers(const struct leat__deployer *deployer)
{
    size_t joined = 0;

    for (size_t i = 0; i < deployer->count; i++)
        joined += deployer->processes[i].connection != NULL;
    return deployer->connection_count - joined;
}

static void on_connection(uv_stream_t *listener, int status)
{
    struct leat__deployer *deployer = listener->data;
    struct leat__connection *connection;

    if (status < 0)
        return;
    connection = leat__alloc(sizeof *connection);
    connection->deployer = deployer;
    connection->handles = 2;
    connection->next = deployer->connections;
    deployer->connections = connection;
    deployer->connection_count++;
    uv_pipe_init(&deployer->loop, &connection->pipe, 0);
    uv_timer_init(&deployer->loop, &connection->timer);
    connection->pipe.data = connection->timer.data = connection;
    if (uv_accept(listener, (uv_stream_t *)&connection->pipe) < 0) {
        leat__rendezvous_close_connection(connection);
        return;
    }
    if (strangers(deployer) > STRANGERS_MAX + (deployer->count - deployer->joined)) {
        refuse(connection, "too many connections");
        return;
    }
    uv_timer_start(&connection->timer, on_silence,
                   deployer->launch->silence_ms ? deployer->launch->silence_ms : FIRST_LINE_MS, 0);
    uv_read_start((uv_stream_t *)&connection->pipe, on_alloc, on_read);
}

int leat__rendezvous_open(struct leat__deployer *deployer)
{
    int error = uv_pipe_init(&deployer->loop, &deployer->listener, 0);

    deployer->listener.data = deployer;
    deployer->rendezvous = leat__format("%s/rendezvous", deployer->directory.path);
    if (!error)
        error = uv_pipe_bind(&deployer->listener, deployer->rendezvous);
    if (!error)
        error = uv_listen((uv_stream_t *)&deployer->listener, BACKLOG, on_connection);
    return error;
}

void leat__rendezvous_close(struct leat__deployer *deployer)
{
    for (struct leat__connection *at = deployer->connections; at; at = at->next)
        leat__rendezvous_close_connection(at);
    if (deployer->rendezvous)
        uv_close((uv_handle_t *)&deployer->listener, NULL);
    free(deployer->rendezvous);
    deployer->rendezvous = NULL;
}
