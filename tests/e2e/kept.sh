# shellcheck shell=bash
# What came in the turn in which the input ended may be given on many turns later: one element a turn, and the debug
# profile poisons what a turn made.

test_what_came_last_outlives_its_turn() {
    cat >f.c <<'C'
#include <leat/leat.h>
#include <stdio.h>

static leat_str changed(leat_str s)
{
    return leat_str_format("this is %.*s", (int)s.length, s.data);
}

static int up(leat_str a, leat_str b)
{
    return leat_str_compare(a, b);
}

static void print(const char *title, leat_stream(leat_str) s)
{
    leat_for_each(s, q(x, printf("%s: %.*s\n", title, (int)x.length, x.data)), let(title));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *from = leat_flow_process(flow, (&(leat_process_spec){.name = "from"}));
    leat_process *to = leat_flow_process(flow, (&(leat_process_spec){.name = "to"}));
    leat_stream(int) numbers = leat_source_iter(from, int, q(range(0, 5)));
    leat_stream(leat_str) sent = leat_send_bincode(leat_map(numbers, leat_str, q(x, leat_str_format("number %d", x))), to);
    leat_stream(leat_str) text = leat_map(sent, leat_str, q(s, changed(s)));

    print("top", leat_top_n(text, q(3), q(a, b, up(b, a))));
    print("sorted", leat_sort(text, q(a, b, up(b, a))));
    return leat_deployment_run(deployment, flow);
}
C
    run_for 0 leat run --profile debug --slice 1 f.c
    sort out >sorted
    diff - sorted <<'OUT'
[to/0] sorted: this is number 0
[to/0] sorted: this is number 1
[to/0] sorted: this is number 2
[to/0] sorted: this is number 3
[to/0] sorted: this is number 4
[to/0] top: this is number 2
[to/0] top: this is number 3
[to/0] top: this is number 4
OUT
}

# The library that users have is without sanitizers, and what is compiled by this profile writes into its arenas.
test_texts_are_made_within_their_bytes() {
    case $CC in */*) skip "all is compiled so already" ;; esac
    run_for 0 leat run --profile sanitize "$ROOT/tests/flows/strings.c"
    run_for 0 leat run --profile sanitize "$ROOT/tests/flows/texts.c"
}
