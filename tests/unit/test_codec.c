/*
 * test_codec.c: the pieces of generated encoders and decoders, put together as the generator does,
 * against the general ones of value.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rt_codec.h"

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
    uint64_t seed = 1234567;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        order value;
        leat_bytes expected;
        uint8_t *written;

        random_value(&seed, &leat_d_order, &value, &run.arena, 0);
        expected = encoded(&leat_d_order, &value, &run.arena);
        assert_int_equal(size_order(&value), expected.length);
        written = leat_arena_take(&run.arena, expected.length);
        assert_ptr_equal(encode_order(written, &value), written + expected.length);
        assert_memory_equal(written, expected.data, expected.length);
        leat_run_end_turn(&run);
    }
}

/* Both decoders on the same bytes, which end where their allocation ends. Returns whether they accepted. */
static bool decode_both_ways(const uint8_t *bytes, size_t count)
{
    uint8_t *copy = calloc(count ? count : 1, 1);
    const uint8_t *at = copy;
    struct leat_frame frame = {copy, copy + count};
    order expected, got;
    bool refused;

    if (count)
        memcpy(copy, bytes, count);
    refused = leat_value_decode(&leat_d_order, &expected, &at, copy + count, &run.arena) != NULL;
    assert_int_equal(decode_order(&frame, &got), !refused);
    if (!refused) {
        assert_ptr_equal(frame.at, at);
        assert_true(leat_value_equal(&leat_d_order, &expected, &got));
        assert_ptr_equal(got.customer.data, expected.customer.data);
    }
    free(copy);
    return !refused;
}

static void test_decoders_agree_on_good_and_damaged_bytes(void **state)
{
    uint64_t seed = 31337;
    int accepted = 0, refused = 0;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        order value;
        leat_bytes bytes;
        uint8_t *damaged;

        random_value(&seed, &leat_d_order, &value, &run.arena, 0);
        bytes = encoded(&leat_d_order, &value, &run.arena);
        damaged = (uint8_t *)(uintptr_t)bytes.data;
        for (size_t i = random_below(&seed, 3); i > 0; i--)
            damaged[random_below(&seed, bytes.length)] ^= (uint8_t)(1u << random_below(&seed, 8));
        if (decode_both_ways(damaged, bytes.length))
            accepted++;
        else
            refused++;
        leat_run_end_turn(&run);
    }
    assert_true(accepted > 500 && refused > 500);
}

static void test_decoders_agree_on_truncations(void **state)
{
    uint64_t seed = 5;
    order value;
    leat_bytes bytes;

    (void)state;
    random_value(&seed, &leat_d_order, &value, &run.arena, 0);
    bytes = encoded(&leat_d_order, &value, &run.arena);
    for (size_t count = 0; count < bytes.length; count++)
        assert_false(decode_both_ways(bytes.data, count));
    assert_true(decode_both_ways(bytes.data, bytes.length));
}

static void test_scalars_advance_by_their_size(void **state)
{
    uint8_t bytes[64];
    uint8_t *at = bytes;
    struct leat_frame frame;
    int8_t a;
    uint16_t b;
    wide c;
    colour d;
    double e;
    bool f = false;

    (void)state;
    at = leat_put_i8(at, -1);
    at = leat_put_u16(at, 0x1234);
    at = leat_put_i64(at, -2);
    at = leat_put_u32(at, BLUE);
    at = leat_put_f64(at, 1.5);
    at = leat_put_bool(at, true);
    assert_int_equal(at - bytes, 1 + 2 + 8 + 4 + 8 + 1);
    assert_memory_equal(bytes, "\xff\x34\x12\xfe\xff\xff\xff\xff\xff\xff\xff\2\0\0\0\0\0\0\0\0\0\xf8\x3f\1", 24);
    frame = (struct leat_frame){bytes, at};
    assert_true(leat_get_i8(&frame, &a) && leat_get_u16(&frame, &b) && leat_get_i64(&frame, &c));
    assert_true(leat_get_u32(&frame, &d) && leat_get_f64(&frame, &e) && leat_get_bool(&frame, &f));
    assert_true(a == -1 && b == 0x1234 && c == -2 && d == BLUE && e >= 1.5 && e <= 1.5 && f);
    assert_ptr_equal(frame.at, frame.end);
}

static void test_a_getter_that_fails_takes_nothing(void **state)
{
    const uint8_t bytes[] = {2, 0, 0};
    struct leat_frame frame = {bytes, bytes + 3};
    uint32_t number = 77;
    bool flag = false;

    (void)state;
    assert_false(leat_get_u32(&frame, &number));
    assert_false(leat_get_bool(&frame, &flag));
    assert_ptr_equal(frame.at, bytes);
    assert_int_equal(number, 77);
    frame.at = frame.end;
    assert_false(leat_get_bool(&frame, &flag));
}

static void test_lengths_are_bounded_by_the_least_size(void **state)
{
    uint8_t bytes[8 + 24];
    struct leat_frame frame = {bytes, bytes + sizeof bytes};
    size_t length = 99;

    (void)state;
    memset(bytes, 0, sizeof bytes);
    bytes[0] = 3;
    assert_true(leat_get_length(&frame, 8, &length));
    assert_int_equal(length, 3);
    frame.at = bytes;
    assert_false(leat_get_length(&frame, 9, &length));
    frame.at = bytes;
    bytes[2] = 0x10; /* 2^20 + 3 elements of no size */
    assert_false(leat_get_length(&frame, 0, &length));
    bytes[0] = 0;
    frame.at = bytes;
    assert_true(leat_get_length(&frame, 0, &length));
    memset(bytes, 0xff, 8);
    frame.at = bytes;
    assert_false(leat_get_length(&frame, 1, &length));
    assert_int_equal(length, 1 << 20);
}

static void test_views_point_into_the_frame(void **state)
{
    const uint8_t bytes[] = {2, 0, 0, 0, 0, 0, 0, 0, 'h', 'i', 3, 0, 0, 0, 0, 0, 0, 0, 1, 2};
    struct leat_frame frame = {bytes, bytes + sizeof bytes};
    leat_str text;
    leat_bytes data = {NULL, 0};

    (void)state;
    assert_true(leat_get_str(&frame, &text));
    assert_ptr_equal(text.data, bytes + 8);
    assert_int_equal(text.length, 2);
    assert_false(leat_get_bytes(&frame, &data));
    assert_null(data.data);
}

static void test_recursive_records_go_by_descriptor(void **state)
{
    const node leaves[] = {{2, {NULL, 0}}, {3, {NULL, 0}}};
    const node root = {1, {leaves, 2}};
    leat_bytes bytes = encoded(&leat_d_node, &root, &run.arena);
    struct leat_frame frame = {bytes.data, (const uint8_t *)bytes.data + bytes.length};
    node back;

    (void)state;
    assert_true(leat_get_value(&frame, &leat_d_node, &back));
    assert_ptr_equal(frame.at, frame.end);
    assert_int_equal(back.children.data[1].x, 3);
    frame = (struct leat_frame){bytes.data, (const uint8_t *)bytes.data + bytes.length - 1};
    assert_false(leat_get_value(&frame, &leat_d_node, &back));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_encodings_agree),
        TEST(test_decoders_agree_on_good_and_damaged_bytes),
        TEST(test_decoders_agree_on_truncations),
        TEST(test_scalars_advance_by_their_size),
        TEST(test_a_getter_that_fails_takes_nothing),
        TEST(test_lengths_are_bounded_by_the_least_size),
        TEST(test_views_point_into_the_frame),
        TEST(test_recursive_records_go_by_descriptor),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
