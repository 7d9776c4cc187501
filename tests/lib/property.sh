#!/bin/bash
# Random flows against a naive reference: $BUILD/property/random_flows. A job is a program of 25 flows, and a test.
# With 2,000 of them or more, one more test sees that every operator of operators.def occurs often enough.
#
# Environment: PROPERTY_FLOWS (200) how many, PROPERTY_SEED (1), PROPERTY_OPTIONS (further words: --thorough).
set -u
flows=${PROPERTY_FLOWS:-200} each=25

list() {
    local first

    [ "$flows" -lt 2000 ] || printf 'coverage\tproperty/coverage\n'
    for ((first = 0; first < flows; first += each)); do
        printf '%s\tproperty/flows_%05d\n' "$first" "$first"
    done
}

run() {
    local planned seen status test options

    test=property/coverage
    options=(--coverage include/leat/operators.def --flows 2000)
    if [ "$2" != coverage ]; then
        test=$(printf 'property/flows_%05d' "$2")
        options=(--first "$2" --flows "$each")
    fi
    # shellcheck disable=SC2086 # several words
    "$BUILD/property/random_flows" --seed "${PROPERTY_SEED:-1}" "${options[@]}" ${PROPERTY_OPTIONS:-} >"$TMPDIR/tap"
    status=$?
    cat "$TMPDIR/tap"
    planned=$(sed -nE 's/^1\.\.([0-9]+)$/\1/p' "$TMPDIR/tap")
    seen=$(grep -c '^ok ' "$TMPDIR/tap")
    if [ "$status" -eq 0 ] && [ "${planned:-0}" -gt 0 ] && [ "$seen" -eq "$planned" ]; then
        echo "ok $test" >&3
    else
        echo "not ok $test" >&3
    fi
}

"$@"
