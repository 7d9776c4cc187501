# shellcheck shell=bash
# row.sh: for the scripts that measure: one line of the table each.
#
#     row WORKLOAD WHAT BESIDE LEAT OTHER VALUE LOW HIGH RELATION LIMIT
#
# WHAT is the compiler or the part of the workload, BESIDE what Leat is compared with (`hand`, a peer, `-` for nothing). LEAT and
# OTHER are measured amounts with their units ("2.83 ms", "352 M/s"; `-` where there is none; OTHER `absent` for a peer that
# cannot be had here). VALUE is the number that the target is about, LOW and HIGH its quartiles (`-` where there are none),
# RELATION `<=` or `>=`, or `-` for what has no target.

# What all C here is compiled with, Leat's and that by hand: Leat's own flags of a release. Loops that are not aligned are faster or slower
# by a third where they happen to lie.
# shellcheck disable=SC2034 # by those who source this
FLAGS=(-std=gnu17 -O2 -falign-loops=32 -Wall -Wextra)

row() {
    local IFS=$'\t'

    printf '%s\n' "$*" >>"$ROWS"
}

# row_of_pairs WORKLOAD WHAT BESIDE RELATION LIMIT OURS THEIRS [AMOUNT UNIT]: OURS and THEIRS name arrays of seconds that were
# measured in turn. With `<=` the value is Leat's time by the other's, with `>=` the other's by Leat's. AMOUNT: what was done in
# that time; the cells are then rates, with their UNIT.
row_of_pairs() {
    local -n ours_of_pairs=$6 theirs_of_pairs=$7
    local i ratios=() value low high left right

    for i in "${!ours_of_pairs[@]}"; do
        if [ "$4" = "<=" ]; then
            ratios+=("$(calc "${ours_of_pairs[i]} / ${theirs_of_pairs[i]}")")
        else
            ratios+=("$(calc "${theirs_of_pairs[i]} / ${ours_of_pairs[i]}")")
        fi
    done
    read -r low value high <<<"$(quartiles "${ratios[@]}")"
    left=$(median "${ours_of_pairs[@]}") right=$(median "${theirs_of_pairs[@]}")
    if [ -n "${8:-}" ]; then
        left="$(calc "$8 / $left" '%.4g') $9" right="$(calc "$8 / $right" '%.4g') $9"
    else
        left=$(seconds "$left") right=$(seconds "$right")
    fi
    row "$1" "$2" "$3" "$left" "$right" "$(calc "$value" '%.4f')" "$(calc "$low" '%.4f')" "$(calc "$high" '%.4f')" "$4" "$5"
}

# row_absent WORKLOAD WHAT BESIDE RELATION LIMIT: a peer that cannot be had on this machine.
row_absent() {
    row "$1" "$2" "$3" - absent - - - "$4" "$5"
}

# median NUMBER...
median() {
    quartiles "$@" | cut -d ' ' -f 2
}

# quartiles NUMBER...: three numbers, the median between the others.
quartiles() {
    printf '%s\n' "$@" | sort -g | awk '
        function at(part,   place, below) {
            place = 1 + part * (NR - 1)
            below = int(place)
            return below < NR ? x[below] + (x[below + 1] - x[below]) * (place - below) : x[below]
        }
        { x[NR] = $1 }
        END { printf "%.9g %.9g %.9g\n", at(0.25), at(0.5), at(0.75) }'
}

# calc EXPRESSION [FORMAT]
calc() {
    awk "BEGIN { printf \"${2:-%.6g}\", $1 }"
}

# seconds NUMBER: with the unit that suits it.
seconds() {
    awk -v s="$1" 'BEGIN {
        if (s >= 1) printf "%.3g s", s
        else if (s >= 1e-3) printf "%.3g ms", s * 1e3
        else printf "%.3g us", s * 1e6
    }'
}

# Steady enough, and no process is started for it: microseconds.
now() {
    echo "${EPOCHREALTIME/[.,]/}"
}
