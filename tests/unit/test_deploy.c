/* The deployer, with real children: this program, started again with --id. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "deploy/launch.h"

#define PROGRAM UINT64_C(0x1234)

/* ---- the child's side ---- */

static struct {
    uint32_t id;
    const char *member; /* "-" if not told */
    const char *rendezvous;
    FILE *line; /* to and from the deployer */
    int fd;
} child;

static int dial(const char *address)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (strlen(address) - 5 >= sizeof name.sun_path)
        abort();
    strcpy(name.sun_path, address + 5); /* behind "unix:" */
    if (connect(fd, (struct sockaddr *)&name, sizeof name) < 0) {
        perror("connect");
        exit(99);
    }
    return fd;
}

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vdprintf(child.fd, format, arguments);
    va_end(arguments);
}

/* The next line, without its newline; NULL at the end. */
static char *hear(void)
{
    static char text[70000];

    if (!fgets(text, sizeof text, child.line))
        return NULL;
    text[strcspn(text, "\n")] = '\0';
    return text;
}

static void hear_until(const char *wanted)
{
    for (char *line; (line = hear());)
        if (strcmp(line, wanted) == 0)
            return;
    _exit(75);
}

static void join_as(const char *member)
{
    child.fd = dial(child.rendezvous);
    child.line = fdopen(dup(child.fd), "r");
    say("join 1 %s %016llx %u %s unix:/nowhere/%u.%s\n", getenv("LEAT_TOKEN"), (unsigned long long)PROGRAM, child.id,
        member, child.id, member);
}

static void join_and_start(void)
{
    join_as(child.member);
    hear_until("start");
}

static int end(void)
{
    fflush(stdout);
    say("idle 0 0\nended\n");
    return 0;
}

static int be_good(void)
{
    join_and_start();
    printf("one\ntwo\n");
    fprintf(stderr, "aside\n");
    printf("no newline");
    return end();
}

static int be_listing(void)
{
    join_as(child.member);
    for (char *line; (line = hear()) && strcmp(line, "start") != 0;)
        printf("%s\n", line);
    return end();
}

static int be_long(void)
{
    char *line = malloc(3000001);

    join_and_start();
    memset(line, 'x', 3000000);
    line[3000000] = '\n';
    fwrite(line, 1, 3000001, stdout);
    free(line);
    return end();
}

/* Goes on until it is told to stop, and says so. */
static int be_waiting(void)
{
    join_and_start();
    printf("started\n");
    fflush(stdout);
    hear_until("stop");
    printf("told to stop\n");
    return 0;
}

static int be_exiting(void)
{
    join_and_start();
    fprintf(stderr, "something is wrong\n");
    say("failed own something%%20is%%20wrong\n");
    return 3;
}

static int be_silent_exit(void)
{
    join_and_start();
    return 0;
}

static int be_early(void)
{
    return 4;
}

static int be_losing_peer(void)
{
    join_and_start();
    say("failed peer lost%%20service/0\n");
    return 75;
}

static int be_killed(void)
{
    join_and_start();
    kill(getpid(), SIGKILL);
    return 0;
}

static int be_crashing(void)
{
    join_and_start();
    say("crash 11 10 20\n");
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
    return 0;
}

/* Neither hears `stop` nor SIGTERM. */
static int be_deaf(void)
{
    signal(SIGTERM, SIG_IGN);
    join_and_start();
    printf("deaf\n");
    fflush(stdout);
    while (pause() < 0)
        ;
    return 0;
}

static int be_cat(void)
{
    char text[256];

    join_and_start();
    while (fgets(text, sizeof text, stdin))
        printf("read %s", text);
    return end();
}

static int be_showing(void)
{
    join_and_start();
    printf("COLOUR=%s SHAPE=%s LEAT_ID=%s\n", getenv("COLOUR"), getenv("SHAPE"), getenv("LEAT_ID"));
    return end();
}

