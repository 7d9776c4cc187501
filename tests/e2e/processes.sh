# shellcheck shell=bash
# Running processes: ends, signals, deaths, and what is left behind. (That nothing is left is checked behind every test.)

# Two processes that would go on for ever; both print.
endless() {
    flow_file endless.c <<'C'
    leat_process *first = process(flow, "p"), *second = process(flow, "p");
    leat_stream(int) all = leat_source_generate(first, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_for_each(leat_send_bincode(all, second), q(n, { if (n % 1000 == 0) { printf("%d\n", n); fflush(stdout); } }));
C
}

# The second process waits for standard input of the first, which is a pipe that this test holds open.
waiting() {
    cat >waiting.c <<'C'
#include <leat/leat.h>
#include <stdio.h>
int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *first = leat_flow_process(flow, (&(leat_process_spec){.name = "p", .standard_input = true}));
    leat_process *second = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));
    leat_stream(leat_str) lines = leat_send_bincode(leat_source_lines(first, q("-")), second);
    leat_for_each(lines, q(l, { printf("%.*s\n", (int)l.length, l.data); fflush(stdout); }));
    leat_singleton(uint64_t) count = leat_count(lines);
    leat_for_each(leat_into_stream(count), q(n, printf("%d lines in all\n", (int)n)));
    return leat_deployment_run(deployment, flow);
}
C
}

# start COMMAND...: in the background, in a process group of its own, as a terminal would; sets $launched.
start() {
    set -m
    "$@" >out 2>err &
    launched=$!
    set +m
}

# ends STATUS: the command that was started ends so, and soon.
ends() {
    wait_until gone "$launched"
    status=0
    wait "$launched" || status=$?
    [ "$status" -eq "$1" ] || {
        show
        fail "status $status, not $1"
    }
}

has_lines() { [ "$(wc -l <"$1")" -ge "$2" ]; }
is_one_of_many() { [ "$(locations | wc -l)" -eq "$1" ]; }

test_finite_input_ends_by_itself() {
    run_for 0 leat run "$ROOT/examples/first_ten_distributed.c"
    [ "$(wc -l <out)" -eq 10 ]
    [ ! -s err ]
}

test_standard_output_and_error_are_kept_apart() {
    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 3))),
                  q(n, { fprintf(n == 1 ? stderr : stdout, "%d\n", n); }));
C
    run_for 0 leat run f.c
    out_is $'[p/0] 0\n[p/0] 2'
    [ "$(cat err)" = "[p/0] 1" ]
}

test_the_working_directory_is_the_callers() {
    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, {
        char here[4096];
        (void)n;
        printf("%s\n", getcwd(here, sizeof here));
    }));
C
    run_for 0 leat run f.c
    out_is "[p/0] $PWD"
}

test_lines_are_whole_whoever_prints() {
    flow_file f.c <<'C'
    leat_cluster *c = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "w", .members = 4}));
    leat_for_each(leat_source_iter(c, int, q(range(0, 2000))), q(n, {
        for (int i = 0; i < 5; i++) {
            printf("%d", n);
            fflush(stdout);
        }
        printf(" of %u\n", leat_self().id);
    }));
C
    run_for 0 leat run f.c
    [ "$(wc -l <out)" -eq 8000 ]
    [ "$(grep -cE '^\[w/([0-3])\] ([0-9]+)\2\2\2\2 of \1$' out)" -eq 8000 ]
}

test_a_last_line_without_an_end_is_printed() {
    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, printf("no end %d", n)));
C
    run_for 0 leat run f.c
    out_is "[p/0] no end 0"
}

test_a_process_that_exits_by_itself_fails_the_run() {
    flow_file f.c <<'C'
    leat_process *first = process(flow, "p"), *second = process(flow, "p");
    leat_stream(int) all = leat_send_bincode(leat_source_iter(first, int, q(range(0, 10))), second);
    leat_for_each(all, q(n, { if (n == 3) exit(7); }));
C
    run_for 1 leat run f.c
    holds err "p/1 exited with status 7"
}

