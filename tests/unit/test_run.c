/*
 * Goal: processes that were told to start come to their end together: by the end of the data, by a cancel, by
 * quiescence, or with the right status when something is lost; and while one is stopped, memory stays flat.
 * Method: real processes of this test program, and small_rendezvous.h as their deployer.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "small_program.h"
#include "small_rendezvous.h"

#include <cmocka.h>

static const uint32_t one_each[] = {1, 1, 0};

/* ---- more programs: chosen by LEAT_TEST_PROGRAM ---- */

/*
 * echo: location 0 sends 0 .. count-1 to 1, which sends each back, which 0 counts. Both channels are on a
 * cycle. Nobody knows an end: both report when the run is quiesced.
 */
struct echo {
    struct leat_outs *outs;
    struct leat_ins *ins;
    uint64_t next, count, heard;
};

static void echo_start(struct echo *self, struct leat_run *run, uint32_t out, uint32_t in)
{
    self->outs = leat_run_outs(run, out);
    self->ins = leat_run_ins(run, in);
}

static void echo_send(struct echo *self, uint64_t x)
{
    memcpy(leat_out_frame(&self->outs->peers[0], 8), &x, 8);
}

static void asker_start(void *state, struct leat_run *run)
{
    struct echo *self = state;

    echo_start(self, run, 0, 1);
    self->count = small_argument("count", 1000);
}

static void asker_turn(void *state, struct leat_run *run)
{
    struct echo *self = state;
    struct leat_frame frame;

    while (self->next < self->count) {
        uint64_t chunk = leat_run_chunk(run);

        if (chunk == 0) {
            run->again = true;
            break;
        }
        for (; chunk > 0 && self->next < self->count; chunk--)
            echo_send(self, self->next++);
    }
    while (!small_argument("deaf", 0) && leat_in_next(&self->ins->peers[0], &frame))
        self->heard++;
    if (!run->quiesced)
        return;
    printf("heard %" PRIu64 "\n", self->heard);
    run->finished = true;
}

static void answerer_start(void *state, struct leat_run *run)
{
    echo_start(state, run, 1, 0);
}

static void answerer_turn(void *state, struct leat_run *run)
{
    struct echo *self = state;
    struct leat_frame frame;
    uint64_t x;

    while (leat_in_next(&self->ins->peers[0], &frame)) {
        memcpy(&x, frame.at, 8);
        echo_send(self, x);
        for (uint64_t i = 1; i < small_argument("answers", 1); i++)
            echo_send(self, x);
    }
    if (run->quiesced)
        run->finished = true;
}

static const struct leat_location_info asker = {
    .name = "asker/0", .id = 0, .state_size = sizeof(struct echo), .start = asker_start, .turn = asker_turn};
static const struct leat_location_info answerer = {
    .name = "answerer/0", .id = 1, .state_size = sizeof(struct echo), .start = answerer_start, .turn = answerer_turn};
static const struct leat_location_info *const echo_locations[] = {&asker, &answerer};
static const struct leat_channel_info echo_channels[] = {
    {.name = "asked_20",
     .operation = "leat_send_bincode",
     .file = "echo.c",
     .line = 20,
     .id = 0,
     .from = 0,
     .to = 1,
     .type_hash = 1,
     .on_cycle = true},
    {.name = "answered_22",
     .operation = "leat_send_bincode",
     .file = "echo.c",
     .line = 22,
     .id = 1,
     .from = 1,
     .to = 0,
     .type_hash = 1,
     .on_cycle = true},
};
static const struct leat_program echo_program = {.name = "echo.c",
                                                 .hash = 0xabcdef,
                                                 .locations = echo_locations,
                                                 .location_count = 2,
                                                 .channels = echo_channels,
                                                 .channel_count = 2,
                                                 .poison = true};

/* alone: one location that does what `mode` says, on the stack of a source's body. */
struct alone {
    struct leat_run *run;
    struct leat_source body;
    struct leat_source other;
    struct leat_interval interval;
    uint64_t turns, ranged[2], bodied[2], due;
};

__attribute__((noinline, no_sanitize("undefined"))) static void crash_here(int *where)
{
    *where = 1;
    __asm__ volatile("" ::: "memory");
}

