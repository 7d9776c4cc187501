/* test_sort.c: leat_sort_values() against an insertion sort, which is stable beyond doubt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rt_values.h"

/* A value of any size begins with its key, if there is room with its place in the input behind it. */
struct counted {
    size_t comparisons;
};

static int compare_keys(const void *a, const void *b, void *context)
{
    struct counted *counted = context;
    const uint8_t *left = a, *right = b;

    counted->comparisons++;
    return (*left > *right) - (*left < *right);
}

static void insertion_sort(char *values, size_t count, size_t size)
{
    struct counted counted = {0};
    char held[64];

    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && compare_keys(values + j * size, values + (j - 1) * size, &counted) < 0; j--) {
            memcpy(held, values + j * size, size);
            memcpy(values + j * size, values + (j - 1) * size, size);
            memcpy(values + (j - 1) * size, held, size);
        }
}

static void fill(uint64_t *seed, char *values, size_t count, size_t size, size_t keys)
{
    memset(values, 0, count * size);
    for (size_t i = 0; i < count; i++) {
        uint16_t place = (uint16_t)i;

        values[i * size] = (char)random_below(seed, keys);
        if (size >= 4)
            memcpy(values + i * size + size - 2, &place, 2);
    }
}

static void assert_sorts_like_insertion(uint64_t *seed, size_t count, size_t size, size_t keys)
{
    char *values = malloc(count * size + 1), *expected = malloc(count * size + 1);
    struct counted counted = {0};

    fill(seed, values, count, size, keys);
    memcpy(expected, values, count * size);
    insertion_sort(expected, count, size);
    leat_sort_values(values, count, size, compare_keys, &counted);
    assert_memory_equal(values, expected, count * size);
    free(values);
    free(expected);
}

static void test_every_size_of_value_is_sorted_and_stable(void **state)
{
    const size_t sizes[] = {1, 4, 8, 12, 16, 40, 64};
    uint64_t seed = 17;

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t keys = 1; keys < 256; keys = keys * 3 + 1)
            assert_sorts_like_insertion(&seed, 500 + random_below(&seed, 500), sizes[i], keys);
}

static void test_every_small_count(void **state)
{
    uint64_t seed = 23;

    (void)state;
    for (size_t count = 0; count < 100; count++)
        for (int round = 0; round < 10; round++)
            assert_sorts_like_insertion(&seed, count, 8, 20);
}

struct pair {
    uint32_t key, place;
};

static int compare_pairs(const void *a, const void *b, void *context)
{
    const struct pair *left = a, *right = b;

    ++*(size_t *)context;
    return (left->key > right->key) - (left->key < right->key);
}

static size_t sort_pairs(struct pair *pairs, size_t count)
{
    size_t comparisons = 0;

    for (size_t i = 0; i < count; i++)
        pairs[i].place = (uint32_t)i;
    leat_sort_values(pairs, count, sizeof *pairs, compare_pairs, &comparisons);
    for (size_t i = 1; i < count; i++) {
        assert_true(pairs[i - 1].key <= pairs[i].key);
        assert_true(pairs[i - 1].key < pairs[i].key || pairs[i - 1].place < pairs[i].place);
    }
    return comparisons;
}

enum { MANY = 100000 };

static void test_sorted_input_costs_one_comparison_an_element(void **state)
{
    struct pair *pairs = malloc(MANY * sizeof *pairs);

    (void)state;
    for (uint32_t i = 0; i < MANY; i++)
        pairs[i].key = i / 3;
    assert_true(sort_pairs(pairs, MANY) <= MANY);
    for (uint32_t i = 0; i < MANY; i++)
        pairs[i].key = MANY - i;
    assert_true(sort_pairs(pairs, MANY) <= MANY);
    free(pairs);
}

static void test_descending_input_with_equals_stays_stable(void **state)
{
    struct pair *pairs = malloc(MANY * sizeof *pairs);

    (void)state;
    for (uint32_t i = 0; i < MANY; i++)
        pairs[i].key = (MANY - i) / 4;
    sort_pairs(pairs, MANY);
    free(pairs);
}

static void test_comparisons_grow_as_n_log_n(void **state)
{
    struct pair *pairs = malloc(MANY * sizeof *pairs);
    uint64_t seed = 3;

    (void)state;
    for (uint32_t i = 0; i < MANY; i++)
        pairs[i].key = (uint32_t)random_next(&seed);
    assert_true(sort_pairs(pairs, MANY) < (size_t)MANY * 19);
    /* One long run, then many short ones. */
    for (uint32_t i = MANY / 2; i < MANY; i++)
        pairs[i].key = (uint32_t)random_next(&seed);
    assert_true(sort_pairs(pairs, MANY) < (size_t)MANY * 19);
    free(pairs);
}

static int compare_at_random(const void *a, const void *b, void *context)
{
    (void)a, (void)b;
    return (int)random_below(context, 3) - 1;
}

/* A comparison that contradicts itself gives some order, of the same values. */
static void test_a_senseless_comparison_loses_nothing(void **state)
{
    uint32_t values[5000];
    bool seen[5000] = {false};
    uint64_t seed = 71;

    (void)state;
    for (uint32_t i = 0; i < 5000; i++)
        values[i] = i;
    leat_sort_values(values, 5000, sizeof *values, compare_at_random, &seed);
    for (uint32_t i = 0; i < 5000; i++) {
        assert_in_range(values[i], 0, 4999);
        assert_false(seen[values[i]]);
        seen[values[i]] = true;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_size_of_value_is_sorted_and_stable),
        cmocka_unit_test(test_every_small_count),
        cmocka_unit_test(test_sorted_input_costs_one_comparison_an_element),
        cmocka_unit_test(test_descending_input_with_equals_stays_stable),
        cmocka_unit_test(test_comparisons_grow_as_n_log_n),
        cmocka_unit_test(test_a_senseless_comparison_loses_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