# Zero, but without its end: what it sent is not the whole.
test_a_process_that_exits_with_zero_before_its_end_fails_the_run() {
    flow_file f.c <<'C'
    leat_process *first = process(flow, "p"), *second = process(flow, "p");
    leat_stream(int) numbers = leat_inspect(leat_source_iter(first, int, q({
        for (int i = 0; i < 1000; i++)
            yield(i);
    })), q(n, { if (n == 500) _exit(0); }));
    leat_singleton(int) sum = leat_fold(leat_send_bincode(numbers, second), int, q(0), q(acc, n, acc += n));
    leat_for_each(leat_into_stream(sum), q(s, printf("sum %d\n", s)));
C
    run_for 1 leat run f.c
    lacks out "sum"
    holds err "p/0"
}

test_a_crash_in_a_quote_is_reported_with_its_line() {
    case $CC in */*) skip "what a sanitizer finds first it reports itself" ;; esac
    flow_file f.c <<'C'
    leat_process *first = process(flow, "p"), *second = process(flow, "p");
    leat_stream(int) all = leat_send_bincode(leat_source_iter(first, int, q(range(0, 10))), second);
    leat_for_each(all, q(n, {
        if (n == 3)
            *(volatile int *)(long)(n - 3) = 1; /* HERE */
    }));
C
    line=$(grep -n HERE f.c | cut -d : -f 1)
    for profile in release debug; do
        run_for 1 leat run --profile "$profile" f.c
        case $CC in
        */*) holds err "f.c:$line" ;; # a sanitizer speaks first
        *)
            holds err "[p/1] SIGSEGV in for_each (f.c:$line)"
            holds err "p/1 was killed by SIGSEGV"
            ;;
        esac
    done
}

test_an_abort_in_a_function_of_the_user_is_reported_with_the_quote() {
    flow_file f.c <<'C'
static int checked(int n)
{
    if (n > 2)
        abort(); /* HERE */
    return n;
}
---
    leat_stream(int) all = leat_map(leat_source_iter(process(flow, "p"), int, q(range(0, 10))), int, q(n, checked(n)));
    leat_for_each(all, q(n, printf("%d\n", n)));
C
    run_for 1 leat run --profile debug f.c
    matches err '\[p/0\] SIGABRT in .*f.c:[0-9]+'
}

test_a_stack_that_runs_over_is_a_crash() {
    flow_file f.c <<'C'
static int deep(int n)
{
    volatile char room[4096];
    room[0] = (char)n;
    return n > 100000000 ? room[0] : deep(n + 1) + room[0];
}
---
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, printf("%d\n", deep(n))));
C
    run_for 1 leat run f.c
    lacks out "[p/0]"
    matches err '\[p/0\] SIG(SEGV|BUS)'
}

test_a_demux_out_of_range_names_line_and_value() {
    flow_file f.c <<'C'
    leat_process *p = process(flow, "p");
    leat_cluster *c = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "w", .members = 2}));
    leat_stream(int) all = leat_demux_bincode(leat_source_iter(p, int, q(range(0, 5))), c, q(n, (uint32_t)n)); /* HERE */
    leat_for_each(all, q(n, printf("%d\n", n)));
C
    line=$(grep -n HERE f.c | cut -d : -f 1)
    run_for 1 leat run f.c
    matches err "f.c:$line.* 2"
}

test_interrupted() {
    endless
    leat build -o binary endless.c
    start leat run endless.c
    wait_until has_lines out 2
    is_one_of_many 2
    kill -INT -- "-$launched"
    ends 130
    [ -z "$(locations)" ]
    [ -z "$(find "$TMPDIR" -type s)" ]
    lacks err "error"
}

# A second one, while the first is being dealt with, must not leave anything either.
test_interrupted_twice() {
    endless
    start leat run endless.c
    wait_until has_lines out 2
    kill -INT -- "-$launched"
    kill -INT -- "-$launched" 2>/dev/null || true
    ends 130
    [ -z "$(locations)" ]
}

test_terminated() {
    endless
    start leat run endless.c
    wait_until has_lines out 2
    kill -TERM "$launched"
    ends 143
    [ -z "$(locations)" ]
}

test_interrupted_while_compiling() {
    endless
    mkdir bin
    mkfifo compiling never
    cat >bin/cc <<END
#!/bin/sh
echo started >"$PWD/compiling"
read -r line <"$PWD/never"
END
    chmod +x bin/cc
    export CC=$PWD/bin/cc
    start leat run endless.c
    read -r word <compiling
    kill -INT -- "-$launched"
    wait_until gone "$launched"
    status=0
    wait "$launched" || status=$?
    [ "$status" -ne 0 ]
    out_is_empty
    # The compiler would wait for ever: that it does not live on is checked behind every test.
}