__attribute__((noinline)) static uint64_t dig_deeper(volatile uint64_t *above, uint64_t depth)
{
    volatile uint64_t frame[128];

    frame[0] = above ? above[0] : depth;
    return depth ? dig_deeper(frame, depth - 1) + frame[0] : 0;
}

__attribute__((noinline, no_sanitize("undefined"))) static void overrun(char *four)
{
    four[4] = 'x';
    __asm__ volatile("" ::: "memory");
    free(four);
}

__attribute__((noinline, noreturn)) static void give_up(void)
{
    abort();
}

static bool mode_is(const char *mode)
{
    return leat_str_equal(leat_argument("mode"), leat_str_of(mode));
}

static void alone_body(void *state)
{
    struct alone *self = state;
    static int *volatile nowhere;

    if (mode_is("crash")) {
        printf("before the crash\n");
        crash_here(nowhere);
    } else if (mode_is("overrun")) {
        printf("before the overrun\n");
        overrun(malloc(4));
    } else if (mode_is("overflow")) {
        printf("%" PRIu64 "\n", dig_deeper(NULL, 1 << 20));
    } else if (mode_is("abort")) {
        give_up();
    } else if (mode_is("fail")) {
        printf("before the failure\n");
        leat_run_fail("a quote does not like %d", 42);
    } else if (mode_is("busy")) {
        printf("busy\n");
        fflush(stdout);
        for (volatile uint64_t i = 0;; i++)
            ;
    } else if (mode_is("chatter")) {
        for (uint64_t i = 0;; i++) {
            printf("line %" PRIu64 "\n", i);
            if (--self->run->budget == 0)
                leat_source_pause(self->run, &self->body);
        }
    } else if (mode_is("hold")) {
        printf("held back"); /* and so it stays until the turn ends */
        kill(getpid(), SIGTERM);
    }
}

static void alone_start(void *state, struct leat_run *run)
{
    ((struct alone *)state)->run = run;
}

/* Four sources without end, of which each has to get on. */
static void count_for_ever(struct alone *self, struct leat_source *source, uint64_t *counter)
{
    for (;;) {
        ++*counter;
        if (--self->run->budget == 0)
            leat_source_pause(self->run, source);
    }
}

static void body_0(void *state)
{
    struct alone *self = state;

    count_for_ever(self, &self->body, &self->bodied[0]);
}

static void body_1(void *state)
{
    struct alone *self = state;

    count_for_ever(self, &self->other, &self->bodied[1]);
}

static void fair_turn(struct alone *self, struct leat_run *run)
{
    for (uint64_t chunk; (chunk = leat_run_chunk(run)) > 0;)
        self->ranged[0] += chunk;
    leat_source_resume(run, &self->body, body_0, self);
    for (uint64_t chunk; (chunk = leat_run_chunk(run)) > 0;)
        self->ranged[1] += chunk;
    leat_source_resume(run, &self->other, body_1, self);
    if (++self->turns < 5)
        return;
    for (int i = 0; i < 2; i++)
        printf("%s\n", self->ranged[i] > 1000 && self->bodied[i] > 1000 ? "enough" : "starved");
    leat_source_stop(run, &self->body);
    leat_source_stop(run, &self->other);
    run->finished = true;
}

static void interval_turn(struct alone *self, struct leat_run *run)
{
    self->due += leat_interval_due(run, &self->interval, 20);
    self->turns++;
    if (self->due < 3)
        return;
    leat_interval_stop(run, &self->interval);
    printf("%s\n", self->turns < 20 ? "woken when due" : "woken too often");
    run->finished = true;
}

/* The body is stopped by what its own yield leads to. */
static void stopping_body(void *state)
{
    struct alone *self = state;

    for (;;) {
        if (++self->bodied[0] == 10)
            leat_source_stop(self->run, &self->body);
        if (--self->run->budget == 0)
            leat_source_pause(self->run, &self->body);
    }
}

static void stop_turn(struct alone *self, struct leat_run *run)
{
    leat_source_resume(run, &self->body, stopping_body, self);
    printf("%" PRIu64 " %d\n", self->bodied[0], self->body.ended);
    run->finished = true;
}

