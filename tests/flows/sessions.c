/* Sessions of event time: by hand, in ticks, and many of them over many turns against a plain computation. */
#include <stdlib.h>

#include "flow.h"

leat_record(event, (int64_t, time), (leat_str, text))
leat_keyed(visit, leat_str, event)
leat_windowed(texts, leat_str, leat_str)
leat_keyed(reading, int, int64_t)
leat_windowed(sums, int, int64_t)

#define TEXT(s) (int)(s).length, (s).data ? (s).data : ""
#define VISIT(key, time, text) ((visit){leat_str_format("%s", key), {time, leat_str_format("%s", text)}})

static leat_stream(texts) texts_of(leat_stream(visit) all, leat_session spec, leat_stream(visit) *late)
{
    int64_t gap = spec.gap, lateness = spec.lateness;

    return leat_fold_session(all, texts, q((leat_session){gap, lateness}), q(x, x.value.time), q((leat_str){0}),
                             q(acc, v, acc = leat_str_format("%.*s %.*s", TEXT(acc), TEXT(v.text))),
                             q(acc, other, acc = leat_str_format("%.*s |%.*s", TEXT(acc), TEXT(other))), late, let(gap, lateness));
}

static void print_texts(const char *title, leat_stream(texts) sessions)
{
    leat_for_each(sessions, q(s, printf("%s %.*s [%" PRId64 ", %" PRId64 ")%.*s\n", title, TEXT(s.key), s.start, s.end, TEXT(s.value))), let(title));
}

static void print_late(const char *title, leat_stream(visit) late)
{
    leat_for_each(late, q(x, printf("%s late: %.*s at %" PRId64 "\n", title, TEXT(x.value.text), x.value.time)), let(title));
}

static leat_stream(visit) visits_of(leat_process *p)
{
    return leat_source_iter(p, visit, q({
        yield(VISIT("a", 0, "first"));
        yield(VISIT("b", 5, "alone"));
        yield(VISIT("a", 9, "near"));     /* a: [0, 19) */
        yield(VISIT("a", 19, "next"));    /* at the very end: another session */
        yield(VISIT("a", 15, "between")); /* less than a gap from both: one session [0, 29) */
        yield(VISIT("b", -3, "before"));  /* b: [-3, 15) */
        yield(VISIT("c", 38, "third"));   /* the watermark is 33 */
        yield(VISIT("a", 24, "again"));   /* [24, 34): [0, 29) was given, and stays as it was */
        yield(VISIT("a", 22, "extends")); /* would be [22, 32), which is over; but [24, 34) is open */
        yield(VISIT("b", 23, "too late"));
        yield(VISIT("d", 40, "fourth"));  /* closes [22, 34) */
        yield(VISIT("c", 58, "far"));
        yield(VISIT("c", 48, "bridge"));  /* the watermark is 53: [48, 58) touches neither */
    }));
}

static void bounded(leat_process *p)
{
    leat_stream(visit) late, late_of_none;

    print_texts("by hand:", texts_of(visits_of(p), (leat_session){.gap = 10, .lateness = 5}, &late));
    print_late("by hand:", late);
    print_texts("nothing:", texts_of(leat_filter(visits_of(p), q(x, x.value.time > 100)), (leat_session){.gap = 10}, &late_of_none));
    print_late("nothing:", late_of_none);
}

/* The end of the tick closes what is open, and the next one knows no watermark. */
static void in_ticks(leat_process *p)
{
    leat_tick *tick = leat_tick_of(p);
    leat_stream(visit) late;
    leat_stream(visit) batch = leat_batch(visits_of(p), tick, nondet("all of it comes at once"));
    leat_stream(visit) both = leat_chain(batch, leat_defer_tick(leat_filter(batch, q(x, x.value.time < 10))));

    print_texts("in ticks:", leat_all_ticks(texts_of(both, (leat_session){.gap = 10, .lateness = 5}, &late)));
    print_late("in ticks:", leat_all_ticks(late));
}

/* ---- against a plain computation ---- */

#define ELEMENTS 60000
#define OPEN_MOST 4096

/* Times go up, and each lies up to `spread` behind that. */
static visit random_visit(int i, int64_t spread, uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    const int64_t behind = (int64_t)(*seed >> 33) % spread;
    const int key = (int)(*seed >> 20 & 7);

    return (visit){leat_str_format("key number %d", key), {2 * (int64_t)i - behind, leat_str_format("%d", i)}};
}

struct plain {
    texts sessions[OPEN_MOST];
    int first[OPEN_MOST]; /* the number of the element that came first */
    int count;
    int64_t mark;
};

/* Takes out the session that is to be given next; false: none that has ended at the watermark. */
static bool take_next(struct plain *plain, texts *given)
{
    int next = -1;

    for (int i = 0; i < plain->count; i++)
        if (plain->sessions[i].end <= plain->mark &&
            (next < 0 || plain->sessions[i].end < plain->sessions[next].end ||
             (plain->sessions[i].end == plain->sessions[next].end && plain->first[i] < plain->first[next])))
            next = i;
    if (next < 0)
        return false;
    *given = plain->sessions[next];
    plain->sessions[next] = plain->sessions[--plain->count];
    plain->first[next] = plain->first[plain->count];
    return true;
}