/* One wrong line at the rendezvous, on a connection of its own; prints the answer. */
__attribute__((format(printf, 1, 2))) static void try_line(const char *format, ...)
{
    int fd = dial(child.rendezvous);
    char text[4096];
    ssize_t got;
    va_list arguments;

    va_start(arguments, format);
    vdprintf(fd, format, arguments);
    va_end(arguments);
    got = read(fd, text, sizeof text - 1);
    printf("%.*s", got > 0 ? (int)got : 0, text);
    if (got > 0 && read(fd, text, sizeof text) > 0)
        printf("not closed\n");
    close(fd);
}

static int be_stranger(void)
{
    const char *token = getenv("LEAT_TOKEN");
    char *long_line = malloc(70001);

    signal(SIGPIPE, SIG_IGN); /* what is refused is not read to its end */
    memset(long_line, 'x', 70000);
    long_line[70000] = '\0';
    try_line("join 1 0123 1234 0 - unix:/x\n");
    try_line("join 1 %.31s%c 1234 0 - unix:/x\n", token, token[31] == '0' ? '1' : '0');
    try_line("join 2 %s 1234 0 - unix:/x\n", token);
    try_line("join 1 %s 1235 0 - unix:/x\n", token);
    try_line("join 1 %s 1234 7 - unix:/x\n", token);
    try_line("join 1 %s 1234 0 9 unix:/x\n", token);
    try_line("join 1 %s 1234 0 - tcp:1.2.3.4\n", token);
    try_line("hello%%20there\n");
    try_line("join  1\n");
    try_line("%s", long_line);
    try_line("%s", ""); /* says nothing */
    free(long_line);
    join_and_start();
    try_line("join 1 %s 1234 0 - unix:/x\n", token);
    return end();
}

static int be_babbling(void)
{
    join_and_start();
    say("how do you do\n");
    hear();
    return 75;
}

/* Answers probes from a script: what is idle, sent and received, from $SCRIPT; prints what it hears. */
static int be_probed(void)
{
    const char *script = getenv("SCRIPT");

    join_and_start();
    say("idle %s\n", getenv("IDLE"));
    for (char *line; (line = hear());) {
        if (strncmp(line, "probe ", 6) == 0) {
            int length = (int)strcspn(script, ";");

            say("state %s %.*s\n", line + 6, length, script);
            script += length + (script[length] == ';' && script[length + 1] ? 1 : 0);
            /* From busy to idle again is told unasked. */
            if (getenv("AGAIN") && strncmp(script, "1 ", 2) == 0)
                say("idle %s\n", getenv("AGAIN"));
        } else if (strcmp(line, "quiesce") == 0) {
            printf("quiesce with %zu left of the script\n", strlen(script));
            return end();
        }
    }
    return 75;
}

/* Leaves something behind that holds its pipes. */
static int be_parent(void)
{
    join_and_start();
    pid_t left = fork();

    if (left == 0)
        while (pause() < 0)
            ;
    printf("%d\n", (int)left);
    return end();
}

static int be_flooding(void)
{
    join_and_start();
    for (int i = 0; i < 200000; i++)
        printf("%d\n", i);
    return end();
}

static const struct {
    const char *name;
    int (*be)(void);
} behaviours[] = {
    {"good", be_good},       {"listing", be_listing},         {"long", be_long},       {"waiting", be_waiting},
    {"exiting", be_exiting}, {"silent exit", be_silent_exit}, {"early", be_early},     {"losing peer", be_losing_peer},
    {"killed", be_killed},   {"crashing", be_crashing},       {"deaf", be_deaf},       {"cat", be_cat},
    {"showing", be_showing}, {"stranger", be_stranger},       {"babbling", be_babbling}, {"probed", be_probed},
    {"parent", be_parent},   {"flooding", be_flooding},
};

static int child_main(int argc, char **argv)
{
    const char *name = getenv("BEHAVE");

    child.member = "-";
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--id") == 0)
            child.id = (uint32_t)atoi(argv[i + 1]);
        else if (strcmp(argv[i], "--member") == 0)
            child.member = argv[i + 1];
        else if (strcmp(argv[i], "--rendezvous") == 0)
            child.rendezvous = argv[i + 1];
    }
    for (size_t i = 0; i < sizeof behaviours / sizeof *behaviours; i++)
        if (name && strcmp(name, behaviours[i].name) == 0)
            return behaviours[i].be();
    return 98;
}