test_nobody_reads_any_more() {
    endless
    status=0
    leat run endless.c 2>err | head -n 1 >out || status=$?
    out_is "[p/1] 0"
    lacks err "error"
    wait_until is_one_of_many 0
}

test_nobody_reads_a_finite_run() {
    set +o pipefail
    leat run "$ROOT/examples/first_ten_distributed.c" 2>err | true
    [ ! -s err ]
}

test_a_killed_deployer_leaves_nothing() {
    endless
    start leat run endless.c
    wait_until has_lines out 2
    kill -KILL "$launched"
    wait_until is_one_of_many 0
    wait_until sh -c "[ -z \"\$(find '$TMPDIR' -type s)\" ]"
}

test_a_killed_deployer_of_waiting_processes_leaves_nothing() {
    waiting
    leat build -o binary waiting.c
    mkfifo input
    set -m
    leat run waiting.c <input >out 2>err &
    launched=$!
    set +m
    exec 9>input
    echo one >&9
    wait_until has_lines out 1
    kill -KILL "$launched"
    wait_until is_one_of_many 0
    exec 9>&-
}

test_a_process_that_dies_while_the_others_wait() {
    waiting
    mkfifo input
    set -m
    leat run waiting.c <input >out 2>err &
    launched=$!
    set +m
    exec 9>input
    echo one >&9
    wait_until has_lines out 1
    for pid in $(locations); do
        # The first one holds the input; the second one waits for it.
        tr '\0' '\n' <"/proc/$pid/cmdline" | tr '\n' ' ' | grep -q -- '--id 0' && kill -KILL "$pid"
    done
    ends 1
    holds err "p/0 was killed by SIGKILL"
    lacks out "in all"
    lacks err "p/1 exited"
    exec 9>&-
}

test_a_receiver_that_dies_stops_the_sender() {
    endless
    start leat run endless.c
    wait_until has_lines out 2
    for pid in $(locations); do
        tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q -- '--id 1' && kill -KILL "$pid"
    done
    ends 1
    holds err "p/1 was killed by SIGKILL"
    wait_until is_one_of_many 0
}

test_a_process_that_dies_at_start() {
    flow_file f.c <<'C'
__attribute__((constructor)) static void early(void)
{
    const char *id = getenv("DIE");
    if (id)
        _exit(9);
}
---
    static const char *const environment[] = {"DIE=1", NULL};
    leat_process *first = process(flow, "p");
    leat_process *second = leat_flow_process(flow, (&(leat_process_spec){.name = "p", .environment = environment}));
    leat_for_each(leat_send_bincode(leat_source_iter(first, int, q(range(0, 10))), second), q(n, printf("%d\n", n)));
C
    run_for 1 leat run f.c
    out_is_empty
    holds err "p/1 exited with status 9"
}

