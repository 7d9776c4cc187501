/* The lexer: tokens of C as the compilers see them, and no reading past the end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/lexer.h"
#include "base/memory.h"
#include "base/text.h"

static const char kinds[] = {'n', '0', 's', 'c', 'p', 'd', '?'};

/* All tokens as "kind:spelling", with a space between. */
static void expect_tokens(const char *code, const char *expected)
{
    struct leat__tokens tokens = leat__tokenize(code, strlen(code));
    struct leat__text text = {0};

    for (size_t i = 0; i < tokens.count; i++) {
        leat__text_printf(&text, "%s%c:", i ? " " : "", kinds[tokens.items[i].kind]);
        leat__text_bytes(&text, code + tokens.items[i].start, tokens.items[i].length);
    }
    assert_string_equal(leat__text_string(&text), expected);
    leat__text_release(&text);
    leat__tokens_release(&tokens);
}

static void names_and_space(void **state)
{
    (void)state;
    expect_tokens("", "");
    expect_tokens(" \t\n\v\f\r", "");
    expect_tokens("int x_1 $y h\xc3\xa9 \\u00e9t", "n:int n:x_1 n:$y n:h\xc3\xa9 n:\\u00e9t");
}

static void numbers(void **state)
{
    (void)state;
    expect_tokens("0 10ull 0x1F 0b101 017 .5 1. 1e+10f 0x1p-3 1..2", "0:0 0:10ull 0:0x1F 0:0b101 0:017 0:.5 0:1. "
                                                                     "0:1e+10f 0:0x1p-3 0:1..2");
    expect_tokens("1+2 a.b 0xe+1 x.5", "0:1 p:+ 0:2 n:a p:. n:b 0:0xe+1 n:x 0:.5");
}

static void literals(void **state)
{
    (void)state;
    expect_tokens("\"a\\\"b\" u8\"x\" L'x' '\\'' u\"\" U'\\\\' u8x Lx", "s:\"a\\\"b\" s:u8\"x\" c:L'x' c:'\\'' s:u\"\" "
                                                                       "c:U'\\\\' n:u8x n:Lx");
    expect_tokens("\"/* no comment */\" '\"' \"//\"", "s:\"/* no comment */\" c:'\"' s:\"//\"");
    expect_tokens("R\"x(a\"\\\n)\")x\" b u8R\"(y)\"", "s:R\"x(a\"\\\n)\")x\" n:b s:u8R\"(y)\"");
}

static void literals_that_do_not_end(void **state)
{
    (void)state;
    expect_tokens("\"abc\nd", "s:\"abc n:d");
    expect_tokens("don't\nd", "n:don c:'t n:d");
    expect_tokens("\"", "s:\"");
    expect_tokens("\"\\", "s:\"\\");
    expect_tokens("L'", "c:L'");
    expect_tokens("R\"a(b)c\"", "s:R\"a(b)c\"");
    expect_tokens("R\"", "s:R\"");
    expect_tokens("R\"bad delimiter\" x", "s:R\"bad delimiter\" n:x");
}

static void punctuation_is_the_longest_that_fits(void **state)
{
    (void)state;
    expect_tokens("a+++b->c<<=1>>=2...x", "n:a p:++ p:+ n:b p:-> n:c p:<<= 0:1 p:>>= 0:2...x");
    expect_tokens("x ... <: :> <% %> a##b !=! &&& .. ", "n:x p:... p:<: p::> p:<% p:%> n:a p:## n:b p:!= p:! p:&& p:& "
                                                        "p:. p:.");
    expect_tokens("@ ` \x01", "?:@ ?:` ?:\x01");
}

static void comments_are_passed(void **state)
{
    (void)state;
    expect_tokens("a/**/b//c\nd/*e\n*/f", "n:a n:b n:d n:f");
    expect_tokens("a // b \\\n c\nd", "n:a n:d");
    expect_tokens("a /* b", "n:a");
    expect_tokens("a /*/ b */ c /", "n:a n:c p:/");
}

static void continued_lines_count_as_nothing(void **state)
{
    struct leat__token plain = {.length = 5, .kind = LEAT__TOKEN_NAME};
    const char *code = "he\\\nll\\  \r\no + \\\n x";
    struct leat__tokens tokens = leat__tokenize(code, strlen(code));

    (void)state;
    assert_int_equal(tokens.count, 3);
    assert_true(leat__token_same(code, &tokens.items[0], "hello", &plain));
    assert_int_equal(tokens.items[1].line, 3);
    assert_int_equal(tokens.items[1].column, 3);
    assert_int_equal(tokens.items[2].line, 4);
    assert_int_equal(tokens.items[2].column, 2);
    leat__tokens_release(&tokens);
    expect_tokens("+\\\n+ /\\\n* c *\\\n/ \"a\\\nb\" \\x", "p:+\\\n+ s:\"a\\\nb\" ?:\\ n:x");
}

