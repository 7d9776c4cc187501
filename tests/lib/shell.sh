#!/bin/bash
# Shell tests: each function test_NAME in FOLDER/FILE.sh is one test and one job, run in a shell of its own, in an
# empty directory. A command that fails ends the test; assert.sh holds what the functions may use.
set -u
here=$(dirname "${BASH_SOURCE[0]}")

list() {
    local file

    for file in "$1"/*.sh; do
        [ -e "$file" ] || continue
        grep -oE '^test_[a-z0-9_]+' "$file" |
            sed "s|^test_\(.*\)|$(basename "$file"):&\t${1##*/}/$(basename "$file" .sh)/\1|"
    done
}

run() {
    local file=${2%%:*} function=${2#*:} folder=$1
    local test=${folder##*/}/${file%.sh}/${function#test_} status

    case $folder in
    /*) ;;
    *) folder=$PWD/$folder ;;
    esac
    mkdir "$TMPDIR/w"
    cd "$TMPDIR/w" || return 1
    (
        set -Eeuo pipefail
        # shellcheck source=tests/lib/assert.sh
        . "$ROOT/$here/assert.sh"
        # shellcheck source=/dev/null
        . "$folder/$file"
        "$function" 3>&-
    )
    status=$?
    case $status in
    0) echo "ok $test" >&3 ;;
    77) echo "skip $test $(cat skipped)" >&3 ;;
    *) echo "not ok $test" >&3 ;;
    esac
    return 0
}

"$@"
