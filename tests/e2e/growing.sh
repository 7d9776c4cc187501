# shellcheck shell=bash
# The flows of bench/growth and the programs of bench/check, small: they give what their measurements expect. Nothing is timed.

# result_is RESULT PROCESSES: of the last run, of which each process says what it used.
result_is() {
    [ "$(sed -n 's/^\[[^]]*\] result //p' out)" = "$1" ] || {
        show
        fail "the result is not $1"
    }
    [ "$(grep -cE '^\[[^]]*\] used [0-9]+$' out)" -eq "$2" ]
    [ "$(grep -cE '^\[[^]]*\] peak [1-9][0-9]*$' out)" -eq "$2" ]
}

test_flows_that_grow_with_their_input() {
    local flows=$ROOT/bench/growth

    run_for 0 leat run --quiet "$flows/input.c" -- n=1000
    result_is $((1000 * 1001 / 2 - 3 * 333 * 334 / 2)) 1
    run_for 0 leat run --quiet "$flows/network.c" -- n=1000
    result_is 499500 2
    run_for 0 leat run --quiet "$flows/keys.c" -- n=300
    result_is $((1200 * 1199 / 2)) 1
    run_for 0 leat run --quiet --members w=3 "$flows/members.c" -- n=1000
    result_is 1000 4
}

test_flows_that_grow_with_their_operators() {
    mkdir -p bench/growth bench/lib
    cp "$ROOT/bench/growth/growth.h" bench/growth
    cp "$ROOT/bench/lib/ops.h" bench/lib
    "$ROOT/bench/growth/generate" chain 70 >bench/growth/chain.c
    run_for 0 leat run --quiet bench/growth/chain.c -- n=1000
    result_is $((499500 + 70000)) 1
    "$ROOT/bench/growth/generate" channels 7 >bench/growth/channels.c
    run_for 0 leat run --quiet bench/growth/channels.c -- n=700
    result_is $((7 * 4950)) 2
}

test_programs_with_one_mistake() {
    local kind

    for kind in right type end order; do
        "$ROOT/bench/check/program" "$kind" >"$kind.c"
        [ "$(wc -l <"$kind.c")" -eq 300 ]
    done
    run_for 0 leat check right.c
    run_for 1 leat check type.c
    holds err "did you mean 'value'?"
    run_for 1 leat check end.c
    holds err 'LEAT0201'
    run_for 1 leat check order.c
    holds err 'error[LEAT0204]'
    [ "$(grep -c '^error\[' err)" -eq 1 ]
}