/* What a body allocates lives on while it is set aside, and after it was forgotten until the turn ends. */
static void scratching_body(void *state)
{
    struct alone *self = state;
    leat_str kept = leat_str_format("kept for %d turns", 3);
    leat_str forgotten;

    /* Until it was really set aside three times. */
    while (self->turns < 3)
        leat_source_pause(self->run, &self->body);
    printf("%.*s\n", (int)kept.length, kept.data);
    for (int i = 0; i < 100000; i++) {
        forgotten = leat_str_format("line %d", i);
        leat_scratch_reset();
    }
    printf("%.*s\n", (int)forgotten.length, forgotten.data);
}

static void scratch_turn(struct alone *self, struct leat_run *run)
{
    leat_source_resume(run, &self->body, scratching_body, self);
    self->turns++;
    run->finished = self->body.ended;
}

static void alone_turn(void *state, struct leat_run *run)
{
    struct alone *self = state;

    if (mode_is("fair")) {
        fair_turn(self, run);
    } else if (mode_is("interval")) {
        interval_turn(self, run);
    } else if (mode_is("stop")) {
        stop_turn(self, run);
    } else if (mode_is("scratch")) {
        scratch_turn(self, run);
    } else if (mode_is("wait")) {
        run->finished = run->quiesced;
    } else {
        leat_source_resume(run, &self->body, alone_body, self);
        run->finished = self->body.ended;
    }
}

static const struct leat_location_info alone = {
    .name = "alone/0", .id = 0, .state_size = sizeof(struct alone), .start = alone_start, .turn = alone_turn};
static const struct leat_location_info *const alone_locations[] = {&alone};
static const struct leat_program alone_program = {
    .name = "alone.c", .hash = 0xabcdef, .locations = alone_locations, .location_count = 1, .poison = true};

static const struct {
    const char *name;
    const struct leat_program *program;
} programs[] = {{"small", &small_program}, {"echo", &echo_program}, {"alone", &alone_program}};

/* ---- helpers ---- */

static void launch_pair(struct small_rendezvous *r, const char *program, const char *arguments)
{
    small_open(r, one_each);
    setenv("LEAT_TEST_PROGRAM", program, 1);
    if (*arguments)
        small_setup(r, arguments);
    small_launch(r, 0, 0);
    small_launch(r, 1, 0);
}

static struct small_process *launch_alone(struct small_rendezvous *r, const char *mode)
{
    static const uint32_t one[] = {1, 0};

    small_open(r, one);
    setenv("LEAT_TEST_PROGRAM", "alone", 1);
    small_setup(r, mode);
    return small_launch(r, 0, 0);
}

static void assert_statuses(struct small_rendezvous *r, int first, int second)
{
    small_until(r, small_all_exited(r));
    if (r->processes[0].status != first || r->processes[1].status != second)
        small_dump(r);
    assert_int_equal(r->processes[0].status, first);
    assert_int_equal(r->processes[1].status, second);
}

static void assert_status(struct small_rendezvous *r, int status)
{
    small_until(r, r->processes[0].exited);
    if (r->processes[0].status != status)
        small_dump(r);
    assert_int_equal(r->processes[0].status, status);
}

/* Asks for the state, and returns how much was sent so far. */
static uint64_t probe_sent(struct small_rendezvous *r, struct small_process *process, unsigned number)
{
    char line[64], *found;

    snprintf(line, sizeof line, "probe %u\n", number);
    small_say(process, line);
    snprintf(line, sizeof line, "state %u ", number);
    small_until(r, process->exited || small_has(&process->said, line));
    assert_false(process->exited);
    found = strstr(process->said.data, line) + strlen(line);
    return strtoull(strchr(found, ' '), NULL, 10);
}

static bool is_sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__)
    return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
    return true;
#else
    return false;
#endif
#else
    return false;
#endif
}

/* ---- the end travels ---- */

