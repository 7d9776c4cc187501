# shellcheck shell=bash
# Channels over which much goes: through memory that both ends share, and what then happens to who dies, stops or wants no more.

# many [BODY]: a flow of `elements` numbers that a receiver adds up; at the end it says whether it shares memory. BODY sees each, as x.
many() {
    cat >many.c <<C
#include <inttypes.h>
#include <leat/leat.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint64_t elements(void)
{
    leat_str text = leat_argument("elements");

    return strtoull(leat_str_format("%.*s%c", (int)text.length, text.data, '\0').data, NULL, 10);
}

static bool shares_memory(void)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    bool found = false;
    char line[512];

    while (maps && fgets(line, sizeof line, maps))
        found = found || strstr(line, "leat ring");
    if (maps)
        fclose(maps);
    return found;
}

static inline void see(uint64_t x)
{
    ${1:-(void)x;}
}

static void many(leat_flow *flow)
{
    leat_process *sender = leat_flow_process(flow, (&(leat_process_spec){.name = "sender"}));
    leat_process *receiver = leat_flow_process(flow, (&(leat_process_spec){.name = "receiver"}));
    leat_stream(uint64_t) numbers = leat_source_iter(sender, uint64_t, q(range(0, elements())));
    leat_stream(uint64_t) arrived = leat_inspect(leat_send_bincode(numbers, receiver), q(x, see(x)));

    leat_for_each(leat_into_stream(leat_fold(arrived, uint64_t, q(0), q(sum, x, sum += x))),
                  q(sum, printf("%" PRIu64 " %d\n", sum, shares_memory())));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    many(flow);
    return leat_deployment_run(deployment, flow);
}
C
}

test_only_much_is_shared_and_all_of_it_comes() {
    many
    run_for 0 leat run many.c -- elements=10000
    out_is '[receiver/0] 49995000 0'
    run_for 0 leat run many.c -- elements=5000000
    out_is '[receiver/0] 12499997500000 1'
    run_for 0 leat run --read-buffer 1000 many.c -- elements=1000000
    out_is '[receiver/0] 499999500000 1'
    run_for 0 leat run --without=rings many.c -- elements=5000000
    out_is '[receiver/0] 12499997500000 0'
}

test_a_receiver_that_dies_is_told_of() {
    many 'if (x == 1000000) kill(getpid(), SIGKILL);'
    run_for 1 leat run many.c -- elements=1000000000
    out_is_empty
    holds err "receiver/0"
    holds err "SIGKILL"
}

test_a_receiver_that_crashes_names_its_line() {
    case $CC in */*) skip "what a sanitizer finds first it reports itself" ;; esac
    many 'if (x == 1000000) *(volatile int *)0 = 1;'
    run_for 1 leat run many.c -- elements=1000000000
    holds err "SIGSEGV in"
    holds err "many.c:"
}

test_a_sender_that_dies_is_told_of() {
    many
    # The sender runs in the body of its source, as soon as so much has gone that a ring is in use.
    sed -i 's/q(range(0, elements()))/q({ for (uint64_t i = 0; i < elements(); i++) { if (i == 1000000) kill(getpid(), SIGKILL); yield(i); } })/' many.c
    run_for 1 leat run many.c -- elements=2000000
    out_is_empty
    holds err "sender/0"
    holds err "SIGKILL"
}

test_a_receiver_that_has_enough_ends_its_sender() {
    many
    sed -i 's/leat_send_bincode(numbers, receiver), q(x, see(x))/leat_limit(leat_send_bincode(numbers, receiver), q(1000000)), q(x, see(x))/' many.c
    run_for 0 leat run many.c -- elements=100000000000
    out_is '[receiver/0] 499999500000 1'
}

# strings: a flow of `elements` strings of `length` bytes, each letters of its own; the receiver prints how many came, their bytes added up,
# and how many are not what was sent.
strings() {
    cat >strings.c <<'C'
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

leat_record(totals, (uint64_t, count), (uint64_t, bytes), (uint64_t, wrong))

static uint64_t argument(const char *name)
{
    leat_str text = leat_argument(name);

    return strtoull(leat_str_format("%.*s%c", (int)text.length, text.data, '\0').data, NULL, 10);
}

static uint8_t letter(uint64_t i, uint64_t at)
{
    return (uint8_t)('a' + (i * 7 + at) % 26);
}

static leat_str letters(uint64_t i)
{
    static uint64_t length;
    static char *text;

    if (!text && (length = argument("length")))
        text = malloc(length);
    for (uint64_t at = 0; at < length; at++)
        text[at] = (char)letter(i, at);
    return (leat_str){text, length};
}

static inline void see(totals *acc, leat_str s)
{
    bool right = s.length == argument("length");

    for (uint64_t at = 0; right && at < s.length; at++)
        right = (uint8_t)s.data[at] == letter(acc->count, at);
    acc->count++;
    acc->bytes += s.length;
    acc->wrong += !right;
}

static void strings(leat_flow *flow)
{
    leat_process *sender = leat_flow_process(flow, (&(leat_process_spec){.name = "sender"}));
    leat_process *receiver = leat_flow_process(flow, (&(leat_process_spec){.name = "receiver"}));
    leat_stream(uint64_t) numbers = leat_source_iter(sender, uint64_t, q(range(0, argument("elements"))));
    leat_stream(leat_str) arrived = leat_send_bincode(leat_map(numbers, leat_str, q(i, letters(i))), receiver);

    leat_for_each(leat_into_stream(leat_fold(arrived, totals, q((totals){0, 0, 0}), q(acc, s, see(&acc, s)))),
                  q(t, printf("%" PRIu64 " %" PRIu64 " %" PRIu64 "\n", t.count, t.bytes, t.wrong)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    strings(flow);
    return leat_deployment_run(deployment, flow);
}
C
}

test_strings_come_whole_and_in_order() {
    local how

    strings
    for how in "" --without=rings; do
        # shellcheck disable=SC2086
        run_for 0 leat run $how strings.c -- elements=100000 length=100
        out_is '[receiver/0] 100000 10000000 0'
        # Longer than a ring has bytes, and shorter than its half but not by a power of two.
        # shellcheck disable=SC2086
        run_for 0 leat run $how strings.c -- elements=12 length=1500001
        out_is '[receiver/0] 12 18000012 0'
        # shellcheck disable=SC2086
        run_for 0 leat run $how strings.c -- elements=60 length=199999
        out_is '[receiver/0] 60 11999940 0'
    done
}

# Nothing is lost on the way but what is said to be.
test_what_a_lossy_channel_drops_is_counted() {
    local came dropped

    many 'for (volatile int i = 0; i < 100; i++) (void)x;'
    sed -i 's/leat_send_bincode(numbers, receiver)/leat_send_bincode(numbers, receiver, lossy("the newest will do"))/
        s/sum += x))),/(void)x; sum++), nondet("how many were dropped"))),/' many.c
    run_for 0 leat run many.c -- elements=5000000
    came=$(sed -n 's/^\[receiver\/0\] \([0-9]*\) 1$/\1/p' out)
    dropped=$(sed -n 's/.*warning: \([0-9]*\) elements were dropped on lossy channel .*/\1/p' err)
    [ "$dropped" -gt 0 ]
    [ $((came + dropped)) -eq 5000000 ]
}
