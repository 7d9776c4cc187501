/*
 * Loops whose elements one operator keeps: it makes room for all of them at once. More elements than a source gives in a
 * turn, more rows of a join than lie in one part, and none at all.
 */
#include "flow.h"

enum { MANY = 200000, ROWS = 70000, KEYS = 40000 };

leat_keyed(row, uint64_t, uint64_t)

static const uint64_t *numbers(void)
{
    static uint64_t all[MANY];

    for (uint64_t i = 0; i < MANY; i++)
        all[i] = i * 7919 % MANY;
    return all;
}

static const row *rows(void)
{
    static row all[ROWS];

    for (uint64_t i = 0; i < ROWS; i++)
        all[i] = (row){i % KEYS, i};
    return all;
}

#define NUMBERS(count) leat_source_iter(process, uint64_t, q(each(numbers(), count)))
#define SUM(s) leat_into_stream(leat_fold(s, uint64_t, q(0), q(acc, x, acc += x), commutative("it is a sum")))

/* How many come where they belong. */
static void sorted(leat_process *process)
{
    leat_stream(uint64_t) odd = leat_map(leat_map(NUMBERS(MANY), uint64_t, q(x, x * 2)), uint64_t, q(x, x + 1));
    leat_stream(row) in_order = leat_enumerate(leat_sort_by(odd, q(x, x)), row);
    leat_stream(uint64_t) in_place = leat_map(in_order, uint64_t, q(x, x.value == 2 * x.key + 1));
    leat_stream(uint64_t) least = leat_limit(leat_sort(NUMBERS(300), q(a, b, (a < b) - (a > b))), q(1));

    leat_for_each(SUM(in_place), q(x, printf("sorted: %" PRIu64 "\n", x)));
    leat_for_each(least, q(x, printf("the largest of some: %" PRIu64 "\n", x)));
    leat_for_each(leat_into_stream(leat_count(leat_sort_by(NUMBERS(0), q(x, x)))), q(x, printf("of none: %" PRIu64 "\n", x)));
}

/* Two batches are under way at once, and one lazily; what a filter lets through is deferred one by one. */
static void deferred(leat_process *process)
{
    leat_tick *tick = leat_tick_of(process);
    leat_stream(uint64_t) batch = leat_batch(NUMBERS(MANY), tick, nondet("all are added up"));
    leat_stream(uint64_t) next = leat_defer_tick(leat_map(batch, uint64_t, q(x, x + 1)));
    leat_stream(uint64_t) after = leat_defer_tick(leat_map(next, uint64_t, q(x, x + 1)));
    leat_stream(uint64_t) lazy = leat_defer_tick_lazy(leat_map(next, uint64_t, q(x, x * 3)));
    leat_stream(uint64_t) some = leat_defer_tick(leat_defer_tick(leat_filter(after, q(x, x % 1000 == 0))));

    leat_for_each(SUM(leat_all_ticks(after)), q(x, printf("deferred: %" PRIu64 "\n", x)));
    leat_for_each(SUM(leat_all_ticks(lazy)), q(x, printf("lazily: %" PRIu64 "\n", x)));
    leat_for_each(SUM(leat_all_ticks(some)), q(x, printf("some: %" PRIu64 "\n", x)));
}

#define TABLE(count) leat_source_iter(process, row, q(each(rows(), count)))
#define LOUD(s) leat_map(s, row, q(r, (row){r.key, r.value + 1}))

static void joined(leat_process *process)
{
    leat_stream(uint64_t) many = leat_join(LOUD(TABLE(ROWS)), TABLE(ROWS), uint64_t, q(key, a, b, key + a * b));
    leat_stream(uint64_t) few = leat_join(TABLE(3000), LOUD(TABLE(700)), uint64_t, q(key, a, b, key + a * b));
    leat_stream(uint64_t) none = leat_join(TABLE(0), TABLE(10), uint64_t, q(key, a, b, key + a * b));

    leat_for_each(SUM(many), q(x, printf("of many: %" PRIu64 "\n", x)));
    leat_for_each(SUM(few), q(x, printf("of few: %" PRIu64 "\n", x)));
    leat_for_each(SUM(none), q(x, printf("of no rows: %" PRIu64 "\n", x)));
}

/* On the way are keys and values, and who looks at them. */
static void keyed(leat_process *process)
{
    leat_keyed_stream(row) greater = leat_map_values(leat_key_by(NUMBERS(MANY), row, q(x, x % KEYS)), row, q(x, x + 1));
    leat_keyed_stream(row) seen = leat_inspect(greater, q(r, if (r.value % 50000 == 0) printf("looked at: %" PRIu64 "\n", r.value)));
    leat_stream(uint64_t) values = leat_sort(leat_map(leat_values(seen, uint64_t), uint64_t, q(x, x * 2)), q(a, b, (a > b) - (a < b)));
    leat_stream(uint64_t) in_place = leat_map(leat_enumerate(values, row), uint64_t, q(x, x.value == 2 * (x.key + 1)));
    leat_keyed_stream(row) batch = leat_batch(leat_key_by(NUMBERS(MANY), row, q(x, x % KEYS)), leat_tick_of(process), nondet("all are added up"));
    leat_stream(uint64_t) keys = leat_all_ticks(leat_defer_tick(leat_keys(batch, uint64_t)));
    leat_stream(uint64_t) met = leat_join(leat_key_by(NUMBERS(1000), row, q(x, x % 100)), TABLE(300), uint64_t, q(key, a, b, a + b + 0 * key));

    leat_for_each(SUM(in_place), q(x, printf("values: %" PRIu64 "\n", x)));
    leat_for_each(SUM(keys), q(x, printf("keys: %" PRIu64 "\n", x)));
    leat_for_each(SUM(met), q(x, printf("by keys that were made: %" PRIu64 "\n", x)));
}

static void build(leat_flow *flow, leat_process *process)
{
    (void)flow;
    sorted(process);
    deferred(process);
    joined(process);
    keyed(process);
}
