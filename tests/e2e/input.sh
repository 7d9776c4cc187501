# shellcheck shell=bash
# What comes in: lines of any bytes and any length, files that are not there, and real texts.

# A process reads lines, another one is told of each: its length and its last byte.
lines_flow() {
    flow_file lines.c <<'C'
static const char *path(void)
{
    leat_str given = leat_argument("path");
    return given.length ? leat_str_format("%.*s%c", (int)given.length, given.data, '\0').data : "-";
}
---
    leat_process *first = leat_flow_process(flow, (&(leat_process_spec){.name = "p", .standard_input = true}));
    leat_process *second = process(flow, "p");
    leat_stream(leat_str) lines = leat_send_bincode(leat_source_lines(first, q(path())), second); /* HERE */
    leat_for_each(lines, q(l, printf("%zu\n", l.length)));
C
}

test_standard_input_reaches_the_process_that_asked() {
    lines_flow
    printf 'one\nthree\n\n' | leat run lines.c >out
    out_is $'[p/1] 3\n[p/1] 5\n[p/1] 0'
}

test_empty_standard_input() {
    lines_flow
    run_for 0 leat run lines.c
    out_is_empty
}

test_a_file_by_an_argument() {
    lines_flow
    printf 'x\nyy' >"a file"
    run_for 0 leat run lines.c -- "path=a file"
    out_is $'[p/1] 1\n[p/1] 2'
}

test_a_file_that_is_not_there() {
    lines_flow
    run_for 1 leat run lines.c -- path=nowhere
    out_is_empty
    matches err "nowhere.*No such file"
    line=$(grep -n HERE lines.c | cut -d : -f 1)
    holds err "lines.c:$line"
}

test_a_directory_instead_of_a_file() {
    lines_flow
    run_for 1 leat run lines.c -- path=.
    out_is_empty
    matches err "[Ii]s a directory|not a file"
}

test_a_line_of_100_megabytes() {
    lines_flow
    { echo before; head -c 100000000 /dev/zero | tr '\0' x; printf '\nafter\n'; } >large
    run_for 1 leat run lines.c -- path=large
    lacks out 100000000
    line=$(grep -n HERE lines.c | cut -d : -f 1)
    matches err "large"
    holds err "lines.c:$line"
    holds err "--max-element"
    run_for 0 leat run --max-element 128M lines.c -- path=large
    out_is $'[p/1] 6\n[p/1] 100000000\n[p/1] 5'
    rm large
}

test_an_element_over_the_limit_names_its_operator() {
    flow_file f.c <<'C'
    leat_process *first = process(flow, "p"), *second = process(flow, "p");
    leat_stream(leat_str) made = leat_source_iter(first, leat_str, q({ yield(leat_str_format("%0*d", 100000, 1)); }));
    leat_for_each(leat_send_bincode(made, second), q(s, printf("%zu\n", s.length))); /* HERE */
C
    run_for 1 leat run --max-element 64K f.c
    out_is_empty
    holds err "f.c:$(grep -n HERE f.c | cut -d : -f 1)"
    holds err "--max-element"
    run_for 0 leat run --max-element 128K f.c
    out_is "[p/1] 100000"
}

test_bytes_that_are_no_text_are_kept() {
    flow_file f.c <<'C'
    leat_process *first = leat_flow_process(flow, (&(leat_process_spec){.name = "p", .standard_input = true}));
    leat_process *second = process(flow, "p");
    leat_stream(leat_str) lines = leat_send_bincode(leat_source_lines(first, q("-")), second);
    leat_for_each(lines, q(l, { fwrite(l.data, 1, l.length, stdout); putchar('\n'); }));
C
    # Every byte but the ends of lines, in many lines, and sequences that are no UTF-8.
    for i in $(seq 1 255); do
        [ "$i" -eq 10 ] || [ "$i" -eq 13 ] || printf "%b\n" "a\\x$(printf %x "$i")b"
    done >bytes
    printf '\xc3\n\xed\xa0\x80\n\xff\xfe\xfd\nA\0B\n' >>bytes
    leat run f.c <bytes >out
    sed 's/^\[p\/1\] //' out | cmp - bytes
}

test_a_pipe_that_stays_open_is_read_as_it_comes() {
    flow_file f.c <<'C'
    leat_process *first = leat_flow_process(flow, (&(leat_process_spec){.name = "p", .standard_input = true}));
    leat_for_each(leat_source_lines(first, q("-")), q(l, { printf("%.*s\n", (int)l.length, l.data); fflush(stdout); }));
C
    mkfifo input
    leat run f.c <input >out 2>err &
    launched=$!
    exec 9>input
    echo one >&9
    wait_until grep -q 'one' out
    printf 'tw' >&9
    printf 'o\n' >&9
    wait_until grep -q 'two' out
    lacks out 'tw$'
    exec 9>&-
    wait "$launched"
    out_is $'[p/0] one\n[p/0] two'
}

