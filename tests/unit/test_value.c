/* test_value.c: the bytes of bincode 1, what is refused, order, hash and text, by descriptor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rt/fail.h"
#include "rt_values.h"

#define BYTES(...) ((const uint8_t[]){__VA_ARGS__}), sizeof((const uint8_t[]){__VA_ARGS__})

/* Encodes to exactly these bytes, announces their number, and decodes from them to an equal value. */
static void assert_golden(const struct leat_descriptor *type, const void *value, const uint8_t *bytes, size_t count)
{
    struct leat_arena arena = {.poison = true};
    leat_bytes written = encoded(type, value, &arena);
    const uint8_t *at = bytes;
    void *decoded = leat_arena_take(&arena, type->size);

    assert_int_equal(written.length, count);
    assert_memory_equal(written.data, bytes, count);
    assert_null(leat_value_decode(type, decoded, &at, bytes + count, &arena));
    assert_ptr_equal(at, bytes + count);
    assert_true(leat_value_equal(type, value, decoded));
    leat_arena_release(&arena);
}

static void test_integers(void **state)
{
    (void)state;
    assert_golden(&leat_d_i8_, &(int8_t){-1}, BYTES(0xff));
    assert_golden(&leat_d_u8_, &(uint8_t){7}, BYTES(7));
    assert_golden(&leat_d_u16_, &(uint16_t){0x1234}, BYTES(0x34, 0x12));
    assert_golden(&leat_d_i16_, &(int16_t){-2}, BYTES(0xfe, 0xff));
    assert_golden(&leat_d_u32_, &(uint32_t){0x12345678}, BYTES(0x78, 0x56, 0x34, 0x12));
    assert_golden(&leat_d_i32_, &(int32_t){-2}, BYTES(0xfe, 0xff, 0xff, 0xff));
    assert_golden(&leat_d_u64_, &(uint64_t){7}, BYTES(7, 0, 0, 0, 0, 0, 0, 0));
    assert_golden(&leat_d_i64_, &(int64_t){-2}, BYTES(0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff));
    assert_golden(&leat_d_painted, &(painted){BLUE, -2, 'a'},
                  BYTES(2, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 'a'));
}

static void test_bool(void **state)
{
    (void)state;
    assert_golden(&leat_d_bool_, &(bool){true}, BYTES(1));
    assert_golden(&leat_d_bool_, &(bool){false}, BYTES(0));
}

static void test_floats(void **state)
{
    (void)state;
    assert_golden(&leat_d_f32_, &(float){1.0f}, BYTES(0, 0, 0x80, 0x3f));
    assert_golden(&leat_d_f32_, &(float){-0.0f}, BYTES(0, 0, 0, 0x80));
    assert_golden(&leat_d_f32_, &(float){__builtin_nanf("")}, BYTES(0, 0, 0xc0, 0x7f));
    assert_golden(&leat_d_f64_, &(double){1.5}, BYTES(0, 0, 0, 0, 0, 0, 0xf8, 0x3f));
}

static void test_str_and_bytes(void **state)
{
    (void)state;
    assert_golden(&leat_d_str_, &(leat_str){NULL, 0}, BYTES(0, 0, 0, 0, 0, 0, 0, 0));
    assert_golden(&leat_d_str_, &(leat_str){"hi", 2}, BYTES(2, 0, 0, 0, 0, 0, 0, 0, 'h', 'i'));
    assert_golden(&leat_d_bytes_, &(leat_bytes){"\1\2\3", 3}, BYTES(3, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3));
}

static void test_option(void **state)
{
    (void)state;
    assert_golden(&leat_d_leat_option_uint8_t, &(leat_option(uint8_t)){true, 5}, BYTES(1, 5));
    assert_golden(&leat_d_leat_option_uint8_t, &(leat_option(uint8_t)){false, 5}, BYTES(0));
}

