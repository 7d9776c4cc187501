# shellcheck shell=bash
# From the flow's text to C: what macros grow to, what is emitted, and what a debugger sees.

test_nested_calls_grow_slowly() {
    {
        echo '#include <leat/leat.h>'
        echo 'void f(leat_process *p); void f(leat_process *p) {'
        echo '  leat_for_each('
        for _ in $(seq 22); do printf 'leat_map(\n'; done
        echo '  leat_source_iter(p, int, q(range(0, 10)))'
        for i in $(seq 22); do printf ', int, q(x, x + %d))\n' "$i"; done
        echo '  , q(x, (void)x)); }'
    } >nested.c
    sed 's/leat_for_each(/(void)(/; s/leat_map(/(/; s/, int, q(x, x + [0-9]*))/)/; s/, q(x, (void)x)//; s/leat_source_iter(p, int, q(range(0, 10)))/p/' nested.c >flat.c
    for compiler in gcc clang; do
        "$compiler" -std=gnu17 -I"$ROOT/include" -E -P nested.c >nested.i
        "$compiler" -std=gnu17 -I"$ROOT/include" -E -P flat.c >flat.i
        size=$(($(wc -c <nested.i) - $(wc -c <flat.i)))
        [ "$size" -gt 1000 ] || fail "nothing was nested"
        [ "$size" -lt 65536 ] || fail "24 nested calls are $size bytes with $compiler"
        "$compiler" -std=gnu17 -I"$ROOT/include" -Wall -Wextra -Werror -fsyntax-only nested.c
    done
}

test_no_short_name_is_taken() {
    cat >names.c <<'C'
#include <leat/leat.h>
static int q(int x) { return x; }
static int yield = 1, range = 2, let = 3, nondet = 4, commutative = 5, idempotent = 6, let_as = 7, main_of = 8;
int all(void);
int all(void) { return q(1) + yield + range + let + nondet + commutative + idempotent + let_as + main_of; }
C
    gcc -std=gnu17 -I"$ROOT/include" -Wall -Wextra -Werror -fsyntax-only names.c
    clang -std=gnu17 -I"$ROOT/include" -Wall -Wextra -Werror -fsyntax-only names.c
}

test_the_headers_are_quiet_under_many_warnings() {
    echo '#include <leat/leat.h>' >h.c
    for compiler in gcc clang; do
        "$compiler" -std=gnu17 -I"$ROOT/include" -Wall -Wextra -Wconversion -Wshadow -Wpedantic -Wundef -Werror -fsyntax-only h.c
    done
}

