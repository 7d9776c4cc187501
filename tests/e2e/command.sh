# shellcheck shell=bash
# The leat command: help, mistakes in words, new, explain, doctor, clean, graph.

commands="run check emit graph build cc new clean doctor explain"

test_help_lists_every_command() {
    run_for 0 leat -h
    for command in $commands; do
        matches out "^  $command +[a-z]"
    done
    [ ! -s err ]
}

test_every_command_has_help_on_standard_output() {
    for command in $commands; do
        run_for 0 leat "$command" -h
        holds out "usage: leat $command"
        holds out "print this help"
        [ ! -s err ]
    done
}

test_help_of_a_command_in_two_spellings() {
    run_for 0 leat help graph
    mv out first
    run_for 0 leat graph --help
    cmp first out
}

test_a_program_has_the_same_help() {
    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, printf("%d\n", n)));
C
    leat cc -o f f.c
    run_for 0 ./f -h
    for command in run check emit graph build; do
        matches out "^  $command +[a-z]"
        "./f" "$command" -h >help
        holds help "usage: f $command"
    done
}

test_a_program_runs_without_a_word() {
    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 2))), q(n, printf("%d\n", n)));
C
    leat cc -o f f.c
    run_for 0 ./f
    out_is $'[p/0] 0\n[p/0] 1'
}

test_version() {
    run_for 0 leat --version
    out_is "leat $(cat "$ROOT/VERSION")"
}

test_no_command_is_misuse() {
    run_for 2 leat
    out_is_empty
    holds err "leat -h"
}

test_an_unknown_command_gets_the_nearest() {
    run_for 2 leat chekc x.c
    out_is_empty
    holds err "no command 'chekc'"
    holds err "did you mean 'check'"
}

test_an_unknown_option_gets_the_nearest() {
    run_for 2 leat run --membrs worker=2 x.c
    holds err "--membrs"
    holds err "did you mean '--members'"
    run_for 2 leat graph --mermiad x.c
    holds err "did you mean '--mermaid'"
}

test_a_word_far_from_all_gets_no_guess() {
    run_for 2 leat qqqqqqqq
    lacks err "did you mean"
}

test_options_take_values_in_two_spellings() {
    flow_file f.c <<'C'
    leat_cluster *c = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "w", .members = 1}));
    leat_for_each(leat_source_iter(c, int, q({ yield((int)leat_self().id); })), q(n, printf("%d\n", n)));
C
    run_for 0 leat run --members w=2 f.c
    out_sorted_is $'[w/0] 0\n[w/1] 1'
    run_for 0 leat run --members=w=2 f.c
    out_sorted_is $'[w/0] 0\n[w/1] 1'
}

test_an_option_without_its_value_is_misuse() {
    run_for 2 leat run f.c --members
    holds err "--members NAME=COUNT"
    cp "$ROOT/examples/first_ten.c" f.c
    run_for 2 leat run --members w=many f.c
    run_for 2 leat run --members w=0 f.c
    run_for 2 leat run --max-element much f.c
    run_for 2 leat run --profile fast f.c
    holds err "release, debug, sanitize"
}

test_a_source_that_is_not_there() {
    run_for 1 leat run nowhere.c
    out_is_empty
    holds err "nowhere.c"
    holds err "No such file"
}

test_new_makes_a_program_that_runs() {
    run_for 0 leat new hello
    [ "$(ls hello)" = $'compile_flags.txt\nhello.c' ]
    cd hello
    run_for 0 leat run hello.c
    out_is "$(for i in 0 1 2 3 4 5 6 7 8 9; do echo "[service/1] $i"; done)"
}

test_new_tells_an_editor_how_to_compile() {
    leat new "a b"
    cd "a b"
    xargs -d '\n' -a compile_flags.txt gcc -fsyntax-only "a b.c"
    xargs -d '\n' -a compile_flags.txt clang -fsyntax-only -Werror "a b.c"
}

test_new_leaves_alone_what_is_there() {
    mkdir full
    echo mine >full/file
    run_for 1 leat new full
    holds err "full"
    [ "$(cat full/file)" = mine ]
    [ "$(ls full)" = file ]
    mkdir empty
    run_for 0 leat new empty
    [ -s empty/empty.c ]
}

test_explain_knows_every_code_that_it_lists() {
    run_for 0 leat explain
    cp out list
    grep -oE '^LEAT[0-9]{4}' list >codes
    [ "$(wc -l <codes)" -ge 25 ]
    while read -r code; do
        run_for 0 leat explain "$code"
        holds out "$code"
        [ "$(wc -l <out)" -ge 4 ] || fail "the page of $code is short"
    done <codes
}

test_explain_knows_every_operator() {
    sed -n 's/^LEAT_OP([A-Z_]*, \([a-z_]*\),.*/\1/p' "$ROOT/include/leat/operators.def" >operators
    [ "$(wc -l <operators)" -ge 35 ]
    while read -r operator; do
        run_for 0 leat explain "$operator"
        holds out "leat_$operator"
    done <operators
}

test_explain_takes_other_spellings() {
    leat explain LEAT0204 >page
    for spelling in 0204 204 leat0204; do
        run_for 0 leat explain "$spelling"
        cmp page out
    done
    leat explain fold >page
    run_for 0 leat explain leat_fold
    cmp page out
    run_for 2 leat explain fould
    holds err "did you mean 'fold'"
}