/* ---- the test's side ---- */

static char self[4096];

#define BEHAVE(...) ((const char *const[]){__VA_ARGS__, NULL})

/* A deployment in a process of its own. */
struct run {
    pid_t pid;
    int output;
    int errors;
    struct leat__text out;
    struct leat__text err;
};

static struct run begin(struct leat__launch *launch)
{
    struct run run = {0};
    int out[2], err[2];

    launch->binary = launch->binary ? launch->binary : self;
    launch->hash = PROGRAM;
    launch->output = 1;
    launch->error_output = 2;
    assert_int_equal(pipe2(out, O_CLOEXEC), 0);
    assert_int_equal(pipe2(err, O_CLOEXEC), 0);
    run.pid = fork();
    if (run.pid == 0) {
        close(out[0]);
        close(err[0]);
        dup2(out[1], 1);
        dup2(err[1], 2);
        _exit(leat__deploy(launch));
    }
    close(out[1]);
    close(err[1]);
    run.output = out[0];
    run.errors = err[0];
    return run;
}

/* Reads until `wanted` has come on standard output; NULL: until both pipes have ended. */
static void read_until(struct run *run, const char *wanted)
{
    while ((run->output >= 0 || run->errors >= 0) && !(wanted && strstr(leat__text_string(&run->out), wanted))) {
        struct pollfd fds[2] = {{.fd = run->output, .events = POLLIN}, {.fd = run->errors, .events = POLLIN}};
        int *ends[2] = {&run->output, &run->errors};
        struct leat__text *texts[2] = {&run->out, &run->err};

        assert_true(poll(fds, 2, 20000) > 0);
        for (int i = 0; i < 2; i++) {
            if (!fds[i].revents)
                continue;
            ssize_t got = read(*ends[i], leat__text_room(texts[i], 65536), 65536);

            if (got <= 0) {
                close(*ends[i]);
                *ends[i] = -1;
            } else {
                texts[i]->length += (size_t)got;
            }
            texts[i]->data[texts[i]->length] = '\0';
        }
    }
}

