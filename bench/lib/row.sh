# shellcheck shell=bash
# row.sh: for the scripts that measure: one line of the table each.
#
#     row WORKLOAD WHAT LEAT PEER VALUE RELATION LIMIT
#
# LEAT and PEER are measured amounts with their units ("2.83 ms", "352 M/s"; PEER "-" where there is none), VALUE is the
# number that the target is about, RELATION `<=` or `>=`, or `-` for what has no target.

row() {
    local IFS=$'\t'

    printf '%s\n' "$*" >>"$ROWS"
}

# median NUMBER...
median() {
    printf '%s\n' "$@" | sort -g | awk '{ x[NR] = $1 } END { print NR % 2 ? x[(NR + 1) / 2] : (x[NR / 2] + x[NR / 2 + 1]) / 2 }'
}

# calc EXPRESSION [FORMAT]
calc() {
    awk "BEGIN { printf \"${2:-%.6g}\", $1 }"
}

# Steady enough, and no process is started for it: microseconds.
now() {
    echo "${EPOCHREALTIME/[.,]/}"
}