static void a_bounded_stream_ends_both(void **state)
{
    static const char *const arguments[] = {"argument count=0", "argument count=1000000",
                                            "argument count=1000000\nargument body=1"};
    static const char *const results[] = {"0 elements, sum 0\n", "1000000 elements, sum 499999500000\n",
                                          "1000000 elements, sum 499999500000\n"};

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct small_rendezvous r;

        launch_pair(&r, "small", arguments[i]);
        assert_statuses(&r, 0, 0);
        assert_string_equal(r.processes[1].output.data, results[i]);
        assert_true(small_has(&r.processes[0].said, "ended\n"));
        assert_true(small_has(&r.processes[1].said, "ended\n"));
        assert_int_equal(r.processes[0].errors.length + r.processes[1].errors.length, 0);
        small_close(&r);
    }
}

static void large_elements_pass(void **state)
{
    struct small_rendezvous r;

    (void)state;
    launch_pair(&r, "small", "argument count=20\nargument size=10000000");
    assert_statuses(&r, 0, 0);
    assert_string_equal(r.processes[1].output.data, "20 elements, sum 190\n");
    small_close(&r);
}

static void small_buffers_and_slices_only_make_it_slower(void **state)
{
    static const char *const options[] = {"option soft_mark 64\noption hard_mark 256\nargument body=1",
                                          "option read_buffer 16\nargument body=1", "option slice 3\nargument body=1",
                                          "option slice 1\noption read_buffer 1\noption hard_mark 1"};

    (void)state;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        struct small_rendezvous r;

        launch_pair(&r, "small", options[i]);
        small_setup(&r, "argument count=20000\nargument burst=5");
        assert_statuses(&r, 0, 0);
        assert_string_equal(r.processes[1].output.data,
                            i < 3 ? "100000 elements, sum 999950000\n" : "20000 elements, sum 199990000\n");
        small_close(&r);
    }
}

/* ---- back-pressure ---- */

static void a_stopped_reader_does_not_make_its_writer_grow(void **state)
{
    /* Set aside between chunks; set aside at its yield; standing still within a yield. */
    static const char *const arguments[] = {"argument x=", "argument body=1",
                                            "argument body=1\nargument burst=1000000"};

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct small_rendezvous r;
        struct small_process *writer, *reader;
        uint64_t sent = 0, before;
        unsigned probe = 0, same = 0;
        long resident, ticks;

        launch_pair(&r, "small", arguments[i]);
        writer = &r.processes[0];
        reader = &r.processes[1];
        small_until(&r, r.started);
        small_until(&r, probe_sent(&r, writer, ++probe) > 10000000);
        kill(reader->pid, SIGSTOP);
        do { /* until all that may be buffered is */
            before = sent;
            sent = probe_sent(&r, writer, ++probe);
            same = sent == before ? same + 1 : 0;
        } while (same < 20);
        resident = small_resident(writer);
        ticks = small_cpu_ticks(writer);
        for (int64_t end = small_now() + 300; small_now() < end;)
            assert_true(probe_sent(&r, writer, ++probe) == sent);
        assert_true(small_resident(writer) <= resident + (1 << 20));
        assert_true(resident < (is_sanitized() ? 256 << 20 : 16 << 20));
        /* It answered probes all the time, but does not spin. */
        assert_true(small_cpu_ticks(writer) - ticks < sysconf(_SC_CLK_TCK) / 4);
        kill(reader->pid, SIGCONT);
        small_until(&r, probe_sent(&r, writer, ++probe) > sent + 10000000);
        small_close(&r);
    }
}

static void an_echo_on_a_cycle_completes(void **state)
{
    struct small_rendezvous r;
    struct small_process *p;

    (void)state;
    /* The marks are far below what is under way: were anybody to stand still, both would for ever. */
    launch_pair(&r, "echo", "argument count=300000\noption soft_mark 1000\noption hard_mark 2000");
    p = r.processes;
    small_until(&r, small_has(&p[0].said, "idle 3600000 3600000\n") && small_has(&p[1].said, "idle 3600000 3600000\n"));
    for (int i = 0; i < 2; i++) {
        small_say(&p[i], "probe 1\n");
        small_until(&r, small_has(&p[i].said, "state 1 1 3600000 3600000\n"));
    }
    assert_false(p[0].exited || p[1].exited);
    small_say(&p[0], "quiesce\n");
    small_say(&p[1], "quiesce\n");
    assert_statuses(&r, 0, 0);
    assert_string_equal(p[0].output.data, "heard 300000\n");
    small_close(&r);
}