static int finish(struct run *run)
{
    int status;

    read_until(run, NULL);
    assert_int_equal(waitpid(run->pid, &status, 0), run->pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static void check_status(struct run *run, int wanted)
{
    int status = finish(run);

    if (status != wanted)
        fail_msg("status %d, and %d was wanted; on standard error:\n%s", status, wanted, leat__text_string(&run->err));
}

static void release(struct run *run)
{
    leat__text_release(&run->out);
    leat__text_release(&run->err);
}

#define assert_has(text, wanted)                                                                    \
    do {                                                                                            \
        if (!strstr(leat__text_string(text), wanted))                                               \
            fail_msg("no '%s' in:\n%s", wanted, leat__text_string(text));                           \
    } while (0)
#define assert_lacks(text, unwanted)                                                                \
    do {                                                                                            \
        if (strstr(leat__text_string(text), unwanted))                                              \
            fail_msg("'%s' in:\n%s", unwanted, leat__text_string(text));                            \
    } while (0)

/* One process, or two; runs them, and leaves what was printed in `run`. */
static int run_processes(struct run *run, const char *const *first, const char *const *second)
{
    struct leat__launch_process processes[] = {
        {.name = "service/0", .location = 0, .environment = first},
        {.name = "service/1", .location = 1, .environment = second},
    };
    struct leat__launch launch = {.processes = processes, .process_count = second ? 2 : 1};

    *run = begin(&launch);
    return finish(run);
}

/* Names in /tmp that a deployment may leave. */
static size_t directories_left(void)
{
    DIR *folder = opendir(getenv("XDG_RUNTIME_DIR"));
    size_t count = 0;

    for (struct dirent *entry; (entry = readdir(folder));)
        count += strncmp(entry->d_name, "leat-", 5) == 0;
    closedir(folder);
    return count;
}

static void lines_have_names(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=good"), NULL), 0);
    assert_string_equal(leat__text_string(&run.out), "[service/0] one\n[service/0] two\n[service/0] no newline\n");
    assert_string_equal(leat__text_string(&run.err), "[service/0] aside\n");
    assert_int_equal(directories_left(), 0);
    release(&run);
}

static void a_long_line_stays_whole(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=long"), NULL), 0);
    assert_int_equal(run.out.length, strlen("[service/0] ") + 3000001);
    assert_int_equal(strspn(run.out.data + 12, "x"), 3000000);
    release(&run);
}

static void processes_are_told_of_each_other(void **state)
{
    struct leat__launch_process processes[] = {
        {.name = "service/0", .location = 0, .environment = BEHAVE("BEHAVE=listing"),
         .arguments = BEHAVE("limit=4", "text=a b%c")},
        {.name = "worker/0", .location = 1, .member = 0, .environment = BEHAVE("BEHAVE=good")},
        {.name = "worker/1", .location = 1, .member = 1, .environment = BEHAVE("BEHAVE=listing")},
    };
    struct leat__launch_channel channels[] = {{0, 1}, {0, 1}, {1, 1}};
    struct leat__launch launch = {.processes = processes,
                                  .process_count = 3,
                                  .channels = channels,
                                  .channel_count = 3,
                                  .options = BEHAVE("max_element=65536"),
                                  .arguments = BEHAVE("all=yes")};
    struct run run = begin(&launch);

    (void)state;
    check_status(&run, 0);
    assert_has(&run.out, "[service/0] location 0 service/0\n[service/0] members 0 1\n[service/0] members 1 2\n"
                         "[service/0] argument all=yes\n[service/0] argument limit=4\n"
                         "[service/0] argument text=a%20b%25c\n[service/0] option max_element 65536\n"
                         "[service/0] peer 1 0 unix:/nowhere/1.0\n[service/0] peer 1 1 unix:/nowhere/1.1\n");
    assert_has(&run.out, "[worker/1] location 1 worker/1\n");
    assert_has(&run.out, "[worker/1] peer 1 0 unix:/nowhere/1.0\n");
    assert_lacks(&run.out, "[worker/1] argument limit");
    assert_lacks(&run.out, "[worker/1] peer 0");
    release(&run);
}

static void environment_is_over_the_callers(void **state)
{
    struct run run;

    (void)state;
    setenv("COLOUR", "red", 1);
    setenv("SHAPE", "round", 1);
    setenv("LEAT_ID", "9", 1);
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=showing", "COLOUR=blue"), NULL), 0);
    assert_string_equal(leat__text_string(&run.out), "[service/0] COLOUR=blue SHAPE=round LEAT_ID=(null)\n");
    unsetenv("LEAT_ID");
    release(&run);
}

static void an_exit_status_is_reported_and_the_rest_stopped(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=exiting"), BEHAVE("BEHAVE=waiting")), 1);
    assert_string_equal(leat__text_string(&run.err),
                        "[service/0] something is wrong\nerror: service/0 exited with status 3\n");
    assert_has(&run.out, "[service/1] told to stop\n");
    release(&run);
}

static void an_exit_before_the_end_is_a_failure(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=silent exit"), BEHAVE("BEHAVE=waiting")), 1);
    assert_string_equal(leat__text_string(&run.err), "error: service/0 exited with status 0 before its end\n");
    release(&run);
}

static void a_death_at_start_stops_those_that_wait(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=early"), BEHAVE("BEHAVE=waiting")), 1);
    assert_string_equal(leat__text_string(&run.err), "error: service/0 exited with status 4\n");
    release(&run);
}

static void the_cause_is_told_and_not_the_consequence(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=killed"), BEHAVE("BEHAVE=losing peer")), 1);
    assert_string_equal(leat__text_string(&run.err), "error: service/0 was killed by SIGKILL\n");
    release(&run);
}

static void a_consequence_is_told_where_no_cause_is_known(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=losing peer"), BEHAVE("BEHAVE=waiting")), 1);
    assert_string_equal(leat__text_string(&run.err), "error: service/0: lost service/0\n");
    release(&run);
}

static void a_crash_is_told_with_its_signal(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=crashing"), NULL), 1);
    assert_string_equal(leat__text_string(&run.err),
                        "[service/0] SIGSEGV\nerror: service/0 was killed by SIGSEGV\n");
    release(&run);
}

static void strangers_are_refused(void **state)
{
    struct leat__launch_process process = {
        .name = "service/0", .location = 0, .environment = BEHAVE("BEHAVE=stranger")};
    struct leat__launch launch = {.processes = &process, .process_count = 1, .silence_ms = 1000};
    struct run run = begin(&launch);

    (void)state;
    check_status(&run, 0);
    assert_string_equal(leat__text_string(&run.out),
                        "[service/0] refused wrong%20token\n"
                        "[service/0] refused wrong%20token\n"
                        "[service/0] refused another%20version%20of%20the%20protocol:%20the%20deployer%20speaks%20version%201\n"
                        "[service/0] refused another%20program%20than%20the%20one%20that%20is%20deployed:%20build%20it%20again\n"
                        "[service/0] refused there%20is%20no%20location%20of%20that%20id\n"
                        "[service/0] refused there%20is%20no%20such%20member\n"
                        "[service/0] refused the%20address%20is%20not%20of%20the%20form%20unix:/PATH\n"
                        "[service/0] refused the%20first%20line%20must%20be:%20join%20VERSION%20TOKEN%20PROGRAM%20ID%20MEMBER%20ADDRESS\n"
                        "[service/0] refused an%20empty%20word\n"
                        "[service/0] refused a%20line%20is%20too%20long\n"
                        "[service/0] refused the%20first%20line%20did%20not%20come%20in%20time\n"
                        "[service/0] refused all%20members%20have%20joined%20already\n");
    assert_string_equal(leat__text_string(&run.err), "");
    release(&run);
}

static void nonsense_from_a_process_is_a_failure(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=babbling"), NULL), 1);
    assert_has(&run.err, "error: service/0 said something that is no line of the protocol (how)\n");
    release(&run);
}

/* More than may be at the door otherwise, all at once. */
static void many_members(void **state)
{
    enum { MEMBERS = 150 };
    static char names[MEMBERS][16];
    static const char *const good[] = {"BEHAVE=good", NULL}, *const exiting[] = {"BEHAVE=exiting", NULL};
    struct leat__launch_process processes[MEMBERS];
    struct leat__launch launch = {.processes = processes, .process_count = MEMBERS};
    size_t lines = 0;

    (void)state;
    for (uint32_t i = 0; i < MEMBERS; i++) {
        snprintf(names[i], sizeof names[i], "worker/%u", i);
        processes[i] = (struct leat__launch_process){
            .name = names[i], .location = 0, .member = i, .environment = good};
    }
    struct run run = begin(&launch);

    check_status(&run, 0);
    for (const char *at = run.out.data; (at = strchr(at, '\n')); at++)
        lines++;
    assert_int_equal(lines, 3 * MEMBERS);
    assert_has(&run.out, "[worker/149] no newline\n");
    release(&run);
    /* Of as many failures some are told, and the others counted. */
    for (uint32_t i = 0; i < MEMBERS; i++)
        processes[i].environment = exiting;
    run = begin(&launch);
    check_status(&run, 1);
    lines = 0;
    for (const char *at = run.err.data; (at = strstr(at, "exited with status 3\n")); at++)
        lines++;
    assert_int_equal(lines, 10);
    assert_has(&run.err, " more processes failed\n");
    release(&run);
}

static void idle_processes_are_asked_twice_and_then_quiesce(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=probed", "IDLE=7 5", "SCRIPT=1 7 5;1 7 5"),
                                   BEHAVE("BEHAVE=probed", "IDLE=2 4", "SCRIPT=1 2 4;1 2 4")),
                     0);
    assert_has(&run.out, "[service/0] quiesce with 0 left of the script\n");
    assert_has(&run.out, "[service/1] quiesce with 0 left of the script\n");
    release(&run);
}

