/* Diagnostics: what is printed, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/diagnostic.h"

static struct leat__source *source_of(const char *name, const char *text)
{
    return leat__source_new(name, text, strlen(text));
}

static struct leat__span at(const struct leat__source *source, uint32_t line, uint32_t column, uint32_t length)
{
    return (struct leat__span){
        .source = source, .file = source->name, .line = line, .column = column, .length = length};
}

static void expect_text(const struct leat__diagnostics *list, const char *expected)
{
    struct leat__text text = {0};

    leat__diagnostics_render(list, false, &text);
    assert_string_equal(leat__text_string(&text), expected);
    leat__text_release(&text);
}

/* The example of the design, with the same spelling; the primary place stands on the later line. */
static void the_example(void **state)
{
    struct leat__text code = {0};
    struct leat__diagnostics list = {0};

    (void)state;
    for (int i = 1; i < 24; i++)
        leat__text_char(&code, '\n');
    leat__text_append(&code, "    leat_stream(int) partial = leat_send_bincode_interleaved(counts, leader);\n\n\n\n\n\n\n");
    leat__text_append(&code, "    leat_singleton(int) code = leat_fold(partial, int, q(0), q(acc, x, acc = acc * 10 + x));\n");

    struct leat__source *source = source_of("wordcount.c", leat__text_string(&code));
    struct leat__diagnostic *d = leat__diagnostics_add(&list, LEAT__ERROR, "LEAT0204",
                                                       "%s needs a total order, and this stream has none", "fold");

    leat__diagnostic_mark(d, at(source, 31, 32, 9), "this step gives another result in another order");
    leat__diagnostic_mark(d, at(source, 24, 32, 29), "order was lost here: members interleave");
    leat__diagnostic_help(d, "if that is fine, say why: leat_fold(..., commutative(\"why\")); or keep the order: "
                             "leat_send_bincode_tagged");
    leat__diagnostic_note(d, "leat explain LEAT0204");
    expect_text(&list,
                "error[LEAT0204]: fold needs a total order, and this stream has none\n"
                "  --> wordcount.c:31:32\n"
                "   |\n"
                "24 |     leat_stream(int) partial = leat_send_bincode_interleaved(counts, leader);\n"
                "   |                                ----------------------------- order was lost here: members "
                "interleave\n"
                "31 |     leat_singleton(int) code = leat_fold(partial, int, q(0), q(acc, x, acc = acc * 10 + x));\n"
                "   |                                ^^^^^^^^^ this step gives another result in another order\n"
                "   = help: if that is fine, say why: leat_fold(..., commutative(\"why\")); or keep the order: "
                "leat_send_bincode_tagged\n"
                "   = note: leat explain LEAT0204\n"
                "\n"
                "error: 1 error\n");
    leat__diagnostics_release(&list);
    leat__source_free(source);
    leat__text_release(&code);
}

static void several_marks_of_one_line_are_in_column_order(void **state)
{
    struct leat__source *source = source_of("a.c", "one two three\n");
    struct leat__diagnostics list = {0};
    struct leat__diagnostic *d = leat__diagnostics_add(&list, LEAT__WARNING, NULL, "words");

    (void)state;
    leat__diagnostic_mark(d, at(source, 1, 9, 5), "third");
    leat__diagnostic_mark(d, at(source, 1, 1, 3), "first");
    leat__diagnostic_mark(d, at(source, 1, 5, 3), "%s", "");
    expect_text(&list, "warning: words\n"
                       " --> a.c:1:9\n"
                       "  |\n"
                       "1 | one two three\n"
                       "  | --- first\n"
                       "  |     ---\n"
                       "  |         ^^^^^ third\n"
                       "\n"
                       "warning: 1 warning\n");
    leat__diagnostics_release(&list);
    leat__source_free(source);
}