static void a_cycle_that_grows_over_its_budget_is_an_error(void **state)
{
    struct small_rendezvous r;

    (void)state;
    launch_pair(&r, "echo", "option cycle_budget 1000000\nargument count=1000\nargument answers=1000\nargument deaf=1");
    small_until(&r, r.processes[1].exited);
    assert_int_equal(r.processes[1].status, 1);
    assert_true(small_has(&r.processes[1].errors,
                          "error: leat_send_bincode at echo.c:22: more than 1000000 bytes wait to be sent to asker/0"));
    small_close(&r);
}

static void four_sources_share_a_location(void **state)
{
    struct small_rendezvous r;

    (void)state;
    launch_alone(&r, "argument mode=fair");
    assert_status(&r, 0);
    assert_string_equal(r.processes[0].output.data, "enough\nenough\n");
    small_close(&r);
}

/* ---- ends of other kinds ---- */

static void a_sink_that_wants_no_more_ends_its_source(void **state)
{
    static const char *const arguments[] = {"argument limit=1000", "argument limit=1000\nargument body=1",
                                            "argument limit=1000\nargument body=1\nargument burst=1000000"};

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct small_rendezvous r;

        launch_pair(&r, "small", arguments[i]);
        assert_statuses(&r, 0, 0);
        assert_true(small_has(&r.processes[1].output, "1000 elements, sum "));
        small_close(&r);
    }
}

static void a_sender_that_dies_makes_its_receiver_fail(void **state)
{
    struct small_rendezvous r;
    unsigned probe = 0;

    (void)state;
    launch_pair(&r, "small", "");
    small_until(&r, r.started);
    small_until(&r, probe_sent(&r, &r.processes[0], ++probe) > 1000000);
    kill(r.processes[0].pid, SIGKILL);
    assert_statuses(&r, 128 + SIGKILL, 75);
    assert_true(small_has(&r.processes[1].said, "failed peer lost%20source/0"));
    assert_int_equal(r.processes[1].output.length, 0);
    assert_int_equal(r.processes[1].errors.length, 0);
    small_close(&r);
}

static void a_receiver_that_dies_makes_its_sender_fail(void **state)
{
    struct small_rendezvous r;
    unsigned probe = 0;

    (void)state;
    launch_pair(&r, "small", "argument body=1\nargument burst=100000");
    small_until(&r, r.started);
    small_until(&r, probe_sent(&r, &r.processes[0], ++probe) > 1000000);
    kill(r.processes[1].pid, SIGSTOP); /* so that the sender stands still */
    kill(r.processes[1].pid, SIGKILL);
    assert_statuses(&r, 75, 128 + SIGKILL);
    assert_true(small_has(&r.processes[0].said, "failed peer lost%20sink/0"));
    small_close(&r);
}

static void a_launcher_that_goes_away_ends_a_process_quietly(void **state)
{
    static const char *const modes[] = {"argument mode=wait", "argument mode=busy"};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct small_rendezvous r;
        struct small_process *process = launch_alone(&r, modes[i]);

        small_until(&r, r.started);
        small_until(&r, small_has(&process->said, "idle") || small_has(&process->output, "busy"));
        close(process->connection);
        process->connection = -2;
        assert_status(&r, 75);
        assert_int_equal(process->errors.length, 0);
        small_close(&r);
    }
}

static void a_process_that_is_told_to_stop_stops(void **state)
{
    struct small_rendezvous r;

    (void)state;
    launch_pair(&r, "small", "");
    small_until(&r, r.started);
    small_say(&r.processes[0], "stop\n");
    small_say(&r.processes[1], "stop\n");
    small_until(&r, small_all_exited(&r));
    /* Whoever stops second may have met the end of the other's channel first. */
    assert_true(r.processes[0].status == 0 || r.processes[1].status == 0);
    small_close(&r);
}

