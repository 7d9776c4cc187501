/* test_flat.c: the table whose entries lie in their slots, against a plain array of counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rt_values.h"

static struct leat_flat flat;

struct number_entry {
    uint64_t key, value;
};
struct byte_entry {
    uint32_t count;
    int8_t key; /* not the first member, and shorter than a word */
};

#define NUMBERS sizeof(struct number_entry), offsetof(struct number_entry, key), 8
#define BYTES sizeof(struct byte_entry), offsetof(struct byte_entry, key), 1

static int tear_down(void **state)
{
    (void)state;
    leat_flat_release(&flat, sizeof(struct number_entry));
    return 0;
}

static void count_number(uint64_t key)
{
    bool is_new;
    struct number_entry *entry = leat_flat_enter(&flat, NUMBERS, key, &is_new);

    assert_int_equal(entry->key, key);
    assert_int_equal(is_new, entry->value == 0);
    entry->value++;
}

/* All entries are met once, and are those of `counts`. */
static void assert_counts(const uint32_t *counts, size_t keys, uint64_t spread)
{
    size_t seen = 0, there = 0;

    for (uint32_t place = 0; place < leat_flat_places(&flat); place++) {
        const struct number_entry *entry = leat_flat_at(&flat, NUMBERS, place);

        if (!entry)
            continue;
        seen++;
        assert_int_equal(entry->value, counts[entry->key / spread]);
    }
    for (size_t i = 0; i < keys; i++) {
        const struct number_entry *entry = leat_flat_find(&flat, NUMBERS, i * spread);

        there += counts[i] > 0;
        assert_int_equal(entry ? entry->value : 0, counts[i]);
    }
    assert_int_equal(seen, there);
    assert_int_equal(flat.count, there);
}

static void test_an_empty_table_finds_nothing(void **state)
{
    (void)state;
    assert_null(leat_flat_find(&flat, NUMBERS, 0));
    assert_null(leat_flat_find(&flat, NUMBERS, 7));
    assert_int_equal(leat_flat_places(&flat), 0);
    leat_flat_clear(&flat, sizeof(struct number_entry));
}

/* Small ones, whose order is known, and large ones; 0 among the keys or not; multiples of powers of two. */
static void test_it_counts_as_an_array_does(void **state)
{
    static const size_t sizes[] = {1, 9, 10, 11, 700, 40000, 41000, 300000};
    static const uint64_t spreads[] = {1, 4096, UINT64_C(1) << 40};
    uint64_t chance = 1;

    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (size_t k = 0; k < sizeof spreads / sizeof *spreads; k++) {
            uint32_t *counts = calloc(sizes[s], sizeof *counts);

            for (size_t i = 0; i < sizes[s] * 2; i++) {
                uint64_t key;

                chance = chance * UINT64_C(6364136223846793005) + 1442695040888963407;
                key = (chance >> 33) % sizes[s];
                counts[key]++;
                count_number(key * spreads[k]);
            }
            assert_counts(counts, sizes[s], spreads[k]);
            if (k == 1)
                leat_flat_release(&flat, sizeof(struct number_entry));
            else
                leat_flat_clear(&flat, sizeof(struct number_entry));
            assert_int_equal(flat.count, 0);
            assert_null(leat_flat_find(&flat, NUMBERS, 0));
            free(counts);
        }
}

static void test_few_entries_are_in_the_order_of_their_coming(void **state)
{
    (void)state;
    for (int round = 0; round < 2; round++) {
        for (uint64_t i = 0; i < 1000; i++)
            count_number(i * 7919 % 1000);
        assert_int_equal(leat_flat_places(&flat), 1000);
        for (uint32_t i = 0; i < 1000; i++)
            assert_int_equal(((const struct number_entry *)leat_flat_at(&flat, NUMBERS, i))->key, i * 7919 % 1000);
        leat_flat_clear(&flat, sizeof(struct number_entry));
    }
}

