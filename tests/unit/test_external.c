/*
 * Goal: clients that any program can be (one or many, with frames, lines or plain bytes) are heard and answered,
 * each by itself: what one of them does wrong, or does not read, touches no other and does not hold up the process.
 * Method: one real process that echoes what it hears and prints who comes and goes; its clients are written here.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <arpa/inet.h>
#include <sys/stat.h>

#include "leat/rt.h"
#include "small_rendezvous.h"

#include <cmocka.h>

/* ---- the process ---- */

static struct leat_external_info info = {.name = "clients", .file = "echo.c", .line = 7, .linger = 300};
static uint64_t times = 1; /* each element is sent back so often */

struct echo {
    struct leat_external *clients;
    uint64_t heard;
};

static void echo_start(void *state, struct leat_run *run)
{
    struct echo *self = state;

    self->clients = leat_run_external(run, 0);
}

static void send_back(struct echo *self, uint64_t client, const void *data, size_t length)
{
    if (info.framing == LEAT_FRAMES)
        memcpy(leat_external_frame(self->clients, client, length), data, length);
    else if (info.framing == LEAT_LINES)
        leat_external_put_line(self->clients, client, (leat_str){data, length});
    else
        leat_external_put_bytes(self->clients, client, (leat_bytes){data, length});
}

static void echo_turn(void *state, struct leat_run *run)
{
    struct echo *self = state;
    leat_client_event event;
    struct leat_frame frame;
    uint64_t client;

    while (leat_external_event(self->clients, &event))
        printf("%s %d\n", event.value == LEAT_JOINED ? "joined" : "left", (int)event.key);
    while (leat_external_next(self->clients, &frame, &client)) {
        size_t length = (size_t)(frame.end - frame.at);

        self->heard++;
        if (info.framing != LEAT_RAW && length == 3 && memcmp(frame.at, "bad", 3) == 0) {
            leat_external_malformed(self->clients, "it is bad");
            continue;
        }
        for (uint64_t i = 0; i < times; i++)
            send_back(self, client, frame.at, length);
    }
    run->finished = leat_external_ended(self->clients) && leat_external_events_ended(self->clients);
    if (run->finished)
        send_back(self, 0, "bye", 3);
}

static const struct leat_location_info location = {
    .name = "echo/0", .state_size = sizeof(struct echo), .start = echo_start, .turn = echo_turn};
static const struct leat_location_info *const locations[] = {&location};
static const struct leat_program program = {
    .name = "echo.c", .locations = locations, .location_count = 1, .externals = &info, .external_count = 1, .poison = true};

static uint64_t from_environment(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);

    return text ? strtoull(text, NULL, 10) : otherwise;
}

static int be_the_process(int argc, char **argv)
{
    info.address = getenv("ADDRESS");
    info.port_file = getenv("PORT_FILE");
    info.framing = (enum leat_framing)from_environment("FRAMING", LEAT_LINES);
    info.many = from_environment("MANY", 0) != 0;
    info.ends_with_client = from_environment("ENDS", 0) != 0;
    info.budget = from_environment("BUDGET", 1 << 20);
    info.patience = from_environment("PATIENCE", 10000);
    info.has_source = info.has_events = true;
    times = from_environment("TIMES", 1);
    return leat_main(argc, argv, &program);
}

/* ---- its surroundings ---- */

static const uint32_t one[] = {1, 0};

struct test {
    struct small_rendezvous r;
    struct small_process *process;
    char path[300];
};

/* "NAME=value" for the process, ends with NULL. */
static void begin(struct test *test, const char *const *settings)
{
    static const char *const names[] = {"FRAMING", "MANY", "ENDS", "BUDGET", "PATIENCE", "TIMES", "PORT_FILE", "ADDRESS"};
    char address[320];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
    small_open(&test->r, one);
    snprintf(test->path, sizeof test->path, "%s/clients", test->r.directory);
    snprintf(address, sizeof address, "unix:%s", test->path);
    setenv("ADDRESS", address, 1);
    for (; *settings; settings++) {
        const char *equals = strchr(*settings, '=');
        char name[32];

        snprintf(name, sizeof name, "%.*s", (int)(equals - *settings), *settings);
        setenv(name, equals + 1, 1);
    }
    test->process = small_launch(&test->r, 0, 0);
    small_until(&test->r, test->r.started);
}
#define BEGIN(test, ...) begin(test, (const char *const[]){__VA_ARGS__ __VA_OPT__(, ) NULL})