test_a_stopped_reader_does_not_make_the_writer_grow() {
    flow_file f.c <<'C'
    leat_process *first = process(flow, "p"), *second = process(flow, "p");
    leat_stream(uint64_t) all = leat_source_generate(first, uint64_t, q({ for (uint64_t i = 0;; i++) yield(i); }));
    leat_for_each(leat_send_bincode(all, second), q(n, { if (n % 100000 == 0) { printf("%" PRIu64 "\n", n); fflush(stdout); } }));
C
    start leat run f.c
    wait_until has_lines out 3
    for pid in $(locations); do
        if tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q -- '--id 1'; then reader=$pid; else writer=$pid; fi
    done
    kill -STOP "$reader"
    # The writer is still when it has used no time between two looks.
    still() {
        local before
        before=$(cut -d ' ' -f 14,15 "/proc/$writer/stat")
        for _ in 1 2 3 4 5; do sleep 0.02; done
        [ "$before" = "$(cut -d ' ' -f 14,15 "/proc/$writer/stat")" ]
    }
    wait_until still
    memory=$(awk '/VmHWM/ { print $2 }' "/proc/$writer/status")
    [ "$memory" -lt 65536 ] || case $CC in */*) ;; *) fail "the writer has $memory KiB" ;; esac
    kill -CONT "$reader"
    lines=$(wc -l <out)
    wait_until has_lines out $((lines + 3))
    kill -INT -- "-$launched"
    ends 130
}

test_two_that_ask_for_standard_input() {
    flow_file f.c <<'C'
    leat_process *first = leat_flow_process(flow, (&(leat_process_spec){.name = "p", .standard_input = true}));
    leat_process *second = leat_flow_process(flow, (&(leat_process_spec){.name = "p", .standard_input = true}));
    leat_for_each(leat_source_lines(first, q("-")), q(l, (void)l));
    leat_for_each(leat_source_lines(second, q("-")), q(l, (void)l));
C
    run leat run f.c
    [ "$status" -ne 0 ]
    out_is_empty
    holds err "LEAT0401"
}

test_members_can_be_overridden() {
    cp "$ROOT/examples/broadcast.c" .
    run_for 0 leat run --members worker=3 broadcast.c
    [ "$(wc -l <out)" -eq 15 ]
    holds out "[worker/2] worker 2 of 3 got 4"
    run_for 0 leat run broadcast.c
    [ "$(wc -l <out)" -eq 10 ]
    run_for 2 leat run --members wroker=3 broadcast.c
    holds err "worker"
}

test_members_number_on_behind_each_other() {
    flow_file f.c <<'C'
    const leat_cluster_spec spec = {.name = "w", .members = 2};
    leat_cluster *first = leat_flow_cluster(flow, &spec), *second = leat_flow_cluster(flow, &spec);
    leat_for_each(leat_source_iter(first, int, q({ yield(1); })), q(n, printf("%d: member %u\n", n, leat_self().id)));
    leat_for_each(leat_source_iter(second, int, q({ yield(2); })), q(n, printf("%d: member %u\n", n, leat_self().id)));
C
    run_for 0 leat run f.c
    out_sorted_is $'[w/0] 1: member 0\n[w/1] 1: member 1\n[w/2] 2: member 0\n[w/3] 2: member 1'
}

# The line that is printed is what a person, or another launcher, would type.
test_started_by_hand() {
    cp "$ROOT/examples/first_ten_distributed.c" f.c
    start leat run --by-hand service/1 f.c
    wait_until grep -q -- '--id 1' err
    sed -n 's/^ *\(LEAT_TOKEN=.*\)/\1/p' err >line
    [ "$(wc -l <line)" -eq 1 ]
    sh line >hand 2>&1
    ends 0
    [ "$(cat hand)" = "$(seq 0 9)" ]
    out_is_empty
}

test_started_by_hand_with_another_build_of_the_same_flow() {
    cp "$ROOT/examples/first_ten_distributed.c" f.c
    leat build -o other f.c
    start leat run --by-hand service/1 f.c
    wait_until grep -q -- '--id 1' err
    rendezvous=$(sed -n 's/.*--rendezvous \([^ ]*\).*/\1/p' err)
    token=$(sed -n 's/.*\$(cat \([^)]*\)).*/\1/p' err)
    LEAT_TOKEN=$(cat "$token") LEAT_ID=1 LEAT_RENDEZVOUS=$rendezvous ./other >hand
    ends 0
    [ "$(cat hand)" = "$(seq 0 9)" ]
}

test_started_by_hand_with_a_wrong_token() {
    cp "$ROOT/examples/first_ten_distributed.c" f.c
    start leat run --by-hand service/1 f.c
    wait_until grep -q -- '--id 1' err
    rendezvous=$(sed -n 's/.*--rendezvous \([^ ]*\).*/\1/p' err)
    binary=$(sed -n 's/^ *LEAT_TOKEN=[^)]*) \(.*\) --id .*/\1/p' err)
    status=0
    LEAT_TOKEN=00112233445566778899aabbccddeeff "$binary" --id 1 --rendezvous "$rendezvous" >hand 2>hand.err || status=$?
    [ "$status" -ne 0 ]
    [ ! -s hand ]
    holds hand.err token
    # Nothing else is touched: the right one may still join.
    sh -c "$(sed -n 's/^ *\(LEAT_TOKEN=.*\)/\1/p' err)" >hand
    ends 0
    [ "$(wc -l <hand)" -eq 10 ]
}

