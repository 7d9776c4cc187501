/* Near-miss suggestions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/suggest.h"

static void distances(void **state)
{
    static const struct {
        const char *a;
        const char *b;
        size_t distance;
    } cases[] = {
        {"", "", 0},        {"", "abc", 3},     {"abc", "", 3},    {"run", "run", 0},         {"run", "rnu", 1},
        {"run", "ruin", 1}, {"graph", "grah", 1}, {"ca", "abc", 3}, {"kitten", "sitting", 3}, {"abcd", "badc", 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(leat__edit_distance(cases[i].a, cases[i].b, 10), cases[i].distance);
        assert_int_equal(leat__edit_distance(cases[i].b, cases[i].a, 10), cases[i].distance);
    }
}

/* What is further than the limit is limit + 1, whatever it is; what is not is exact. */
static void limits(void **state)
{
    static const char *const words[] = {"", "a", "ab", "ba", "abcdef", "badcfe", "fedcba", "abcxef", "zzzzzzzz"};
    size_t count = sizeof words / sizeof *words;

    (void)state;
    for (size_t a = 0; a < count; a++) {
        for (size_t b = 0; b < count; b++) {
            size_t exact = leat__edit_distance(words[a], words[b], 100);

            for (size_t limit = 0; limit < 9; limit++)
                assert_int_equal(leat__edit_distance(words[a], words[b], limit), exact <= limit ? exact : limit + 1);
        }
    }
}

static const char *const commands[] = {"run", "check", "graph", "emit", "build", "clean", "doctor", "explain"};

static const char *suggest(const char *word)
{
    return leat__suggest(word, commands, sizeof commands / sizeof *commands);
}

static void the_nearest_is_suggested(void **state)
{
    (void)state;
    assert_string_equal(suggest("rum"), "run");
    assert_string_equal(suggest("chekc"), "check");
    assert_string_equal(suggest("EMIT"), "emit");
    assert_string_equal(suggest("docter"), "doctor");
    assert_string_equal(suggest("explian"), "explain");
    assert_string_equal(suggest("buil"), "build");
}

static void nothing_is_better_than_a_wild_guess(void **state)
{
    (void)state;
    assert_null(suggest("deploy"));
    assert_null(suggest(""));
    assert_null(suggest("x"));
    assert_null(suggest("run"));
    assert_null(leat__suggest("run", NULL, 0));
}

static void the_first_of_equals_wins(void **state)
{
    static const char *const names[] = {"cat", "bat", "rat"};

    (void)state;
    assert_string_equal(leat__suggest("hat", names, 3), "cat");
    assert_string_equal(leat__suggest("BAT", names, 3), "bat");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances),
        cmocka_unit_test(limits),
        cmocka_unit_test(the_nearest_is_suggested),
        cmocka_unit_test(nothing_is_better_than_a_wild_guess),
        cmocka_unit_test(the_first_of_equals_wins),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