static void test_vec(void **state)
{
    const uint16_t numbers[] = {1, 2, 3};
    const leat_str texts[] = {{"a", 1}, {"", 0}};
    const bool flags[] = {true, false, true};

    (void)state;
    assert_golden(&leat_d_leat_vec_uint16_t, &(leat_vec(uint16_t)){numbers, 3},
                  BYTES(3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 3, 0));
    assert_golden(&leat_d_leat_vec_uint16_t, &(leat_vec(uint16_t)){NULL, 0}, BYTES(0, 0, 0, 0, 0, 0, 0, 0));
    assert_golden(&leat_d_leat_vec_leat_str, &(leat_vec(leat_str)){texts, 2},
                  BYTES(2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 'a', 0, 0, 0, 0, 0, 0, 0, 0));
    assert_golden(&leat_d_leat_vec_bool, &(leat_vec(bool)){flags, 3}, BYTES(3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1));
}

static void test_record(void **state)
{
    (void)state;
    assert_golden(&leat_d_item, &(item){1, {"x", 1}}, BYTES(1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 'x'));
    assert_golden(&leat_d_leat_member, &(leat_member){7}, BYTES(7, 0, 0, 0));
    /* No padding on the wire: 1 + 1 + 1 + 2 + 2 + 4 + 4 + 8 + 8 + 4 + 8. */
    assert_int_equal(leat_value_size(&leat_d_scalars, &(scalars){.b = true}), 43);
}

static void test_enum(void **state)
{
    (void)state;
    assert_golden(&leat_d_level, &(level){level_low}, BYTES(0, 0, 0, 0));
    assert_golden(&leat_d_level, &(level){level_high}, BYTES(1, 0, 0, 0));
    assert_golden(&leat_d_level, &(level){level_none}, BYTES(2, 0, 0, 0));
    assert_golden(&leat_d_far, &(far){far_away}, BYTES(1, 0, 0, 0));
    assert_int_equal(sizeof(far), 8);
}

static void test_variant(void **state)
{
    const tree leaves[] = {leat_variant_of(tree, leaf), leat_variant_of(tree, maybe, {true, level_high})};

    (void)state;
    assert_golden(&leat_d_choice, &leat_variant_of(choice, u), BYTES(0, 0, 0, 0));
    assert_golden(&leat_d_choice, &leat_variant_of(choice, n, 9), BYTES(1, 0, 0, 0, 9));
    assert_golden(&leat_d_choice, &leat_variant_of(choice, t, {1, 2}), BYTES(2, 0, 0, 0, 1, 2, 0));
    assert_golden(&leat_d_choice, &leat_variant_of(choice, s, {1, true}), BYTES(3, 0, 0, 0, 1, 1));
    assert_golden(&leat_d_unit_only, &leat_variant_of(unit_only, b), BYTES(1, 0, 0, 0));
    assert_golden(&leat_d_tree, &leat_variant_of(tree, inner, {leaves, 2}),
                  BYTES(1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 1, 1, 0, 0, 0));
    assert_golden(&leat_d_tree, &leat_variant_of(tree, ends, {{"a", 1}, {"", 0}}),
                  BYTES(3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 'a', 0, 0, 0, 0, 0, 0, 0, 0));
}