# The example, against the pipeline that everybody knows: a real text, over 10 MB.
test_word_count_equals_a_pipeline_of_commands() {
    cat /usr/share/common-licenses/GPL-3 /usr/share/common-licenses/Apache-2.0 /usr/share/common-licenses/MPL-2.0 >once
    for _ in $(seq 170); do cat once; done >text
    [ "$(wc -c <text)" -ge 10000000 ]
    tr -cs 'A-Za-z' '\n' <text | grep . | sort | uniq -c | sort -k1,1nr -k2,2 |
        awk 'NR <= 10 { print "[leader/0] " $1 " " $2 }' >wanted
    [ "$(wc -l <wanted)" -eq 10 ]
    run_for 0 leat run "$ROOT/examples/map_reduce.c" -- text=text
    diff wanted out
    leat run --members worker=2 "$ROOT/examples/map_reduce.c" <text >out
    diff wanted out
}

test_memory_is_bounded_whatever_the_input() {
    flow_file f.c <<'C'
#include <sys/resource.h>
static long peak(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}
---
    leat_process *first = leat_flow_process(flow, (&(leat_process_spec){.name = "p", .standard_input = true}));
    leat_process *second = process(flow, "p");
    leat_stream(leat_str) lines = leat_send_bincode(leat_source_lines(first, q("-")), second);
    leat_for_each(leat_into_stream(leat_count(lines)), q(n, printf("%" PRIu64 " lines, %s\n", n, peak() < 65536 ? "bounded" : "not bounded")));
C
    seq -f 'a line of some forty bytes, and a number %.0f' 2000000 | leat run f.c >out
    case $CC in
    */*) matches out '2000000 lines' ;;
    *) out_is "[p/1] 2000000 lines, bounded" ;;
    esac
}

test_compute_pi_ends_with_all_its_darts() {
    run_for 0 leat run "$ROOT/examples/compute_pi.c" -- rounds=5
    [ "$(tail -n 1 out)" = "[process/0] pi: 3.14 (20 million darts)" ]
}

test_a_source_with_a_descriptor_that_is_none() {
    flow_file f.c <<'C'
    leat_process *p = process(flow, "p");
    leat_stream(int) none = leat_source_poll(p, int, q(open("nowhere", 0)), q(fd, yield(fd))); /* HERE */
    leat_for_each(none, q(n, (void)n));
C
    sed -i '1i #include <fcntl.h>' f.c
    run_for 1 leat run f.c
    matches err "cannot watch the descriptor -1: Bad file descriptor \(leat_source_poll at f.c:$(grep -n HERE f.c | cut -d : -f 1)\)"
}

test_the_end_of_a_source_is_said_in_its_own_quote() {
    flow_file f.c <<'C'
    leat_process *p = process(flow, "p");
    leat_for_each(leat_source_iter(p, int, q(range(0, 3))), q(n, { if (n == 1) leat_source_end(); }));
C
    run_for 1 leat run f.c
    holds err "leat_source_end() is for the second quote of leat_source_poll"
}

# Nothing comes for it to read, and a source that spins must not keep the descriptor's turn from it when something does.
test_a_descriptor_is_watched_beside_a_source_that_spins() {
    flow_file f.c <<'C'
static leat_str take(int fd)
{
    char text[100];
    ssize_t length = read(fd, text, sizeof text);

    return leat_str_format("%.*s", length > 0 ? (int)length : 0, text);
}
---
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p", .standard_input = true}));
    leat_stream(leat_str) said = leat_source_poll(p, leat_str, q(STDIN_FILENO), q(fd, {
        leat_str text = take(fd);

        if (text.length > 0)
            yield(text);
        else
            leat_source_end();
    }));
    leat_for_each(said, q(text, { printf("%.*s", (int)text.length, text.data); }));
    leat_for_each(leat_limit(leat_spin(p), q(20000)), q(n, { if (n == 19999) printf("spun\n"); }));
C
    mkfifo pipe
    leat run f.c <pipe >out &
    exec 9>pipe
    wait_until grep -qx '\[p/0\] spun' out
    echo something >&9
    wait_until grep -qx '\[p/0\] something' out
    exec 9>&-
    wait $!
}
