#!/bin/bash
# Pages that show code: what they show is run, from top to bottom, in an empty directory that has the examples.
# A comment before a C block says what it is:
#     <!-- file: NAME -->        it is written to that file; a whole program must pass `leat check`
#     <!-- wrong file: NAME -->  the same, but it must not pass
#     <!-- part of: NAME -->     that file of the tree holds just these lines
# A C block that holds main() must have such a comment.
# In a `console` block each line that begins with `$ ` is run, and what it prints must be what is shown below it.
# Each block is a test. FOLDER is the page.
set -u

# One line `LINE KIND NAME` for each block that is a test; with a directory, their texts go to DIRECTORY/LINE as well.
blocks() { # blocks PAGE [DIRECTORY]
    awk -v directory="${2:-}" '
        /^<!-- (wrong )?file: [^ ]* -->$/ || /^<!-- part of: [^ ]* -->$/ { as = $2; name = $(NF - 1); next }
        /^```/ && !inside { inside = 1; kind = substr($0, 4); line = NR; text = ""; next }
        /^```/ {
            inside = 0
            if (kind == "c" && as != "")
                kind = as
            if (kind ~ /^(file:|wrong|part|console)$/ || (kind == "c" && text ~ /int main\(/)) {
                print line, kind, name
                if (directory != "")
                    printf "%s", text > (directory "/" line)
            }
            as = name = ""
            next
        }
        inside { text = text $0 "\n" }' "$1"
}

list() {
    blocks "$1" | while read -r line _; do
        printf 'all\tpages/%s/%s\n' "$(basename "$1")" "$line"
    done
}

c_block() {
    echo "a whole program without a name: put <!-- file: NAME --> before it"
    return 1
}

file_block() { # file_block TEXT NAME
    mkdir -p "$(dirname "$2")"
    cp "$1" "$2"
    ! grep -q 'int main(' "$1" || leat check "$2"
}

wrong_block() {
    cp "$1" "$2"
    ! leat check "$2"
}

# What is in FILE is somewhere in NAME, line by line.
part_block() {
    awk 'NR == FNR { part[NR] = $0; lines = NR; next }
        { at = ($0 == part[at + 1]) ? at + 1 : ($0 == part[1]); if (at == lines) found = 1 }
        END { exit !found }' "$1" "$ROOT/$2" || {
        echo "'$2' does not hold these lines:"
        cat "$1"
        return 1
    }
}

# Runs in this shell, as a block may change the directory for those behind it.
console_block() { # console_block TEXT
    local command='' line right=0

    : >"$TMPDIR/shown"
    while IFS= read -r line <&4; do
        case $line in
        '$ '*)
            one_command "$command" || right=1
            command=${line#'$ '}
            : >"$TMPDIR/shown"
            ;;
        *) printf '%s\n' "$line" >>"$TMPDIR/shown" ;;
        esac
    done 4<"$1"
    one_command "$command" || right=1
    return "$right"
}

one_command() { # what it should print is in $TMPDIR/shown
    [ -n "$1" ] || return 0
    echo "\$ $1"
    eval "$1" >"$TMPDIR/printed" 2>&1 3>&- 4>&- </dev/null
    diff -u "$TMPDIR/shown" "$TMPDIR/printed"
}

run() {
    local page kind name test texts=$TMPDIR/texts line

    case $1 in
    /*) page=$1 ;;
    *) page=$ROOT/$1 ;;
    esac
    # What pages call `cc` is the compiler of these tests; where Leat is, they do not know.
    mkdir "$TMPDIR/bin"
    ln -s "$(command -v "$CC")" "$TMPDIR/bin/cc"
    export INCLUDE=$ROOT/include RUNTIME=$BUILD/libleat_rt.a PATH=$TMPDIR/bin:$BUILD:$PATH
    mkdir "$texts" "$TMPDIR/w"
    cd "$TMPDIR/w" || return 1
    cp -r "$ROOT/examples" .
    while read -r line kind name <&5; do
        test=pages/$(basename "$page")/$line
        echo "--- $1, line $line"
        if "${kind%:}_block" "$texts/$line" ${name:+"$name"}; then
            echo "ok $test" >&3
        else
            echo "not ok $test" >&3
        fi
    done 5< <(blocks "$page" "$texts")
}

"$@"