static void test_array(void **state)
{
    const grid g = {.levels = {level_high, level_low}, .numbers = {1, 2, 3}, .names = {{"a", 1}, {"", 0}}, .flags = {false, true},
                    .items = {{7, {"", 0}}}, .how_far = far_near};

    (void)state;
    assert_golden(&leat_d_grid, &g,
                  BYTES(1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 'a', 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 7,
                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

/* Rust's {1u8: "a", 2: "b"}. */
static void test_map(void **state)
{
    const by_number entries[] = {{1, {"a", 1}}, {2, {"b", 1}}};

    (void)state;
    assert_golden(&leat_d_leat_vec_by_number, &(leat_vec(by_number)){entries, 2},
                  BYTES(2, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 'a', 2, 1, 0, 0, 0, 0, 0, 0, 0, 'b'));
}

static void test_random_values_round_trip(void **state)
{
    uint64_t seed = 88172645463325252u;
    struct leat_arena arena = {.poison = true};

    (void)state;
    for (int round = 0; round < 3000; round++) {
        const struct leat_descriptor *type = all_types[random_below(&seed, TYPE_COUNT)];
        void *value = leat_arena_take(&arena, type->size), *back = leat_arena_take(&arena, type->size);
        leat_bytes bytes, again;
        const uint8_t *at, *end;

        random_value(&seed, type, value, &arena, 0);
        bytes = encoded(type, value, &arena);
        at = bytes.data;
        end = at + bytes.length;
        assert_null(leat_value_decode(type, back, &at, end, &arena));
        assert_ptr_equal(at, end);
        assert_true(leat_value_equal(type, value, back));
        assert_int_equal(leat_value_hash(type, value, 3), leat_value_hash(type, back, 3));
        again = encoded(type, back, &arena);
        assert_int_equal(again.length, bytes.length);
        assert_memory_equal(again.data, bytes.data, bytes.length);
        assert_true(bytes.length >= leat_type_least_size(type));
        leat_arena_reset(&arena);
    }
    leat_arena_release(&arena);
}

/* The bytes lie at the very end of an allocation, so that ASan sees one byte read too many. */
static const char *decode_exactly(const struct leat_descriptor *type, const uint8_t *bytes, size_t count)
{
    struct leat_arena arena = {.poison = true};
    uint8_t *copy = calloc(count ? count : 1, 1);
    void *value = leat_arena_take(&arena, type->size);
    const uint8_t *at = copy;
    const char *error;

    if (count)
        memcpy(copy, bytes, count);
    error = leat_value_decode(type, value, &at, copy + count, &arena);
    if (error) {
        assert_ptr_equal(at, copy);
    } else {
        leat_bytes again = encoded(type, value, &arena);

        assert_int_equal(at - copy, again.length);
        assert_memory_equal(copy, again.data, again.length);
    }
    leat_arena_release(&arena);
    free(copy);
    return error;
}

static void test_every_truncation_is_refused(void **state)
{
    uint64_t seed = 4242;
    struct leat_arena arena = {0};

    (void)state;
    for (int round = 0; round < 300; round++) {
        const struct leat_descriptor *type = all_types[(size_t)round % TYPE_COUNT];
        void *value = leat_arena_take(&arena, type->size);
        leat_bytes bytes;

        random_value(&seed, type, value, &arena, 0);
        bytes = encoded(type, value, &arena);
        for (size_t count = 0; count < bytes.length; count += 1 + bytes.length / 200)
            assert_non_null(decode_exactly(type, bytes.data, count));
        leat_arena_reset(&arena);
    }
    leat_arena_release(&arena);
}

/* What is accepted of random and damaged bytes is exactly what it would be encoded as. */
static void test_random_bytes_are_read_strictly(void **state)
{
    uint64_t seed = 99;
    struct leat_arena arena = {0};
    int accepted = 0, refused = 0;

    (void)state;
    for (int round = 0; round < 4000; round++) {
        const struct leat_descriptor *type = all_types[random_below(&seed, TYPE_COUNT)];
        void *value = leat_arena_take(&arena, type->size);
        leat_bytes bytes;
        uint8_t *damaged;

        random_value(&seed, type, value, &arena, 0);
        bytes = encoded(type, value, &arena);
        damaged = (uint8_t *)(uintptr_t)bytes.data;
        for (size_t i = random_below(&seed, 4); i > 0; i--)
            damaged[random_below(&seed, bytes.length)] ^= (uint8_t)(1u << random_below(&seed, 8));
        if (round % 4 == 0)
            for (size_t i = 0; i < bytes.length; i++)
                damaged[i] = (uint8_t)random_next(&seed);
        if (decode_exactly(type, damaged, bytes.length))
            refused++;
        else
            accepted++;
        leat_arena_reset(&arena);
    }
    assert_true(accepted > 500 && refused > 500);
    leat_arena_release(&arena);
}

static void test_flags_other_than_0_and_1_are_refused(void **state)
{
    (void)state;
    assert_string_equal(decode_exactly(&leat_d_bool_, BYTES(2)), "a bool that is neither 0 nor 1");
    assert_string_equal(decode_exactly(&leat_d_leat_option_int, BYTES(3, 0, 0, 0, 0)),
                        "an option's tag that is neither 0 nor 1");
    assert_non_null(decode_exactly(&leat_d_leat_vec_bool, BYTES(2, 0, 0, 0, 0, 0, 0, 0, 1, 255)));
}

static void test_tags_that_there_are_not_are_refused(void **state)
{
    (void)state;
    assert_string_equal(decode_exactly(&leat_d_choice, BYTES(4, 0, 0, 0)), "'choice' has 4 tags, from 0, and this is 4");
    assert_string_equal(decode_exactly(&leat_d_unit_only, BYTES(255, 255, 255, 255)),
                        "'unit_only' has 2 tags, from 0, and this is 4294967295");
    assert_string_equal(decode_exactly(&leat_d_level, BYTES(9, 0, 0, 0)), "'level' has 3 tags, from 0, and this is 9");
    assert_string_equal(decode_exactly(&leat_d_choice, BYTES(1, 0, 0, 0)), "the bytes end within a value");
}

static char failed[200];
static jmp_buf after_failing;

static void note_failing(const char *message)
{
    snprintf(failed, sizeof failed, "%s", message);
    longjmp(after_failing, 1);
}

static const char *encode_wrong(const struct leat_descriptor *type, const void *value)
{
    uint8_t bytes[64];

    failed[0] = '\0';
    leat__fail_hook = note_failing;
    if (setjmp(after_failing) == 0)
        leat_value_encode(type, value, bytes);
    leat__fail_hook = NULL;
    return failed;
}

static void test_values_that_there_are_not_cannot_be_sent(void **state)
{
    const choice wrong = {.tag = (enum choice_tag)7}, as_wrong = {.tag = (enum choice_tag)7, .n = 5};
    const level outside = (level)5, elsewhere = (level)-5;

    (void)state;
    assert_string_equal(encode_wrong(&leat_d_level, &outside),
                        "error: 5 is no value of the enum 'level', and cannot be sent: level_low = 0, level_high = 9, level_none = -4");
    assert_non_null(strstr(encode_wrong(&leat_d_level, &elsewhere), "error: -5 is no value of the enum 'level'"));
    assert_string_equal(encode_wrong(&leat_d_choice, &wrong),
                        "error: a variant 'choice' with the tag 7, which is none of its 4, cannot be sent");
    /* They are compared, hashed and printed all the same. */
    assert_false(leat_value_equal(&leat_d_level, &outside, &elsewhere));
    assert_true(leat_value_equal(&leat_d_choice, &wrong, &as_wrong));
    assert_int_equal(leat_value_hash(&leat_d_choice, &wrong, 1), leat_value_hash(&leat_d_choice, &as_wrong, 1));
}

static void test_lengths_are_checked_before_memory_is_taken(void **state)
{
    struct leat_arena arena = {0};
    const uint8_t most[] = {255, 255, 255, 255, 255, 255, 255, 255, 0};
    /* 2 items take 16 bytes each at least; 31 are there. A byte an element would have let it pass. */
    const uint8_t two_items[8 + 31] = {2};
    const struct leat_descriptor *types[] = {&leat_d_str_, &leat_d_bytes_, &leat_d_leat_vec_int,
                                             &leat_d_leat_vec_order, &leat_d_node};
    leat_vec(item) items;
    const uint8_t *at = two_items;

    (void)state;
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(decode_exactly(types[i], most, sizeof most), "length beyond the frame");
    assert_string_equal(leat_value_decode(&leat_d_leat_vec_item, &items, &at, two_items + sizeof two_items, &arena),
                        "length beyond the frame");
    assert_int_equal(leat_arena_used(&arena), 0);
}

static void test_elements_without_bytes_have_a_limit(void **state)
{
    static const struct leat_descriptor empty = {.name = "empty", .kind = LEAT_TYPE_RECORD};
    static const struct leat_descriptor many = {
        .name = "leat_vec(empty)", .kind = LEAT_TYPE_VEC, .size = sizeof(leat_bytes), .element = &empty};

    (void)state;
    assert_null(decode_exactly(&many, BYTES(0, 0, 16, 0, 0, 0, 0, 0)));
    assert_string_equal(decode_exactly(&many, BYTES(1, 0, 16, 0, 0, 0, 0, 0)), "too many elements of no size");
}

/* A chain of `depth` nodes, each the one child of the one before: x, 1, x, 1, ... x, 0. */
static const char *decode_chain(size_t depth)
{
    uint8_t bytes[12 * 80] = {0};

    for (size_t i = 0; i + 1 < depth; i++)
        bytes[12 * i + 4] = 1;
    return decode_exactly(&leat_d_node, bytes, 12 * depth);
}

static void test_nesting_is_limited(void **state)
{
    (void)state;
    assert_null(decode_chain(65));
    assert_string_equal(decode_chain(66), "nested too deep");
}

static void test_none_is_decoded_to_zeroes(void **state)
{
    leat_option(int64_t) option = {true, -1};
    const uint8_t bytes[] = {0}, *at = bytes;
    struct leat_arena arena = {0};

    (void)state;
    assert_null(leat_value_decode(&leat_d_leat_option_int64_t, &option, &at, at + 1, &arena));
    assert_false(option.some);
    assert_int_equal(option.value, 0);
}

static void test_bytes_behind_the_value(void **state)
{
    const uint8_t bytes[] = {1, 9};
    const uint8_t *at = bytes;
    struct leat_arena arena = {0};
    bool value;

    (void)state;
    assert_null(leat_value_decode(&leat_d_bool_, &value, &at, bytes + 2, &arena));
    assert_ptr_equal(at, bytes + 1);
    assert_null(leat_value_malformed(&leat_d_bool_, bytes, bytes + 1));
    assert_string_equal(leat_value_malformed(&leat_d_bool_, bytes, bytes + 2), "bytes left behind the value");
    assert_string_equal(leat_value_malformed(&leat_d_u32_, bytes, bytes + 2), "the bytes end within a value");
}

static int sign(int x)
{
    return (x > 0) - (x < 0);
}

static void test_order_is_that_of_the_bytes(void **state)
{
    uint64_t seed = 7;
    struct leat_arena arena = {0};
    int equal = 0;

    (void)state;
    for (int round = 0; round < 6000; round++) {
        const struct leat_descriptor *type = all_types[random_below(&seed, TYPE_COUNT)];
        void *a = leat_arena_take(&arena, type->size), *b = leat_arena_take(&arena, type->size);
        leat_bytes left, right;
        size_t shorter;
        int expected;

        random_value(&seed, type, a, &arena, 0);
        random_value(&seed, type, b, &arena, 0);
        left = encoded(type, a, &arena);
        right = encoded(type, b, &arena);
        shorter = left.length < right.length ? left.length : right.length;
        expected = memcmp(left.data, right.data, shorter);
        if (expected == 0)
            expected = (left.length > right.length) - (left.length < right.length);
        assert_int_equal(sign(leat_value_compare(type, a, b)), sign(expected));
        assert_int_equal(sign(leat_value_compare(type, b, a)), -sign(expected));
        assert_int_equal(leat_value_equal(type, a, b), expected == 0);
        if (expected == 0)
            assert_int_equal(leat_value_hash(type, a, 1), leat_value_hash(type, b, 1));
        else
            assert_int_not_equal(leat_value_hash(type, a, 1), leat_value_hash(type, b, 1));
        equal += expected == 0;
        leat_arena_reset(&arena);
    }
    assert_true(equal > 100);
    leat_arena_release(&arena);
}

static void test_padding_does_not_count(void **state)
{
    scalars a, b;

    (void)state;
    memset(&a, 0x00, sizeof a);
    memset(&b, 0xff, sizeof b);
    a.b = b.b = true, a.i8 = b.i8 = -3, a.u8 = b.u8 = 3, a.i16 = b.i16 = -5, a.u16 = b.u16 = 5;
    a.i32 = b.i32 = -7, a.u32 = b.u32 = 7, a.i64 = b.i64 = -9, a.u64 = b.u64 = 9, a.f32 = b.f32 = 1, a.f64 = b.f64 = 2;
    assert_true(leat_value_equal(&leat_d_scalars, &a, &b));
    assert_int_equal(leat_value_hash(&leat_d_scalars, &a, 0), leat_value_hash(&leat_d_scalars, &b, 0));
    b.u8 = 4;
    assert_false(leat_value_equal(&leat_d_scalars, &a, &b));
}

static void test_hash_depends_on_seed_and_place(void **state)
{
    const leat_str ab_c[] = {{"ab", 2}, {"c", 1}}, a_bc[] = {{"a", 1}, {"bc", 2}};
    leat_vec(leat_str) left = {ab_c, 2}, right = {a_bc, 2};

    (void)state;
    assert_int_not_equal(leat_value_hash(&leat_d_leat_vec_leat_str, &left, 0),
                         leat_value_hash(&leat_d_leat_vec_leat_str, &right, 0));
    assert_int_not_equal(leat_hash_bytes("ab", 2, 0), leat_hash_bytes("ab", 2, 1));
    assert_int_not_equal(leat_hash_bytes(NULL, 0, 0), leat_hash_bytes(NULL, 0, 1));
    assert_int_equal(leat_hash_bytes(NULL, 0, 5), leat_hash_bytes("x", 0, 5));
}

static void test_views_are_known(void **state)
{
    (void)state;
    assert_false(leat_type_has_views(NULL));
    assert_false(leat_type_has_views(&leat_d_scalars));
    assert_false(leat_type_has_views(&leat_d_leat_option_double));
    assert_true(leat_type_has_views(&leat_d_leat_option_item));
    assert_true(leat_type_has_views(&leat_d_leat_vec_int));
    assert_true(leat_type_has_views(&leat_d_node));
    assert_false(leat_type_has_views(&leat_d_level));
    assert_false(leat_type_has_views(&leat_d_choice));
    assert_true(leat_type_has_views(&leat_d_tree));
    assert_true(leat_type_has_views(&leat_d_grid));
}

static void test_what_is_within_a_variant_is_kept(void **state)
{
    uint64_t seed = 3;

    (void)state;
    for (int round = 0; round < 400; round++) {
        struct leat_arena arena = {.poison = true};
        struct leat_keep keep = {0};
        wide_tree value;
        leat_bytes before, after;
        uint8_t *copy;

        random_value(&seed, &leat_d_wide_tree, &value, &arena, 0);
        before = encoded(&leat_d_wide_tree, &value, &arena);
        copy = malloc(before.length);
        memcpy(copy, before.data, before.length);
        leat_keep_move(&keep, &leat_d_wide_tree, &value);
        leat_arena_release(&arena); /* what still viewed it would be read after it was freed */
        after = encoded(&leat_d_wide_tree, &value, &arena);
        assert_int_equal(after.length, before.length);
        assert_memory_equal(after.data, copy, after.length);
        free(copy);
        leat_keep_release(&keep);
        leat_arena_release(&arena);
    }
}

static void assert_prints(const struct leat_descriptor *type, const void *value, const char *expected)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);

    leat_value_print(out, type, value);
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
}

static void test_print_scalars(void **state)
{
    (void)state;
    assert_prints(&leat_d_i32_, &(int){-3}, "-3");
    assert_prints(&leat_d_u64_, &(uint64_t){UINT64_MAX}, "18446744073709551615");
    assert_prints(&leat_d_i8_, &(int8_t){-128}, "-128");
    assert_prints(&leat_d_bool_, &(bool){true}, "true");
    assert_prints(&leat_d_f64_, &(double){2.5}, "2.5");
    assert_prints(&leat_d_f64_, &(double){3}, "3.0");
    assert_prints(&leat_d_f64_, &(double){0.1}, "0.1");
    assert_prints(&leat_d_f64_, &(double){0.1 + 0.2}, "0.30000000000000004");
    assert_prints(&leat_d_f64_, &(double){1e300}, "1e+300");
    assert_prints(&leat_d_f32_, &(float){0.1f}, "0.1");
    assert_prints(&leat_d_f32_, &(float){16777216.0f}, "16777216.0");
    assert_prints(&leat_d_f64_, &(double){-__builtin_inf()}, "-INFINITY");
}

static void test_print_texts(void **state)
{
    const char text[] = "say \"\xc3\xa9\"\n\x01" "1\xff\xed\xa0\x80\\";

    (void)state;
    assert_prints(&leat_d_str_, &(leat_str){text, sizeof text - 1},
                  "\"say \\\"\xc3\xa9\\\"\\n\\0011\\377\\355\\240\\200\\\\\"");
    assert_prints(&leat_d_bytes_, &(leat_bytes){"a\xc3\xa9", 3}, "\"a\\303\\251\"");
    /* A character that the text breaks off is no character. */
    assert_prints(&leat_d_str_, &(leat_str){"\xc3\xa9", 1}, "\"\\303\"");
}

static void test_print_enums_variants_and_arrays(void **state)
{
    const tree inner[] = {leat_variant_of(tree, leaf), leat_variant_of(tree, maybe, {true, level_high})};
    const grid g = {.numbers = {1, 2, 3}, .names = {{"a", 1}, {"", 0}}, .how_far = far_near};

    (void)state;
    assert_prints(&leat_d_level, &(level){level_high}, "level_high");
    assert_prints(&leat_d_level, &(level){(level)-7}, "(level)-7");
    assert_prints(&leat_d_choice, &leat_variant_of(choice, u), "choice_u");
    assert_prints(&leat_d_choice, &leat_variant_of(choice, t, {1, 2}), "choice_t({.x = 1, .y = 2})");
    assert_prints(&leat_d_choice, &(choice){.tag = (enum choice_tag)9}, "(choice){9}");
    assert_prints(&leat_d_tree, &leat_variant_of(tree, inner, {inner, 2}), "tree_inner([tree_leaf, tree_maybe(some(level_high))])");
    assert_prints(&leat_d_grid, &g,
                  "{.levels = {level_low, level_low}, .numbers = {1, 2, 3}, .names = {\"a\", \"\"}, .flags = {false, false}, "
                  ".items = {{.id = 0, .name = \"\"}}, .how_far = far_near}");
}

static void test_print_records(void **state)
{
    const item items[] = {{1, {"a", 1}}, {2, {"", 0}}};
    const bool flags[] = {true, false};
    order o = {.id = 7, .customer = {"Ann", 3}, .items = {items, 2}, .flags = {flags, 2}, .discount = {true, 3}};

    (void)state;
    assert_prints(&leat_d_order, &o,
                  "{.id = 7, .customer = \"Ann\", .items = [{.id = 1, .name = \"a\"}, {.id = 2, .name = \"\"}], "
                  ".best = none, .paid = false, .prices = [], .blob = \"\", .discount = some(3), "
                  ".flags = [true, false], .notes = [], .all = {.b = false, .i8 = 0, .u8 = 0, .i16 = 0, "
                  ".u16 = 0, .i32 = 0, .u32 = 0, .i64 = 0, .u64 = 0, .f32 = 0.0, .f64 = 0.0}}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_integers),
        cmocka_unit_test(test_bool),
        cmocka_unit_test(test_floats),
        cmocka_unit_test(test_str_and_bytes),
        cmocka_unit_test(test_option),
        cmocka_unit_test(test_vec),
        cmocka_unit_test(test_record),
        cmocka_unit_test(test_enum),
        cmocka_unit_test(test_variant),
        cmocka_unit_test(test_array),
        cmocka_unit_test(test_map),
        cmocka_unit_test(test_tags_that_there_are_not_are_refused),
        cmocka_unit_test(test_values_that_there_are_not_cannot_be_sent),
        cmocka_unit_test(test_what_is_within_a_variant_is_kept),
        cmocka_unit_test(test_print_enums_variants_and_arrays),
        cmocka_unit_test(test_random_values_round_trip),
        cmocka_unit_test(test_every_truncation_is_refused),
        cmocka_unit_test(test_random_bytes_are_read_strictly),
        cmocka_unit_test(test_flags_other_than_0_and_1_are_refused),
        cmocka_unit_test(test_lengths_are_checked_before_memory_is_taken),
        cmocka_unit_test(test_elements_without_bytes_have_a_limit),
        cmocka_unit_test(test_nesting_is_limited),
        cmocka_unit_test(test_none_is_decoded_to_zeroes),
        cmocka_unit_test(test_bytes_behind_the_value),
        cmocka_unit_test(test_order_is_that_of_the_bytes),
        cmocka_unit_test(test_padding_does_not_count),
        cmocka_unit_test(test_hash_depends_on_seed_and_place),
        cmocka_unit_test(test_views_are_known),
        cmocka_unit_test(test_print_scalars),
        cmocka_unit_test(test_print_texts),
        cmocka_unit_test(test_print_records),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
