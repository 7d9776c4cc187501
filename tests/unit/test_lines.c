/*
 * Goal: every line of a file or of standard input comes once and whole, with its bytes as they are, in memory
 * that does not depend on the size of the input; what cannot be read, and a line that is too long, is an error
 * that says where.
 * Method: an embedded run for contents; real processes for pipes, files of some size, and errors.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "leat/rt.h"
#include "small_rendezvous.h"

#include <cmocka.h>

#include <sys/resource.h>
#include <sys/stat.h>

/* ---- a program: counts lines, and prints the first ones ---- */

struct reader {
    struct leat_lines lines;
    uint64_t count, bytes, turns;
    uint64_t most; /* stops then */
};

static uint64_t argument(const char *name, uint64_t otherwise)
{
    leat_str value = leat_argument(name);

    return value.length ? strtoull(value.data, NULL, 10) : otherwise;
}

static void reader_turn(void *state, struct leat_run *run)
{
    struct reader *self = state;
    uint64_t most = argument("most", UINT64_MAX);
    leat_str line, first = {0};

    self->turns++;
    while (self->count < most && leat_lines_next(run, &self->lines, leat_argument("path").data, "flow.c:12", &line)) {
        if (!first.data)
            first = line;
        self->count++;
        self->bytes += line.length;
        if (self->count <= argument("show", 0))
            printf("%.*s\n", (int)line.length, line.data);
    }
    /* The first line of this turn must still be what it was: all lines of these tests begin with 'x'. */
    if (first.length && first.data[0] != 'x')
        leat_run_fail("a line has changed within its turn");
    if (self->count == most)
        leat_lines_stop(run, &self->lines);
    if (!self->lines.ended)
        return;
    printf("%llu lines, %llu bytes\n", (unsigned long long)self->count, (unsigned long long)self->bytes);
    run->finished = true;
}

static const struct leat_location_info reader = {
    .name = "reader/0", .id = 0, .state_size = sizeof(struct reader), .turn = reader_turn};
static const struct leat_location_info *const locations[] = {&reader};
static const struct leat_program program = {
    .name = "lines.c", .hash = 0xabcdef, .locations = locations, .location_count = 1, .poison = true};

/* ---- files ---- */

struct scene {
    struct small_rendezvous r;
    char path[320];
};

static void open_scene(struct scene *scene)
{
    static const uint32_t one[] = {1, 0};
    char line[400];

    small_open(&scene->r, one);
    snprintf(scene->path, sizeof scene->path, "%s/input", scene->r.directory);
    snprintf(line, sizeof line, "argument path=%s", scene->path);
    small_setup(&scene->r, line);
}

static void write_file(const struct scene *scene, const char *bytes, size_t length)
{
    FILE *file = fopen(scene->path, "w");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void close_scene(struct scene *scene)
{
    unlink(scene->path);
    small_close(&scene->r);
}

static struct small_process *until_exit(struct scene *scene, int status)
{
    struct small_process *process = &scene->r.processes[0];

    small_until(&scene->r, process->exited);
    if (process->status != status)
        small_dump(&scene->r);
    assert_int_equal(process->status, status);
    return process;
}

/* ---- embedded: what the lines are ---- */

/* All lines of a file of these bytes, each in brackets. */
static void lines_of(const char *bytes, size_t length, char *all)
{
    static const uint32_t counts[] = {1};
    struct leat_lines lines = {0};
    struct leat_run run;
    struct scene scene;
    leat_str line;

    open_scene(&scene);
    write_file(&scene, bytes, length);
    leat_run_init_embedded(&run, counts);
    leat_current = &run;
    *all = '\0';
    do {
        while (leat_lines_next(&run, &lines, scene.path, "flow.c:12", &line)) {
            strcat(all, "[");
            strncat(all, line.data, line.length);
            strcat(all, "]");
        }
        leat_run_end_turn(&run);
    } while (!lines.ended);
    assert_false(leat_lines_next(&run, &lines, scene.path, "flow.c:12", &line));
    leat_run_release(&run);
    close_scene(&scene);
}

static void lines_are_what_stands_between_ends(void **state)
{
    static const struct {
        const char *bytes, *lines;
    } cases[] = {
        {"", ""},
        {"\n", "[]"},
        {"a", "[a]"},
        {"a\n", "[a]"},
        {"a\r\n", "[a]"},
        {"a\r", "[a\r]"},
        {"\r\n", "[]"},
        {"a\n\nb", "[a][][b]"},
        {"a\rb\nc\r\r\n", "[a\rb][c\r]"},
        {" a \t\n\xff\xc3\xbe\x01\n", "[ a \t][\xff\xc3\xbe\x01]"},
        {"\xef\xbb\xbf"
         "a\n",
         "[\xef\xbb\xbf"
         "a]"},
    };
    char all[256];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lines_of(cases[i].bytes, strlen(cases[i].bytes), all);
        assert_string_equal(all, cases[i].lines);
    }
}

