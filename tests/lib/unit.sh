#!/bin/bash
# Unit programs: tests/unit/test_NAME.c is built into $BUILD/unit/test_NAME, a cmocka program. A job is a program.
set -u

# The tests that a source registers: cmocka_unit_test(name), and its kin. Some are registered by macros of the source.
tests_of() { # tests_of SOURCE NAME
    grep -v '^#' "$1" | grep -oE 'cmocka_unit_test[a-z_]*\([a-z_0-9]+' | sed "s|.*(|unit/$2/|" | sort -u
}

list() {
    local source name tests

    for source in "$1"/test_*.c; do
        [ -e "$source" ] || continue
        name=$(basename "$source" .c)
        tests=$(tests_of "$source" "${name#test_}")
        echo "${tests:-unit/${name#test_}/}" | sed "s|^|$name\t|"
    done
}

run() {
    local name=${2#test_} status planned seen

    CMOCKA_MESSAGE_OUTPUT=TAP "$BUILD/unit/$2" >"$TMPDIR/tap"
    status=$?
    cat "$TMPDIR/tap"
    sed -nE "s@^(not )?ok [0-9]+ # SKIP (.*)@skip unit/$name/\\2 by itself@p; t
        s@^((not )?ok) [0-9]+ - @\\1 unit/$name/@p" "$TMPDIR/tap" >&3
    planned=$(sed -nE 's/^1\.\.([0-9]+)$/\1/p' "$TMPDIR/tap" | awk '{ sum += $1 } END { print sum + 0 }')
    seen=$(grep -cE '^(not )?ok [0-9]' "$TMPDIR/tap")
    if [ "$planned" -eq 0 ] || [ "$seen" -ne "$planned" ]; then
        echo "$seen of $planned tests gave a result"
        return 1
    fi
    return "$status"
}

"$@"
