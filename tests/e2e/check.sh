# shellcheck shell=bash
# What the checker does with the world around the flow. Its rules are tested in tests/golden/check.

# A program by a plain line of the compiler.
plain() { # plain SOURCE PROGRAM
    "${CC:-cc}" -std=gnu17 -w "-I$ROOT/include" "$1" "$BUILD/libleat.a" -luv -o "$2"
}

simple_flow() { # simple_flow FILE
    flow_file "$1" <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 3))), q(n, printf("%d\n", n)));
C
}

test_a_source_that_has_changed_is_an_error() {
    simple_flow flow.c
    plain flow.c program
    run_for 0 ./program check
    sed -i 's/range(0, 3)/range(0, 4)/' flow.c
    run_for 1 ./program check
    holds err "error[LEAT0315]: 'flow.c' has changed since this program was compiled"
    holds err '= help: compile it again: leat run flow.c'
    holds err '= note: leat explain LEAT0315'
}

test_a_source_that_is_not_there_is_not_looked_for() {
    simple_flow flow.c
    plain flow.c program
    rm flow.c
    run_for 0 ./program check
}

test_the_recorded_directory_is_where_the_source_is() {
    mkdir there elsewhere
    simple_flow there/flow.c
    (cd there && leat cc -o ../program flow.c)
    echo 'another file of that name' >elsewhere/flow.c
    cd elsewhere || return
    run_for 0 ../program check
    echo >>../there/flow.c
    run_for 1 ../program check
    holds err LEAT0315
}

# A thousand operators, all different.
many_operators() { # many_operators HOW_MANY
    echo '#include <leat/leat.h>'
    echo 'static int helper(int n) { return n; }'
    echo 'static void build(leat_flow *flow)'
    echo '{'
    echo '    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});'
    echo '    leat_stream(int) s0 = leat_source_iter(p, int, q(range(0, 10)));'
    awk -v count="$1" 'BEGIN {
        for (i = 1; i < count; i++) {
            if (i % 3 == 0)
                printf "    leat_stream(int) s%d = leat_map(s%d, int, q(n, helper(n) + %d));\n", i, i - 1, i
            else if (i % 3 == 1)
                printf "    leat_stream(int) s%d = leat_filter(s%d, q(n, n > 0));\n", i, i - 1
            else
                printf "    leat_stream(int) s%d = leat_map(s%d, int, q(n, ({ int k = n; for (int j = 0; j < 3; j++) k += j; k; })));\n", i, i - 1
        }
        printf "    leat_for_each(s%d, q(n, (void)n));\n", count - 1
    }'
    echo '}'
    echo 'int main(int argc, char **argv)'
    echo '{'
    echo '    leat_deployment *deployment = leat_deployment_new(argc, argv);'
    echo '    leat_flow *flow = leat_flow_new();'
    echo '    build(flow);'
    echo '    return leat_deployment_run(deployment, flow);'
    echo '}'
}

# The least of five, in milliseconds of the processor: other tests run at the same time.
least_time() { # least_time COMMAND...
    local TIMEFORMAT="%U %S"

    for _ in 1 2 3 4 5; do
        { time "$@" >/dev/null 2>&1; } 2>&1 || true
    done | awk '{ t = ($1 + $2) * 1000; if (NR == 1 || t < least) least = t } END { printf "%d\n", least }'
}

# (`grep -q` would end before nm does.)
is_sanitized() {
    nm "$1" | grep __asan_init >/dev/null
}

test_a_thousand_operators_are_checked_in_50_ms() {
    local least limit=50

    many_operators 1000 >many.c
    plain many.c program
    run_for 0 ./program check
    holds out '1001 operators'
    # A build with sanitizers is no measure.
    ! is_sanitized program || limit=1000
    least=$(least_time ./program check)
    echo "$least ms"
    [ "$least" -le "$limit" ]
}

test_a_wrong_program_is_rejected_in_100_ms() {
    local least limit=100

    many_operators 300 | sed 's/n > 0/n > i/; s/leat_process \*p/int i = 0; leat_process *p/' >wrong.c
    plain wrong.c program
    run_for 1 ./program check
    holds err 'error: 100 errors'
    ! is_sanitized program || limit=2000
    least=$(least_time ./program check)
    echo "$least ms"
    [ "$least" -le "$limit" ]
}

# A compiler that counts how often it is asked to compile. Its name does not tell what it is.
counting_compiler() {
    cat >counting <<C
#!/bin/bash
case " \$* " in *" -c "*) echo x >>"$PWD/compiled" ;; esac
exec gcc "\$@"
C
    chmod +x counting
    : >compiled
}

compiled() { # compiled HOW_OFTEN, since it was asked last
    [ "$(wc -l <compiled)" -eq "$1" ] || fail "compiled $(wc -l <compiled) times, not $1"
    : >compiled
}

test_proofs_are_made_where_they_are_needed_and_remembered() {
    flow_file claimed.c <<'C'
    leat_stream(int) numbers = leat_weaken_order(leat_source_iter(process(flow, "p"), int, q(range(0, 3))));
    leat_singleton(int) sum = leat_fold(numbers, int, q(0), q(acc, x, acc += x), commutative("a sum"));
    leat_for_each(leat_into_stream(sum), q(n, printf("%d\n", n)));
C
    sed 's/, commutative("a sum")//' claimed.c >proved.c
    sed 's/acc += x/acc = acc * 2 + x/' proved.c >wrong.c
    counting_compiler
    # Both stages, and no more.
    run_for 0 env CC="$PWD/counting" "$LEAT" run claimed.c
    compiled 2
    # The proof besides: nothing was claimed.
    run_for 0 env CC="$PWD/counting" "$LEAT" run proved.c
    out_is '[p/0] 3'
    compiled 3
    run_for 0 env CC="$PWD/counting" "$LEAT" run proved.c
    compiled 0
    # What quotes mention; and the program that tries what is claimed.
    run_for 0 env CC="$PWD/counting" "$LEAT" check claimed.c
    compiled 2
    run_for 0 env CC="$PWD/counting" "$LEAT" check claimed.c
    compiled 0
    # A flow that is wrong is not looked at any further.
    run_for 1 env CC="$PWD/counting" "$LEAT" check wrong.c
    holds err 'the compiler could not prove that the order makes no difference'
    compiled 2
    run_for 1 env CC="$PWD/counting" "$LEAT" check wrong.c
    compiled 0
}