test_a_binary_of_another_flow_is_refused() {
    cp "$ROOT/examples/first_ten_distributed.c" f.c
    sed 's/range(0, 10)/range(0, 11)/' f.c >g.c
    leat build -o other g.c
    start leat run --by-hand service/1 f.c
    wait_until grep -q -- '--id 1' err
    rendezvous=$(sed -n 's/.*--rendezvous \([^ ]*\).*/\1/p' err)
    token=$(sed -n 's/.*\$(cat \([^)]*\)).*/\1/p' err)
    status=0
    LEAT_TOKEN=$(cat "$token") ./other --id 1 --rendezvous "$rendezvous" >hand 2>hand.err || status=$?
    [ "$status" -ne 0 ]
    holds hand.err program
    kill -INT -- "-$launched"
    ends 130
}

test_a_binary_without_rendezvous_says_how_it_is_started() {
    leat build -o binary "$ROOT/examples/first_ten.c"
    run_for 2 ./binary
    holds err "--rendezvous"
    run_for 2 ./binary --id 99 --rendezvous unix:/nowhere
    run_for 0 ./binary --help
}

test_what_connects_to_the_rendezvous_and_says_nothing_is_no_harm() {
    cp "$ROOT/examples/first_ten_distributed.c" f.c
    cat >silent.c <<'C'
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
/* Connects as often as asked, says so, and holds on until its input ends. Then it says something wrong. */
int main(int argc, char **argv)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    int fds[64], count = argc > 2 ? 32 : 1;
    snprintf(to.sun_path, sizeof to.sun_path, "%s", argv[1]);
    for (int i = 0; i < count; i++) {
        fds[i] = socket(AF_UNIX, SOCK_STREAM, 0);
        if (connect(fds[i], (struct sockaddr *)&to, sizeof to) < 0)
            return 1;
    }
    puts("connected");
    fflush(stdout);
    if (argc > 2)
        for (int i = 0; i < count; i++)
            (void)!write(fds[i], "GET / HTTP/1.1\r\n\r\n\0\377", 20);
    while (getchar() != EOF)
        ;
    return 0;
}
C
    gcc -o silent silent.c
    start leat run --by-hand service/1 f.c
    wait_until grep -q -- '--id 1' err
    rendezvous=$(sed -n 's/.*--rendezvous unix:\([^ ]*\).*/\1/p' err)
    mkfifo hold
    ./silent "$rendezvous" <hold >said &
    exec 9>hold
    wait_until grep -q connected said
    ./silent "$rendezvous" loud </dev/null >said2
    holds said2 connected
    sh -c "$(sed -n 's/^ *\(LEAT_TOKEN=.*\)/\1/p' err)" >hand
    ends 0
    [ "$(wc -l <hand)" -eq 10 ]
    exec 9>&-
}

test_no_directory_is_left_readable_for_others() {
    endless
    start leat run endless.c
    wait_until has_lines out 1
    for folder in "$TMPDIR"/leat-*; do
        [ "$(stat -c %a "$folder")" = 700 ]
    done
    lacks "/proc/$(locations | head -n 1)/cmdline" "TOKEN"
    kill -INT -- "-$launched"
    ends 130
}

test_the_token_is_in_no_command_line() {
    endless
    start leat run endless.c
    wait_until has_lines out 1
    token=$(tr '\0' '\n' <"/proc/$(locations | head -n 1)/environ" | sed -n 's/^LEAT_TOKEN=//p')
    [ ${#token} -ge 16 ]
    if grep -lz -- "$token" /proc/[0-9]*/cmdline 2>/dev/null; then fail "the token is in a command line"; fi
    kill -INT -- "-$launched"
    ends 130
}

test_without_standard_descriptors() {
    cp "$ROOT/examples/first_ten_distributed.c" f.c
    leat run f.c >out
    status=0
    leat run f.c <&- >out 2>err || status=$?
    [ "$status" -eq 0 ]
    [ "$(wc -l <out)" -eq 10 ]
    status=0
    leat run f.c <&- 2>&- >out || status=$?
    [ "$(wc -l <out)" -eq 10 ]
}

test_a_progress_line_only_on_a_terminal() {
    cp "$ROOT/examples/first_ten.c" f.c
    run_for 0 env TERM=xterm script -qec "leat run f.c" /dev/null
    matches out $'\r|\033\\['
    leat clean
    run_for 0 leat run f.c
    [ ! -s err ]
    leat clean
    run_for 0 env TERM=xterm script -qec "leat run --quiet f.c" /dev/null
    lacks out compil
}

test_a_full_disk_under_standard_output_is_an_error() {
    local status=0

    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 10))), q(n, printf("%d\n", n)));
