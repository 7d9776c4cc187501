/*
 * A counter for each key, spread over a cluster: every member counts the keys that are its own, as the lines
 * `KEY AMOUNT` come in, and their totals come together at the end.
 *
 *     printf 'apples 3\npears 2\napples 4\n' | leat run examples/keyed_counter.c
 */
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

leat_keyed(amount, leat_str, int64_t)

static int64_t number_in(const char *text, const char *end)
{
    return strtoll(leat_str_format("%.*s%c", (int)(end - text), text, 0).data, NULL, 10);
}

static void keyed_counter(leat_flow *flow, leat_host *host)
{
    leat_process *front =
        leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "front", .standard_input = true}));
    leat_cluster *counters =
        leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "counter", .members = 3}));

    leat_stream(amount) changes = leat_filter_map(leat_source_lines(front, q("-")), amount, q(line, {
        const char *space = memchr(line.data, ' ', line.length);

        if (space)
            yield((amount){{line.data, (size_t)(space - line.data)}, number_in(space, line.data + line.length)});
    }));
    leat_keyed_singleton(amount) counts =
        leat_fold_keyed(leat_exchange_bincode(changes, counters), amount, q(0), q(total, n, total += n));
    leat_stream(amount) totals = leat_send_bincode_interleaved(leat_entries(counts), front);

    leat_for_each(leat_sort(totals, q(a, b, leat_str_compare(a.key, b.key))),
                  q(t, printf("%.*s %" PRId64 "\n", (int)t.key.length, t.key.data, t.value)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    keyed_counter(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
