/* What operators keep across turns: strings and vectors in accumulators, keys, sorts, chains, defers. */
#include "flow.h"

leat_record(longest, (leat_str, text), (leat_vec(leat_str), seen))
leat_keyed(last_word, uint64_t, leat_str)

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other", .profile = LEAT_DEBUG}));
    leat_stream(leat_str) words = leat_source_iter(p, leat_str, q({
        for (int i = 0; i < 50000; i++) {
            yield(leat_str_format("word %d", i));
            leat_scratch_reset();
        }
    }));
    leat_stream(leat_str) there = leat_send_bincode(words, other);
    leat_singleton(longest) best = leat_fold(there, longest, q((longest){0}), q(acc, w, {
        if (w.length > acc.text.length || acc.text.length == 0) {
            acc.text = w;
            leat_vec_push(&acc.seen, w);
        }
    }));
    leat_for_each(leat_into_stream(best), q(b, {
        printf("%.*s", (int)b.text.length, b.text.data);
        for (size_t i = 0; i < b.seen.length; i++)
            printf(", %.*s", (int)b.seen.data[i].length, b.seen.data[i].data);
        printf("\n");
    }));
    leat_keyed_singleton(last_word) lasts =
        leat_fold_keyed(leat_map(there, last_word, q(w, (last_word){w.length, w})), last_word, q((leat_str){0}), q(acc, w, acc = w));
    leat_for_each(leat_sort(leat_entries(lasts), q(a, b, (a.key > b.key) - (a.key < b.key))),
                  q(l, printf("%d: %.*s\n", (int)l.key, (int)l.value.length, l.value.data)));
    leat_for_each(leat_limit(leat_sort(there, q(a, b, leat_str_compare(b, a))), q(2)),
                  q(w, printf("sorted %.*s\n", (int)w.length, w.data)));
    leat_assert_equal(leat_into_stream(leat_count(leat_unique(there))), uint64_t, q({ yield(50000); }));
    leat_for_each(leat_filter(leat_chain(leat_limit(there, q(1)), there), q(w, leat_str_equal(w, leat_str_of("word 49999")))),
                  q(w, printf("chained %.*s\n", (int)w.length, w.data)));
}
