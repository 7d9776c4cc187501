/* Growing text, vectors and arenas. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/vector.h"

static void an_empty_text_is_a_string(void **state)
{
    struct leat__text text = {0};
    char *stolen;

    (void)state;
    assert_string_equal(leat__text_string(&text), "");
    leat__text_clear(&text);
    leat__text_release(&text);
    stolen = leat__text_steal(&text);
    assert_string_equal(stolen, "");
    free(stolen);
}

static void text_grows_and_ends_in_nul(void **state)
{
    struct leat__text text = {0};

    (void)state;
    for (int i = 0; i < 10000; i++) {
        leat__text_printf(&text, "%d,", i % 10);
        assert_int_equal(text.length, 2 * (i + 1));
        assert_int_equal(text.data[text.length], 0);
    }
    assert_int_equal(strlen(text.data), 20000);
    leat__text_bytes(&text, "a\0b", 3);
    assert_int_equal(text.length, 20003);
    assert_memory_equal(text.data + 20000, "a\0b", 4);
    leat__text_clear(&text);
    assert_string_equal(leat__text_string(&text), "");
    leat__text_append(&text, "again");
    leat__text_char(&text, '!');

    char *stolen = leat__text_steal(&text);

    assert_string_equal(stolen, "again!");
    assert_int_equal(text.length, 0);
    free(stolen);
}

static void lines_are_indented(void **state)
{
    struct leat__text text = {0};

    (void)state;
    leat__text_line(&text, 0, "if (%s) {", "x");
    leat__text_line(&text, 2, "y(%d);", 3);
    leat__text_line(&text, -1, "}");
    assert_string_equal(leat__text_string(&text), "if (x) {\n        y(3);\n}\n");
    leat__text_release(&text);
}

static void c_strings_are_read_back_alike(void **state)
{
    struct leat__text text = {0};

    (void)state;
    leat__text_c_string(&text, "a\"\\\n\t\0" "1?\xc3\xa9", 10);
    assert_string_equal(leat__text_string(&text), "\"a\\\"\\\\\\n\\t\\0001\\077\\303\\251\"");
    leat__text_release(&text);
}

static void json_strings_are_utf8(void **state)
{
    static const struct {
        const char *bytes;
        const char *json;
    } cases[] = {
        {"a\"\\/\n\x1f\x7f", "\"a\\\"\\\\/\\n\\u001f\\u007f\""},
        {"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80", "\"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80\""},
        {"\x80x", "\"\\ufffdx\""},
        {"\xc3", "\"\\ufffd\""},
        {"\xc0\xaf", "\"\\ufffd\\ufffd\""},         /* overlong */
        {"\xed\xa0\x80", "\"\\ufffd\\ufffd\\ufffd\""}, /* a surrogate */
        {"\xf4\x90\x80\x80", "\"\\ufffd\\ufffd\\ufffd\\ufffd\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct leat__text text = {0};

        leat__text_json_string(&text, cases[i].bytes, strlen(cases[i].bytes));
        assert_string_equal(leat__text_string(&text), cases[i].json);
        leat__text_release(&text);
    }
}

struct pair {
    int a;
    const char *b;
};
struct pairs leat__vector(struct pair);

static void vectors_keep_what_is_pushed(void **state)
{
    struct pairs pairs = {0};

    (void)state;
    for (int i = 0; i < 1000; i++) {
        if (i % 2)
            leat__vector_push(&pairs, (struct pair){i, "odd"});
        else
            leat__vector_add(&pairs)->a = i;
    }
    assert_int_equal(pairs.count, 1000);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(pairs.items[i].a, i);
        if (i % 2)
            assert_string_equal(pairs.items[i].b, "odd");
        else
            assert_null(pairs.items[i].b);
    }
    leat__vector_release(&pairs);
    assert_null(pairs.items);
    leat__vector_push(&pairs, (struct pair){1, "one"});
    assert_int_equal(pairs.count, 1);
    leat__vector_release(&pairs);
}

/* A value pushed may be an item of the vector itself: it is read after the vector has moved. */
static void a_vector_may_push_its_own_items(void **state)
{
    struct pairs pairs = {0};

    (void)state;
    leat__vector_push(&pairs, (struct pair){7, "seven"});
    for (int i = 0; i < 100; i++)
        leat__vector_push(&pairs, pairs.items[pairs.count - 1]);
    for (size_t i = 0; i < pairs.count; i++)
        assert_int_equal(pairs.items[i].a, 7);
    leat__vector_release(&pairs);
}

static void arenas_never_move_anything(void **state)
{
    struct leat__arena arena = {0};
    char *kept[3000];

    (void)state;
    for (int i = 0; i < 3000; i++) {
        /* Some are larger than a block. */
        size_t size = i % 100 == 0 ? 100000 : (size_t)i % 50;
        unsigned char *memory = leat__arena_alloc(&arena, size);

        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < size; k++)
            assert_int_equal(memory[k], 0);
        memset(memory, 0xff, size);
        kept[i] = leat__arena_printf(&arena, "%d", i);
    }
    for (int i = 0; i < 3000; i++)
        assert_int_equal(atoi(kept[i]), i);
    assert_string_equal(leat__arena_strdup(&arena, "text"), "text");
    assert_string_equal(leat__arena_strndup(&arena, "text", 2), "te");
    assert_memory_equal(leat__arena_copy(&arena, "a\0b", 3), "a\0b", 3);
    leat__arena_release(&arena);
    assert_null(arena.newest);
    assert_string_equal(leat__arena_strdup(&arena, "usable"), "usable");
    leat__arena_release(&arena);
}

static void copies_are_terminated(void **state)
{
    char *text = leat__strndup("abcdef", 3);
    char *empty = leat__strndup(NULL, 0);
    char *formatted = leat__format("%s-%d", "a", 5);

    (void)state;
    assert_string_equal(text, "abc");
    assert_string_equal(empty, "");
    assert_string_equal(formatted, "a-5");
    free(text);
    free(empty);
    free(formatted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_text_is_a_string),
        cmocka_unit_test(text_grows_and_ends_in_nul),
        cmocka_unit_test(lines_are_indented),
        cmocka_unit_test(c_strings_are_read_back_alike),
        cmocka_unit_test(json_strings_are_utf8),
        cmocka_unit_test(vectors_keep_what_is_pushed),
        cmocka_unit_test(a_vector_may_push_its_own_items),
        cmocka_unit_test(arenas_never_move_anything),
        cmocka_unit_test(copies_are_terminated),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
