/*
 * Integers from one process to another, which adds them up. `-- elements=N` says how many. Each process prints
 * what it knows: `began NS`, `ended NS`, both on the machine's steady clock, the count and the sum, and its peak of memory.
 */
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>
#include <stdlib.h>

leat_record(totals, (uint64_t, count), (uint64_t, sum))

static void print_peak(void)
{
    FILE *status = fopen("/proc/self/status", "r");
    char line[256];
    unsigned long long kilobytes;

    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %llu", &kilobytes) == 1)
            printf("peak %llu\n", kilobytes);
    if (status)
        fclose(status);
}

static uint64_t first(void)
{
    atexit(print_peak);
    printf("began %" PRId64 "\n", leat_now());
    return 0;
}

static uint64_t end(void)
{
    leat_str elements = leat_argument("elements");

    return strtoull(leat_str_format("%.*s%c", (int)elements.length, elements.data, '\0').data, NULL, 10);
}

static void print_totals(totals t)
{
    printf("ended %" PRId64 "\ncount %" PRIu64 "\nsum %" PRIu64 "\n", leat_now(), t.count, t.sum);
    print_peak();
}

static void channel(leat_flow *flow, leat_host *host)
{
    leat_process *sender = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "sender"}));
    leat_process *receiver = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "receiver"}));

    leat_stream(uint64_t) numbers = leat_source_iter(sender, uint64_t, q(range(first(), end())),
                                                     nondet("it tells the time, and nothing else depends on it"));
    leat_stream(uint64_t) arrived = leat_send_bincode(numbers, receiver);
    leat_singleton(totals) total =
        leat_fold(arrived, totals, q((totals){0, 0}), q(acc, x, { acc.count++; acc.sum += x; }));
    leat_for_each(leat_into_stream(total), q(t, print_totals(t)),
                  nondet("it tells the time, and nothing else depends on it"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    channel(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
