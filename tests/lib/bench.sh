#!/bin/bash
# Benchmarks: each workload in FOLDER whose flow is embedded gives what the C by hand gives, with its small input. Nothing is timed.
set -u

list() {
    local file name

    for file in $(find "$1" -name targets | sort); do
        name=${file#"$1/"}
        name=${name%/targets}
        printf '%s\t%s/%s\n' "$name" "${1##*/}" "$name"
    done
}

run() {
    if WORK=$TMPDIR bench/lib/embedded --check "$2"; then
        echo "ok ${1##*/}/$2" >&3
    else
        echo "not ok ${1##*/}/$2" >&3
    fi
}

"$@"