static void a_location_alone_ends_when_nothing_is_left(void **state)
{
    struct small_rendezvous r;
    struct small_process *process = launch_alone(&r, "argument mode=wait");
    long ticks;

    (void)state;
    small_until(&r, small_has(&process->said, "idle 0 0\n"));
    ticks = small_cpu_ticks(process);
    for (int64_t end = small_now() + 200; small_now() < end;)
        small_pump(&r, 20);
    assert_true(small_cpu_ticks(process) - ticks <= 1); /* idle takes no time */
    small_say(process, "probe 7\n");
    small_until(&r, small_has(&process->said, "state 7 1 0 0\n"));
    small_say(process, "quiesce\n");
    assert_status(&r, 0);
    small_close(&r);
}

static void an_interval_wakes_when_it_is_due(void **state)
{
    struct small_rendezvous r;
    struct small_process *process = launch_alone(&r, "argument mode=interval");
    int64_t began = small_now();

    (void)state;
    assert_status(&r, 0);
    assert_true(small_now() - began >= 60);
    assert_string_equal(process->output.data, "woken when due\n");
    assert_true(strncmp(process->said.data, "idle 0 0\nended", 13) == 0); /* a live timer is not idle before */
    small_close(&r);
}

static void a_body_may_be_stopped_by_its_own_yield(void **state)
{
    struct small_rendezvous r;

    (void)state;
    launch_alone(&r, "argument mode=stop");
    assert_status(&r, 0);
    assert_string_equal(r.processes[0].output.data, "10 1\n");
    small_close(&r);
}

static void a_body_keeps_what_it_allocates(void **state)
{
    struct small_rendezvous r;

    (void)state;
    launch_alone(&r, "argument mode=scratch");
    assert_status(&r, 0);
    assert_string_equal(r.processes[0].output.data, "kept for 3 turns\nline 99999\n");
    small_close(&r);
}

/* ---- crashes, failures, output ---- */

/* The counters that follow "crash SIGNAL" in what was said. */
static uint64_t first_counter(const struct small_process *process, int number)
{
    char prefix[32], *found;

    snprintf(prefix, sizeof prefix, "crash %d ", number);
    assert_true(small_has(&process->said, prefix));
    found = strstr(process->said.data, prefix) + strlen(prefix);
    return strtoull(found, NULL, 16);
}

extern char __executable_start[];

static void a_crash_says_where(void **state)
{
    struct small_rendezvous r;
    struct small_process *process = launch_alone(&r, "argument mode=crash");
    uint64_t function = (uint64_t)((char *)(uintptr_t)crash_here - __executable_start), at;

    (void)state;
    small_until(&r, process->exited);
    at = first_counter(process, SIGSEGV);
    assert_in_range(at, function, function + 200);
    assert_string_equal(process->output.data, "before the crash\n");
    if (!is_sanitized())
        assert_int_equal(process->status, 128 + SIGSEGV);
    else
        assert_true(small_has(&process->errors, "AddressSanitizer")); /* whose report comes after ours */
    small_close(&r);
}

static void what_a_sanitizer_finds_is_told(void **state)
{
    struct small_rendezvous r;
    struct small_process *process;

    (void)state;
    if (!is_sanitized())
        skip();
    process = launch_alone(&r, "argument mode=overrun");
    assert_status(&r, 1);
    assert_true(small_has(&process->said, "failed own a%20sanitizer%20has%20found%20an%20error\n"));
    assert_true(small_has(&process->errors, "heap-buffer-overflow"));
    assert_string_equal(process->output.data, "before the overrun\n");
    small_close(&r);
}

static void a_stack_that_runs_over_is_a_crash_that_says_where(void **state)
{
    struct small_rendezvous r;
    struct small_process *process = launch_alone(&r, "argument mode=overflow");
    uint64_t function = (uint64_t)((char *)(uintptr_t)dig_deeper - __executable_start);

    (void)state;
    small_until(&r, process->exited);
    assert_in_range(first_counter(process, SIGSEGV), function, function + 1000);
    small_close(&r);
}

static void an_abort_says_who_called_it(void **state)
{
    struct small_rendezvous r;
    struct small_process *process = launch_alone(&r, "argument mode=abort");
    uint64_t function = (uint64_t)((char *)(uintptr_t)give_up - __executable_start);

    (void)state;
    assert_status(&r, 128 + SIGABRT);
    assert_in_range(first_counter(process, SIGABRT), function, function + 200);
    small_close(&r);
}

