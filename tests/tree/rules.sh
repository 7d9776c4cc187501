# shellcheck shell=bash
# Each rule of the checker has a program that breaks it, and one that just does not, in tests/golden/check.

# What leat check can say: codes in the sources of the rules, without their pages.
codes() {
    grep -rhoE 'LEAT0[0-9]{3}' "$ROOT"/src/check/*.c "$ROOT"/src/prove/*.c "$ROOT"/src/flow/*.c --exclude=pages.c |
        sort -u
}

# A source that is another one than was compiled: no program as it stands can show that.
is_shown_elsewhere() {
    [ "$1" = LEAT0315 ] && grep -q "$1" "$ROOT/tests/e2e/check.sh"
}

test_each_rule_is_broken_and_kept_by_a_program() {
    local code number missing=0 count=0

    for code in $(codes); do
        number=${code#LEAT}
        count=$((count + 1))
        is_shown_elsewhere "$code" && continue
        grep -lq "\[$code\]" "$ROOT"/tests/golden/check/"$number"_*.expected 2>/dev/null || {
            echo "no program in tests/golden/check breaks the rule $code: ${number}_NAME.c"
            missing=1
        }
        compgen -G "$ROOT/tests/golden/check/${number}_*.ok.c" >/dev/null || {
            echo "no program in tests/golden/check just keeps the rule $code: ${number}_NAME.ok.c"
            missing=1
        }
    done
    [ "$count" -gt 30 ] || fail "only $count codes were found"
    [ "$missing" -eq 0 ]
}