/* Where that is asked for, also when it is large, and when it is used again; once hardly used it is small again, and still in order. */
static void test_entries_of_a_large_table_are_in_order_if_asked(void **state)
{
    static const uint32_t sizes[] = {200000, 150001, 3, 70000};

    (void)state;
    flat.in_order = true;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        for (uint64_t i = 0; i < sizes[s]; i++)
            count_number((i * UINT64_C(7919) % sizes[s]) << 20);
        assert_int_equal(leat_flat_places(&flat), sizes[s]);
        for (uint32_t i = 0; i < sizes[s]; i++)
            assert_int_equal(((const struct number_entry *)leat_flat_at(&flat, NUMBERS, i))->key, (i * UINT64_C(7919) % sizes[s]) << 20);
        leat_flat_clear(&flat, sizeof(struct number_entry));
        assert_true(flat.in_order);
        assert_int_equal(flat.slot_count == 0, sizes[s] == 3);
    }
    leat_flat_release(&flat, sizeof(struct number_entry));
    flat.in_order = false;
}

/* The key whose hash it is: Newton's way to the inverse of the constant by which keys are multiplied. */
static uint64_t key_of_hash(uint64_t hash)
{
    const uint64_t factor = leat_hash_word(1);
    uint64_t inverse = factor;

    for (int i = 0; i < 6; i++)
        inverse *= 2 - factor * inverse;
    return hash * inverse;
}

/*
 * A table that grows in its own memory, with many keys of the first slot and of the last, whose entries lie far from these
 * and on both sides of the end; with key 0 and without.
 */
static void test_a_large_table_grows_where_it_lies(void **state)
{
    enum { CROWD = 700, OTHERS = 700000 };

    (void)state;
    for (int zero = 0; zero < 2; zero++) {
        if (zero)
            count_number(0);
        for (uint64_t i = 1; i <= CROWD; i++) {
            count_number(key_of_hash(i));
            count_number(key_of_hash(-i));
        }
        for (uint64_t i = 1; i <= OTHERS; i++) /* not in the order of their hashes */
            count_number(key_of_hash((i * 7919 % OTHERS + 1) * (UINT64_MAX / OTHERS)));
        assert_true(flat.is_large && !flat.order);
        assert_int_equal(flat.count, 2 * CROWD + OTHERS + zero);
        for (uint64_t i = 1; i <= OTHERS; i++) {
            const uint64_t keys[] = {key_of_hash(i * (UINT64_MAX / OTHERS)), key_of_hash(i), key_of_hash(-i)};

            for (size_t k = 0; k < (i <= CROWD ? 3 : 1); k++)
                assert_int_equal(((const struct number_entry *)leat_flat_find(&flat, NUMBERS, keys[k]))->value, 1);
        }
        assert_int_equal(leat_flat_find(&flat, NUMBERS, 0) != NULL, zero);
        leat_flat_release(&flat, sizeof(struct number_entry));
    }
}

/* The same with entries of a size that has no code of its own. */
static void test_a_large_table_of_odd_entries_grows(void **state)
{
    enum { KEYS = 500000 };
    struct odd_entry {
        uint32_t count, key, other;
    };

    (void)state;
    for (uint32_t i = 0; i < 2 * KEYS; i++) {
        bool is_new;
        struct odd_entry *entry = leat_flat_enter(&flat, sizeof *entry, offsetof(struct odd_entry, key), 4, i % KEYS * 5, &is_new);

        assert_int_equal(is_new, i < KEYS);
        entry->count++;
        entry->other = ~entry->key;
    }
    for (uint32_t i = 0; i < KEYS; i++) {
        const struct odd_entry *entry = leat_flat_find(&flat, sizeof *entry, offsetof(struct odd_entry, key), 4, i * 5);

        assert_int_equal(entry->count, 2);
        assert_int_equal(entry->other, ~(i * 5));
    }
    leat_flat_release(&flat, sizeof(struct odd_entry));
}

static void test_a_key_may_be_short_signed_and_anywhere(void **state)
{
    (void)state;
    for (int round = 0; round < 3; round++)
        for (int key = -128; key < 128; key++) {
            bool is_new;
            struct byte_entry *entry = leat_flat_enter(&flat, BYTES, (uint64_t)(int8_t)key, &is_new);

            assert_int_equal(is_new, round == 0);
            assert_int_equal(entry->key, key);
            entry->count += (uint32_t)(key + 128);
        }
    assert_int_equal(flat.count, 256);
    for (int key = -128; key < 128; key++)
        assert_int_equal(((struct byte_entry *)leat_flat_find(&flat, BYTES, (uint64_t)(int8_t)key))->count, (key + 128) * 3);
    leat_flat_release(&flat, sizeof(struct byte_entry));
}

