/* Hashes: XXH3's own values, piece by piece as in one go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/hash.h"

/* Reference values, as `xxhsum -H2` and `-H3` print them. */
static void known_values(void **state)
{
    char hex[LEAT__DIGEST_HEX];

    (void)state;
    leat__digest_hex(leat__hash_128_of("", 0), hex);
    assert_string_equal(hex, "99aa06d3014798d86001c324468d497f");
    assert_true(leat__hash_64_of("", 0) == 0x2d06800538d394c2ull);
    leat__digest_hex((struct leat__digest){.high = 1, .low = 0xabc}, hex);
    assert_string_equal(hex, "00000000000000010000000000000abc");
}

static void pieces_are_the_whole(void **state)
{
    unsigned char bytes[5000];
    struct leat__hash *hash = leat__hash_new();
    size_t at = 0;

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7 + i / 256);
    for (size_t step = 0; at < sizeof bytes; step += 13) {
        size_t length = step < sizeof bytes - at ? step : sizeof bytes - at;
        struct leat__digest expected;
        struct leat__digest digest;

        leat__hash_bytes(hash, bytes + at, length);
        at += length;
        digest = leat__hash_128(hash);
        expected = leat__hash_128_of(bytes, at);
        assert_true(digest.high == expected.high && digest.low == expected.low);
        assert_true(leat__hash_64(hash) == leat__hash_64_of(bytes, at));
    }
    leat__hash_free(hash);
}

static uint64_t of_two(const char *a, const char *b)
{
    struct leat__hash *hash = leat__hash_new();
    uint64_t value;

    leat__hash_string(hash, a);
    leat__hash_string(hash, b);
    value = leat__hash_64(hash);
    leat__hash_free(hash);
    return value;
}

static void strings_are_framed(void **state)
{
    (void)state;
    assert_true(of_two("ab", "c") != of_two("a", "bc"));
    assert_true(of_two("", "abc") != of_two("abc", ""));
    assert_true(of_two("ab", "c") == of_two("ab", "c"));
}

static void numbers_are_little_endian(void **state)
{
    struct leat__hash *hash = leat__hash_new();

    (void)state;
    leat__hash_number(hash, 0x0807060504030201ull);
    assert_true(leat__hash_64(hash) == leat__hash_64_of("\1\2\3\4\5\6\7\10", 8));
    leat__hash_free(hash);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_values),
        cmocka_unit_test(pieces_are_the_whole),
        cmocka_unit_test(strings_are_framed),
        cmocka_unit_test(numbers_are_little_endian),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
