#!/bin/bash
# Whole programs: FOLDER/NAME.c is run, and its standard output must be NAME.expected. `# sorted` in the first line of
# that file means that the order between processes is free: both are sorted. NAME.args holds further words of the
# command line, NAME.stdin its standard input, NAME.status the status that it must end with (0).
set -u

list() {
    local file

    for file in "$1"/*.expected; do
        [ -e "$file" ] || continue
        printf '%s\t%s/%s\n' "$(basename "$file" .expected)" "${1##*/}" "$(basename "$file" .expected)"
    done
}

run() {
    local base=$1/$2 input=/dev/null status arguments=()

    [ ! -e "$base.stdin" ] || input=$base.stdin
    [ ! -e "$base.args" ] || read -r -d '' -a arguments <"$base.args"
    "$LEAT" run "$base.c" "${arguments[@]+"${arguments[@]}"}" <"$input" >"$TMPDIR/out"
    status=$?
    cp "$base.expected" "$TMPDIR/expected"
    if [ "$(head -n 1 "$base.expected")" = "# sorted" ]; then
        tail -n +2 "$base.expected" | sort >"$TMPDIR/expected"
        sort -o "$TMPDIR/out" "$TMPDIR/out"
    fi
    if diff -u "$TMPDIR/expected" "$TMPDIR/out" && [ "$status" -eq "$(cat "$base.status" 2>/dev/null || echo 0)" ]; then
        echo "ok ${1##*/}/$2" >&3
    else
        echo "status $status"
        echo "not ok ${1##*/}/$2" >&3
    fi
}

"$@"