static bool is_there(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0;
}

/* The path is there a moment before anybody listens: until then, dialling is refused. */
static bool has_dialled(const char *path, int *client)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX};

    assert_true(strlen(path) < sizeof name.sun_path);
    strcpy(name.sun_path, path);
    *client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(*client, (struct sockaddr *)&name, sizeof name) == 0)
        return true;
    close(*client);
    return false;
}

static int dial(struct test *test)
{
    struct timeval patience = {.tv_sec = SMALL_DEADLINE_S};
    int client;

    small_until(&test->r, has_dialled(test->path, &client));
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return client;
}

static void say(int client, const char *bytes, size_t length)
{
    assert_int_equal(send(client, bytes, length, MSG_NOSIGNAL), (ssize_t)length);
}
#define SAY(client, text) say(client, text, sizeof text - 1)

static void hear(int client, const char *wanted, size_t length)
{
    char got[4096];

    assert_true(length <= sizeof got);
    assert_int_equal(recv(client, got, length, MSG_WAITALL), (ssize_t)length);
    assert_memory_equal(got, wanted, length);
}
#define HEAR(client, text) hear(client, text, sizeof text - 1)

/* Reads until the other end has closed, and says how much came. */
static size_t until_closed(int client)
{
    char got[65536];
    size_t sum = 0;
    ssize_t count;

    while ((count = recv(client, got, sizeof got, 0)) > 0)
        sum += (size_t)count;
    assert_true(count == 0 || errno == ECONNRESET);
    close(client);
    return sum;
}

static void finish(struct test *test)
{
    kill(test->process->pid, SIGTERM);
    small_until(&test->r, test->process->exited);
    assert_int_equal(test->process->status, 128 + SIGTERM);
    assert_false(is_there(test->path));
    small_close(&test->r);
}

/* ---- one client ---- */

static void lines_are_echoed_to_one_client_after_another(void **state)
{
    struct test test;
    int first, second;

    (void)state;
    BEGIN(&test);
    first = dial(&test);
    SAY(first, "hello\r\n\nwor");
    HEAR(first, "hello\n\n");
    second = dial(&test);
    SAY(second, "I wait\n");
    SAY(first, "ld\nthe last has no end");
    shutdown(first, SHUT_WR);
    HEAR(first, "world\nthe last has no end\n");
    assert_int_equal(until_closed(first), 0);
    HEAR(second, "I wait\n");
    close(second);
    small_until(&test.r, small_has(&test.process->output, "left 1"));
    assert_string_equal(test.process->output.data, "joined 0\nleft 0\njoined 1\nleft 1\n");
    finish(&test);
}

static void the_flow_ends_with_its_client(void **state)
{
    struct test test;
    int client;

    (void)state;
    BEGIN(&test, "ENDS=1");
    client = dial(&test);
    SAY(client, "one\n");
    shutdown(client, SHUT_WR);
    HEAR(client, "one\nbye\n");
    assert_int_equal(until_closed(client), 0);
    small_until(&test.r, test.process->exited);
    assert_int_equal(test.process->status, 0);
    assert_string_equal(test.process->output.data, "joined 0\nleft 0\n");
    assert_false(is_there(test.path));
    small_close(&test.r);
}

/* It writes 64 MiB and reads only then: whatever does not fit into buffers waits in its own socket. */
static void a_client_that_does_not_read_yet_is_not_read_from(void **state)
{
    enum { SIZE = 1 << 20, COUNT = 64 };
    static char bytes[SIZE];
    size_t sent = 0, heard = 0;
    struct test test;
    int client;

    (void)state;
    BEGIN(&test, "FRAMING=2", "ENDS=1");
    client = dial(&test);
    memset(bytes, 'x', sizeof bytes);
    for (ssize_t count; (count = send(client, bytes, SIZE, MSG_DONTWAIT | MSG_NOSIGNAL)) > 0;)
        sent += (size_t)count;
    assert_true(sent < (size_t)SIZE * COUNT);
    while (sent < (size_t)SIZE * COUNT || heard < sent) {
        struct pollfd at = {.fd = client, .events = POLLIN | (sent < (size_t)SIZE * COUNT ? POLLOUT : 0)};
        ssize_t count;

        assert_int_equal(poll(&at, 1, SMALL_DEADLINE_S * 1000), 1);
        if ((at.revents & POLLOUT) && (count = send(client, bytes, SIZE, MSG_DONTWAIT | MSG_NOSIGNAL)) > 0)
            sent += (size_t)count;
        if ((at.revents & POLLIN) && (count = recv(client, bytes, SIZE, MSG_DONTWAIT)) > 0)
            heard += (size_t)count;
    }
    shutdown(client, SHUT_WR);
    HEAR(client, "bye");
    until_closed(client);
    small_until(&test.r, test.process->exited);
    assert_int_equal(test.process->status, 0);
    small_close(&test.r);
}

