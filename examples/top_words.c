/*
 * The ten most frequent words of each minute of a chat. Two folds over windows of event time: one counts each word in
 * its minute, the other keeps the best ten of those. Of `.lateness` seconds a message may be late; what is later still
 * is said so.
 */
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>

leat_record(message, (int64_t, second), (leat_str, text))
leat_record(place, (leat_str, word), (int, count))
leat_keyed(spoken, leat_str, int64_t)         /* a word, and when */
leat_windowed(word_count, leat_str, int)      /* how often in a minute */
leat_keyed(candidate, int, word_count)        /* all under one key */
leat_windowed(top, int, leat_vec(place))

static bool is_before(place a, place b)
{
    return a.count != b.count ? a.count > b.count : leat_str_compare(a.word, b.word) < 0;
}

static void keep_best(leat_vec(place) *best, place x)
{
    place *places;

    if (best->length < 10)
        leat_vec_push(best, x);
    places = (place *)(uintptr_t)best->data;
    if (is_before(x, places[best->length - 1]))
        places[best->length - 1] = x;
    for (size_t i = best->length - 1; i > 0 && is_before(places[i], places[i - 1]); i--) {
        place held = places[i];

        places[i] = places[i - 1];
        places[i - 1] = held;
    }
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "counter"});
    leat_stream(spoken) late;
    leat_stream(candidate) none;

    leat_stream(message) messages = leat_source_iter(p, message, q({
        yield((message){3, leat_str_of("the mill by the river grinds the corn of the village")});
        yield((message){10, leat_str_of("a leat brings the water of the river to the wheel of the mill")});
        yield((message){58, leat_str_of("the wheel turns the stone and the stone grinds corn")});
        yield((message){66, leat_str_of("who owns the leat owns the mill")});
        yield((message){57, leat_str_of("corn is flour is bread")}); /* nine seconds late: in time */
        yield((message){100, leat_str_of("no water no wheel no flour no bread")});
        yield((message){20, leat_str_of("hello")});
    }));
    leat_stream(spoken) words = leat_flat_map(messages, spoken, q(m, {
        size_t start = 0;

        for (size_t i = 0; i <= m.text.length; i++)
            if (i == m.text.length || m.text.data[i] == ' ') {
                yield((spoken){{m.text.data + start, i - start}, m.second});
                start = i + 1;
            }
    }));
    leat_stream(word_count) counts = leat_fold_window(words, word_count, q((leat_window){.width = 60, .lateness = 10}),
                                                      q(w, w.value), q(0), q(acc, second, acc++), &late);
    leat_stream(top) tops = leat_fold_window(leat_map(counts, candidate, q(c, (candidate){0, c})), top, q((leat_window){.width = 60}),
                                             q(x, x.value.start), q((leat_vec(place)){0}),
                                             q(best, c, keep_best(&best, (place){c.key, c.value})), &none);

    leat_for_each(tops, q(t, {
        printf("minute %" PRId64 ":", t.start / 60);
        for (size_t i = 0; i < t.value.length; i++)
            printf(" %.*s %d", (int)t.value.data[i].word.length, t.value.data[i].word.data, t.value.data[i].count);
        printf("\n");
    }));
    leat_for_each(late, q(w, printf("too late, at second %" PRId64 ": %.*s\n", w.value, (int)w.key.length, w.key.data)));
    leat_null(none); /* counts come in the order of their windows */
    return leat_deployment_run(deployment, flow);
}
