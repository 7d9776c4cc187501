#!/bin/bash
# Golden files: FOLDER/NAME.c is what `leat emit` prints for examples/NAME.c, tests/flows/NAME.c or
# tests/programs/NAME.c, and FOLDER/NAME.ir
# what `leat emit --ir` prints. `make golden` writes them anew. Emitted C must also be free of warnings, in gcc and clang.
set -u

list() {
    local file name

    for file in "$1"/*.c "$1"/*.ir; do
        [ -e "$file" ] || continue
        name=$(basename "$file")
        printf '%s\t%s/%s\n' "$name" "${1##*/}" "${name%.*}"
    done
}

source_of() {
    local file

    for file in "examples/$1.c" "tests/flows/$1.c" "tests/programs/$1.c"; do
        [ ! -e "$file" ] || echo "$file"
    done
}

emit() { # emit GOLDEN: what it should hold, on standard output
    local name source options=()

    name=$(basename "$1")
    source=$(source_of "${name%.*}")
    if [ "$(wc -w <<<"$source")" -ne 1 ]; then
        echo "'$1' belongs to no flow, or to several: $source" >&2
        return 1
    fi
    [ "${name##*.}" != ir ] || options=(--ir)
    "$LEAT" emit "${options[@]+"${options[@]}"}" "$source"
}

# How a unit is compiled, but for the warnings: `leat build` passes these.
no_warnings() { # no_warnings COMPILER FILE
    "$1" -std=gnu17 -fsyntax-only -Wall -Wextra -Wconversion -Werror -I include -I . -x c "$2"
}

run() {
    local test=${1##*/}/${2%.*} right=yes

    emit "$1/$2" >"$TMPDIR/emitted" || right=no
    if ! diff -u "$1/$2" "$TMPDIR/emitted"; then
        echo "if the new text is right: make golden"
        right=no
    fi
    if [ "${2##*.}" = c ]; then
        no_warnings gcc "$TMPDIR/emitted" || right=no
        no_warnings clang "$TMPDIR/emitted" || right=no
    fi
    if [ "$right" = yes ]; then
        echo "ok $test" >&3
    else
        echo "not ok $test" >&3
    fi
}

update() { # all files of a folder
    local name

    while IFS=$'\t' read -r name _; do
        emit "$1/$name" >"$1/$name.new" || {
            rm -f "$1/$name.new"
            return 1
        }
        if cmp -s "$1/$name" "$1/$name.new"; then
            rm "$1/$name.new"
        else
            mv "$1/$name.new" "$1/$name"
            echo "changed: $1/$name"
        fi
    done < <(list "$1")
}

"$@"