static void a_failure_is_printed_and_told(void **state)
{
    struct small_rendezvous r;

    (void)state;
    launch_alone(&r, "argument mode=fail");
    assert_status(&r, 1);
    assert_string_equal(r.processes[0].errors.data, "error: a quote does not like 42\n");
    assert_string_equal(r.processes[0].output.data, "before the failure\n");
    assert_true(small_has(&r.processes[0].said, "failed own a%20quote%20does%20not%20like%2042\n"));
    small_close(&r);
}

static void termination_loses_no_output(void **state)
{
    struct small_rendezvous r;

    (void)state;
    launch_alone(&r, "argument mode=hold");
    assert_status(&r, 128 + SIGTERM);
    assert_string_equal(r.processes[0].output.data, "held back");
    small_close(&r);
}

static void closed_output_ends_a_process_quietly(void **state)
{
    struct small_rendezvous r;
    struct small_process *process = launch_alone(&r, "argument mode=chatter");

    (void)state;
    small_until(&r, small_has(&process->output, "line 0\nline 1\n"));
    close(process->output_fd);
    process->output_fd = -1;
    assert_status(&r, 75);
    assert_int_equal(process->errors.length, 0);
    small_close(&r);
}

static void a_full_disk_is_an_error(void **state)
{
    static const uint32_t one[] = {1, 0};
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    struct small_rendezvous r;

    (void)state;
    assert_true(full >= 0);
    small_open(&r, one);
    setenv("LEAT_TEST_PROGRAM", "alone", 1);
    small_setup(&r, "argument mode=chatter");
    small_launch_with(&r, 0, 0, -1, full);
    close(full);
    assert_status(&r, 1);
    assert_true(small_has(&r.processes[0].errors, "error: cannot write to standard output: "));
    small_close(&r);
}

/* ---- started wrongly ---- */

static void a_refusal_is_printed(void **state)
{
    static const uint32_t one[] = {1, 0};
    struct small_rendezvous r;

    (void)state;
    small_open(&r, one);
    setenv("LEAT_TEST_PROGRAM", "alone", 1);
    r.refusal = "refused the%20token%20is%20wrong\n";
    r.token = "another token";
    small_launch(&r, 0, 0);
    assert_status(&r, 2);
    assert_string_equal(r.processes[0].errors.data, "error: the rendezvous refused: the token is wrong\n");
    close(r.stranger);
    leat__line_reader_free(&r.stranger_reader);
    small_close(&r);
}

static void a_wrong_start_is_explained(void **state)
{
    static const struct {
        const char *argv[8];
        const char *words;
    } cases[] = {
        {{"test", "--id", "0"}, "error: --rendezvous is missing"},
        {{"test", "--id", "7", "--rendezvous", "unix:/nowhere/r"},
         "error: there is no location with the id 7; --list prints them"},
        {{"test", "--id", "0", "--rendezvous", "tcp:1.2.3.4"},
         "error: no rendezvous at tcp:1.2.3.4: an address is written unix:PATH"},
        {{"test", "--id", "0", "--rendezvous", "unix:/nowhere/r"},
         "error: no rendezvous at unix:/nowhere/r: No such file or directory"},
        {{"test", "--id", "0", "--member", "x", "--rendezvous", "unix:/nowhere/r"},
         "error: a member is a number, not 'x'"},
        {{"test", "--id", "0", "--frobnicate"}, "unrecognized option '--frobnicate'"},
        {{"test", "--id", "0", "--rendezvous", "unix:/nowhere/r", "more"}, "error: 'more' is no option"},
    };

    (void)state;
    setenv("LEAT_TEST_PROGRAM", "small", 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct small_rendezvous r;

        small_open(&r, one_each);
        small_launch_as(&r, cases[i].argv, -1, -1);
        assert_status(&r, 2);
        assert_true(small_has(&r.processes[0].errors, cases[i].words));
        assert_int_equal(r.processes[0].output.length, 0);
        small_close(&r);
    }
}