/* Between the rounds a message went round: both rounds look quiet, but are of different times. */
static void a_message_between_the_rounds_is_noticed(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=probed", "IDLE=1 1", "SCRIPT=1 1 1;1 9 9;1 9 9;1 9 9"), NULL), 0);
    /* The second round failed, so two more were asked. */
    assert_string_equal(leat__text_string(&run.out), "[service/0] quiesce with 0 left of the script\n");
    release(&run);
}

static void a_busy_process_puts_quiescence_off(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(
        run_processes(&run, BEHAVE("BEHAVE=probed", "IDLE=1 1", "AGAIN=3 3", "SCRIPT=0 2 2;1 3 3;1 3 3"), NULL), 0);
    assert_string_equal(leat__text_string(&run.out), "[service/0] quiesce with 0 left of the script\n");
    release(&run);
}

static void standard_input_goes_to_the_one_that_asks(void **state)
{
    struct leat__launch_process processes[] = {
        {.name = "service/0", .location = 0, .environment = BEHAVE("BEHAVE=cat"), .standard_input = true},
        {.name = "service/1", .location = 1, .environment = BEHAVE("BEHAVE=cat")},
    };
    struct leat__launch launch = {.processes = processes, .process_count = 2};
    int ends[2], before = dup(0);

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "a\nb\n", 4), 4);
    dup2(ends[0], 0);
    close(ends[0]);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    struct run run = {0};

    close(ends[1]);
    run = begin(&launch);
    check_status(&run, 0);
    dup2(before, 0);
    assert_string_equal(leat__text_string(&run.out), "[service/0] read a\n[service/0] read b\n");
    release(&run);
}