static void a_line_may_hold_a_zero(void **state)
{
    static const uint32_t counts[] = {1};
    struct leat_lines lines = {0};
    struct leat_run run;
    struct scene scene;
    leat_str line;

    (void)state;
    open_scene(&scene);
    write_file(&scene, "a\0b\n", 4);
    leat_run_init_embedded(&run, counts);
    leat_current = &run;
    assert_true(leat_lines_next(&run, &lines, scene.path, "flow.c:12", &line));
    assert_int_equal(line.length, 3);
    assert_memory_equal(line.data, "a\0b", 3);
    leat_lines_stop(&run, &lines);
    assert_memory_equal(line.data, "a\0b", 3); /* until the turn ends */
    leat_run_end_turn(&run);
    leat_run_release(&run);
    close_scene(&scene);
}

/* Lengths around the buffer's size and its doublings, so that ends fall on every side of a refill. */
static void lines_of_any_length_come_whole(void **state)
{
    enum { STEP = 65536, LONGEST = 3 << 20 };
    static const uint32_t counts[] = {1};
    static const size_t lengths[] = {1,      262143, 262144, 262142, 1,       262145,  3,
                                     524287, 524288, 524289, 0,      1048576, LONGEST, 7};
    struct leat_lines lines = {0};
    struct leat_run run;
    struct scene scene;
    leat_str line;
    size_t seen = 0;
    FILE *file;

    (void)state;
    open_scene(&scene);
    file = fopen(scene.path, "w");
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        for (size_t at = 0; at < lengths[i]; at++)
            putc('a' + (int)((at + i) % 26), file);
        putc('\n', file);
    }
    fclose(file);
    leat_run_init_embedded(&run, counts);
    leat_current = &run;
    do {
        while (leat_lines_next(&run, &lines, scene.path, "flow.c:12", &line)) {
            assert_int_equal(line.length, lengths[seen]);
            for (size_t at = 0; at < line.length; at++)
                if (line.data[at] != (char)('a' + (int)((at + seen) % 26)))
                    fail();
            seen++;
        }
        leat_run_end_turn(&run);
    } while (!lines.ended);
    assert_int_equal(seen, sizeof lengths / sizeof *lengths);
    leat_run_release(&run);
    close_scene(&scene);
}

/* ---- processes ---- */

static void a_large_file_takes_little_memory(void **state)
{
    enum { LINES = 2000000 };
    struct scene scene;
    struct rusage children;
    FILE *file;

    (void)state;
    open_scene(&scene);
    file = fopen(scene.path, "w");
    for (int i = 0; i < LINES; i++)
        fprintf(file, "x%031d\n", i);
    fclose(file);
    small_launch(&scene.r, 0, 0);
    assert_string_equal(until_exit(&scene, 0)->output.data, "2000000 lines, 64000000 bytes\n");
    getrusage(RUSAGE_CHILDREN, &children);
#ifndef __SANITIZE_ADDRESS__
    assert_true(children.ru_maxrss < 32 << 10); /* KiB */
#endif
    close_scene(&scene);
}

static void a_file_may_be_given_up(void **state)
{
    struct scene scene;

    (void)state;
    open_scene(&scene);
    small_setup(&scene.r, "argument most=2");
    write_file(&scene, "x1\nx2\nx3\n", 9);
    small_launch(&scene.r, 0, 0);
    assert_string_equal(until_exit(&scene, 0)->output.data, "2 lines, 4 bytes\n");
    close_scene(&scene);
}

