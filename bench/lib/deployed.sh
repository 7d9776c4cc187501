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
# in turn. AMOUNT of UNIT are worked on in a run. Hydro takes part in every third pair, as its deployer takes its time.
measure_deployed() {
    local workload=$1 what=$2 amount=$3 unit=$4 pairs=$5 hand_most=$6 hydro_least=$7
    local ours=() by_hand=() with_hydro=() hydros=() a b c i there=yes

    rm -f "$WORK/result"
    bench/hydro/run --there || there=
    for ((i = 0; i <= pairs; i++)); do
        a=$(run_side leat)
        b=$(run_side hand)
        c=
        [ -z "$there" ] || [ $((i % 3)) -gt 1 ] || c=$(run_side hydro)
        [ "$i" -gt 0 ] || continue # the first compiles, and warms up
        ours+=("$a") by_hand+=("$b")
        [ -z "$c" ] || with_hydro+=("$a") hydros+=("$c")
    done
    row_of_pairs "$workload" "$what" hand "<=" "$hand_most" ours by_hand "$amount" "$unit"
    if [ "$there" ]; then
        row_of_pairs "$workload" "$what" hydro ">=" "$hydro_least" with_hydro hydros "$amount" "$unit"
    else
        row_absent "$workload" "$what" hydro ">=" "$hydro_least"
    fi
}
