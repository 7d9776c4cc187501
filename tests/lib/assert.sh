# shellcheck shell=bash
# assert.sh: what the functions of shell tests may use. A test runs under `set -e`: what fails, ends it.

# shellcheck disable=SC2154 # $? of the failed command
trap 'status=$?; [ "$status" -eq 77 ] || echo "${BASH_SOURCE[0]##*/}:$LINENO: status $status: $BASH_COMMAND" >&2' ERR
PATH=$(dirname "$LEAT"):$PATH

fail() {
    echo "failed: $*"
    exit 1
}

# Ends the test without a result, where this machine cannot run it.
skip() {
    echo "$*" >"$TMPDIR/w/skipped"
    exit 77
}

show() { # what the last `run` printed
    echo "--- standard output:"
    head -c 4000 out
    echo "--- standard error:"
    head -c 8000 err
}

# Runs a command: its output goes to the files `out` and `err`, its status to $status.
run() {
    status=0
    "$@" >out 2>err || status=$?
}

# run_for STATUS COMMAND...: and it must end with that status.
run_for() {
    local wanted=$1

    shift
    run "$@"
    [ "$status" -eq "$wanted" ] || {
        show
        fail "status $status, not $wanted: $*"
    }
}

# The standard output of the last run is just this text.
out_is() {
    diff -u - out <<<"$1" || {
        show
        fail "another output was expected"
    }
}
out_is_empty() {
    [ ! -s out ] || {
        show
        fail "there is output where none was expected"
    }
}
out_sorted_is() {
    sort out >sorted
    mv sorted out
    out_is "$1"
}

# A file holds, or does not hold, this text.
holds() {
    grep -qaF -e "$2" "$1" || {
        echo "--- $1:"
        head -c 8000 "$1"
        fail "'$1' does not hold: $2"
    }
}
lacks() {
    if grep -aF -e "$2" "$1"; then
        fail "'$1' holds: $2"
    fi
}
matches() { # an extended regular expression, in one line
    grep -qaE -e "$2" "$1" || {
        echo "--- $1:"
        head -c 8000 "$1"
        fail "'$1' has no line that matches: $2"
    }
}

# wait_until COMMAND...: until it succeeds; at most 30 seconds.
wait_until() {
    local deadline=$((SECONDS + 30))

    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$deadline" ] || fail "after 30 seconds, still not: $*"
        sleep 0.01
    done
}
gone() { ! kill -0 "$1" 2>/dev/null; }

# The processes of this test that run a binary whose path has `bin` in it: the locations of a flow.
# (`leat` itself, and the program that it runs, do not have a token.)
locations() {
    grep -lsz "^LEAT_TEST_JOB=$LEAT_TEST_JOB\$" /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3 |
        while read -r pid; do
            grep -qsz '^LEAT_TOKEN=' "/proc/$pid/environ" && echo "$pid"
        done || true
}

# flow_file FILE <<'C': a program around the statements that make a flow; they have `flow` and `host`.
# What stands before a line `---` goes to file scope.
flow_file() {
    local text before=

    text=$(cat)
    case $text in
    *$'\n---\n'*)
        before=${text%%$'\n---\n'*}
        text=${text#*$'\n---\n'}
        ;;
    esac
    cat >"$1" <<END
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

$before
static leat_process *process(leat_flow *flow, const char *name)
{
    return leat_flow_process(flow, (&(leat_process_spec){.name = name}));
}

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    (void)process;
$text
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    build(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
END
}
