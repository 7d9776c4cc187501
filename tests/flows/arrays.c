/* Arrays as members, and maps: over the network, as keys within records, kept, captured, in variants that hold no vector. */
#include "flow.h"

#define CORNERS 3
leat_enum(level, (low), (high, 9))
leat_record(point, (int32_t, x), (int32_t, y))
leat_record(triangle, (leat_array(point, CORNERS), corners), (leat_array(leat_str, CORNERS), names), (leat_array(bool, 2), flags),
            (leat_array(level, 2), levels), (leat_array(int64_t, 2 * 2), numbers), (leat_array(float, 1), weight))
leat_record(cell, (leat_array(int32_t, 2), place))
leat_keyed(cell_count, cell, uint64_t)
leat_keyed(word_total, leat_str, int64_t)
leat_record(totals, (leat_vec(word_total), of_words), (leat_time, when))
leat_variant(answer, (leat_option(leat_str), found), (leat_array(leat_option(int32_t), 2), both), (triangle, drawn), (failed))

static triangle triangle_number(int n)
{
    triangle t = {.flags = {n % 2, true}, .levels = {level_high, n % 2 ? level_high : level_low}, .weight = {(float)n / 2},
                  .numbers = {n, -n, INT64_MAX, 0}};

    for (int i = 0; i < CORNERS; i++) {
        t.corners[i] = (point){n, i};
        t.names[i] = leat_str_format("corner %d of %d", i, n);
    }
    return t;
}

static void print_triangle(triangle t)
{
    for (int i = 0; i < CORNERS; i++)
        printf("%.*s (%d, %d) ", (int)t.names[i].length, t.names[i].data, (int)t.corners[i].x, (int)t.corners[i].y);
    printf("%d%d %d %d %" PRId64 " %g\n", t.flags[0], t.flags[1], (int)t.levels[0], (int)t.levels[1],
           t.numbers[0] + t.numbers[1] + t.numbers[3], (double)t.weight[0]);
}

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_stream(int) n = leat_source_iter(p, int, q(range(0, 5000)));
    leat_stream(triangle) there = leat_send_bincode(leat_map(n, triangle, q(x, triangle_number(x))), other);
    triangle first = {.corners = {{7, 8}, {9, 10}}, .names = {{"a", 1}, {"b", 1}, {"c", 1}}, .levels = {level_high, level_low}};
    answer wanted = {.tag = answer_drawn, .drawn = first};

    /* The last of all, kept for thousands of turns. */
    leat_for_each(leat_into_stream(leat_reduce(there, q(acc, t, acc = t))), q(t, print_triangle(t)));
    leat_for_each(leat_limit(there, q(1)), q(t, print_triangle(t)));
    leat_for_each(leat_into_stream(leat_count(leat_unique(leat_chain(there, there)))), q(c, printf("%d triangles\n", (int)c)));

    leat_stream(cell_count) cells = leat_map(there, cell_count, q(t, (cell_count){{{t.corners[0].x % 3, (int32_t)t.levels[1]}}, 1}));
    leat_keyed_singleton(cell_count) counted = leat_fold_keyed(cells, cell_count, q(0), q(acc, v, acc += v));
    leat_for_each(leat_sort(leat_entries(counted), q(a, b, memcmp(&a.key, &b.key, sizeof a.key))),
                  q(e, printf("cell %d, %d: %d\n", (int)e.key.place[0], (int)e.key.place[1], (int)e.value)));

    /* A map is a vector of keyed records. */
    leat_singleton(totals) sums = leat_fold(n, totals, q((totals){.when = 5}), q(acc, x, {
        size_t i = 0;

        while (i < acc.of_words.length && acc.of_words.data[i].value != x % 3)
            i++;
        if (i == acc.of_words.length)
            leat_vec_push(&acc.of_words, ((word_total){leat_str_format("word %d", x % 3), x % 3}));
    }));
    leat_for_each(leat_send_bincode(leat_into_stream(sums), other), q(t, {
        for (size_t i = 0; i < t.of_words.length; i++)
            printf("%.*s: %d\n", (int)t.of_words.data[i].key.length, t.of_words.data[i].key.data, (int)t.of_words.data[i].value);
        printf("at %" PRId64 "\n", t.when);
    }));

    leat_stream(answer) answers = leat_send_bincode(leat_map(leat_filter(n, q(x, x < 5)), answer, q(x, ({
        answer a = leat_variant_of(answer, failed);

        if (x == 0)
            a = leat_variant_of(answer, found, {true, leat_str_of("it")});
        else if (x == 1)
            a = leat_variant_of(answer, found, {false});
        else if (x == 2)
            a = leat_variant_of(answer, both, {{true, 1}, {false}});
        else if (x == 3)
            a = wanted;
        a;
    })), let_as(answer, wanted)), other);
    leat_assert_equal(answers, answer, q({
        yield(leat_variant_of(answer, found, {true, leat_str_of("it")}));
        yield(leat_variant_of(answer, found, {.some = false}));
        yield(leat_variant_of(answer, both, {{true, 1}, {false, 0}}));
        yield(leat_variant_of(answer, drawn, first));
        yield(leat_variant_of(answer, failed));
    }), let_as(triangle, first));
    leat_for_each(leat_into_stream(leat_reduce(answers, q(acc, a, acc = a.tag == answer_drawn ? a : acc))), q(a, {
        if (a.tag == answer_drawn)
            print_triangle(a.drawn);
    }));
}