static void one_client_that_never_reads_is_dropped_and_the_next_is_served(void **state)
{
    static char line[100001];
    struct test test;
    int silent, next;

    (void)state;
    BEGIN(&test, "TIMES=100", "PATIENCE=50");
    silent = dial(&test);
    memset(line, 'x', sizeof line);
    line[sizeof line - 1] = '\n';
    say(silent, line, sizeof line);
    small_until(&test.r, small_has(&test.process->errors, "has not read for 50 milliseconds"));
    next = dial(&test);
    SAY(next, "x\n");
    HEAR(next, "x\nx\nx\n");
    close(next);
    until_closed(silent);
    finish(&test);
}

/* ---- many clients ---- */

static void many_clients_are_told_apart(void **state)
{
    struct test test;
    int a, b;

    (void)state;
    BEGIN(&test, "FRAMING=0", "MANY=1");
    a = dial(&test);
    SAY(a, "\0\0\0\1a\0\0\0\2");
    HEAR(a, "\0\0\0\1a");
    b = dial(&test);
    SAY(b, "\0\0\0\0\0\0\0\1b");
    HEAR(b, "\0\0\0\0\0\0\0\1b");
    SAY(a, "aa");
    HEAR(a, "\0\0\0\2aa");
    close(a);
    small_until(&test.r, small_has(&test.process->output, "left 0"));
    SAY(b, "\0\0\0\1c");
    HEAR(b, "\0\0\0\1c");
    close(b);
    small_until(&test.r, small_has(&test.process->output, "left 1"));
    assert_string_equal(test.process->output.data, "joined 0\njoined 1\nleft 0\nleft 1\n");
    assert_null(test.process->errors.data);
    finish(&test);
}

static void what_is_no_element_closes_its_client_only(void **state)
{
    struct test test;
    int good, bad;

    (void)state;
    BEGIN(&test, "FRAMING=0", "MANY=1");
    good = dial(&test);
    bad = dial(&test);
    SAY(bad, "\0\0\0\2ok\0\0\0\3bad\0\0\0\2no");
    HEAR(bad, "\0\0\0\2ok");
    assert_int_equal(until_closed(bad), 0);
    small_until(&test.r, small_has(&test.process->errors, "closed client 1: it sent what is no element: it is bad"));

    bad = dial(&test);
    SAY(bad, "\xff\xff\xff\xff");
    assert_int_equal(until_closed(bad), 0);
    small_until(&test.r, small_has(&test.process->errors, "closed client 2: it sent an element of 4294967295 bytes"));

    bad = dial(&test);
    SAY(bad, "\0\0\0\7half");
    close(bad);
    small_until(&test.r, small_has(&test.process->errors, "closed client 3: it closed in the middle of an element"));
    small_until(&test.r, small_has(&test.process->output, "left 3"));
    SAY(good, "\0\0\0\1a");
    HEAR(good, "\0\0\0\1a");
    close(good);
    finish(&test);
}

static void a_line_without_end_closes_its_client(void **state)
{
    enum { PIECE = 1 << 16 };
    static char bytes[PIECE];
    struct test test;
    int client;

    (void)state;
    BEGIN(&test, "MANY=1");
    client = dial(&test);
    memset(bytes, 'x', sizeof bytes);
    while (send(client, bytes, PIECE, MSG_NOSIGNAL) > 0)
        ;
    close(client);
    small_until(&test.r, small_has(&test.process->errors, "closed client 0: it sent a line of"));
    finish(&test);
}

/* It asks for more than its budget and reads nothing; another is served meanwhile. */
static void a_client_over_its_budget_is_dropped_alone(void **state)
{
    static char line[20001];
    struct test test;
    int greedy, other;

    (void)state;
    BEGIN(&test, "MANY=1", "TIMES=1000", "BUDGET=100000");
    other = dial(&test);
    greedy = dial(&test);
    memset(line, 'x', sizeof line);
    line[sizeof line - 1] = '\n';
    say(greedy, line, sizeof line);
    small_until(&test.r, small_has(&test.process->errors, "closed client 1: "));
    assert_true(small_has(&test.process->errors, "its budget is 100000"));
    small_until(&test.r, small_has(&test.process->output, "left 1"));
    SAY(other, "y\n");
    HEAR(other, "y\ny\ny\n");
    close(other);
    until_closed(greedy);
    finish(&test);
}