test_emitted_code_is_the_same_each_time_and_everywhere() {
    leat emit "$ROOT/examples/map_reduce.c" >first
    leat clean
    leat emit "$ROOT/examples/map_reduce.c" >second
    cmp first second
    case $CC in */*) return ;; esac
    cp "$ROOT/examples/map_reduce.c" .
    for compiler in gcc clang; do
        CC=$compiler leat emit map_reduce.c >"$compiler.c"
    done
    cmp gcc.c clang.c
}

test_emit_into_a_directory() {
    leat emit -o made "$ROOT/examples/first_ten.c"
    leat emit "$ROOT/examples/first_ten.c" >printed
    cmp printed made/first_ten.leat.c
}

test_emit_ir_prints_every_operator() {
    run_for 0 leat emit --ir "$ROOT/examples/map_reduce.c"
    [ "$(head -n 1 out)" = "leat-ir 1" ]
    for operator in source_lines flat_map fold_keyed entries sort limit for_each; do
        holds out " ${operator}_"
    done
}

test_emit_says_where_it_came_from() {
    leat emit "$ROOT/examples/first_ten.c" >out
    head -n 1 out >first
    holds first "first_ten.c"
    holds first "Do not edit"
    grep -qE '^#line [0-9]+ ".*first_ten.c"' out
}

test_a_chain_of_1000_operators_is_cut() {
    {
        echo '    leat_process *p = process(flow, "p");'
        echo '    leat_stream(long) s = leat_source_iter(p, long, q(range(0, 1000)));'
        for _ in $(seq 1000); do echo '    s = leat_map(s, long, q(x, x + 1));'; done
        cat <<'C'
    leat_for_each(leat_into_stream(leat_fold(s, long, q(0), q(acc, x, acc += x))), q(x, printf("%ld\n", x)));
C
    } | flow_file chain.c
    run_for 0 leat emit --ir chain.c
    [ "$(grep -c ' cut' out)" -ge 10 ]
    run_for 0 leat run chain.c
    out_is "[p/0] 1499500"
}

test_a_debugger_stops_in_the_users_file() {
    case $CC in */*) skip "a debugger and the leak checker do not go together" ;; esac
    cp "$ROOT/examples/first_ten.c" first_ten.c
    line=$(grep -n 'leat_for_each' first_ten.c | cut -d : -f 1)
    # The process is started by hand, under the debugger.
    leat run --profile debug --by-hand service/0 first_ten.c >out 2>err &
    launched=$!
    wait_until grep -q -- '--id 0' err
    binary=$(sed -n 's/^ *LEAT_TOKEN=[^)]*) \(.*\) --id .*/\1/p' err)
    rendezvous=$(sed -n 's/.*--rendezvous \([^ ]*\).*/\1/p' err)
    LEAT_TOKEN=$(cat "$(sed -n 's/.*\$(cat \([^)]*\)).*/\1/p' err)")
    export LEAT_TOKEN
    cat >commands <<END
set confirm off
set debuginfod enabled off
set breakpoint pending on
break first_ten.c:$line
run --id 0 --rendezvous $rendezvous
print n
continue
print n
backtrace 1
delete
continue
END
    gdb -nx -batch -x commands "$binary" >gdb.out 2>gdb.err </dev/null
    wait "$launched"
    holds gdb.out "first_ten.c:$line"
    holds gdb.out "leat_for_each(numbers, q(n, printf"
    [ "$(grep -E '^\$[12] = ' gdb.out)" = $'$1 = 0\n$2 = 1' ]
    [ "$(grep -cE '^[0-9]$' gdb.out)" -eq 10 ]
}

# Operators that are nested in each other, of every kind that takes a stream and gives one.
test_no_operator_grows_with_what_is_nested_in_it() {
    for call in 'leat_filter(@, q(x, x))' 'leat_filter_map(@, int, q(x, { yield(x); }))' \
        'leat_flat_map(@, int, q(x, { yield(x); }))' 'leat_inspect(@, q(x, (void)x))' 'leat_unique(@)' \
        'leat_limit(@, q(1))' 'leat_merge(@, a)' 'leat_chain(@, a)' 'leat_chain(a, @)' 'leat_sort(@, q(x, y, x - y))' \
        'leat_batch(@, t, nondet("n"))' 'leat_all_ticks(@)' 'leat_defer_tick(@)' 'leat_send_bincode(@, p)' \
        'leat_broadcast_bincode(@, c)' 'leat_demux_bincode(@, c, q(x, 0u))' 'leat_send_bincode_interleaved(@, p)' \
        'leat_into_stream(leat_count(@))' 'leat_sort_by(@, q(x, x))' 'leat_top_n(@, q(1), q(x, y, x - y))' \
        'leat_into_stream(leat_min(@, q(x, y, x - y)))'; do
        nested=a
        sizes=
        for _ in 1 2 3 4 5 6 7 8; do
            nested=${call/@/$nested}
            printf '#include <leat/leat.h>\nvoid f(void) { (void)%s; }\n' "$nested" >nested.c
            sizes+=" $(gcc -std=gnu17 -I"$ROOT/include" -E -P nested.c | tail -n 1 | wc -c)"
        done
        # Each further call adds about as much as the first one.
        awk -v call="$call" '{ if ($8 - $7 > 1.5 * $2) { print call ": " $0; exit 1 } }' <<<"$sizes"
    done
}

