/* Words of odd hash: each greeted twice, and itself where its length is a multiple of five; how long all that is. */
#include <leat/leat.h>

#include "../words.h"

static void diamond(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(leat_str) words = leat_source_iter(process, leat_str, q({
        struct words words = words_list();

        for (size_t i = 0; i < words.count; i++)
            yield((leat_str){words.list[i].letters, words.list[i].length});
    }));
    leat_stream(leat_str) odd = leat_filter(words, q(w, words_hash(w.data, w.length) % 2 == 1));
    leat_stream(leat_str) greeted = leat_flat_map(odd, leat_str, q(w, {
        yield(leat_str_concat(leat_str_of("hi "), w));
        yield(leat_str_concat(leat_str_of("bye "), w));
    }));
    leat_stream(leat_str) fives = leat_filter(odd, q(w, w.length % 5 == 0));
    leat_singleton(uint64_t) total = leat_fold(leat_merge(greeted, fives), uint64_t, q(0), q(sum, w, {
        words_made(w.data);
        sum += w.length;
    }), commutative("a sum"));

    leat_for_each(leat_into_stream(total), q(sum, bench_sink(sum)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    diamond(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}
