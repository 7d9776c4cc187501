/* test_emitted.c: emitted encoders, decoders, hashes and comparisons of every kind of type, against those by descriptor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "emitted.h"

#include <cmocka.h>

static struct leat_run run;

static int set_up(void **state)
{
    (void)state;
    leat_run_init_embedded(&run, NULL);
    run.arena.poison = true;
    leat_current = &run;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    leat_run_release(&run);
    return 0;
}

static void test_encodings_agree(void **state)
{
    uint64_t seed = 5;

    (void)state;
    for (int round = 0; round < 1000; round++) {
        flat value;
        everything recursive;

        random_value(&seed, &leat_d_flat, &value, &run.arena, 0);
        assert_null(encoding_differs(&value, &run.arena));
        random_value(&seed, &leat_d_everything, &recursive, &run.arena, 0);
        assert_null(recursive_encoding_differs(&recursive, &run.arena));
        leat_run_end_turn(&run);
    }
}

/* The bytes end where their allocation ends. */
static bool decode_both_ways(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);
    bool accepted;

    memcpy(copy, bytes, size);
    assert_null(decoding_differs(copy, size, &accepted));
    free(copy);
    return accepted;
}

static void test_decoders_agree_on_good_and_damaged_bytes(void **state)
{
    uint64_t seed = 6;
    int accepted = 0, refused = 0;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        flat value;
        leat_bytes bytes;
        uint8_t *damaged;

        random_value(&seed, &leat_d_flat, &value, &run.arena, 0);
        bytes = encoded(&leat_d_flat, &value, &run.arena);
        damaged = (uint8_t *)(uintptr_t)bytes.data;
        for (size_t i = random_below(&seed, 3); i > 0; i--)
            damaged[random_below(&seed, bytes.length)] ^= (uint8_t)(1u << random_below(&seed, 8));
        if (round % 3 == 0)
            bytes.length = random_below(&seed, bytes.length);
        if (decode_both_ways(damaged, bytes.length))
            accepted++;
        else
            refused++;
        leat_run_end_turn(&run);
    }
    assert_true(accepted > 300 && refused > 300);
}

/* Unequal values: equality must not say otherwise, and hashes should tell them apart. */
static void test_equality_agrees(void **state)
{
    uint64_t seed = 7;
    int equal = 0;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        maybe_all a, b;
        socket_address c, d;

        random_value(&seed, &leat_d_maybe_all, &a, &run.arena, 0);
        random_value(&seed, &leat_d_maybe_all, &b, &run.arena, 0);
        assert_int_equal(leat_equal_maybe_all(&a, &b), leat_value_equal(&leat_d_maybe_all, &a, &b));
        random_value(&seed, &leat_d_socket_address, &c, &run.arena, 0);
        random_value(&seed, &leat_d_socket_address, &d, &run.arena, 0);
        assert_int_equal(leat_equal_socket_address(&c, &d), leat_value_equal(&leat_d_socket_address, &c, &d));
        equal += leat_equal_maybe_all(&a, &b);
        if (leat_equal_maybe_all(&a, &b))
            assert_int_equal(leat_hash_of_maybe_all(&a, 1), leat_hash_of_maybe_all(&b, 1));
        else
            assert_int_not_equal(leat_hash_of_maybe_all(&a, 1), leat_hash_of_maybe_all(&b, 1));
        leat_run_end_turn(&run);
    }
    assert_true(equal > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_encodings_agree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_decoders_agree_on_good_and_damaged_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_equality_agrees, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