static void another_file_has_a_block_of_its_own(void **state)
{
    struct leat__source *one = source_of("one.c", "int a;\n");
    struct leat__source *two = source_of("two.c", "\n\nint b;\n");
    struct leat__diagnostics list = {0};
    struct leat__diagnostic *d = leat__diagnostics_add(&list, LEAT__ERROR, "X1", "twice");

    (void)state;
    leat__diagnostic_mark(d, at(one, 1, 5, 1), "here");
    leat__diagnostic_mark(d, at(two, 3, 5, 1), "and here");
    expect_text(&list, "error[X1]: twice\n"
                       " --> one.c:1:5\n"
                       "  |\n"
                       "1 | int a;\n"
                       "  |     ^ here\n"
                       " ::: two.c:3:5\n"
                       "  |\n"
                       "3 | int b;\n"
                       "  |     - and here\n"
                       "\n"
                       "error: 1 error\n");
    leat__diagnostics_release(&list);
    leat__source_free(one);
    leat__source_free(two);
}

static void a_source_that_cannot_be_shown_still_has_a_place(void **state)
{
    struct leat__source *source = source_of("a.c", "int a;\n");
    struct leat__diagnostics list = {0};
    struct leat__diagnostic *d = leat__diagnostics_add(&list, LEAT__ERROR, NULL, "gone");

    (void)state;
    leat__diagnostic_mark(d, (struct leat__span){.file = "gone.c", .line = 7, .column = 3, .length = 2}, "this");
    leat__diagnostic_mark(d, at(source, 99, 1, 1), "past the end");
    leat__diagnostic_mark(d, at(source, 1, 1, 3), "a type");
    leat__diagnostic_mark(d, (struct leat__span){.file = "gone.c"}, "%s", "");
    expect_text(&list, "error: gone\n"
                       " --> gone.c:7:3: this\n"
                       " ::: a.c:99:1: past the end\n"
                       " ::: a.c:1:1\n"
                       "  |\n"
                       "1 | int a;\n"
                       "  | --- a type\n"
                       " ::: gone.c\n"
                       "\n"
                       "error: 1 error\n");
    leat__diagnostics_release(&list);
    leat__source_free(source);
}

/* Columns are bytes; carets stand under characters, behind the same tabs. */
static void carets_line_up(void **state)
{
    struct leat__source *source = source_of("a.c", "\tf(\"h\xc3\xa9\", x);\r\n  y\033[2J;\n");
    struct leat__diagnostics list = {0};
    struct leat__diagnostic *d = leat__diagnostics_add(&list, LEAT__ERROR, NULL, "tabs");

    (void)state;
    leat__diagnostic_mark(d, at(source, 1, 4, 5), "text");
    leat__diagnostic_mark(d, at(source, 1, 11, 1), "name");
    leat__diagnostic_mark(d, leat__source_line_span(source, 2), "line");
    expect_text(&list, "error: tabs\n"
                       " --> a.c:1:4\n"
                       "  |\n"
                       "1 | \tf(\"h\xc3\xa9\", x);\n"
                       "  | \t  ^^^^ text\n"
                       "  | \t        - name\n"
                       "2 |   y?[2J;\n"
                       "  |   ------ line\n"
                       "\n"
                       "error: 1 error\n");
    leat__diagnostics_release(&list);
    leat__source_free(source);
}

static void marks_past_the_end_of_a_line_are_cut(void **state)
{
    struct leat__source *source = source_of("a.c", "f(a,\n  b)");
    struct leat__diagnostics list = {0};
    struct leat__diagnostic *d = leat__diagnostics_add(&list, LEAT__ERROR, NULL, "long");

    (void)state;
    leat__diagnostic_mark(d, at(source, 1, 1, 500), "%s", "");
    leat__diagnostic_mark(d, at(source, 2, 400, 1), "beyond");
    expect_text(&list, "error: long\n"
                       " --> a.c:1:1\n"
                       "  |\n"
                       "1 | f(a,\n"
                       "  | ^^^^\n"
                       "2 |   b)\n"
                       "  |     - beyond\n"
                       "\n"
                       "error: 1 error\n");
    leat__diagnostics_release(&list);
    leat__source_free(source);
}

