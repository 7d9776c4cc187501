/*
 * Goal: what leat__line_* writes, leat__line_split reads back, for any bytes; and whatever is no line of the
 * protocol is refused with a reason.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rt/words.h"

static struct leat__line line;

static const char *split(const char *text, char **words, size_t most, size_t *count)
{
    static char copy[256];
    size_t length = strlen(text);

    assert_true(length < sizeof copy);
    memcpy(copy, text, length + 1);
    return leat__line_split(copy, length, words, most, count);
}

static void writes_words_separated_by_one_space(void **state)
{
    (void)state;
    leat__line_begin(&line, "join");
    leat__line_add_number(&line, 18446744073709551615u);
    leat__line_add_hex(&line, 0x1f);
    leat__line_add(&line, "a b%\xff\n");
    leat__line_add(&line, "");
    assert_true(leat__line_end(&line));
    line.text[line.length] = '\0';
    assert_string_equal(line.text, "join 18446744073709551615 000000000000001f a%20b%25%FF%0A %\n");
}

static void reads_back_every_byte_but_zero(void **state)
{
    char all[256], *words[3];
    size_t count;

    (void)state;
    for (int i = 0; i < 255; i++)
        all[i] = (char)(i + 1);
    all[255] = '\0';
    leat__line_begin(&line, "failed");
    leat__line_add(&line, all);
    leat__line_add(&line, "");
    assert_true(leat__line_end(&line));
    assert_null(leat__line_split(line.text, line.length - 1, words, 3, &count));
    assert_int_equal(count, 3);
    assert_string_equal(words[0], "failed");
    assert_string_equal(words[1], all);
    assert_string_equal(words[2], "");
}

static void refuses_what_is_no_line(void **state)
{
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"", "an empty word"},
        {"a  b", "an empty word"},
        {" a", "an empty word"},
        {"a ", "an empty word"},
        {"a\tb", "a byte that must be written as %XX"},
        {"a\x7f", "a byte that must be written as %XX"},
        {"\xc3\xa4", "a byte that must be written as %XX"},
        {"a%2", "'%' without two upper-case hexadecimal digits"},
        {"a%", "'%' without two upper-case hexadecimal digits"},
        {"%zz", "'%' without two upper-case hexadecimal digits"},
        {"%2f", "'%' without two upper-case hexadecimal digits"},
        {"%00", "a zero byte"},
        {"a b c d e", "too many words"},
    };
    char *words[4];
    size_t count;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *why = split(cases[i].text, words, 4, &count);

        assert_non_null(why);
        assert_string_equal(why, cases[i].why);
    }
}

static void a_line_that_is_too_long_is_not_ended(void **state)
{
    char *word = malloc(LEAT__LINE_MAX);

    (void)state;
    memset(word, 'x', LEAT__LINE_MAX);
    word[LEAT__LINE_MAX - 1] = '\0';
    leat__line_begin(&line, word);
    assert_true(leat__line_end(&line)); /* just fits, with its newline */
    assert_int_equal(line.length, LEAT__LINE_MAX);
    leat__line_begin(&line, "a");
    leat__line_add(&line, word);
    assert_false(leat__line_end(&line));
    free(word);
}

static void a_text_is_cut_where_it_does_not_fit(void **state)
{
    char *text = malloc(LEAT__LINE_MAX), *words[3];
    size_t count;

    (void)state;
    memset(text, ' ', LEAT__LINE_MAX); /* three bytes each */
    text[LEAT__LINE_MAX - 1] = '\0';
    leat__line_begin(&line, "failed");
    leat__line_add(&line, "own");
    leat__line_add_text(&line, text);
    assert_true(leat__line_end(&line));
    assert_null(leat__line_split(line.text, line.length - 1, words, 3, &count));
    assert_int_equal(count, 3);
    assert_int_equal(strlen(words[2]), (LEAT__LINE_MAX - 1 - strlen("failed own ")) / 3);
    free(text);
}

static void numbers_are_strict(void **state)
{
    static const char *const bad[] = {"", "-1", "+1", " 1", "01", "1x", "101", "18446744073709551616"};
    uint64_t number;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(leat__word_number(bad[i], 100, &number));
    assert_true(leat__word_number("100", 100, &number));
    assert_int_equal(number, 100);
    assert_true(leat__word_number("0", 100, &number));
    assert_int_equal(number, 0);
    assert_true(leat__word_number("18446744073709551615", UINT64_MAX, &number));
    assert_true(number == UINT64_MAX);
    assert_true(leat__word_hex("00000000000000fF", &number));
    assert_int_equal(number, 255);
    assert_false(leat__word_hex("", &number));
    assert_false(leat__word_hex("0x1", &number));
    assert_false(leat__word_hex("00000000000000001", &number));
}

/* Feeds `text` to the reader in pieces of `step` bytes, and collects its lines joined by '|'. */
static int feed(struct leat__line_reader *reader, const char *text, size_t length, size_t step, char *lines)
{
    for (size_t at = 0; at < length;) {
        size_t room, piece = length - at < step ? length - at : step;
        char *to = leat__line_reader_room(reader, &room), *found;
        int is_line;

        if (piece > room)
            piece = room;
        assert_true(piece > 0);
        memcpy(to, text + at, piece);
        reader->end += piece;
        at += piece;
        while ((is_line = leat__line_reader_next(reader, &found, &length)) == 1 && lines) {
            strncat(lines, found, length);
            strcat(lines, "|");
        }
        length = strlen(text);
        if (is_line < 0)
            return -1;
    }
    return 0;
}

static void lines_come_whole_however_the_bytes_come(void **state)
{
    const char *text = "start\nprobe 7\n\nstop\nres";

    (void)state;
    for (size_t step = 1; step <= strlen(text); step++) {
        struct leat__line_reader reader = {0};
        char lines[64] = "";

        assert_int_equal(feed(&reader, text, strlen(text), step, lines), 0);
        assert_string_equal(lines, "start|probe 7||stop|");
        assert_int_equal(reader.end - reader.begin, 3);
        leat__line_reader_free(&reader);
    }
}

static void a_line_without_end_is_refused_at_the_limit(void **state)
{
    struct leat__line_reader reader = {0};
    char *text = malloc(LEAT__LINE_MAX + 2);

    (void)state;
    memset(text, 'x', LEAT__LINE_MAX + 1);
    text[LEAT__LINE_MAX + 1] = '\0';
    assert_int_equal(feed(&reader, text, LEAT__LINE_MAX + 1, 1000, NULL), -1);
    leat__line_reader_free(&reader);

    text[LEAT__LINE_MAX - 1] = '\n'; /* the longest line that there may be */
    text[LEAT__LINE_MAX] = '\0';
    char *found;
    size_t room, length;
    char *to = leat__line_reader_room(&reader, &room);

    assert_int_equal(room, LEAT__LINE_MAX);
    memcpy(to, text, room);
    reader.end += room;
    assert_int_equal(leat__line_reader_next(&reader, &found, &length), 1);
    assert_int_equal(length, LEAT__LINE_MAX - 1);
    leat__line_reader_free(&reader);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_words_separated_by_one_space),
        cmocka_unit_test(reads_back_every_byte_but_zero),
        cmocka_unit_test(refuses_what_is_no_line),
        cmocka_unit_test(a_line_that_is_too_long_is_not_ended),
        cmocka_unit_test(a_text_is_cut_where_it_does_not_fit),
        cmocka_unit_test(numbers_are_strict),
        cmocka_unit_test(lines_come_whole_however_the_bytes_come),
        cmocka_unit_test(a_line_without_end_is_refused_at_the_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
