#!/bin/bash
# Programs that are checked and drawn: FOLDER/NAME.c is compiled by a plain line of gcc and of clang, with a relative name.
# What `check` prints on standard error must be NAME.expected, the same for both compilers. Of NAME.ok.c it must print
# nothing, or the notes that are in NAME.ok.expected. NAME.json is what `check --format json` prints on standard output. Where there are NAME.mmd and NAME.dot, they are what `graph --mermaid` and `graph --dot` print.
#     check.sh update FOLDER     writes what is printed into the files that are expected (by gcc); to be looked through
set -u

list() {
    local file

    for file in "$1"/*.c; do
        [ -e "$file" ] || continue
        printf '%s\t%s/%s\n' "$(basename "$file" .c)" "${1##*/}" "$(basename "$file" .c)"
    done
}

# Archives with sanitizers are linked by the compiler that made them only, which has a path of its own.
compilers() {
    case ${CC:-cc} in
    */*) echo "$CC" ;;
    *) command -v gcc clang ;;
    esac
}

# NAME.files names further sources of the program, each in a folder below.
compile() { # compile COMPILER NAME
    local files=()

    [ ! -e "$2.files" ] || read -r -a files <"$2.files"
    "$1" -std=gnu17 -w "-I$ROOT/include" "$2.c" "${files[@]+"${files[@]}"}" "$BUILD/libleat.a" -luv -o "$TMPDIR/program"
}

# What a sub-command prints is what is expected; the status of `check` is 1 if there is an error.
same() { # same EXPECTED PRINTED COMPILER
    diff -u "$1" "$2" && return
    echo "(compiled by $3)"
    return 1
}

check_one() { # check_one COMPILER NAME
    local status expected=$2.expected

    compile "$1" "$2" || return
    "$TMPDIR/program" check >"$TMPDIR/out" 2>"$TMPDIR/err"
    status=$?
    [ -e "$expected" ] || expected=/dev/null
    same "$expected" "$TMPDIR/err" "$1" || return
    if grep -q '^error' "$expected"; then
        [ "$status" -eq 1 ] && [ ! -s "$TMPDIR/out" ]
    else
        [ "$status" -eq 0 ]
    fi || { echo "status $status" && cat "$TMPDIR/out" && return 1; }
    awk '/^(error|warning)\[/ { lines = 0 } NF { lines++ } lines > 40 { exit 1 }' "$TMPDIR/err" || {
        echo "a message of more than 40 lines"
        return 1
    }
    [ ! -e "$2.json" ] || json "$1" "$2" "$status" || return
    draw "$1" "$2"
}

json() { # json COMPILER NAME STATUS
    "$TMPDIR/program" check --format json >"$TMPDIR/out" 2>"$TMPDIR/err"
    [ $? -eq "$3" ] || { echo "another status with --format json" && return 1; }
    [ ! -s "$TMPDIR/err" ] || { cat "$TMPDIR/err" && return 1; }
    same "$2.json" "$TMPDIR/out" "$1"
}

draw() { # draw COMPILER NAME
    if [ -e "$2.mmd" ]; then
        "$TMPDIR/program" graph --mermaid >"$TMPDIR/out" 2>/dev/null
        same "$2.mmd" "$TMPDIR/out" "$1" || return
    fi
    if [ -e "$2.dot" ]; then
        "$TMPDIR/program" graph --dot >"$TMPDIR/out" 2>/dev/null
        same "$2.dot" "$TMPDIR/out" "$1" || return
    fi
}

run() {
    local compiler

    cd "$1" || return
    case $2 in
    *.ok) ;;
    *)
        [ -e "$2.expected" ] || [ -e "$2.mmd" ] || {
            echo "there is neither $2.expected nor $2.mmd"
            echo "not ok ${1##*/}/$2" >&3
            return
        }
        ;;
    esac
    for compiler in $(compilers); do
        check_one "$compiler" "$2" || {
            echo "not ok ${1##*/}/$2" >&3
            return
        }
    done
    echo "ok ${1##*/}/$2" >&3
}

update() {
    local file name status

    cd "$1" || return
    TMPDIR=$(mktemp -d) || return
    for file in *.c; do
        name=${file%.c}
        compile gcc "$name" || continue
        case $name in
        *.ok) ;;
        *)
            if [ ! -e "$name.mmd" ]; then
                "$TMPDIR/program" check >/dev/null 2>"$TMPDIR/err"
                status=$?
                [ "$status" -le 1 ] || { echo "$name: status $status" && continue; }
                cp "$TMPDIR/err" "$name.expected"
                [ ! -e "$name.json" ] || "$TMPDIR/program" check --format json >"$name.json" 2>/dev/null
            else
                "$TMPDIR/program" graph --mermaid >"$name.mmd"
                "$TMPDIR/program" graph --dot >"$name.dot"
            fi
            ;;
        esac
    done
    rm -rf "$TMPDIR"
}

"$@"
