# shellcheck shell=bash
# The runner itself: it must notice what it is there to notice.

# A folder with one test of this body, beside one that passes.
canary() {
    mkdir canary
    {
        echo 'test_good() { true; }'
        echo 'test_canary() {'
        cat
        echo '}'
    } >canary/birds.sh
}

runs() { # runs STATUS LAST-LINE [PATTERN]
    run env -u TEST_TALLY TEST_FOLDERS="${folders:-shell $PWD/canary}" JOBS=2 "$ROOT/tests/run" "${3:-}"
    [ "$status" -eq "$1" ] || {
        show
        fail "status $status, not $1"
    }
    [ "$(tail -n 1 out)" = "$2" ] || {
        show
        fail "another last line was expected"
    }
}

test_a_failing_test_is_noticed_and_shown() {
    canary <<<'echo before; [ 1 -eq 2 ]; echo after'
    runs 1 "1 passed, 1 failed"
    holds out "FAILED canary/birds/canary"
    holds out "before"
    holds out "[ 1 -eq 2 ]"
    lacks out "after"
}

test_a_failure_within_a_pipe_or_a_function_is_noticed() {
    canary <<<'inner() { false | true; }; inner; true'
    runs 1 "1 passed, 1 failed"
}

test_all_good_is_status_0() {
    canary <<<'true'
    runs 0 "2 passed, 0 failed"
}

test_a_test_that_hangs_is_stopped() {
    canary <<<'tail -f /dev/null'
    TEST_TIMEOUT=1 runs 1 "1 passed, 1 failed"
    holds out "stopped after 1 seconds"
}

test_what_is_left_behind_is_a_failure() {
    canary <<<'setsid tail -f /dev/null >/dev/null 2>&1 &'
    runs 1 "2 passed, 1 failed"
    holds out "leaves_nothing_behind"
    holds out "tail -f /dev/null"
}

test_a_skipped_test_is_neither() {
    canary <<<'skip "no such thing here"'
    runs 0 "1 passed, 0 failed"
    holds out "skipped canary/birds/canary: no such thing here"
}

test_a_folder_without_tests_is_a_failure() {
    mkdir canary
    runs 1 "0 passed, 1 failed"
    holds out "there are no tests in"
}

test_a_pattern_that_matches_nothing_is_a_failure() {
    canary <<<'true'
    runs 1 "0 passed, 1 failed" nosuchtest
}

test_a_pattern_chooses() {
    canary <<<'false'
    runs 0 "1 passed, 0 failed" good
}

test_a_folder_for_each_test() {
    canary <<<'[ -z "$(ls -A)" ] && touch mine'
    sed -i 's/test_good() {.*/test_good() { [ -z "$(ls -A)" ] \&\& touch mine; }/' canary/birds.sh
    runs 0 "2 passed, 0 failed"
}

# A unit program that says less than it planned has died on the way.
unit_program() { # unit_program STATUS LINE...
    mkdir -p tree/unit build/unit
    echo 'cmocka_unit_test(one), cmocka_unit_test(two)' >tree/unit/test_bird.c
    {
        echo '#!/bin/sh'
        echo "cat <<'END'"
        printf '%s\n' "${@:2}"
        echo END
        echo "exit $1"
    } >build/unit/test_bird
    chmod +x build/unit/test_bird
    folders="unit $PWD/tree/unit"
    export BUILD=$PWD/build
}

test_a_unit_program_that_is_well() {
    unit_program 0 1..2 'ok 1 - one' 'ok 2 - two'
    runs 0 "2 passed, 0 failed"
}

test_a_unit_test_that_fails() {
    unit_program 1 1..2 'ok 1 - one' 'not ok 2 - two' '# because'
    runs 1 "1 passed, 1 failed"
    holds out "FAILED unit/bird/two"
    holds out "# because"
}

test_a_unit_program_that_dies() {
    unit_program 139 1..2 'ok 1 - one'
    runs 1 "1 passed, 1 failed"
    holds out "FAILED unit/bird/two"
}

test_a_unit_program_that_fails_behind_its_tests() {
    unit_program 1 1..2 'ok 1 - one' 'ok 2 - two'
    runs 1 "2 passed, 1 failed"
    holds out "ends_well"
}

test_a_unit_program_that_is_not_there() {
    unit_program 0
    rm build/unit/test_bird
    runs 1 "0 passed, 2 failed"
}

test_an_example_with_another_output() {
    mkdir -p canary build
    cp "$ROOT/examples/first_ten.c" canary
    sed 's/9/8/' "$ROOT/examples/first_ten.expected" >canary/first_ten.expected
    folders="examples $PWD/canary"
    runs 1 "0 passed, 1 failed"
    holds out "-[service/0] 8"
}

test_a_page_with_another_output() {
    cat >page.md <<'END'
```console
$ echo one
two
$ cd /
$ pwd
/
```
```c
int main(void) { return 0; }
```
END
    folders="pages $PWD/page.md"
    runs 1 "0 passed, 2 failed"
    holds out "+one"
    holds out "a whole program without a name"
}

test_the_tally_is_kept() {
    canary <<<'false'
    TEST_FOLDERS="shell $PWD/canary" TEST_TALLY=$PWD/tally "$ROOT/tests/run" >out || true
    [ "$(cat tally)" = "1 1" ]
}
