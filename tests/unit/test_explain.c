/*
 * `leat explain`: every code that a diagnostic may have has a page, and every page belongs to such a code;
 * every operator has one. The sources are searched from the directory in which the tests are run: the top.
 */
#define _XOPEN_SOURCE 700
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/vector.h"
#include "check/explain.h"
#include "check/pages.h"
#include "flow/graph.h"

#define CODE_LENGTH 8 /* of LEAT0101 */

struct codes leat__vector(char *);
static struct codes mentioned;

static bool is_mentioned(const char *code)
{
    for (size_t i = 0; i < mentioned.count; i++)
        if (strncmp(mentioned.items[i], code, CODE_LENGTH) == 0)
            return true;
    return false;
}

/* Codes that diagnostics are made with. */
static void take_codes(const char *text)
{
    for (const char *at = strstr(text, "LEAT0"); at; at = strstr(at + 1, "LEAT0"))
        if (strspn(at + 4, "0123456789") == 4 && !is_mentioned(at))
            leat__vector_push(&mentioned, leat__strndup(at, CODE_LENGTH));
}

static int read_source(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    struct leat__text text = {0};
    size_t length = strlen(path);

    (void)status;
    (void)place;
    if (kind != FTW_F || length < 2 || (strcmp(path + length - 2, ".c") != 0 && strcmp(path + length - 2, ".h") != 0) ||
        strstr(path, "check/pages.c") || strstr(path, "check/explain."))
        return 0;
    assert_int_equal(leat__file_read(path, &text), 0);
    take_codes(leat__text_string(&text));
    leat__text_release(&text);
    return 0;
}

static int read_sources(void **state)
{
    (void)state;
    return nftw("src", read_source, 16, FTW_PHYS) == 0 && mentioned.count > 0 ? 0 : -1;
}

static int release_codes(void **state)
{
    (void)state;
    for (size_t i = 0; i < mentioned.count; i++)
        free(mentioned.items[i]);
    leat__vector_release(&mentioned);
    return 0;
}

static void every_code_has_a_page(void **state)
{
    struct leat__text text = {0};

    (void)state;
    for (size_t i = 0; i < mentioned.count; i++)
        if (!leat__explain(mentioned.items[i], &text))
            fail_msg("there is no page about %s", mentioned.items[i]);
    leat__text_release(&text);
}

static void every_page_belongs_to_a_code(void **state)
{
    (void)state;
    for (size_t i = 0; i < leat__page_count; i++)
        if (!is_mentioned(leat__pages[i].code))
            fail_msg("%s has a page, and nothing reports it", leat__pages[i].code);
}

static void pages_are_in_order_and_complete(void **state)
{
    (void)state;
    for (size_t i = 0; i < leat__page_count; i++) {
        const struct leat__page *page = &leat__pages[i];

        assert_true(i == 0 || strcmp(page[-1].code, page->code) < 0);
        assert_null(strchr(page->title, '\n'));
        assert_int_equal(page->means[strlen(page->means) - 1], '\n');
        assert_int_equal(page->wrong[strlen(page->wrong) - 1], '\n');
        assert_int_equal(page->instead[strlen(page->instead) - 1], '\n');
    }
}

/* A page fits on a screen: at most 40 lines of at most 100 columns. */
static void pages_are_pages(void **state)
{
    struct leat__text text = {0};

    (void)state;
    for (size_t i = 0; i < leat__page_count; i++) {
        size_t lines = 0;
        size_t column = 0;

        leat__text_clear(&text);
        assert_true(leat__explain(leat__pages[i].code, &text));
        for (size_t k = 0; k < text.length; k++) {
            column = text.data[k] == '\n' ? 0 : column + 1;
            lines += text.data[k] == '\n';
            if (column > 104)
                fail_msg("a line of %s is too long: line %zu", leat__pages[i].code, lines + 1);
        }
        assert_in_range(lines, 8, 40);
    }
    leat__text_release(&text);
}

static void every_operator_has_a_page(void **state)
{
    struct leat__text text = {0};

    (void)state;
    for (size_t op = 0; op < LEAT_OPS; op++) {
        char *usage = leat__format("leat_%s(", leat__operators[op].name);
        char *output = leat__format("&%s)", leat__operators[op].name); /* or it is another one's second output */

        leat__text_clear(&text);
        assert_true(leat__explain(leat__operators[op].name, &text));
        assert_true(strstr(leat__text_string(&text), usage) || strstr(leat__text_string(&text), output));
        assert_non_null(strstr(leat__text_string(&text), leat__operators[op].text));
        free(usage);
        free(output);
    }
    leat__text_release(&text);
}

static void a_page_is_found_by_other_spellings(void **state)
{
    static const char *const spellings[] = {"leat0204", "0204", "204"};
    struct leat__text wanted = {0};

    (void)state;
    assert_true(leat__explain("LEAT0204", &wanted));
    for (size_t i = 0; i < 3; i++) {
        struct leat__text text = {0};

        assert_true(leat__explain(spellings[i], &text));
        assert_string_equal(leat__text_string(&text), leat__text_string(&wanted));
        leat__text_release(&text);
    }
    leat__text_clear(&wanted);
    assert_true(leat__explain("leat_fold", &wanted));
    assert_non_null(strstr(leat__text_string(&wanted), "leat_fold(s, ACC, q(initial)"));
    leat__text_release(&wanted);
}

static void an_unknown_page_adds_nothing(void **state)
{
    static const char *const unknown[] = {"LEAT9999", "LEAT", "", "204x", "flod", "leat_"};
    struct leat__text text = {0};

    (void)state;
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_false(leat__explain(unknown[i], &text));
    assert_int_equal(text.length, 0);
    leat__text_release(&text);
}

static void the_nearest_is_suggested(void **state)
{
    (void)state;
    assert_string_equal(leat__explain_nearest("flod"), "fold");
    assert_string_equal(leat__explain_nearest("leat_flat_mpa"), "flat_map");
    assert_null(leat__explain_nearest("something else"));
}

static void the_list_has_one_line_for_each(void **state)
{
    struct leat__text text = {0};
    size_t lines = 0;

    (void)state;
    leat__explain_list(&text);
    for (size_t i = 0; i < text.length; i++)
        lines += text.data[i] == '\n';
    assert_int_equal(lines, leat__page_count + LEAT_OPS + 1); /* and an empty one between them */
    leat__text_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_has_a_page),           cmocka_unit_test(every_page_belongs_to_a_code),
        cmocka_unit_test(pages_are_in_order_and_complete), cmocka_unit_test(pages_are_pages),
        cmocka_unit_test(every_operator_has_a_page),       cmocka_unit_test(a_page_is_found_by_other_spellings),
        cmocka_unit_test(an_unknown_page_adds_nothing),    cmocka_unit_test(the_nearest_is_suggested),
        cmocka_unit_test(the_list_has_one_line_for_each),
    };

    return cmocka_run_group_tests(tests, read_sources, release_codes);
}