static void what_cannot_be_read_is_an_error(void **state)
{
    static const struct {
        const char *path, *words;
    } cases[] = {
        {"/nowhere/at/all",
         "error: cannot read /nowhere/at/all: No such file or directory (leat_source_lines at flow.c:12)\n"},
        {"/proc/self", "error: cannot read /proc/self: Is a directory (leat_source_lines at flow.c:12)\n"},
        {"/proc/self/mem", "error: cannot read /proc/self/mem: Input/output error (leat_source_lines at flow.c:12)\n"},
    };
    static const uint32_t one[] = {1, 0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scene scene;
        char line[256];

        small_open(&scene.r, one);
        scene.path[0] = '\0';
        snprintf(line, sizeof line, "argument path=%s", cases[i].path);
        small_setup(&scene.r, line);
        small_launch(&scene.r, 0, 0);
        assert_string_equal(until_exit(&scene, 1)->errors.data, cases[i].words);
        small_close(&scene.r);
    }
}

static void a_line_over_the_limit_is_an_error_that_says_where(void **state)
{
    static const char *const options[] = {"option max_element 1000", "option max_element 1001"};
    static char bytes[3 + 1001 + 1];

    (void)state;
    memcpy(bytes, "x1\n", 3);
    memset(bytes + 3, 'x', 1001);
    bytes[sizeof bytes - 1] = '\n';
    for (int i = 0; i < 2; i++) {
        struct scene scene;
        struct small_process *process;
        char words[512];

        open_scene(&scene);
        small_setup(&scene.r, options[i]);
        write_file(&scene, bytes, sizeof bytes);
        small_launch(&scene.r, 0, 0);
        process = until_exit(&scene, i == 0);
        snprintf(
            words, sizeof words,
            "error: %s:2: this line is longer than the largest element, 1000 bytes (leat_source_lines at flow.c:12); "
            "raise it with --max-element\n",
            scene.path);
        if (i == 0)
            assert_string_equal(process->errors.data, words);
        else
            assert_string_equal(process->output.data, "2 lines, 1003 bytes\n");
        close_scene(&scene);
    }
}

/* A line without end is refused when the limit is reached, not when memory is. */
static void a_line_without_end_is_refused_at_the_limit(void **state)
{
    static const uint32_t one[] = {1, 0};
    struct scene scene;
    int zeros = open("/dev/zero", O_RDONLY | O_CLOEXEC);

    (void)state;
    small_open(&scene.r, one);
    small_setup(&scene.r, "argument path=-");
    small_launch_with(&scene.r, 0, 0, zeros, -1);
    close(zeros);
    assert_true(small_has(&until_exit(&scene, 1)->errors,
                          "error: standard input:1: this line is longer than the largest element, 16777216 bytes"));
    small_close(&scene.r);
}

/* ---- standard input ---- */

static void launch_with_input(struct scene *scene, int input, const char *arguments)
{
    static const uint32_t one[] = {1, 0};

    small_open(&scene->r, one);
    scene->path[0] = '\0';
    small_setup(&scene->r, "argument path=-");
    if (*arguments)
        small_setup(&scene->r, arguments);
    small_launch_with(&scene->r, 0, 0, input, -1);
}

static void lines_of_a_pipe_come_when_they_are_written(void **state)
{
    struct scene scene;
    struct small_process *process = &scene.r.processes[0];
    int ends[2];

    (void)state;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    launch_with_input(&scene, ends[0], "argument show=9");
    assert_int_equal(write(ends[1], "x1\nx", 4), 4);
    small_until(&scene.r, small_has(&process->output, "x1\n"));
    assert_int_equal(process->output.length, 3);
    assert_false(small_has(&process->said, "idle")); /* more may come */
    assert_int_equal(write(ends[1], "2\nx3", 4), 4);
    small_until(&scene.r, small_has(&process->output, "x1\nx2\n"));
    /* Others share our end: it must still block. */
    assert_int_equal(fcntl(ends[0], F_GETFL) & O_NONBLOCK, 0);
    close(ends[1]);
    assert_string_equal(until_exit(&scene, 0)->output.data, "x1\nx2\nx3\n3 lines, 6 bytes\n");
    close(ends[0]);
    small_close(&scene.r);
}

static void waiting_for_input_takes_no_time(void **state)
{
    struct scene scene;
    struct small_process *process = &scene.r.processes[0];
    int ends[2];
    long ticks;

    (void)state;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    launch_with_input(&scene, ends[0], "argument show=1");
    assert_int_equal(write(ends[1], "x1\n", 3), 3);
    small_until(&scene.r, small_has(&process->output, "x1\n"));
    ticks = small_cpu_ticks(process);
    for (int64_t end = small_now() + 300; small_now() < end;)
        small_pump(&scene.r, 50);
    assert_true(small_cpu_ticks(process) - ticks <= 1);
    close(ends[1]);
    until_exit(&scene, 0);
    close(ends[0]);
    small_close(&scene.r);
}

