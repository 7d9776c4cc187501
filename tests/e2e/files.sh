# shellcheck shell=bash
# Files that a flow writes: anew or behind what is there, in pieces of a size, and where the disk is full.

# numbers_to QUOTE: 100 lines, "line 0" to "line 99", go where the quote says.
numbers_to() {
    flow_file f.c <<C
    leat_process *p = process(flow, "p");
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 100)));
    leat_to_file(leat_map(numbers, leat_str, q(n, leat_str_format("line %d", n))), $1); /* HERE */
C
}
lines() { seq -f 'line %.0f' "$1" "$2"; }

test_a_file_is_begun_anew() {
    numbers_to 'q("out.txt")'
    lines 0 200 >out.txt
    run_for 0 leat run f.c
    out_is_empty
    lines 0 99 | cmp - out.txt
}

test_a_file_is_appended_to() {
    numbers_to 'q((leat_file){.path = "out.txt", .append = true})'
    echo before >out.txt
    run_for 0 leat run f.c
    run_for 0 leat run f.c
    { echo before; lines 0 99; lines 0 99; } | cmp - out.txt
}

test_a_file_named_by_an_argument() {
    numbers_to 'q(leat_argument("to"))'
    run_for 0 leat run f.c -- "to=a file"
    lines 0 99 | cmp - "a file"
    run_for 1 leat run f.c
    matches err "cannot write to : No such file.*leat_to_file at f.c:$(grep -n HERE f.c | cut -d : -f 1)"
}

# 10 lines of 7 bytes, then 90 of 8: 11 pieces of at most 80 bytes, of which the last 4 are left.
test_a_file_is_rotated_by_size() {
    numbers_to 'q((leat_file){.path = "log", .rotate_bytes = 80, .keep = 3})'
    echo old >log.4
    run_for 0 leat run f.c
    for piece in log log.1 log.2 log.3; do
        [ "$(wc -c <"$piece")" -le 80 ] || fail "$piece is too large"
    done
    [ "$(cat log.4)" = old ]
    cat log.3 log.2 log.1 log >joined
    lines 61 99 >newest
    tail -n 39 joined | cmp - newest
    [ "$(head -n 1 log.3)" = "$(tail -n "$(wc -l <joined)" <(lines 0 99) | head -n 1)" ]
}

test_nothing_is_kept_where_nothing_is_asked_for() {
    numbers_to 'q((leat_file){.path = "log", .rotate_bytes = 80})'
    run_for 0 leat run f.c
    [ "$(wc -c <log)" -le 80 ]
    [ "$(tail -n 1 log)" = "line 99" ]
    [ ! -e log.1 ]
}

test_a_line_larger_than_a_piece_has_one_of_its_own() {
    flow_file f.c <<'C'
    leat_process *p = process(flow, "p");
    leat_stream(leat_str) lines = leat_source_iter(p, leat_str, q({
        yield(leat_str_of("a"));
        yield(leat_str_format("%0*d", 200000, 7));
        yield(leat_str_of("b"));
    }));
    leat_to_file(lines, q((leat_file){.path = "log", .rotate_bytes = 1000, .keep = 9}));
C
    run_for 0 leat run f.c
    [ "$(cat log.2)" = a ]
    [ "$(wc -c <log.1)" -eq 200001 ]
    [ "$(cat log)" = b ]
    [ ! -e log.3 ]
}

test_bytes_go_to_a_file_as_they_are() {
    flow_file f.c <<'C'
    leat_process *p = process(flow, "p");
    leat_stream(leat_bytes) bytes = leat_source_iter(p, leat_bytes, q({
        yield(((leat_bytes){"\0\1\n", 3}));
        yield(((leat_bytes){"", 0}));
        yield(((leat_bytes){"\377", 1}));
    }));
    leat_tick *tick = leat_tick_of(p);
    leat_to_file(bytes, q("outside"));
    leat_to_file(leat_batch(bytes, tick, nondet("one behind the other")), q("inside"));
C
    run_for 0 leat run f.c
    printf '\0\1\n\377' | cmp - outside
    printf '\0\1\n\377' | cmp - inside
}

test_a_full_disk() {
    numbers_to 'q("/dev/full")'
    run_for 1 leat run f.c
    matches err "cannot write to /dev/full: No space left on device \(leat_to_file at f.c:$(grep -n HERE f.c | cut -d : -f 1)\)"
}

# While the flow goes on, what it has written can be read.
test_a_file_is_written_at_the_end_of_each_turn() {
    flow_file f.c <<'C'
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p", .standard_input = true}));
    leat_to_file(leat_source_lines(p, q("-")), q("out.txt"));
C
    mkfifo pipe
    leat run f.c <pipe &
    exec 9>pipe
    echo first >&9
    wait_until grep -qx first out.txt
    echo second >&9
    wait_until grep -qx second out.txt
    exec 9>&-
    wait $!
}
