/*
 * Word count: a leader reads the file that `-- text=PATH` names and deals its lines to four workers. They count
 * words, and a reducer adds up what they counted. Printed are `began NS`, `ended NS`, both on the machine's steady clock,
 * the number of words, and a sum over all words of their hash times their count.
 */
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>

leat_keyed(word_count, leat_str, uint64_t)
leat_record(summary, (uint64_t, words), (uint64_t, sum))

static const char *text_path(void)
{
    leat_str path = leat_argument("text");

    printf("began %" PRId64 "\n", leat_now());
    return leat_str_format("%.*s%c", (int)path.length, path.data, '\0').data;
}

static uint64_t hash_of(leat_str word)
{
    uint64_t hash = 0;

    for (size_t i = 0; i < word.length; i++)
        hash = hash * 31 + (uint8_t)word.data[i];
    return hash;
}

static void print_summary(summary s)
{
    printf("ended %" PRId64 "\ncount %" PRIu64 "\nsum %" PRIu64 "\n", leat_now(), s.words, s.sum);
}

static void count_words(leat_flow *flow, leat_host *host)
{
    leat_process *leader = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "leader"}));
    leat_process *reducer = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "reducer"}));
    leat_cluster *workers =
        leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "worker", .members = 4}));

    leat_stream(leat_str) lines = leat_source_lines(leader, q(text_path()),
                                                    nondet("it tells the time, and nothing else depends on it"));
    leat_stream(leat_str) dealt = leat_round_robin_bincode(lines, workers);
    leat_stream(leat_str) words = leat_flat_map(dealt, leat_str, q(line, {
        for (size_t start = 0, at = 0; at <= line.length; at++) {
            if (at < line.length && line.data[at] != ' ')
                continue;
            yield((leat_str){line.data + start, at - start});
            start = at + 1;
        }
    }));
    leat_keyed_singleton(word_count) counts = leat_value_counts(words, word_count);
    leat_stream(word_count) partial = leat_send_bincode_interleaved(leat_entries(counts), reducer);
    leat_keyed_singleton(word_count) totals =
        leat_fold_keyed(partial, word_count, q(0), q(acc, n, acc += n), commutative("addition"));
    leat_singleton(summary) all = leat_fold(leat_entries(totals), summary, q((summary){0, 0}), q(acc, w, {
        acc.words += w.value;
        acc.sum += hash_of(w.key) * w.value;
    }), commutative("sums"));
    leat_for_each(leat_into_stream(all), q(s, print_summary(s)),
                  nondet("it tells the time, and nothing else depends on it"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    count_words(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