static void a_start_without_token_is_explained(void **state)
{
    struct small_rendezvous r;

    (void)state;
    small_open(&r, one_each);
    r.token = NULL;
    setenv("LEAT_TEST_PROGRAM", "small", 1);
    small_launch(&r, 0, 0);
    assert_status(&r, 2);
    assert_true(small_has(&r.processes[0].errors, "error: LEAT_TOKEN is not set"));
    small_close(&r);
}

static void a_list_names_locations_and_channels(void **state)
{
    static const char *const argv[] = {"test", "--id", "0", "--list", NULL};
    struct small_rendezvous r;

    (void)state;
    small_open(&r, one_each);
    setenv("LEAT_TEST_PROGRAM", "echo", 1);
    small_launch_as(&r, argv, -1, -1);
    assert_status(&r, 0);
    assert_string_equal(r.processes[0].output.data, "location 0 asker/0 process\n"
                                                    "location 1 answerer/0 process\n"
                                                    "channel 0 asked_20 0 1 leat_send_bincode echo.c:20\n"
                                                    "channel 1 answered_22 1 0 leat_send_bincode echo.c:22\n");
    small_close(&r);
}

static void what_no_deployer_says_is_an_error(void **state)
{
    static const char *const lines[] = {"member 1 2",
                                        "members 1 0",
                                        "members 9 1",
                                        "option color 7",
                                        "option max_element 0",
                                        "option max_element 4294967295",
                                        "argument noequals",
                                        "start",
                                        "probe",
                                        "probe x",
                                        "peer 0 0",
                                        "location 0 again",
                                        "",
                                        "a  b",
                                        "%zz"};

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct small_rendezvous r;

        launch_alone(&r, "argument mode=wait");
        small_setup(&r, lines[i]);
        assert_status(&r, 1);
        assert_true(
            small_has(&r.processes[0].errors, "error: the rendezvous says what this program does not understand"));
        small_close(&r);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bounded_stream_ends_both),
        cmocka_unit_test(large_elements_pass),
        cmocka_unit_test(small_buffers_and_slices_only_make_it_slower),
        cmocka_unit_test(a_stopped_reader_does_not_make_its_writer_grow),
        cmocka_unit_test(an_echo_on_a_cycle_completes),
        cmocka_unit_test(a_cycle_that_grows_over_its_budget_is_an_error),
        cmocka_unit_test(four_sources_share_a_location),
        cmocka_unit_test(a_sink_that_wants_no_more_ends_its_source),
        cmocka_unit_test(a_sender_that_dies_makes_its_receiver_fail),
        cmocka_unit_test(a_receiver_that_dies_makes_its_sender_fail),
        cmocka_unit_test(a_launcher_that_goes_away_ends_a_process_quietly),
        cmocka_unit_test(a_process_that_is_told_to_stop_stops),
        cmocka_unit_test(a_location_alone_ends_when_nothing_is_left),
        cmocka_unit_test(an_interval_wakes_when_it_is_due),
        cmocka_unit_test(a_body_may_be_stopped_by_its_own_yield),
        cmocka_unit_test(a_body_keeps_what_it_allocates),
        cmocka_unit_test(a_crash_says_where),
        cmocka_unit_test(what_a_sanitizer_finds_is_told),
        cmocka_unit_test(a_stack_that_runs_over_is_a_crash_that_says_where),
        cmocka_unit_test(an_abort_says_who_called_it),
        cmocka_unit_test(a_failure_is_printed_and_told),
        cmocka_unit_test(termination_loses_no_output),
        cmocka_unit_test(closed_output_ends_a_process_quietly),
        cmocka_unit_test(a_full_disk_is_an_error),
        cmocka_unit_test(a_refusal_is_printed),
        cmocka_unit_test(a_wrong_start_is_explained),
        cmocka_unit_test(a_start_without_token_is_explained),
        cmocka_unit_test(a_list_names_locations_and_channels),
        cmocka_unit_test(what_no_deployer_says_is_an_error),
    };

    for (size_t i = 0; argc > 1 && strcmp(argv[1], "--id") == 0 && i < sizeof programs / sizeof *programs; i++)
        if (strcmp(getenv("LEAT_TEST_PROGRAM"), programs[i].name) == 0)
            return leat_main(argc, argv, programs[i].program);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