static void a_directive_is_one_token(void **state)
{
    (void)state;
    expect_tokens("#define A(x) \\\n  #x\nint y", "d:#define A(x) \\\n  #x n:int n:y");
    expect_tokens("  # if 1 /* a\nb */ && 2\nz", "d:# if 1 /* a\nb */ && 2 n:z");
    expect_tokens("%:ifdef X // c\nz # w", "d:%:ifdef X // c n:z p:# n:w");
    expect_tokens("/* c */ #x '\"'\n#", "d:#x '\"' d:#");
    expect_tokens("a /* \n */ #b", "n:a p:# n:b");
}

static void places_are_counted_in_bytes(void **state)
{
    const char *code = "a\n\tb \xc3\xa9 c\r\n\n  d";
    struct leat__tokens tokens = leat__tokenize(code, strlen(code));
    const uint32_t places[][2] = {{1, 1}, {2, 2}, {2, 4}, {2, 7}, {4, 3}};

    (void)state;
    assert_int_equal(tokens.count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(tokens.items[i].line, places[i][0]);
        assert_int_equal(tokens.items[i].column, places[i][1]);
    }
    leat__tokens_release(&tokens);
}

static void directives_have_names(void **state)
{
    const char *code = "# /* c */ define X\n#\n#if\n%:endif\n";
    struct leat__tokens tokens = leat__tokenize(code, strlen(code));

    (void)state;
    assert_int_equal(tokens.count, 4);
    assert_true(leat__token_is_directive(code, &tokens.items[0], "define"));
    assert_false(leat__token_is_directive(code, &tokens.items[0], "X"));
    assert_false(leat__token_is_directive(code, &tokens.items[1], "if"));
    assert_true(leat__token_is_directive(code, &tokens.items[2], "if"));
    assert_true(leat__token_is_directive(code, &tokens.items[3], "endif"));
    leat__tokens_release(&tokens);
}

static void keywords(void **state)
{
    (void)state;
    assert_true(leat__is_keyword("while", 5));
    assert_true(leat__is_keyword("__auto_type", 11));
    assert_false(leat__is_keyword("whil", 4));
    assert_false(leat__is_keyword("whilex", 6));
    assert_false(leat__is_keyword("", 0));
}

/* Every beginning of a hard text, in memory of exactly its size, so that a sanitizer sees a read past it. */
static void no_beginning_is_read_past_its_end(void **state)
{
    const char *code = "#if A \\\n 'x' /* \n */\nu8R\"d(\\)d\" L'\\'' \"a\\\n\\\"\" 0x1p+ .5 a\\\n\\u00 <<= %:%: /* * */ // \\\n x\n"
                       "... -> R\"(";

    (void)state;
    for (size_t length = 0; length <= strlen(code); length++) {
        char *exact = malloc(length ? length : 1);
        size_t end = 0;

        memcpy(exact, code, length);

        struct leat__tokens tokens = leat__tokenize(exact, length);

        for (size_t i = 0; i < tokens.count; i++) {
            assert_true(tokens.items[i].start >= end);
            assert_true(tokens.items[i].length > 0);
            end = tokens.items[i].start + tokens.items[i].length;
            assert_true(end <= length);
        }
        leat__tokens_release(&tokens);
        free(exact);
    }
}

/* Half a megabyte of what could make a lexer look ahead again and again; a quadratic one would not come back. */
static void time_is_linear_in_odd_texts(void **state)
{
    static const char *const pieces[] = {"\\\n", "\\ ", "/*", "R\"(", "'", "#if\n", "((", "\\\\\n", "u8"};

    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct leat__text text = {0};

        for (int k = 0; k < 200000; k++)
            leat__text_append(&text, pieces[i]);

        struct leat__tokens tokens = leat__tokenize(text.data, text.length);

        assert_true(tokens.count <= text.length);
        leat__tokens_release(&tokens);
        leat__text_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_space),
        cmocka_unit_test(numbers),
        cmocka_unit_test(literals),
        cmocka_unit_test(literals_that_do_not_end),
        cmocka_unit_test(punctuation_is_the_longest_that_fits),
        cmocka_unit_test(comments_are_passed),
        cmocka_unit_test(continued_lines_count_as_nothing),
        cmocka_unit_test(a_directive_is_one_token),
        cmocka_unit_test(places_are_counted_in_bytes),
        cmocka_unit_test(directives_have_names),
        cmocka_unit_test(keywords),
        cmocka_unit_test(no_beginning_is_read_past_its_end),
        cmocka_unit_test(time_is_linear_in_odd_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
