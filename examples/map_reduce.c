/*
 * Word count: a leader reads a text, spreads its lines over four workers, which count words, and prints
 * the ten commonest. Nothing here waits for a timer or a batch: the end of the text travels with it.
 *
 *     leat run examples/map_reduce.c -- text=/usr/share/common-licenses/GPL-3
 */
#include <ctype.h>
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>

leat_keyed(word_count, leat_str, uint64_t)

static const char *text_path(void)
{
    leat_str path = leat_argument("text");

    return path.length ? leat_str_format("%.*s%c", (int)path.length, path.data, '\0').data : "-";
}

static void map_reduce(leat_flow *flow, leat_host *host)
{
    leat_process *leader =
        leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "leader", .standard_input = true}));
    leat_cluster *workers =
        leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "worker", .members = 4}));

    leat_stream(leat_str) lines = leat_source_lines(leader, q(text_path()));
    leat_stream(leat_str) spread = leat_demux_bincode(lines, workers, q(line, line.length % leat_member_count(workers)),
                                                      let(workers));
    leat_stream(word_count) words = leat_flat_map(spread, word_count, q(line, {
        for (size_t start = 0, at = 0; at <= line.length; at++) {
            if (at < line.length && isalpha((unsigned char)line.data[at]))
                continue;
            if (at > start)
                yield((word_count){{line.data + start, at - start}, 1});
            start = at + 1;
        }
    }));
    leat_keyed_singleton(word_count) counts = leat_fold_keyed(words, word_count, q(0), q(acc, n, acc += n));
    leat_stream(word_count) partial = leat_send_bincode_interleaved(leat_entries(counts), leader);
    leat_keyed_singleton(word_count) totals =
        leat_fold_keyed(partial, word_count, q(0), q(acc, n, acc += n), commutative("addition"));
    leat_stream(word_count) ranked = leat_sort(leat_entries(totals), q(a, b,
        a.value != b.value ? (a.value < b.value) - (a.value > b.value) : leat_str_compare(a.key, b.key)));
    leat_for_each(leat_limit(ranked, q(10)),
                  q(w, printf("%" PRIu64 " %.*s\n", w.value, (int)w.key.length, w.key.data)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    map_reduce(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