# A quote is stored before macros in it are expanded, whichever operator takes it: a compiler's own macros must not show.
test_macros_in_quotes_are_not_expanded() {
    flow_file f.c <<'C'
#define BODY hidden
enum { hidden = 1 };
---
    leat_process *p = process(flow, "p");
    leat_stream(int) s = leat_source_iter(p, int, q({ yield(BODY); }));
    s = leat_map(s, int, q(x, x + BODY));
    s = leat_filter(s, q(x, x + BODY));
    s = leat_filter_map(s, int, q(x, { yield(x + BODY); }));
    s = leat_flat_map(s, int, q(x, { yield(x + BODY); }));
    s = leat_inspect(s, q(x, (void)(x + BODY)));
    s = leat_sort(s, q(a, b, a - b + 0 * BODY));
    s = leat_demux_bincode(s, leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "w"})), q(x, x * 0 * BODY));
    s = leat_into_stream(leat_fold(s, int, q(BODY), q(acc, x, acc += x + BODY)));
    s = leat_limit(s, q(BODY));
    leat_for_each(s, q(x, printf("%d\n", x + BODY)));
C
    leat emit f.c >out
    # Twelve quotes hold the word; nine of them stand in a function of their own.
    [ "$(grep -c BODY out)" -eq 12 ]
    lacks out hidden
}

test_what_an_embedded_flow_declares() {
    flow_file scale.c <<'C'
    leat_process *p = process(flow, "p");
    leat_stream(int) numbers = leat_embed_input(p, int, "numbers");
    leat_singleton(int) sum = leat_fold(numbers, int, q(0), q(acc, x, acc += x));
    leat_embed_output(leat_into_stream(sum), "sum");
    leat_embed_output(leat_map(numbers, int, q(x, 2 * x)), "doubled");
C
    run_for 0 leat emit --embed --prefix scale -o scale_flow scale.c
    for name in scale_new scale_numbers_push scale_end scale_free; do
        holds scale_flow.h "$name"
    done
    "$CC" -std=gnu17 -Wall -Wextra -Wconversion -Werror -I"$ROOT/include" -I. -c scale_flow.c -o scale_flow.o
    if nm -u scale_flow.o | grep uv_; then fail "an embedded flow needs libuv"; fi
}

test_the_example_of_two_instances_in_one_program() {
    leat emit --embed --prefix words -o words "$ROOT/examples/embedded/words.c"
    "$CC" -std=gnu17 -Wall -Wextra -Werror -I. -I"$ROOT/include" "$ROOT/examples/embedded/main.c" words.c \
        "$BUILD/libleat_rt.a" -o program
    run_for 0 ./program
    diff "$ROOT/examples/embedded/expected" out
    run ldd program
    lacks out libuv
}

test_outputs_of_one_name_are_not_embedded() {
    sed 's/"total"/"fresh"/' "$ROOT/examples/embedded/words.c" >twice.c
    run_for 1 leat emit --embed --prefix words twice.c
    grep -q "LEAT0501.*two of its outputs have one name" err
}

test_what_cannot_be_embedded_is_said() {
    run_for 1 leat emit --embed "$ROOT/examples/first_ten_distributed.c"
    out_is_empty
    holds err LEAT0501
}

test_an_error_in_a_quote_is_at_the_users_line() {
    flow_file f.c <<'C'
leat_record(point, (int, across), (int, down))
---
    leat_stream(point) points = leat_source_iter(process(flow, "p"), point, q({ yield((point){1, 2}); }));
    leat_for_each(points,
                  q(p, printf("%d\n", p.acros))); /* HERE */
C
    line=$(grep -n HERE f.c | cut -d : -f 1)
    run_for 1 leat check f.c
    holds err "f.c:$line:"
    holds err "p.acros"
    holds err across
    [ "$(wc -l <err)" -le 40 ]
}