# A code that the sources use has a page.
test_every_code_in_the_sources_is_explained() {
    leat explain >list
    grep -rhoE '"LEAT0[0-9]{3}"' "$ROOT/src" | tr -d '"' | sort -u >used
    [ "$(wc -l <used)" -ge 25 ]
    while read -r code; do
        grep -q "^$code " list || fail "$code has no page"
    done <used
}

test_doctor_finds_all_well() {
    run_for 0 leat doctor
    for what in compiler headers libraries libuv cache; do
        matches out "^ok +$what"
    done
}

test_doctor_says_what_is_missing() {
    run_for 1 env CC=/nowhere/cc PATH=/nowhere "$LEAT" doctor
    lacks out "ok       compiler"
    holds out "compiler"
}

test_clean_empties_the_cache() {
    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, printf("%d\n", n)));
C
    leat run f.c >out
    [ -n "$(find "$XDG_CACHE_HOME/leat" -type f)" ]
    run_for 0 leat clean
    [ -z "$(find "$XDG_CACHE_HOME/leat" -type f 2>/dev/null)" ]
    run_for 0 leat run f.c
}

test_the_cache_is_where_it_should_be() {
    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, printf("%d\n", n)));
C
    env -u XDG_CACHE_HOME HOME="$PWD/h" leat run f.c >out
    [ -d h/.cache/leat ]
}

test_graph_in_both_forms() {
    run_for 0 leat graph "$ROOT/examples/broadcast.c"
    matches out '^flowchart'
    holds out 'worker x 2'
    run_for 0 leat graph --dot "$ROOT/examples/broadcast.c"
    matches out '^digraph'
    [ ! -s err ]
}

test_check_of_a_right_flow_is_quiet_on_standard_output() {
    run_for 0 leat check "$ROOT/examples/simple_cluster.c"
    lacks err error
    lacks err warning
}

test_check_as_json_is_one_document() {
    mkdir nested
    echo 'int unused_value(void); static int nothing;' >nested/other.c
    flow_file f.c <<'C'
    leat_process *p = process(flow, "p");
    leat_cluster *c = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "w", .members = 2}));
    leat_stream(int) mixed = leat_send_bincode_interleaved(leat_source_iter(c, int, q(range(0, 1))), p);
    leat_for_each(mixed, q(n, printf("%d\n", n)));
C
    # A warning of the compiler, which `leat` sees, and an error of the flow, which the program itself sees.
    run_for 1 leat check --format json f.c nested/other.c -Wunused-variable
    [ "$(head -n 1 out)" = '{"version":1,"errors":1,"warnings":1,"diagnostics":[' ]
    matches out '^\{"severity":"warning",.*"file":"[^"]*nested/other.c","line":1,.*\},$'
    matches out '^\{"severity":"error","code":"LEAT0204",.*"line":[0-9]+,"column":5,"end_line":[0-9]+,"end_column":18,'
    [ "$(tail -n 1 out)" = ']}' ]
    [ "$(wc -l <out)" -eq 4 ]
    run_for 0 leat check --format=json "$ROOT/examples/first_ten.c"
    [ "$(cat out)" = '{"version":1,"errors":0,"warnings":0,"diagnostics":[]}' ]
    # What the compiler rejects, no program says.
    echo 'int main(void) { return nothing; }' >broken.c
    run_for 1 leat check --format json broken.c
    matches out '^\{"version":1,"errors":1,'
    matches out '^\{"severity":"error","code":"LEAT0300",'
}

test_results_go_to_standard_output_and_all_else_does_not() {
    flow_file f.c <<'C'
    leat_process *p = process(flow, "p");
    leat_stream(int) n = leat_source_iter(p, int, q(range(0, 1)));
    (void)n;
C
    run_for 0 leat run f.c
    out_is_empty
    holds err "warning[LEAT0106]"
}

test_no_escape_sequences_without_a_terminal() {
    flow_file f.c <<'C'
    leat_for_each(leat_source_iter(process(flow, "p"), int, q(range(0, 1))), q(n, nonsense(n)));
C
    run_for 1 env -u NO_COLOR TERM=xterm "$LEAT" run f.c
    lacks err $'\033'
    run_for 0 env -u NO_COLOR TERM=xterm "$LEAT" run "$ROOT/examples/first_ten.c"
    lacks err $'\033'
}

# Every trick can be left out, by itself and with all the others, and the results are the same.
test_tricks_can_be_left_out() {
    cp "$ROOT/examples/top_words.c" w.c
    sed -n 's/^LEAT_TRICK([A-Z_]*, "\([a-z-]*\)",.*/\1/p' "$ROOT/include/leat/tricks.def" >tricks
    [ "$(wc -l <tricks)" -ge 2 ]
    leat help run >help_text
    all=()
    while read -r trick; do
        holds help_text "  $trick: "
        run_for 0 leat emit "--without=$trick" w.c
        holds out "#define LEAT_WITHOUT_"
        all+=(--without "$trick")
    done <tricks
    run_for 0 leat emit "${all[@]}" w.c
    [ "$(grep -c '^#define LEAT_WITHOUT_' out)" -eq "$(wc -l <tricks)" ]
    run_for 0 leat emit w.c
    ! grep LEAT_WITHOUT_ out
}

test_an_unknown_trick_is_refused() {
    run_for 2 leat run --without=diamond "$ROOT/examples/first_ten.c"
    holds err "nothing is called 'diamond' that could be left out"
    holds err "did you mean 'diamonds'?"
    run_for 2 leat emit --without "" "$ROOT/examples/first_ten.c"
    holds err "nothing is called ''"
}