static void a_very_long_line_is_shown_around_its_mark(void **state)
{
    struct leat__text code = {0};
    struct leat__text text = {0};
    struct leat__diagnostics list = {0};

    (void)state;
    leat__text_repeat(&code, 'a', 100000);
    leat__text_append(&code, "WRONG");
    leat__text_repeat(&code, 'b', 100000);

    struct leat__source *source = source_of("a.c", leat__text_string(&code));

    leat__diagnostic_mark(leat__diagnostics_add(&list, LEAT__ERROR, NULL, "x"), at(source, 1, 100001, 5), "here");
    leat__diagnostic_render(list.items[0], false, &text);
    assert_true(text.length < 1000);

    const char *excerpt = strstr(leat__text_string(&text), "1 | ");
    const char *marks = strstr(excerpt, "\n  | ") + 1;

    assert_int_equal(strstr(excerpt, "WRONG") - excerpt, strstr(marks, "^^^^^ here") - marks);
    leat__text_release(&text);
    leat__text_release(&code);
    leat__diagnostics_release(&list);
    leat__source_free(source);
}

static size_t lines_of(const char *text)
{
    size_t lines = 0;

    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

/* However much there is to say, one mistake takes 40 lines, and the help is among them. */
static void forty_lines_at_most(void **state)
{
    struct leat__text code = {0};
    struct leat__text text = {0};
    struct leat__diagnostics list = {0};
    struct leat__diagnostic *d = leat__diagnostics_add(&list, LEAT__ERROR, NULL, "a cycle");

    (void)state;
    leat__text_repeat(&code, '\n', 100);

    struct leat__source *source = source_of("a.c", leat__text_string(&code));

    for (uint32_t i = 1; i <= 100; i++)
        leat__diagnostic_mark(d, at(source, i, 1, 1), "edge");
    leat__diagnostic_help(d, "break it");
    leat__diagnostic_render(d, false, &text);
    assert_int_equal(lines_of(leat__text_string(&text)), LEAT__DIAGNOSTIC_LINES);
    assert_non_null(strstr(leat__text_string(&text), "... and 165 more lines\n    = help: break it\n"));

    for (int i = 0; i < 100; i++)
        leat__diagnostic_note(d, "and this");
    leat__text_clear(&text);
    leat__diagnostic_render(d, false, &text);
    assert_int_equal(lines_of(leat__text_string(&text)), LEAT__DIAGNOSTIC_LINES);
    assert_non_null(strstr(leat__text_string(&text), "= help: break it\n"));
    leat__text_release(&text);
    leat__text_release(&code);
    leat__diagnostics_release(&list);
    leat__source_free(source);
}

static void remarks_of_several_lines_are_indented(void **state)
{
    struct leat__diagnostics list = {0};
    struct leat__diagnostic *d = leat__diagnostics_add(&list, LEAT__NOTE, NULL, "nothing is wrong");

    (void)state;
    leat__diagnostic_help(d, "first\nsecond\n");
    leat__diagnostic_note(d, "%s", "");
    expect_text(&list, "note: nothing is wrong\n"
                       "  = help: first\n"
                       "          second\n"
                       "  = note: \n"
                       "\n");
    leat__diagnostics_release(&list);
}

static void the_summary_counts(void **state)
{
    struct leat__diagnostics list = {0};
    struct leat__text text = {0};

    (void)state;
    leat__diagnostics_summary(&list, false, &text);
    assert_int_equal(text.length, 0);
    leat__diagnostics_add(&list, LEAT__WARNING, NULL, "w");
    leat__diagnostics_summary(&list, false, &text);
    leat__diagnostics_add(&list, LEAT__ERROR, NULL, "e");
    leat__diagnostics_add(&list, LEAT__NOTE, NULL, "n");
    leat__diagnostics_add(&list, LEAT__ERROR, NULL, "e");
    leat__diagnostics_summary(&list, false, &text);
    assert_string_equal(leat__text_string(&text), "warning: 1 warning\nerror: 2 errors, 1 warning\n");
    leat__text_release(&text);
    leat__diagnostics_release(&list);
}

/* Without its colours a coloured page is the plain one. */
static void colours_only_when_asked(void **state)
{
    struct leat__source *source = source_of("a.c", "int a;\n");
    struct leat__diagnostics list = {0};
    struct leat__diagnostic *d = leat__diagnostics_add(&list, LEAT__ERROR, "X1", "m");
    struct leat__text plain = {0};
    struct leat__text colour = {0};
    struct leat__text stripped = {0};

    (void)state;
    leat__diagnostic_mark(d, at(source, 1, 5, 1), "here");
    leat__diagnostic_mark(d, at(source, 1, 1, 3), "there");
    leat__diagnostic_help(d, "do it");
    leat__diagnostics_render(&list, false, &plain);
    leat__diagnostics_render(&list, true, &colour);
    assert_null(strchr(leat__text_string(&plain), '\033'));
    assert_non_null(strstr(leat__text_string(&colour), "\033[1;31merror[X1]\033[0m"));
    for (const char *c = leat__text_string(&colour); *c; c++) {
        if (*c == '\033')
            c = strchr(c, 'm');
        else
            leat__text_char(&stripped, *c);
    }
    assert_string_equal(leat__text_string(&stripped), leat__text_string(&plain));
    leat__text_release(&plain);
    leat__text_release(&colour);
    leat__text_release(&stripped);
    leat__diagnostics_release(&list);
    leat__source_free(source);
}

static void json_has_all_of_it(void **state)
{
    struct leat__source *source = source_of("a \"b\".c", "int a;\n");
    struct leat__diagnostics list = {0};
    struct leat__diagnostic *d = leat__diagnostics_add(&list, LEAT__ERROR, "X1", "say \"why\"\n\x01\xff");
    struct leat__text text = {0};

    (void)state;
    leat__diagnostic_mark(d, at(source, 1, 5, 1), "here");
    leat__diagnostic_mark(d, (struct leat__span){.file = "b.c", .line = 2}, "%s", "");
    leat__diagnostic_help(d, "one");
    leat__diagnostic_help(d, "two");
    leat__diagnostics_add(&list, LEAT__WARNING, NULL, "plain");
    leat__diagnostics_json(&list, &text);
    assert_string_equal(
        leat__text_string(&text),
        "{\"severity\":\"error\",\"code\":\"X1\",\"message\":\"say \\\"why\\\"\\n\\u0001\\ufffd\",\"spans\":["
        "{\"file\":\"a \\\"b\\\".c\",\"line\":1,\"column\":5,\"end_line\":1,\"end_column\":6,\"label\":\"here\",\"primary\":true},"
        "{\"file\":\"b.c\",\"line\":2,\"column\":0,\"end_line\":2,\"end_column\":0,\"label\":\"\",\"primary\":false}],"
        "\"help\":[\"one\",\"two\"],\"notes\":[]},\n"
        "{\"severity\":\"warning\",\"code\":\"\",\"message\":\"plain\",\"spans\":[],\"help\":[],\"notes\":[]}");
    leat__text_release(&text);
    leat__diagnostics_release(&list);
    leat__source_free(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example),
        cmocka_unit_test(several_marks_of_one_line_are_in_column_order),
        cmocka_unit_test(another_file_has_a_block_of_its_own),
        cmocka_unit_test(a_source_that_cannot_be_shown_still_has_a_place),
        cmocka_unit_test(carets_line_up),
        cmocka_unit_test(marks_past_the_end_of_a_line_are_cut),
        cmocka_unit_test(a_very_long_line_is_shown_around_its_mark),
        cmocka_unit_test(forty_lines_at_most),
        cmocka_unit_test(remarks_of_several_lines_are_indented),
        cmocka_unit_test(the_summary_counts),
        cmocka_unit_test(colours_only_when_asked),
        cmocka_unit_test(json_has_all_of_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