test_the_same_position_from_both_compilers() {
    case $CC in */*) skip "archives with sanitizers are for one compiler" ;; esac
    flow_file f.c <<'C'
    leat_process *p = process(flow, "p");
    leat_cluster *c = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "w", .members = 2}));
    leat_stream(int) mixed =
        leat_send_bincode_interleaved(
            leat_source_iter(c, int, q({
                yield(1);
            })),
            p);
    leat_for_each(
        leat_map(mixed, int, q(x,
                               x + 1)),
        q(n,
          printf("%d\n", n)));
C
    CC=gcc run leat check f.c
    mv err gcc.err
    CC=clang run leat check f.c
    diff gcc.err err
    holds err LEAT0204
}

test_a_flow_that_is_never_run() {
    cat >f.c <<'C'
#include <leat/leat.h>
int main(int argc, char **argv)
{
    leat_deployment_new(argc, argv);
    leat_flow_new();
    return 0;
}
C
    run leat run f.c
    [ "$status" -ne 0 ]
    holds err LEAT0402
}

test_windows_that_make_no_sense_end_the_run() {
    for window in '.width = 0|a window is at least 1 wide; this one is 0' \
        '.width = 5, .slide = 6|windows of width 5 that slide by 6 would leave elements out' \
        '.width = 5, .lateness = -1|the lateness of a window is at least 0; here it is -1' \
        '.width = 5|the time 4611686018427387904 is out of range'; do
        flow_file f.c <<C
leat_keyed(reading, int, int64_t)
leat_windowed(sums, int, int64_t)
---
    leat_stream(reading) late;
    leat_stream(reading) readings = leat_source_iter(process(flow, "p"), reading, q({ yield(((reading){1, INT64_MAX / 2 + 1})); }));
    leat_for_each(leat_fold_window(readings, sums, q((leat_window){${window%%|*}}), q(x, x.value), q(0), q(acc, v, acc += v), &late), q(x, (void)x));
    leat_null(late);
C
        run_for 1 leat run f.c
        holds err "${window#*|}"
        holds err 'f.c:'
    done
}

test_sessions_that_make_no_sense_end_the_run() {
    for session in '.gap = 0|the gap between sessions is at least 1; here it is 0' \
        '.gap = 5, .lateness = -1|the lateness of a session is at least 0; here it is -1' \
        '.gap = 5|the time 4611686018427387904 is out of range'; do
        flow_file f.c <<C
leat_keyed(reading, int, int64_t)
leat_windowed(sums, int, int64_t)
---
    leat_stream(reading) late;
    leat_stream(reading) readings = leat_source_iter(process(flow, "p"), reading, q({ yield(((reading){1, INT64_MAX / 2 + 1})); }));
    leat_for_each(leat_fold_session(readings, sums, q((leat_session){${session%%|*}}), q(x, x.value), q(0), q(acc, v, acc += v),
                                    q(acc, other, acc += other), &late), q(x, (void)x));
    leat_null(late);
C
        run_for 1 leat run f.c
        holds err "${session#*|}"
        holds err 'f.c:'
    done
}

test_an_assertion_that_fails_names_the_element_and_the_condition() {
    flow_file f.c <<'C'
    leat_stream(int) numbers = leat_source_iter(process(flow, "p"), int, q(range(0, 10)));
    leat_assert(numbers, q(n, n * 2 < 15));
C
    run_for 1 leat run f.c
    holds err "leat_assert at f.c:"
    holds err ": 8 does not meet the condition: n * 2 < 15"
}

test_a_filter_map_that_yields_twice_is_an_error() {
    flow_file f.c <<'C'
    leat_stream(int) numbers = leat_source_iter(process(flow, "p"), int, q(range(0, 10)));
    leat_for_each(leat_filter_map(numbers, int, q(n, { yield(n); if (n == 7) yield(-n); })), q(n, printf("%d\n", n)));
C
    run_for 1 leat run f.c
    holds out "[p/0] 7"
    lacks out "[p/0] -7"
    holds err "leat_filter_map at f.c:"
    holds err "a second value is yielded for one element"
}
