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
