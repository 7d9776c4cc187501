# shellcheck shell=bash
# deployed.sh: measures flows that are deployed as several processes, beside the same by hand, and beside Hydro.
#
# Every process prints lines `NAME VALUE`, and Leat puts the process before them. The time of a run goes from the first
# `began` to the last `ended`, in nanoseconds of one clock; `count` and `sum` are its result.

# seconds_of FILE, result_of FILE: of the output of a run
seconds_of() {
    sed 's/^\[[^]]*\] //' "$1" | awk '
        $1 == "began" && (!began || $2 < began) { began = $2 }
        $1 == "ended" && $2 > ended { ended = $2 }
        END {
            if (!began || !ended)
                exit 1
            printf "%.6f\n", (ended - began) / 1e9
        }'
}

result_of() {
    sed 's/^\[[^]]*\] //' "$1" | grep -E '^(count|sum) ' | sort | tr '\n' ' '
}

# run_side FUNCTION: runs it, and compares its result with the first run's; prints its seconds.
run_side() {
    local result

    "$1" >"$WORK/out.$1" || return 1
    result=$(result_of "$WORK/out.$1")
    [ -e "$WORK/result" ] || echo "$result" >"$WORK/result"
    if [ -z "$result" ] || [ "$result" != "$(<"$WORK/result")" ]; then
        echo "$1: the result is '$result', not '$(<"$WORK/result")'" >&2
        return 1
    fi
    seconds_of "$WORK/out.$1"
}

# measure_deployed WORKLOAD WHAT AMOUNT UNIT PAIRS HAND_MOST HYDRO_LEAST: calls the functions `leat`, `hand` and `hydro`
# in turn. AMOUNT of UNIT are worked on in a second if a run takes one. Hydro takes part in every third pair, and in one if it is to
# be quick, as its deployer takes its time.
measure_deployed() {
    local a b c i there=yes every=${QUICK:+100} ours=() by_hand=() ours_beside_hydro=() by_hydro=()

    every=${every:-3}
    rm -f "$WORK/result"
    bench/hydro/run --there || there=
    for ((i = 0; i <= $5; i++)); do
        a=$(run_side leat)
        b=$(run_side hand)
        c=
        [ -z "$there" ] || [ $((i % every)) -ne 1 ] || c=$(run_side hydro)
        [ "$i" -gt 0 ] || continue # the first compiles, and warms up
        ours+=("$a") by_hand+=("$b")
        [ -z "$c" ] || ours_beside_hydro+=("$a") by_hydro+=("$c")
    done
    row_of_pairs "$1" "$2" hand "<=" "$6" ours by_hand "$3" "$4"
    if [ "$there" ]; then
        row_of_pairs "$1" "$2" hydro ">=" "$7" ours_beside_hydro by_hydro "$3" "$4"
    else
        row_absent "$1" "$2" hydro ">=" "$7"
    fi
}