static void two_that_ask_for_standard_input_are_an_error(void **state)
{
    struct leat__launch_process processes[] = {
        {.name = "service/0", .location = 0, .standard_input = true},
        {.name = "worker/3", .location = 1, .standard_input = true},
    };
    struct leat__launch launch = {.processes = processes, .process_count = 2};
    struct run run = begin(&launch);

    (void)state;
    check_status(&run, 2);
    assert_string_equal(leat__text_string(&run.err),
                        "error: service/0 and worker/3 both ask for standard input, and there is one\n");
    release(&run);
}

static void a_binary_that_is_not_there_is_said(void **state)
{
    struct leat__launch_process process = {.name = "service/0", .environment = BEHAVE("BEHAVE=good")};
    struct leat__launch launch = {.binary = "/nowhere/at/all", .processes = &process, .process_count = 1};
    struct run run = begin(&launch);

    (void)state;
    check_status(&run, 1);
    assert_string_equal(leat__text_string(&run.err),
                        "[service/0] cannot be started: No such file or directory\n"
                        "error: service/0 exited with status 127\n");
    release(&run);
}

/* Waits for all that was orphaned: this test adopts it. */
static void wait_for_orphans(void)
{
    while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
        ;
    assert_int_equal(errno, ECHILD);
}

static void nobody_reads_ends_quietly(void **state)
{
    struct leat__launch_process processes[] = {
        {.name = "service/0", .location = 0, .environment = BEHAVE("BEHAVE=flooding")},
        {.name = "service/1", .location = 1, .environment = BEHAVE("BEHAVE=waiting")},
    };
    struct leat__launch launch = {.processes = processes, .process_count = 2};
    struct run run = begin(&launch);

    (void)state;
    read_until(&run, "\n");
    close(run.output);
    run.output = -1;
    check_status(&run, 141);
    assert_string_equal(leat__text_string(&run.err), "");
    wait_for_orphans();
    assert_int_equal(directories_left(), 0);
    release(&run);
}

