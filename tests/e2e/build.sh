# shellcheck shell=bash
# Building: what is compiled again and what is not, and where compilers, paths and disks are odd.

ten() { # ten FILE [TEXT]: a flow that prints TEXT
    flow_file "$1" <<C
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, printf("%d ${2:-text}\n", n)));
C
}

# A compiler that writes down each time that it is started.
counting_compiler() {
    mkdir -p bin
    cat >bin/mycc <<END
#!/bin/sh
echo "\$*" >>"$PWD/calls" # also the question what it is: a script's name does not tell
exec ${CC:-cc} "\$@"
END
    chmod +x bin/mycc
    export CC=$PWD/bin/mycc
    : >calls
}

test_an_unchanged_flow_starts_no_compiler() {
    counting_compiler
    ten f.c
    run_for 0 leat run f.c
    first=$(wc -l <calls)
    [ "$first" -ge 2 ]
    run_for 0 leat run f.c
    out_is "[p/0] 0 text"
    [ "$(wc -l <calls)" -eq "$first" ]
    ten f.c changed
    run_for 0 leat run f.c
    out_is "[p/0] 0 changed"
    [ "$(wc -l <calls)" -gt "$first" ]
}

test_a_flow_of_two_sources_compiles_only_the_one_that_changed() {
    counting_compiler
    flow_file a.c <<'C'
int other(int x);
---
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, printf("%d\n", other(n))));
C
    echo 'int other(int x); int other(int x) { return x + 1; }' >b.c
    run_for 0 leat run a.c b.c
    out_is "[p/0] 1"
    : >calls
    echo 'int other(int x); int other(int x) { return x + 2; }' >b.c
    run_for 0 leat run a.c b.c
    out_is "[p/0] 2"
    if grep -qE ' a\.c( |$)' calls; then fail "a.c was compiled again"; fi
}

no_compiler() {
    mkdir -p empty
    env -u CC PATH="$PWD/empty" "$@"
}

test_a_header_that_is_edited_rebuilds() {
    mkdir inc
    echo '#define TEXT "one"' >inc/text.h
    flow_file f.c <<'C'
#include "text.h"
---
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, printf("%d %s\n", n, TEXT)));
C
    run_for 0 leat run f.c -Iinc
    out_is "[p/0] 0 one"
    # As long as before, and within the same second: neither size nor whole seconds tell.
    echo '#define TEXT "two"' >inc/text.h
    run_for 0 leat run f.c -Iinc
    out_is "[p/0] 0 two"
}

test_a_change_back_is_found_in_the_cache() {
    counting_compiler
    ten f.c one
    run_for 0 leat run f.c
    ten f.c two
    run_for 0 leat run f.c
    ten f.c one
    : >calls
    run_for 0 leat run f.c
    out_is "[p/0] 0 one"
    [ ! -s calls ]
}

test_another_flag_rebuilds() {
    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, printf("%d %d\n", n, NUMBER)));
C
    run_for 0 leat run -DNUMBER=1 f.c
    out_is "[p/0] 0 1"
    run_for 0 leat run -DNUMBER=2 f.c
    out_is "[p/0] 0 2"
}