static void hundreds_of_clients_come_and_go(void **state)
{
    enum { CROWD = 300 };
    static int crowd[CROWD];
    struct test test;
    char text[16];

    (void)state;
    BEGIN(&test, "MANY=1");
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < CROWD; i++)
            crowd[i] = dial(&test);
        for (int i = 0; i < CROWD; i++)
            say(crowd[i], text, (size_t)snprintf(text, sizeof text, "%d\n", i));
        for (int i = 0; i < CROWD; i++)
            hear(crowd[i], text, (size_t)snprintf(text, sizeof text, "%d\n", i));
        for (int i = CROWD; i-- > 0;)
            close(crowd[i]);
    }
    small_until(&test.r, small_has(&test.process->output, "left 600\n"));
    finish(&test);
}

/* ---- where it listens ---- */

static void a_chosen_port_is_written_down(void **state)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    char port_file[300], setting[320];
    struct small_rendezvous directory;
    struct test test;
    unsigned port;
    FILE *file;
    int client;

    (void)state;
    small_open(&directory, one);
    snprintf(port_file, sizeof port_file, "%s/port", directory.directory);
    snprintf(setting, sizeof setting, "PORT_FILE=%s", port_file);
    BEGIN(&test, "ADDRESS=tcp:127.0.0.1:0", setting);
    small_until(&test.r, is_there(port_file));
    file = fopen(port_file, "r");
    assert_int_equal(fscanf(file, "%u", &port), 1);
    fclose(file);
    address.sin_port = htons((uint16_t)port);
    client = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(client, (struct sockaddr *)&address, sizeof address), 0);
    SAY(client, "over TCP\n");
    HEAR(client, "over TCP\n");
    close(client);
    assert_null(test.process->errors.data);
    finish(&test);
    assert_false(is_there(port_file));
    small_close(&directory);
}

static void a_chosen_port_is_said_where_no_file_is_asked_for(void **state)
{
    struct test test;

    (void)state;
    BEGIN(&test, "ADDRESS=tcp:127.0.0.1:0");
    small_until(&test.r, small_has(&test.process->errors, "clients listens at 127.0.0.1:"));
    finish(&test);
}

static void a_path_that_was_left_over_is_taken_and_one_in_use_is_not(void **state)
{
    struct test first, second;
    struct leat__address address;
    char setting[320];
    int client, left_over;

    (void)state;
    small_open(&second.r, one);
    snprintf(second.path, sizeof second.path, "%s/x", second.r.directory);
    left_over = small_socket(second.path, &address, 0);
    assert_int_equal(bind(left_over, &address.socket.any, address.length), 0);
    close(left_over);
    snprintf(setting, sizeof setting, "ADDRESS=unix:%s", second.path);
    BEGIN(&first, setting);
    strcpy(first.path, second.path);
    client = dial(&first);
    SAY(client, "a\n");
    HEAR(client, "a\n");
    BEGIN(&second, setting);
    small_until(&second.r, second.process->exited);
    assert_int_equal(second.process->status, 1);
    assert_true(small_has(&second.process->errors, "the external clients (echo.c:7) cannot listen"));
    small_close(&second.r);
    close(client);
    finish(&first);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_echoed_to_one_client_after_another),
        cmocka_unit_test(the_flow_ends_with_its_client),
        cmocka_unit_test(a_client_that_does_not_read_yet_is_not_read_from),
        cmocka_unit_test(one_client_that_never_reads_is_dropped_and_the_next_is_served),
        cmocka_unit_test(many_clients_are_told_apart),
        cmocka_unit_test(what_is_no_element_closes_its_client_only),
        cmocka_unit_test(a_line_without_end_closes_its_client),
        cmocka_unit_test(a_client_over_its_budget_is_dropped_alone),
        cmocka_unit_test(hundreds_of_clients_come_and_go),
        cmocka_unit_test(a_chosen_port_is_written_down),
        cmocka_unit_test(a_chosen_port_is_said_where_no_file_is_asked_for),
        cmocka_unit_test(a_path_that_was_left_over_is_taken_and_one_in_use_is_not),
    };

    if (argc > 1 && strcmp(argv[1], "--id") == 0)
        return be_the_process(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