C
    leat run f.c >/dev/full 2>err || status=$?
    [ "$status" -eq 1 ]
    holds err "cannot write to standard output: No space left on device"
}

# A signal for the whole session kills deployer and reaper alike: the processes end by themselves, and the next run
# takes away what is left of the directory.
test_what_even_the_reaper_left_is_swept_by_the_next_run() {
    endless
    start leat run endless.c
    wait_until has_lines out 2
    # All that is leat, and is no location: those have a token.
    theirs=
    for pid in $(grep -lsz "^LEAT_TEST_JOB=$LEAT_TEST_JOB\$" /proc/[0-9]*/environ | cut -d / -f 3); do
        if tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q endless &&
            ! grep -qsz '^LEAT_TOKEN=' "/proc/$pid/environ"; then theirs+=" $pid"; fi
    done
    [ "$(wc -w <<<"$theirs")" -ge 2 ]
    # shellcheck disable=SC2086 # several; stopped first, so that none outlives another
    kill -STOP $theirs
    # shellcheck disable=SC2086
    kill -KILL $theirs
    wait_until is_one_of_many 0
    left=$(echo "$TMPDIR"/leat-??????)
    [ -d "$left" ]
    run_for 0 leat run "$ROOT/examples/first_ten_distributed.c"
    [ ! -d "$left" ]
}

test_many_members_hear_each_other() {
    run_for 0 leat run --members cluster=30 "$ROOT/examples/many_to_many.c"
    [ "$(wc -l <out)" -eq 1800 ]
    [ "$(sort -u out | wc -l)" -eq 1800 ]
}

# As much is written as is read: with plain blocking writes both would wait for ever.
test_every_member_floods_every_member() {
    flow_file f.c <<'C'
leat_keyed(told, leat_member, uint64_t)
---
    leat_cluster *c = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "w", .members = 4}));
    leat_stream(uint64_t) numbers = leat_source_iter(c, uint64_t, q(range(0, 300000)));
    leat_keyed_stream(told) all = leat_broadcast_bincode_tagged(numbers, c, told);
    leat_for_each(leat_into_stream(leat_count(leat_map(all, uint64_t, q(t, t.value)))), q(n, printf("%" PRIu64 "\n", n)));
C
    run_for 0 leat run f.c
    out_sorted_is $'[w/0] 1200000\n[w/1] 1200000\n[w/2] 1200000\n[w/3] 1200000'
}

test_runs_side_by_side_do_not_meet() {
    cp "$ROOT/examples/broadcast.c" .
    leat run broadcast.c | sort >wanted
    pids=()
    for i in 1 2 3 4 5 6; do
        leat run broadcast.c >"out$i" 2>"err$i" &
        pids+=($!)
    done
    for i in 1 2 3 4 5 6; do
        wait "${pids[$((i - 1))]}" || fail "$(cat "err$i")"
        sort "out$i" | diff wanted -
        [ ! -s "err$i" ]
    done
}

test_colours_only_on_a_terminal() {
    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, nonsense(n)));
C
    run env -u NO_COLOR TERM=xterm script -qec "leat check f.c" /dev/null
    holds out $'\033['
    run env NO_COLOR=1 TERM=xterm script -qec "leat check f.c" /dev/null
    lacks out $'\033[3'
}

# On a thread of the pool; the others go on for a moment.
test_a_crash_in_a_job_is_reported_like_any_other() {
    case $CC in */*) skip "what a sanitizer finds first it reports itself" ;; esac
    flow_file f.c <<'C'
    leat_process *p = process(flow, "p");
    leat_stream(int) all = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_stream(int) made = leat_resolve(all, int, q(n, n == 100 ? *(volatile int *)0 : n)); /* HERE */
    leat_for_each(made, q(n, (void)n), commutative("nothing is done"));
C
    run_for 1 leat run f.c
    holds err "[p/0] SIGSEGV in resolve (f.c:$(grep -n HERE f.c | cut -d : -f 1))"
    lacks err "status 0"
}