test_another_compiler_rebuilds() {
    case $CC in */*) skip "archives with sanitizers are for one compiler" ;; esac
    ten f.c
    run_for 0 env CC=gcc LEAT_TEST=1 "$LEAT" build -o a f.c
    run_for 0 env CC=clang "$LEAT" build -o b f.c
    run readelf -p .comment b
    holds out clang
}

test_a_profile_is_a_build_of_its_own() {
    ten f.c
    leat build -o release f.c
    leat build --profile debug -o debug f.c
    if cmp -s release debug; then fail "both profiles give the same binary"; fi
    run readelf -S debug
    holds out .debug_line
}

test_a_source_path_with_spaces_and_quotes() {
    mkdir "a dir's \"quoted\" \$name"
    ten "a dir's \"quoted\" \$name/my flow.c"
    run_for 0 leat run "a dir's \"quoted\" \$name/my flow.c"
    out_is "[p/0] 0 text"
    cd "a dir's \"quoted\" \$name"
    run_for 0 leat run "my flow.c"
    out_is "[p/0] 0 text"
}

test_a_source_path_that_begins_with_a_dash() {
    ten ./-flow.c
    run_for 0 leat run ./-flow.c
    out_is "[p/0] 0 text"
}

test_an_include_path_with_spaces_reaches_the_generated_code() {
    mkdir "in c"
    echo '#define TEXT "text"' >"in c/text.h"
    flow_file f.c <<'C'
#include "text.h"
---
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, printf("%d %s\n", n, TEXT)));
C
    run_for 0 leat run f.c "-Iin c" '-DQUOTED="a b"'
    out_is "[p/0] 0 text"
}

test_a_long_tmpdir() {
    ten f.c
    long=$PWD/$(printf 'x%.0s' {1..120})
    mkdir "$long"
    run_for 0 env TMPDIR="$long" XDG_RUNTIME_DIR="$long" "$LEAT" run "$ROOT/examples/first_ten_distributed.c"
    holds out "[service/1] 9"
    [ -z "$(find "$long" -type s)" ]
}

test_a_tmpdir_that_is_not_there() {
    run_for 0 env TMPDIR=/nowhere/at/all "$LEAT" run "$ROOT/examples/first_ten_distributed.c"
    holds out "[service/1] 9"
}

test_a_word_for_the_program_without_the_dashes() {
    cp "$ROOT/examples/first_ten.c" f.c
    run_for 1 leat run f.c twice
    holds err "error[LEAT0300]: cannot read 'twice': No such file or directory"
    holds err "what is meant for the program comes after \`--\`"
}

test_a_missing_compiler() {
    ten f.c
    run_for 1 no_compiler "$LEAT" run f.c
    out_is_empty
    holds err "LEAT0320"
    holds err "no C compiler"
    run_for 1 env CC=/nowhere/cc "$LEAT" run f.c
    holds err "/nowhere/cc"
}

test_a_compiler_that_is_killed() {
    printf '#!/bin/sh\nkill -KILL $$\n' >cc
    chmod +x cc
    ten f.c
    run_for 1 env CC="$PWD/cc" "$LEAT" run f.c
    out_is_empty
    holds err "error"
}

test_a_full_disk_in_the_cache() {
    [ "$(id -u)" -eq 0 ] || skip "needs root, to mount a small file system"
    mkdir small
    mount -t tmpfs -o size=64k none small 2>/dev/null || skip "a file system cannot be mounted here"
    ten f.c
    status=0
    env XDG_CACHE_HOME="$PWD/small" "$LEAT" run f.c >out 2>err || status=$?
    umount small
    [ "$status" -eq 1 ]
    out_is_empty
    holds err "No space left on device"
}

test_a_cache_that_cannot_be_written() {
    ten f.c
    echo "no directory" >file
    # Another place is used, and it is said once by each program that builds.
    run_for 0 env XDG_CACHE_HOME="$PWD/file" "$LEAT" run f.c
    out_is "[p/0] 0 text"
    holds err "LEAT0321"
    holds err "$PWD/file"
}

test_what_was_cut_off_in_the_cache_is_made_again() {
    ten f.c
    run_for 0 leat run f.c
    find "$XDG_CACHE_HOME/leat" -type f -size +20k -exec truncate -s 100 {} +
    run_for 0 leat run f.c
    out_is "[p/0] 0 text"
}

test_two_at_once_build_the_same_flow() {
    ten f.c
    leat run f.c >one 2>&1 &
    first=$!
    leat run f.c >two 2>&1 &
    second=$!
    wait "$first"
    wait "$second"
    [ "$(cat one)" = "[p/0] 0 text" ]
    cmp one two
}

test_build_makes_one_binary_that_lists_its_locations() {
    cp "$ROOT/examples/broadcast.c" .
    run_for 0 leat build -o b broadcast.c
    run_for 0 ./b --list
    matches out '0 leader/0 process'
    matches out '1 worker cluster'
}

test_build_names_its_output() {
    ten f.c
    run_for 0 leat build f.c
    [ -x f.leat ]
    rm f.leat
    run_for 1 leat build -o /nowhere/at/all f.c
    holds err /nowhere/at/all
}

test_sources_with_flags_and_libraries() {
    flow_file f.c <<'C'
#include <math.h>
double half(double x);
---
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(2, 3))), q(n, printf("%g\n", half(pow(n, 3)))));
C
    echo 'double half(double x); double half(double x) { return x / DIVISOR; }' >g.c
    run_for 0 leat run f.c g.c -DDIVISOR=2 -lm
    out_is "[p/0] 4"
}

test_quotes_in_two_sources() {
    cat >flows.h <<'C'
#include <leat/leat.h>
leat_stream(int) made(leat_process *process);
void printed(leat_stream(int) numbers);
C
    # Both have a static function, an enum and a macro of the same names, and they differ in what they ask of libc.
    cat >a.c <<'C'
#include <stdio.h>
#include <string.h>
#include "flows.h"
#define LIMIT 4
static int helper(int x)
{
    return x + LIMIT;
}
leat_stream(int) made(leat_process *process)
{
    return leat_map(leat_source_iter(process, int, q(range(0, 3))), int, q(x, helper(x)));
}
int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *first = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));
    leat_process *second = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    printed(leat_send_bincode(made(first), second));
    leat_for_each(made(second), q(x, printf("local %d\n", helper(x))));
    return leat_deployment_run(deployment, flow);
}
C
    cat >b.c <<'C'
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include "flows.h"
enum { LIMIT = 5 };
static int helper(int x)
{
    return x * LIMIT;
}
void printed(leat_stream(int) numbers)
{
    leat_for_each(numbers, q(x, printf("%d %s\n", helper(x), strcasestr("haystack", "STACK"))));
}
C
    run_for 0 leat run a.c b.c
    out_sorted_is $'[p/1] 20 stack\n[p/1] 25 stack\n[p/1] 30 stack\n[p/1] local 10\n[p/1] local 8\n[p/1] local 9'
    run_for 0 leat run b.c a.c
    # The same by objects, as a makefile would.
    leat cc -c a.c
    leat cc -c b.c
    leat cc -o program a.o b.o
    run_for 0 ./program
    holds out "[p/1] local 10"
    # Each unit is emitted for itself.
    leat emit -o units a.c b.c
    [ "$(ls units)" = $'a.leat.c\nb.leat.c' ]
}

test_a_compiler_line_of_ones_own() {
    ten f.c
    # shellcheck disable=SC2086 # flags
    "$CC" -std=gnu17 -I"$ROOT/include" f.c "$BUILD/libleat.a" -luv -o f
    run_for 0 ./f run
    out_is "[p/0] 0 text"
    run_for 0 ./f check
}

test_a_source_that_changed_since_it_was_compiled() {
    ten f.c
    leat cc -o f f.c
    ten f.c other
    run ./f run
    # Either it runs what was compiled, or it says that the source is another now; it never mixes the two.
    if [ "$status" -eq 0 ]; then
        out_is "[p/0] 0 text"
    else
        holds err LEAT0315
    fi
}

test_moving_the_working_directory_does_not_matter() {
    ten f.c
    leat cc -o f f.c
    mkdir elsewhere
    cd elsewhere
    run_for 0 ../f run
    out_is "[p/0] 0 text"
}

test_a_warning_in_a_quote_is_shown_once() {
    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, printf("%s\n", n)));
C
    run leat run -Wall f.c
    matches err 'f.c:[0-9]+'
    [ "$(grep -c '^warning.*format' err)" -le 1 ]
}

# A snapshot in one source reads an aggregate through a map in the other.
test_a_snapshot_reads_across_sources() {
    cat >shared.h <<'C'
#include <leat/leat.h>
leat_singleton(int) doubled(leat_singleton(uint64_t) s);
C
    cat >reader.c <<'C'
#include "shared.h"
#include <stdio.h>
int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) n = leat_source_generate(p, int, q({ range(0, 5); }));
    leat_singleton(int) last = leat_snapshot(doubled(leat_count(n)), tick, nondet("the last is looked at"));
    leat_stream(int) deferred = leat_defer_tick(leat_batch(n, tick, nondet("all come in the end")));
    leat_for_each(leat_all_ticks(deferred), q(x, printf("%d\n", x)));
    leat_for_each(leat_unique(leat_filter(leat_all_ticks(leat_into_stream(last)), q(x, x == 10))), q(x, printf("ten\n")));
    return leat_deployment_run(deployment, flow);
}
C
    cat >doubled.c <<'C'
#include "shared.h"
leat_singleton(int) doubled(leat_singleton(uint64_t) s)
{
    return leat_map(s, int, q(x, (int)(2 * x)));
}
C
    run_for 0 leat run reader.c doubled.c
    sort out >sorted
    printf '[p/0] %s\n' 0 1 2 3 4 ten | cmp - sorted
}

# Programs in the cache use leat.so, which is linked in no time; where it is not there, or must not be used, the archive.
test_a_program_in_the_cache_needs_leat_where_it_is() {
    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, printf("%d\n", n)));
C
    run_for 0 leat run f.c
    program=$(find "${XDG_CACHE_HOME:-$HOME/.cache}/leat/results" -name f | while read -r file; do
        [[ $(ldd "$file") != *leat.so* ]] || echo "$file"
    done)
    [ "$(wc -l <<<"$program")" -eq 1 ]
    [ -x "$program" ]
    mkdir home home/lib
    ln -s "$ROOT/include" home/include
    cp "$BUILD/libleat.a" "$BUILD/libleat_rt.a" home/lib
    LEAT_HOME=$PWD/home run_for 0 leat run f.c
    out_is "[p/0] 0"
    # What `leat cc` makes may go anywhere.
    leat cc f.c -o f
    ! ldd f | grep 'leat\.so'
}
