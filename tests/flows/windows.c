/* Windows of event time: tumbling and sliding, with late elements, in ticks, and many of them over many turns. */
#include "flow.h"

leat_record(event, (int64_t, time), (leat_str, text))
leat_keyed(visit, leat_str, event)
leat_windowed(visits, leat_str, int)
leat_windowed(texts, leat_str, leat_str)
leat_keyed(reading, int, int64_t)
leat_windowed(sums, int, int64_t)

#define TEXT(s) (int)(s).length, (s).data
#define VISIT(key, time, text) ((visit){leat_str_format("%s", key), {time, leat_str_format("%s", text)}})

static leat_stream(visit) visits_of(leat_process *p)
{
    return leat_source_iter(p, visit, q({
        yield(VISIT("a", 1, "one"));
        yield(VISIT("b", 3, "two"));
        yield(VISIT("a", 9, "three"));
        yield(VISIT("a", 12, "four"));  /* the watermark is 10: [0, 10) is closed */
        yield(VISIT("b", 9, "late"));
        yield(VISIT("b", 11, "five"));
        yield(VISIT("c", -1, "later"));
        yield(VISIT("a", 40, "six"));   /* closes [10, 20); nobody came to [20, 40) */
        yield(VISIT("b", 38, "seven"));
    }));
}

static void print_texts(const char *title, leat_stream(texts) windows)
{
    leat_for_each(windows, q(w, printf("%s [%" PRId64 ", %" PRId64 ") %.*s: %.*s\n", title, w.start, w.end, TEXT(w.key), TEXT(w.value))),
                  let(title));
}

static leat_stream(texts) join_texts(leat_stream(visit) all, leat_window window, leat_stream(visit) *late)
{
    int64_t width = window.width, slide = window.slide, lateness = window.lateness;

    return leat_fold_window(all, texts, q((leat_window){width, slide, lateness}), q(x, x.value.time), q((leat_str){0}),
                            q(acc, v, acc = leat_str_format("%.*s %.*s", (int)acc.length, acc.data ? acc.data : "", TEXT(v.text))), late,
                            let(width, slide, lateness));
}

static void print_late(const char *title, leat_stream(visit) late)
{
    leat_for_each(late, q(x, printf("%s %.*s at %" PRId64 "\n", title, TEXT(x.value.text), x.value.time)), let(title));
}

static void bounded(leat_process *p)
{
    leat_stream(visit) late, late_of_sliding, late_of_none;
    leat_stream(visit) all = visits_of(p);

    print_texts("tumbling", join_texts(all, (leat_window){.width = 10, .lateness = 2}, &late));
    print_late("late:", late);
    print_texts("sliding", join_texts(all, (leat_window){.width = 10, .slide = 5}, &late_of_sliding));
    print_late("late of sliding:", late_of_sliding);
    print_texts("nothing", join_texts(leat_filter(all, q(x, x.value.time > 100)), (leat_window){.width = 10}, &late_of_none));
    print_late("late of nothing:", late_of_none);
}

/* The end of the tick closes what is open, and the next one knows no watermark. */
static void in_ticks(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(visit) late;
    leat_stream(visit) batch = leat_batch(visits_of(p), tick, nondet("all of it comes at once"));
    leat_stream(visit) both = leat_chain(batch, leat_defer_tick(leat_filter(batch, q(x, x.value.time < 10))));

    print_texts("tick", leat_all_ticks(join_texts(both, (leat_window){.width = 10, .lateness = 2}, &late)));
    print_late("late in tick:", leat_all_ticks(late));
}

/* Of an endless input windows are given as they close; those of many turns, of few keys and of many. */
#define ELEMENTS 1000000
static void endless(leat_process *p)
{
    leat_stream(reading) late;
    leat_stream(reading) readings = leat_source_generate(p, reading, q({
        for (int i = 0; i < ELEMENTS; i++)
            yield(((reading){i % 7, i}));
    }));
    leat_stream(sums) windows = leat_fold_window(readings, sums, q((leat_window){.width = 70, .lateness = 10}), q(x, x.value), q(0),
                                                 q(acc, v, acc += v), &late);
    /* Every window of 70 has 10 readings of each of 7 keys. */
    leat_singleton(int64_t) wrong = leat_fold(windows, int64_t, q(0), q(acc, w, {
        int64_t want = 10 * (w.start + w.key) + 7 * 45;
        acc += w.value != want && w.end <= ELEMENTS;
    }));
    leat_tick *tick = leat_tick_of(p);

    leat_for_each(leat_unique(leat_all_ticks(leat_into_stream(leat_snapshot(wrong, tick, nondet("always 0"))))),
                  q(n, printf("wrong sums: %" PRId64 "\n", n)));
    leat_for_each(leat_filter(windows, q(w, w.start == 999950 - 999950 % 70 && w.key == 0)),
                  q(w, printf("the last: [%" PRId64 ", %" PRId64 ")\n", w.start, w.end)));
    leat_for_each(leat_filter(windows, q(w, w.start == 700000 && w.key == 6)), q(w, printf("[%" PRId64 ", %" PRId64 ") %d: %" PRId64 "\n", w.start, w.end, w.key, w.value)));
    leat_null(late);
}

/* Accumulators and keys that view memory, kept over many turns. */
static void kept(leat_process *p)
{
    leat_stream(visit) late;
    leat_stream(visit) all = leat_source_iter(p, visit, q({
        for (int i = 0; i < 200000; i++) {
            yield(((visit){leat_str_format("key %d", i % 3), {i, leat_str_format("%d", i)}}));
            if (i % 100 == 0)
                leat_scratch_reset();
        }
    }));
    leat_stream(texts) windows = leat_fold_window(all, texts, q((leat_window){.width = 60000, .slide = 20000}), q(x, x.value.time), q((leat_str){0}),
                                                  q(acc, v, acc = v.text), &late);

    print_texts("kept", windows);
    leat_null(late);
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    bounded(p);
    in_ticks(p);
    endless(p);
    kept(p);
}
