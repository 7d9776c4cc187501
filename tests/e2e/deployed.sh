# shellcheck shell=bash
# The deployed flows of the benchmarks give what the C beside them gives: a small size, and no timing.

result_of() {
    sed 's/^\[[^]]*\] //' "$1" | grep -E '^(count|sum) ' | sort
}

test_word_count_gives_what_the_c_gives() {
    "$CC" -std=gnu17 -O1 "$ROOT/bench/word_count/text.c" -o make_text
    "$CC" -std=gnu17 -O1 "$ROOT/bench/word_count/hand.c" -o hand
    words=$(./make_text 300000 2>&1 >text)
    leat run --quiet "$ROOT/bench/word_count/flow.c" -- text="$PWD/text" >flow.out
    ./hand text >hand.out
    result_of hand.out >expected
    result_of flow.out | diff -u expected -
    [ "$(head -n 1 expected)" = "count $words" ] || fail "of $words words: $(head -n 1 expected)"
    [ "$(awk '{ n += NF } END { print n }' text)" = "$words" ] || fail "the text has not $words words"
}

test_two_phase_commit_gives_what_the_c_gives() {
    "$CC" -std=gnu17 -O1 "$ROOT/bench/two_phase_commit/hand.c" -o hand
    leat run --quiet "$ROOT/bench/two_phase_commit/flow.c" -- transactions=50 >flow.out
    ./hand 50 3 >hand.out
    result_of hand.out >expected
    result_of flow.out | diff -u expected -
    [ "$(grep -c '^count 5000$' expected)" = 3 ] || fail "$(cat expected)"
    [ "$(grep -c '^sum 122500$' expected)" = 3 ] || fail "$(cat expected)"
}

test_exchange_gives_what_the_c_gives() {
    local batch

    "$CC" -std=gnu17 -O1 "$ROOT/bench/exchange/hand.c" -o hand
    for batch in 1000 100000; do # in one turn, and in many
        leat run --quiet "$ROOT/bench/exchange/flow.c" -- batch="$batch" rounds=7 >flow.out
        ./hand "$batch" 7 >hand.out
        result_of hand.out >expected
        result_of flow.out | diff -u expected -
        [ "$(grep -c "^count $((batch * 7))$" expected)" = 2 ] || fail "$(cat expected)"
    done
}

# The count and the sum of the numbers below 1,000: of these flows there is one sum, whatever comes between.
test_channels_and_frames_bring_everything() {
    local flow

    for flow in channel/integers channel/demux frames; do
        "$CC" -std=gnu17 -O1 "$ROOT/bench/$flow/hand.c" -o hand
        leat run --quiet "$ROOT/bench/$flow/flow.c" -- elements=1000 >flow.out
        ./hand 1000 >hand.out
        result_of hand.out >expected
        result_of flow.out | diff -u expected -
        [ "$(head -n 1 expected)" = "count 1000" ] || fail "$flow: $(cat expected)"
    done
}