/* Entries that are no more than their keys: small sets are cleared and used again, a large one that was hardly used is not. */
static void test_a_set_holds_what_was_entered(void **state)
{
    static const uint32_t sizes[] = {1, 100, 162, 5000, 5, 71000, 3};

    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        for (uint32_t i = 0; i < 3 * sizes[s]; i++) {
            const uint32_t key = i * 7 % sizes[s] * 1024; /* no size is a multiple of 7: all there are, with 0 */
            bool is_new;
            uint32_t *entry = leat_flat_enter(&flat, 4, 0, 4, key, &is_new);

            assert_int_equal(*entry, key);
            assert_int_equal(is_new, i < sizes[s]);
        }
        assert_int_equal(flat.count, sizes[s]);
        assert_null(flat.order);
        for (uint32_t i = 0; i < 2 * sizes[s]; i++)
            assert_int_equal(leat_flat_find(&flat, 4, 0, 4, i * 1024) != NULL, i < sizes[s]);
        leat_flat_clear(&flat, 4);
        assert_int_equal(flat.count, 0);
        assert_null(leat_flat_find(&flat, 4, 0, 4, 0));
    }
    leat_flat_release(&flat, 4);
}

static void test_a_large_table_that_is_hardly_used_starts_small_again(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 100000; i++)
        count_number(i);
    assert_true(flat.is_large);
    leat_flat_clear(&flat, sizeof(struct number_entry));
    assert_true(flat.is_large); /* it was full enough: its memory stays for the next time */
    for (uint64_t i = 0; i < 10; i++)
        count_number(i);
    leat_flat_clear(&flat, sizeof(struct number_entry));
    assert_false(flat.is_large);
    assert_null(flat.slots);
}

/* How far from where they are looked for first entries lie, on average. */
static double distance(const struct leat_flat *table)
{
    size_t sum = 0;

    for (size_t at = 0; at < table->slot_count; at++) {
        const uint64_t key = ((const struct number_entry *)(const void *)table->slots)[at].key;

        if (key)
            sum += (at - leat_flat_slot(table, key)) & (table->slot_count - 1);
    }
    return (double)sum / (double)table->count;
}

/* In the order of its slots a large table would fill another from one end: each entry would then lie behind thousands. */
static void test_what_comes_out_of_a_table_is_spread_over_the_next(void **state)
{
    struct leat_flat next = {0};
    bool is_new;

    (void)state;
    for (uint64_t i = 0; i < 200000; i++)
        count_number(i * 3 + 1);
    assert_null(flat.order);
    for (uint32_t place = 0; place < leat_flat_places(&flat); place++) {
        const struct number_entry *entry = leat_flat_at(&flat, NUMBERS, place);

        if (!entry)
            continue;
        leat_flat_enter(&next, NUMBERS, entry->key, &is_new);
        if (next.count % 1000 == 0)
            assert_true(distance(&next) < 20);
    }
    assert_int_equal(next.count, 200000);
    leat_flat_release(&next, sizeof(struct number_entry));
}

/* A join gives its pairs by the first bits of leat_hash_part(). */
static void test_what_comes_part_by_part_is_spread(void **state)
{
    (void)state;
    for (uint64_t part = 0; part < 64; part++)
        for (uint64_t i = 1; i <= 400000; i++) {
            if (leat_hash_part(i) >> 56 != part)
                continue;
            count_number(i);
            if (flat.count % 1000 == 0)
                assert_true(distance(&flat) < 20);
        }
    assert_in_range(flat.count, 90000, 110000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_an_empty_table_finds_nothing, tear_down),
        cmocka_unit_test_teardown(test_it_counts_as_an_array_does, tear_down),
        cmocka_unit_test_teardown(test_few_entries_are_in_the_order_of_their_coming, tear_down),
        cmocka_unit_test_teardown(test_entries_of_a_large_table_are_in_order_if_asked, tear_down),
        cmocka_unit_test_teardown(test_a_large_table_grows_where_it_lies, tear_down),
        cmocka_unit_test_teardown(test_a_large_table_of_odd_entries_grows, tear_down),
        cmocka_unit_test_teardown(test_a_key_may_be_short_signed_and_anywhere, tear_down),
        cmocka_unit_test_teardown(test_a_set_holds_what_was_entered, tear_down),
        cmocka_unit_test_teardown(test_what_comes_out_of_a_table_is_spread_over_the_next, tear_down),
        cmocka_unit_test_teardown(test_what_comes_part_by_part_is_spread, tear_down),
        cmocka_unit_test_teardown(test_a_large_table_that_is_hardly_used_starts_small_again, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
