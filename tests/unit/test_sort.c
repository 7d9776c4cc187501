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

/* ---- by words ---- */

/* A value of any size of 4 or more begins with its place in the input. */
static void assert_sorts_by_words(uint64_t *seed, size_t count, size_t size, uint64_t mask)
{
    struct leat_buffer values = {0};
    uint64_t *keys = malloc(count * sizeof *keys), *words;

    for (uint32_t i = 0; i < count; i++) {
        char *value = leat_buffer_push(&values, size);

        memset(value, (int)i, size);
        memcpy(value, &i, sizeof i);
        keys[i] = random_next(seed) & mask;
    }
    words = leat_sort_words(&values);
    assert_non_null(words);
    memcpy(words, keys, count * sizeof *words);
    leat_sort_by_words(&values, size, words);
    leat_sort_words_free(words);
    assert_int_equal(values.count, count);
    for (size_t i = 0; i < count; i++) {
        uint32_t place, before;

        memcpy(&place, values.data + i * size, sizeof place);
        assert_in_range(place, 0, count - 1);
        if (size > 4)
            assert_int_equal((uint8_t)values.data[i * size + size - 1], (uint8_t)place);
        if (i == 0)
            continue;
        memcpy(&before, values.data + (i - 1) * size, sizeof before);
        assert_true(keys[before] < keys[place] || (keys[before] == keys[place] && before < place));
    }
    *(char *)leat_buffer_push(&values, size) = 1; /* it still is a buffer like any other */
    leat_buffer_release(&values);
    free(keys);
}

static void test_words_of_every_width_are_sorted_and_stable(void **state)
{
    const size_t sizes[] = {4, 8, 16, 24};
    const uint64_t masks[] = {0, 0x3f, 0xff00, 0xffff, 0xf0f0f0, 0xff00000000000000, UINT64_MAX};
    uint64_t seed = 23;

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t k = 0; k < sizeof masks / sizeof *masks; k++)
            assert_sorts_by_words(&seed, 256 + random_below(&seed, 3000), sizes[i], masks[k]);
}

static int compare_unsigned(const void *a, const void *b)
{
    const uint64_t *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

static int compare_signed(const void *a, const void *b)
{
    const int64_t *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

static void test_numbers_are_sorted_by_themselves(void **state)
{
    const uint64_t masks[] = {0, 0x3f, 0xff00, 0xf0f0f0, 0xff00000000000000, 0x8000000000000001, UINT64_MAX};
    uint64_t seed = 29;

    (void)state;
    for (size_t i = 0; i < 2 * sizeof masks / sizeof *masks; i++) {
        struct leat_buffer numbers = {0};
        size_t count = 256 + random_below(&seed, 3000);
        uint64_t *expected = malloc(count * sizeof *expected);

        for (size_t k = 0; k < count; k++)
            expected[k] = *(uint64_t *)leat_buffer_push(&numbers, sizeof *expected) = random_next(&seed) & masks[i / 2];
        qsort(expected, count, sizeof *expected, i % 2 ? compare_signed : compare_unsigned);
        assert_true(leat_sort_numbers(&numbers, i % 2));
        assert_int_equal(numbers.count, count);
        assert_memory_equal(numbers.data, expected, count * sizeof *expected);
        *(uint64_t *)leat_buffer_push(&numbers, sizeof *expected) = 1;
        leat_buffer_release(&numbers);
        free(expected);
    }
}

static void test_few_values_are_to_be_compared(void **state)
{
    struct leat_buffer values = {.count = 255};

    (void)state;
    assert_null(leat_sort_words(&values));
    assert_false(leat_sort_numbers(&values, false));
}

static void test_words_have_the_order_of_their_keys(void **state)
{
    (void)state;
    assert_true(LEAT_WORD_OF(INT64_MIN) < LEAT_WORD_OF((int64_t)-1));
    assert_true(LEAT_WORD_OF(-1) < LEAT_WORD_OF(0));
    assert_true(LEAT_WORD_OF((int8_t)-128) < LEAT_WORD_OF((int8_t)127));
    assert_true(LEAT_WORD_OF((uint32_t)0) < LEAT_WORD_OF(UINT32_MAX));
    assert_true(LEAT_WORD_OF((uint64_t)1) < LEAT_WORD_OF(UINT64_MAX));
    assert_true(LEAT_HAS_WORD(false) && LEAT_HAS_WORD('a') && !LEAT_HAS_WORD(1.0) && !LEAT_HAS_WORD(1.0f));
    assert_false(LEAT_HAS_WORD(leat_str_of("a")));
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
        cmocka_unit_test(test_words_of_every_width_are_sorted_and_stable),
        cmocka_unit_test(test_numbers_are_sorted_by_themselves),
        cmocka_unit_test(test_few_values_are_to_be_compared),
        cmocka_unit_test(test_words_have_the_order_of_their_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