/* False: it is late. */
static bool take_visit(struct plain *plain, visit x, int number, int64_t gap)
{
    texts made = {x.key, x.value.time, x.value.time + gap, {0}};
    texts met[2];
    int count = 0, first = number;

    for (int i = 0; i < plain->count; i++) {
        const texts *open = &plain->sessions[i];

        if (!leat_str_equal(open->key, x.key) || open->end <= x.value.time || open->start >= x.value.time + gap)
            continue;
        met[count++] = *open;
        first = plain->first[i] < first ? plain->first[i] : first;
        plain->sessions[i] = plain->sessions[--plain->count];
        plain->first[i] = plain->first[plain->count];
        i--;
    }
    if (count == 0 && made.end <= plain->mark)
        return false;
    if (count == 2 && met[0].start > met[1].start) {
        const texts earlier = met[1];

        met[1] = met[0];
        met[0] = earlier;
    }
    if (count > 0)
        made.value = met[0].value;
    made.value = leat_str_format("%.*s %.*s", TEXT(made.value), TEXT(x.value.text));
    if (count == 2)
        made.value = leat_str_format("%.*s |%.*s", TEXT(made.value), TEXT(met[1].value));
    for (int i = 0; i < count; i++) {
        made.start = met[i].start < made.start ? met[i].start : made.start;
        made.end = met[i].end > made.end ? met[i].end : made.end;
    }
    plain->first[plain->count] = first;
    plain->sessions[plain->count++] = made;
    return true;
}

static void against_plain(leat_process *p, int64_t gap, int64_t lateness, int64_t spread)
{
    leat_stream(visit) late;
    leat_stream(visit) all = leat_source_iter(p, visit, q({
        uint64_t seed = 1;

        for (int i = 0; i < ELEMENTS; i++) {
            yield(random_visit(i, spread, &seed));
            if (i % 50 == 0)
                leat_scratch_reset();
        }
    }), let(spread));

    leat_assert_equal(texts_of(all, (leat_session){.gap = gap, .lateness = lateness}, &late), texts, q({
        struct plain *plain = calloc(1, sizeof *plain);
        uint64_t seed = 1;
        texts given;

        plain->mark = INT64_MIN;
        for (int i = 0; i < ELEMENTS; i++) {
            const visit x = random_visit(i, spread, &seed);

            take_visit(plain, x, i, gap);
            if (x.value.time - lateness > plain->mark)
                plain->mark = x.value.time - lateness;
            while (take_next(plain, &given))
                yield(given);
        }
        plain->mark = INT64_MAX;
        while (take_next(plain, &given))
            yield(given);
        free(plain);
    }), let(gap, lateness, spread));
    leat_assert_equal(late, visit, q({
        struct plain *plain = calloc(1, sizeof *plain);
        uint64_t seed = 1;
        texts given;

        plain->mark = INT64_MIN;
        for (int i = 0; i < ELEMENTS; i++) {
            const visit x = random_visit(i, spread, &seed);

            if (!take_visit(plain, x, i, gap))
                yield(x);
            if (x.value.time - lateness > plain->mark)
                plain->mark = x.value.time - lateness;
            while (take_next(plain, &given))
                ;
        }
        free(plain);
    }), let(gap, lateness, spread));
    leat_for_each(leat_into_stream(leat_count(late)), q(n, printf("some are late: %d\n", n > 100)));
}

/* Of an endless input sessions are given as they close, and keys that are not heard of any more are forgotten. */
static void endless(leat_process *p)
{
    leat_stream(reading) late;
    leat_stream(reading) readings = leat_source_generate(p, reading, q({
        for (int i = 0; i < 400000; i++)
            yield(((reading){i / 4, i}));
    }));
    leat_stream(sums) sessions = leat_fold_session(readings, sums, q((leat_session){.gap = 10, .lateness = 10}), q(x, x.value), q(0),
                                                   q(acc, v, acc += v), q(acc, other, acc += other), &late);
    leat_singleton(int64_t) wrong = leat_fold(sessions, int64_t, q(0), q(acc, s, {
        const int64_t first = 4 * (int64_t)s.key;

        acc += s.start != first || s.end != first + 13 || s.value != 4 * first + 6;
    }));
    leat_tick *tick = leat_tick_of(p);

    leat_for_each(leat_unique(leat_all_ticks(leat_into_stream(leat_snapshot(wrong, tick, nondet("always 0"))))),
                  q(n, printf("wrong sums: %" PRId64 "\n", n)));
    leat_for_each(leat_filter(sessions, q(s, s.key == 99990)), q(s, printf("one of the last: [%" PRId64 ", %" PRId64 ")\n", s.start, s.end)));
    leat_null(late);
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    bounded(p);
    in_ticks(p);
    against_plain(p, 5, 100, 150);
    against_plain(p, 40, 0, 30);
    against_plain(p, 20, 300, 1000);
    endless(p);
}