static void a_deployer_is_heard_while_input_is_awaited(void **state)
{
    struct scene scene;
    struct small_process *process = &scene.r.processes[0];
    int ends[2];

    (void)state;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    launch_with_input(&scene, ends[0], "");
    small_until(&scene.r, scene.r.started);
    small_say(process, "probe 3\n");
    small_until(&scene.r, small_has(&process->said, "state 3 0 0 0\n"));
    small_say(process, "stop\n");
    until_exit(&scene, 0);
    close(ends[0]);
    close(ends[1]);
    small_close(&scene.r);
}

static void standard_input_may_be_a_file_a_socket_or_nothing(void **state)
{
    struct scene scene, file;
    int ends[2], descriptor;

    (void)state;
    open_scene(&file);
    write_file(&file, "x1\nx2\n", 6);
    descriptor = open(file.path, O_RDONLY | O_CLOEXEC);
    launch_with_input(&scene, descriptor, "");
    assert_string_equal(until_exit(&scene, 0)->output.data, "2 lines, 4 bytes\n");
    small_close(&scene.r);
    close(descriptor);
    close_scene(&file);

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    launch_with_input(&scene, ends[0], "");
    assert_int_equal(write(ends[1], "x1\nx2\nx3", 8), 8);
    close(ends[1]);
    assert_string_equal(until_exit(&scene, 0)->output.data, "3 lines, 6 bytes\n");
    close(ends[0]);
    small_close(&scene.r);

    launch_with_input(&scene, -1, ""); /* /dev/null */
    assert_string_equal(until_exit(&scene, 0)->output.data, "0 lines, 0 bytes\n");
    small_close(&scene.r);
}

static void a_named_pipe_is_waited_for(void **state)
{
    struct scene scene;
    int writer;

    (void)state;
    open_scene(&scene);
    assert_int_equal(mkfifo(scene.path, 0600), 0);
    small_launch(&scene.r, 0, 0);
    small_until(&scene.r, scene.r.started);
    small_say(&scene.r.processes[0], "probe 1\n"); /* answers although nobody has opened the other end */
    small_until(&scene.r, small_has(&scene.r.processes[0].said, "state 1 0 0 0\n"));
    small_until(&scene.r, (writer = open(scene.path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)) >= 0);
    assert_int_equal(write(writer, "x1\n", 3), 3);
    close(writer);
    assert_string_equal(until_exit(&scene, 0)->output.data, "1 lines, 2 bytes\n");
    close_scene(&scene);
}

static void much_input_through_a_pipe_takes_little_memory(void **state)
{
    static char bytes[1 << 16];
    struct scene scene;
    int ends[2];
    pid_t child;

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = i % 64 == 63 ? '\n' : 'x';
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    child = fork();
    if (child == 0) {
        for (int i = 0; i < 1000; i++)
            if (write(ends[1], bytes, sizeof bytes) != (ssize_t)sizeof bytes)
                _exit(1);
        _exit(0);
    }
    close(ends[1]);
    launch_with_input(&scene, ends[0], "");
    close(ends[0]);
    assert_string_equal(until_exit(&scene, 0)->output.data, "1024000 lines, 64512000 bytes\n");
    assert_int_equal(waitpid(child, NULL, 0), child);
    small_close(&scene.r);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_what_stands_between_ends),
        cmocka_unit_test(a_line_may_hold_a_zero),
        cmocka_unit_test(lines_of_any_length_come_whole),
        cmocka_unit_test(a_large_file_takes_little_memory),
        cmocka_unit_test(a_file_may_be_given_up),
        cmocka_unit_test(what_cannot_be_read_is_an_error),
        cmocka_unit_test(a_line_over_the_limit_is_an_error_that_says_where),
        cmocka_unit_test(a_line_without_end_is_refused_at_the_limit),
        cmocka_unit_test(lines_of_a_pipe_come_when_they_are_written),
        cmocka_unit_test(waiting_for_input_takes_no_time),
        cmocka_unit_test(a_deployer_is_heard_while_input_is_awaited),
        cmocka_unit_test(standard_input_may_be_a_file_a_socket_or_nothing),
        cmocka_unit_test(a_named_pipe_is_waited_for),
        cmocka_unit_test(much_input_through_a_pipe_takes_little_memory),
    };

    if (argc > 1 && strcmp(argv[1], "--id") == 0)
        return leat_main(argc, argv, &program);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