static void a_slow_reader_gets_everything(void **state)
{
    struct leat__launch_process process = {.name = "service/0", .environment = BEHAVE("BEHAVE=flooding")};
    struct leat__launch launch = {.processes = &process, .process_count = 1};
    struct run run = begin(&launch);
    struct pollfd one = {.fd = run.output, .events = POLLIN};
    size_t lines = 0;

    (void)state;
    /* The child has more than all buffers hold: the pipe is full, and stays so, before anything is read. */
    assert_int_equal(poll(&one, 1, 20000), 1);
    check_status(&run, 0);
    for (const char *at = run.out.data; (at = strchr(at, '\n')); at++)
        lines++;
    assert_int_equal(lines, 200000);
    assert_has(&run.out, "[service/0] 199999\n");
    release(&run);
}

static void an_interrupt_stops_all(void **state)
{
    struct leat__launch_process processes[] = {
        {.name = "service/0", .location = 0, .environment = BEHAVE("BEHAVE=waiting")},
        {.name = "service/1", .location = 1, .environment = BEHAVE("BEHAVE=deaf")},
    };
    struct leat__launch launch = {.processes = processes, .process_count = 2};
    struct run run = begin(&launch);

    (void)state;
    read_until(&run, "deaf\n");
    read_until(&run, "started\n");
    kill(run.pid, SIGINT);
    check_status(&run, 130);
    assert_has(&run.out, "[service/0] told to stop\n");
    assert_string_equal(leat__text_string(&run.err), "");
    wait_for_orphans();
    assert_int_equal(directories_left(), 0);
    release(&run);
}

static void a_killed_deployer_leaves_nothing(void **state)
{
    struct leat__launch_process processes[] = {
        {.name = "service/0", .location = 0, .environment = BEHAVE("BEHAVE=waiting")},
        {.name = "service/1", .location = 1, .environment = BEHAVE("BEHAVE=deaf")},
    };
    struct leat__launch launch = {.processes = processes, .process_count = 2};
    struct run run = begin(&launch);

    (void)state;
    read_until(&run, "deaf\n");
    read_until(&run, "started\n");
    assert_int_equal(directories_left(), 1);
    kill(run.pid, SIGKILL);
    check_status(&run, 1000 + SIGKILL);
    wait_for_orphans();
    assert_int_equal(directories_left(), 0);
    release(&run);
}

static void what_holds_the_pipes_is_not_waited_for(void **state)
{
    struct run run;

    (void)state;
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=parent"), NULL), 0);
    pid_t left = (pid_t)atoi(leat__text_string(&run.out) + strlen("[service/0] "));

    assert_true(left > 0);
    assert_int_equal(kill(left, SIGKILL), 0);
    assert_int_equal(waitpid(left, NULL, 0), left);
    release(&run);
}

static void by_hand(void **state)
{
    struct leat__launch_process processes[] = {
        {.name = "service/0", .location = 0, .environment = BEHAVE("BEHAVE=good")},
        {.name = "service/1", .location = 1, .environment = BEHAVE("BEHAVE=good", "NOTE=it's \"so\""), .by_hand = true},
    };
    struct leat__launch launch = {.processes = processes, .process_count = 2};
    struct run run = begin(&launch);
    char output[256];

    (void)state;
    /* The command stands on the second line of standard error. */
    struct pollfd one = {.fd = run.errors, .events = POLLIN};
    const char *command = NULL;

    while (!command || !strchr(command, '\n')) {
        assert_int_equal(poll(&one, 1, 20000), 1);
        ssize_t got = read(run.errors, leat__text_room(&run.err, 4096), 4096);

        assert_true(got > 0);
        run.err.length += (size_t)got;
        run.err.data[run.err.length] = '\0';
        command = strchr(run.err.data, '\n');
        command = command ? command + 1 : NULL;
    }
    assert_has(&run.err, "waiting for service/1; start it by hand:\n");
    char *copy = leat__strndup(command, strcspn(command, "\n"));
    FILE *pipe = popen(copy, "r");

    assert_non_null(fgets(output, sizeof output, pipe));
    assert_string_equal(output, "one\n");
    while (fgets(output, sizeof output, pipe))
        ;
    assert_int_equal(pclose(pipe), 0);
    check_status(&run, 0);
    assert_string_equal(leat__text_string(&run.out), "[service/0] one\n[service/0] two\n[service/0] no newline\n");
    free(copy);
    release(&run);
}

static void long_paths_do_not_matter(void **state)
{
    char *runtime = leat__strdup(getenv("XDG_RUNTIME_DIR"));
    char name[201];
    struct run run;

    (void)state;
    memset(name, 'd', 200);
    name[200] = '\0';
    char *deep = leat__path_join(runtime, name);

    assert_int_equal(mkdir(deep, 0700), 0);
    setenv("XDG_RUNTIME_DIR", deep, 1);
    setenv("TMPDIR", deep, 1);
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=good"), NULL), 0);
    release(&run);
    setenv("XDG_RUNTIME_DIR", "/nowhere/at/all", 1);
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=good"), NULL), 0);
    release(&run);
    unsetenv("TMPDIR");
    setenv("XDG_RUNTIME_DIR", runtime, 1);
    rmdir(deep);
    free(deep);
    free(runtime);
}

static void what_dead_deployments_left_is_swept(void **state)
{
    char *left = leat__path_join(getenv("XDG_RUNTIME_DIR"), "leat-abcdef");
    char *lock = leat__path_join(left, "lock");
    struct run run;

    (void)state;
    assert_int_equal(mkdir(left, 0700), 0);
    int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=good"), NULL), 0);
    release(&run);
    assert_true(leat__file_exists(left)); /* it is alive */
    close(fd);
    assert_int_equal(run_processes(&run, BEHAVE("BEHAVE=good"), NULL), 0);
    release(&run);
    assert_false(leat__file_exists(left));
    free(lock);
    free(left);
}

int main(int argc, char **argv)
{
    char directory[] = "/tmp/leat_test_XXXXXX";

    if (argc > 1 && strcmp(argv[1], "--id") == 0)
        return child_main(argc, argv);

    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_have_names),
        cmocka_unit_test(a_long_line_stays_whole),
        cmocka_unit_test(processes_are_told_of_each_other),
        cmocka_unit_test(environment_is_over_the_callers),
        cmocka_unit_test(an_exit_status_is_reported_and_the_rest_stopped),
        cmocka_unit_test(an_exit_before_the_end_is_a_failure),
        cmocka_unit_test(a_death_at_start_stops_those_that_wait),
        cmocka_unit_test(the_cause_is_told_and_not_the_consequence),
        cmocka_unit_test(a_consequence_is_told_where_no_cause_is_known),
        cmocka_unit_test(a_crash_is_told_with_its_signal),
        cmocka_unit_test(strangers_are_refused),
        cmocka_unit_test(nonsense_from_a_process_is_a_failure),
        cmocka_unit_test(many_members),
        cmocka_unit_test(idle_processes_are_asked_twice_and_then_quiesce),
        cmocka_unit_test(a_message_between_the_rounds_is_noticed),
        cmocka_unit_test(a_busy_process_puts_quiescence_off),
        cmocka_unit_test(standard_input_goes_to_the_one_that_asks),
        cmocka_unit_test(two_that_ask_for_standard_input_are_an_error),
        cmocka_unit_test(a_binary_that_is_not_there_is_said),
        cmocka_unit_test(nobody_reads_ends_quietly),
        cmocka_unit_test(a_slow_reader_gets_everything),
        cmocka_unit_test(an_interrupt_stops_all),
        cmocka_unit_test(a_killed_deployer_leaves_nothing),
        cmocka_unit_test(what_holds_the_pipes_is_not_waited_for),
        cmocka_unit_test(by_hand),
        cmocka_unit_test(long_paths_do_not_matter),
        cmocka_unit_test(what_dead_deployments_left_is_swept),
    };
    if (readlink("/proc/self/exe", self, sizeof self - 1) < 0 || !mkdtemp(directory))
        return 1;
    setenv("XDG_RUNTIME_DIR", directory, 1);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    leat__remove_tree(directory);
    return failed;
}
