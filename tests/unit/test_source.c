/* Sources: lines, finding quotes, functions, locals and globals, by tokens alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/memory.h"
#include "base/scope.h"
#include "base/source.h"
#include "base/text.h"

static struct leat__source *source_of(const char *text)
{
    return leat__source_new("a.c", text, strlen(text));
}

/* The token that begins with `mark` where it first stands in the source. */
static size_t token_of(struct leat__source *source, const char *mark)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    const char *place = strstr(source->bytes, mark);

    assert_non_null(place);
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].start == (size_t)(place - source->bytes))
            return i;
    fail_msg("no token begins at \"%s\"", mark);
    return 0;
}

/* ---- lines ---- */

static void lines_have_no_newline(void **state)
{
    struct leat__source *source = source_of("one\r\n\ntwo\n   three");
    const char *expected[] = {"one", "", "two", "   three"};
    const char *text;
    size_t length;

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        assert_true(leat__source_line(source, i + 1, &text, &length));
        assert_int_equal(length, strlen(expected[i]));
        assert_memory_equal(text, expected[i], length);
    }
    assert_false(leat__source_line(source, 0, &text, &length));
    assert_false(leat__source_line(source, 5, &text, &length));
    leat__source_free(source);
}

static void an_absent_file_is_a_source_without_lines(void **state)
{
    struct leat__sources sources = {0};
    struct leat__source *source = leat__sources_get(&sources, "/no/such/file.c");
    struct leat__token_range range;
    struct leat__names names = {0};

    (void)state;
    assert_true(source->error < 0);
    assert_int_equal(source->line_count, 0);
    assert_ptr_equal(leat__sources_get(&sources, "/no/such/file.c"), source);
    assert_false(leat__source_find(source, "q(x)", 1, 0, &range));
    assert_null(leat__source_function_around(source, 0));
    leat__source_globals(source, &names);
    assert_int_equal(names.count, 0);
    assert_int_equal(leat__source_span(source, 0, 0).line, 0);
    leat__sources_release(&sources);
}

static void an_added_source_takes_the_place_of_the_file(void **state)
{
    struct leat__sources sources = {0};
    struct leat__source *source;

    (void)state;
    leat__sources_get(&sources, "/no/such/file.c");
    source = leat__source_new("/no/such/file.c", "x", 1);
    leat__sources_add(&sources, source);
    assert_ptr_equal(leat__sources_get(&sources, "/no/such/file.c"), source);
    assert_int_equal(sources.count, 1);
    leat__sources_release(&sources);
}

/* ---- finding quotes ---- */

/* Where the text is found, as "line:column-line:column" of its first and last token. */
static void expect_found(struct leat__source *source, const char *text, size_t near_line, size_t nth, const char *expected)
{
    struct leat__token_range range;
    char *place;

    if (leat__source_find(source, text, near_line, nth, &range)) {
        const struct leat__token *first = &source->tokens.items[range.first];
        const struct leat__token *last = &source->tokens.items[range.last];

        place = leat__format("%u:%u-%u:%u", first->line, first->column, last->line, last->column);
    } else {
        place = leat__strdup("nowhere");
    }
    assert_string_equal(place, expected);
    free(place);
}

/* gcc reports line 3 for this call, clang line 7. */
static void a_quote_is_found_from_either_end_of_its_call(void **state)
{
    struct leat__source *source = source_of("void f(void)\n{\n"
                                            "    a = leat_map(s, int,\n"
                                            "        q(x, /* why */\n"
                                            "          x\n"
                                            "            + 1)\n"
                                            "    );\n"
                                            "}\n");

    (void)state;
    expect_found(source, "q(x, x + 1)", 3, 0, "4:9-6:16");
    expect_found(source, "q(x, x + 1)", 7, 0, "4:9-6:16");
    expect_found(source, "q(x, x + 1)", 5, 0, "4:9-6:16");
    expect_found(source, "q(x, x + 1)", 1000, 0, "4:9-6:16");
    expect_found(source, "q(x, x + 2)", 3, 0, "nowhere");
    expect_found(source, "", 3, 0, "nowhere");
    expect_found(source, "q(x, x + 1) q", 3, 0, "nowhere");
    leat__source_free(source);
}

/* Two calls with the same quote back to back: the line between belongs to one in gcc, to the other in clang. */
static void the_call_that_begins_or_ends_at_the_line_wins(void **state)
{
    struct leat__source *source = source_of("a = leat_map(x,\n"            /* 1 */
                                            "    int, q(n, n + 1));\n"     /* 2 */
                                            "b = leat_map(a,\n"            /* 3 */
                                            "    int,\n"                   /* 4 */
                                            "    q(n, n + 1)\n"            /* 5 */
                                            ");\n"                         /* 6 */
                                            "c = leat_map(b, int,\n"       /* 7 */
                                            "    q(n, n + 1));\n");        /* 8 */

    (void)state;
    expect_found(source, "q(n, n + 1)", 1, 0, "2:10-2:20");
    expect_found(source, "q(n, n + 1)", 2, 0, "2:10-2:20");
    expect_found(source, "q(n, n + 1)", 3, 0, "5:5-5:15");
    expect_found(source, "q(n, n + 1)", 6, 0, "5:5-5:15");
    expect_found(source, "q(n, n + 1)", 7, 0, "8:5-8:15");
    leat__source_free(source);
}

/* A nested call has its own lines: 2 to 4 inside 1 to 5. */
static void nested_calls_are_told_apart_by_their_lines(void **state)
{
    struct leat__source *source = source_of("leat_map(\n"
                                            "  leat_map(s,\n"
                                            "    int,\n"
                                            "    q(n, n)),\n"
                                            "  int, q(n, n));\n");

    (void)state;
    expect_found(source, "q(n, n)", 2, 0, "4:5-4:11");
    expect_found(source, "q(n, n)", 4, 0, "4:5-4:11");
    expect_found(source, "q(n, n)", 1, 0, "5:8-5:14");
    expect_found(source, "q(n, n)", 5, 0, "5:8-5:14");
    leat__source_free(source);
}

static void several_on_one_line_are_told_apart_by_number(void **state)
{
    struct leat__source *source = source_of("\n  map(map(map(s, q(n, n)), q(n,n)), q( n, n )); f(q(n, m));\n");

    (void)state;
    expect_found(source, "q(n, n)", 2, 0, "2:18-2:24");
    expect_found(source, "q(n,n)", 2, 1, "2:28-2:33");
    expect_found(source, "q( n, n )", 2, 2, "2:37-2:45");
    expect_found(source, "q(n, n)", 2, 9, "2:37-2:45");
    leat__source_free(source);
}

static void text_of_the_preprocessor_fits_the_source(void **state)
{
    struct leat__source *source = source_of("#define Q q(x, \"a\\\\b\")\n"
                                            "f(q(x, \"a\\\\\\\nb\" // no\n"
                                            "#ifdef A\n"
                                            "  , ma\\\nx(x)\n"
                                            "#endif\n"
                                            "  ));\n");

    (void)state;
    expect_found(source, "q(x, \"a\\\\b\" , max(x) )", 2, 0, "2:3-8:3");
    /* In a #define there is no quote. */
    expect_found(source, "q(x, \"a\\\\b\")", 1, 0, "nowhere");
    leat__source_free(source);
}

static void a_quote_far_away_is_found_in_a_large_file(void **state)
{
    struct leat__text code = {0};

    (void)state;
    for (int i = 1; i <= 3000; i++)
        leat__text_printf(&code, "leat_map(s, int, q(x, x + %d));\n", i == 7 ? 70000 : i % 10);

    struct leat__source *source = leat__source_new("a.c", code.data, code.length);

    expect_found(source, "q(x, x + 70000)", 2900, 0, "7:18-7:32");
    expect_found(source, "q(x, x + 4)", 2904, 0, "2904:18-2904:28");
    leat__source_free(source);
    leat__text_release(&code);
}

static void calls_are_found_around_tokens(void **state)
{
    struct leat__source *source = source_of("x = map((s), q(n, ({ f(n); g; })), let(a)); if (b) { c; }");
    struct leat__token_range call;

    (void)state;
    assert_true(leat__source_call_around(source, token_of(source, "q(n"), &call));
    assert_int_equal(call.first, token_of(source, "map"));
    assert_int_equal(call.last + 1, token_of(source, "; if"));
    assert_true(leat__source_call_around(source, token_of(source, "n);"), &call));
    assert_int_equal(call.first, token_of(source, "f(n"));
    assert_false(leat__source_call_around(source, token_of(source, "s)"), &call));
    assert_false(leat__source_call_around(source, token_of(source, "g;"), &call));
    assert_false(leat__source_call_around(source, token_of(source, "c;"), &call));
    assert_false(leat__source_call_around(source, token_of(source, "x ="), &call));
    assert_false(leat__source_call_around(source, 100000, &call));
    leat__source_free(source);
}

static void spans_are_cut_at_the_end_of_their_line(void **state)
{
    struct leat__source *source = source_of("  f(a,\n  b);");
    struct leat__span span = leat__source_span(source, 0, 3);

    (void)state;
    assert_int_equal(span.line, 1);
    assert_int_equal(span.column, 3);
    assert_int_equal(span.length, 4);
    span = leat__source_span(source, 0, 5);
    assert_int_equal(span.length, 4);
    span = leat__source_span(source, 4, 4);
    assert_int_equal(span.line, 2);
    assert_int_equal(span.column, 3);
    assert_int_equal(span.length, 1);
    leat__source_free(source);
}

/* ---- brackets ---- */

static void brackets_that_do_not_fit_are_passed_over(void **state)
{
    struct leat__source *source = source_of("{ a ( b [ c } d ) ( e ]");
    size_t brace = token_of(source, "{");

    (void)state;
    assert_int_equal(leat__source_partner(source, brace), token_of(source, "} d"));
    assert_int_equal(leat__source_partner(source, token_of(source, "} d")), brace);
    assert_true(leat__source_partner(source, token_of(source, "( b")) == LEAT__NONE);
    assert_int_equal(leat__source_around(source, token_of(source, "c }")), token_of(source, "[ c"));
    assert_true(leat__source_around(source, token_of(source, "d )")) == LEAT__NONE);
    assert_int_equal(leat__source_around(source, token_of(source, "e ]")), token_of(source, "( e"));
    leat__source_free(source);
}

/* ---- functions ---- */

/* The name of the function around the first `HERE`, "-" at file scope. */
static void expect_function(const char *code, const char *expected)
{
    struct leat__source *source = source_of(code);
    const struct leat__function *function = leat__source_function_around(source, token_of(source, "HERE"));
    char *name = leat__strdup("-");

    if (function) {
        const struct leat__token *token = &source->tokens.items[function->name];

        free(name);
        name = leat__strndup(source->bytes + token->start, token->length);
    }
    assert_string_equal(name, expected);
    free(name);
    leat__source_free(source);
}

static void functions_are_found_around_tokens(void **state)
{
    (void)state;
    expect_function("int a; void f(int x) { if (x) { HERE } } void g(void) {}", "f");
    expect_function("void f(void) {} int HERE; void g(void) {}", "-");
    expect_function("static leat_stream(int) twice(leat_stream(int) s)\n{ return HERE; }", "twice");
    expect_function("void f(void) __attribute__((noinline)) { HERE }", "f");
    expect_function("__attribute__((noinline)) static void f(void) { HERE }", "f");
    expect_function("int (*f(int a))(int) { HERE }", "f");
    expect_function("leat_record(order, (int, id))\nvoid f(void) { HERE }", "f");
    expect_function("struct s { int a; } f(void) { HERE }", "f");
    expect_function("#define X {\nvoid f(void) {}\nvoid g(void) { HERE", "g");
    expect_function("void f(void) {} /* } */ void g(void) { char c = '}'; HERE }", "g");
}

static void what_is_no_function_is_not_taken_for_one(void **state)
{
    (void)state;
    expect_function("int a[] = { (int)f(1), HERE };", "-");
    expect_function("struct s x = (struct s) { HERE };", "-");
    expect_function("struct __attribute__((packed)) s { int HERE; };", "-");
    expect_function("leat_record(order, (int, id))\nstruct s { int HERE; };", "-");
    expect_function("enum { HERE };", "-");
}

static void branches_of_a_condition_do_not_upset_the_nesting(void **state)
{
    (void)state;
    expect_function("#ifdef A\nvoid f(int a) {\n#else\nvoid f(long a) {\n#endif\nHERE }\nvoid g(void) {}", "f");
    expect_function("#ifdef A\nvoid f(int a) {\n#else\nvoid f(long a) {\n#endif\n x }\nvoid g(void) { HERE }", "g");
    expect_function("void f(void) {\n#if A\n if (x) {\n#elif B\n if (y) {\n#else\n {\n#endif\n } }\nint HERE;", "-");
    expect_function("void f(void) {\n#if A\n }\n#else\n x; }\n#endif\n void g(void) { HERE }", "g");
}

/* ---- names ---- */

static void expect_names(const struct leat__names *names, const char *expected)
{
    static const char kinds[] = {'v', 'p', 'f', 't', 's', 'e', 'm', 'u'};
    struct leat__text text = {0};

    for (size_t i = 0; i < names->count; i++)
        leat__text_printf(&text, "%s%c:%s", i ? " " : "", kinds[names->items[i].kind], names->items[i].text);
    assert_string_equal(leat__text_string(&text), expected);
    leat__text_release(&text);
}

static void expect_locals(const char *code, const char *expected)
{
    struct leat__source *source = source_of(code);
    struct leat__names names = {0};

    leat__source_locals(source, token_of(source, "HERE"), &names);
    expect_names(&names, expected);
    leat__names_release(&names);
    leat__source_free(source);
}

static void parameters_are_locals(void **state)
{
    (void)state;
    expect_locals("void f(leat_flow *flow, const leat_process_spec *spec) { HERE }", "p:flow p:spec");
    expect_locals("void f(void) { HERE }", "");
    expect_locals("void f(int, unsigned long, foo, leat_flow *, struct s *, const char *const) { HERE }", "");
    expect_locals("void f(int a[static 3], int (*g)(int x, int y), int h(int), char **argv, ...) { HERE }",
                  "p:a p:g p:h p:argv");
    expect_locals("void f(leat_stream(int) s, struct t *t, unsigned u, __attribute__((unused)) int v) { HERE }",
                  "p:s p:t p:u p:v");
    expect_locals("int (*f(int a))(int) { HERE }", "p:a");
}

static void declarations_are_locals_from_where_they_stand(void **state)
{
    (void)state;
    expect_locals("void f(void) { int a; HERE; int b; }", "v:a");
    expect_locals("void f(void) { int a = 1, *b, c[2] = {1, 2}, (*d)(int, int) = g; HERE }", "v:a v:b v:c v:d");
    expect_locals("void f(void) { size_t a = h(1, 2); leat_stream(int) s = leat_map(a, int, HERE); }", "v:a v:s");
    expect_locals("void f(void) { foo_t *p = x; const foo_t q = y; foo_t const r; __auto_type t = 1; HERE }",
                  "v:p v:q v:r v:t");
    expect_locals("void f(void) { typeof(a * b) x; struct s y; struct { int in; } z; enum { A, B = 2, C } w; HERE }",
                  "v:x v:y v:z e:A e:B e:C v:w");
    expect_locals("void f(void) { static int counter; register int r; HERE }", "v:counter v:r");
    expect_locals("void f(void) { int x __attribute__((unused)) = 1, y; HERE }", "v:x v:y");
    expect_locals("void f(void) { leat_stream(int) a, b; leat_stream(int) *c; HERE }", "v:a v:b v:c");
}

static void what_is_no_declaration_is_not_taken_for_one(void **state)
{
    (void)state;
    expect_locals("void f(void) { return x; HERE }", "");
    expect_locals("void f(void) { goto out; x = a; a.b = c; f(a); out: HERE }", "");
    expect_locals("void f(void) { a * b + c; if (x) y = z; else w = v; HERE }", "");
    expect_locals("void f(void) { extern int global; int prototype(int x); typedef int t; HERE }", "");
    expect_locals("void f(void) { sizeof x; case A: y; do z; while (w); HERE }", "");
    expect_locals("void f(void) { leat_for_each(s, q(x, g(x))); x = (struct spec){.host = h, .name = n}; HERE }", "");
    expect_locals("int a; void g(int b) { int c; } void f(void) { HERE }", "");
}

static void blocks_end_and_nest(void **state)
{
    (void)state;
    expect_locals("void f(int a) { { int b; } int c; { int d; { int e; } HERE } int g; }", "p:a v:c v:d");
    expect_locals("void f(int a) { { int a; HERE } }", "p:a v:a");
    expect_locals("void f(void) { if (x) { int a; } else { int b; HERE } }", "v:b");
    expect_locals("void f(void) { switch (x) { case 1: { int a; break; } case 2: ; int b; HERE } }", "v:b");
    expect_locals("void f(void) { label: int a; case X ? Y : Z: int b; HERE }", "v:a v:b");
    expect_locals("void f(void) { int a = ({ int b = 1; HERE; }); }", "v:a v:b");
}

static void what_a_for_declares_ends_with_its_statement(void **state)
{
    (void)state;
    expect_locals("void f(void) { for (int i = 0; i < 3; i++) { HERE } }", "v:i");
    expect_locals("void f(void) { for (int i = 0, j = 1; i < 3; i++) g(HERE); }", "v:i v:j");
    expect_locals("void f(void) { for (int i = 0; HERE < 3; i++) { } }", "v:i");
    expect_locals("void f(void) { for (int i = 0; i < 3; i++) { } HERE }", "");
    expect_locals("void f(void) { for (int i = 0; i < 3; i++) g(i); HERE }", "");
    expect_locals("void f(void) { for (int i = 0;;) for (int j = 0;;) if (x) y; else { HERE } }", "v:i v:j");
    expect_locals("void f(void) { for (int i = 0;;) do x; while (y); HERE }", "");
    expect_locals("void f(void) { for (;;) if (x) { a; } else if (b) { c; } int k; HERE }", "v:k");
}

static void locals_of_branches_are_told_apart(void **state)
{
    (void)state;
    expect_locals("#ifdef A\nvoid f(int a) { int b;\n#else\nvoid f(long c) {\n#endif\nint d; HERE }", "p:c v:d");
    expect_locals("#ifdef A\nvoid f(int a) { int b;\n#else\nvoid f(long c) {\n#endif\n}\nvoid g(int e) { HERE }", "p:e");
    expect_locals("void f(int a) {\n#if A\n { int b;\n#else\n { int c;\n#endif\n HERE } }", "p:a v:c");
}

static void the_innermost_local_is_found_by_name(void **state)
{
    struct leat__source *source = source_of("int n, g; void f(int n) { int m; { int n; typedef int t; HERE; int late; } }");
    size_t here = token_of(source, "HERE");

    (void)state;
    assert_int_equal(leat__source_local_named(source, here, "n")->token, token_of(source, "n; typedef"));
    assert_int_equal(leat__source_local_named(source, here, "m")->token, token_of(source, "m; {"));
    assert_int_equal(leat__source_local_named(source, token_of(source, "m; {"), "n")->kind, LEAT__NAME_PARAMETER);
    assert_null(leat__source_local_named(source, here, "g"));
    assert_null(leat__source_local_named(source, here, "t"));
    assert_null(leat__source_local_named(source, here, "late"));
    assert_null(leat__source_local_named(source, 0, "n"));
    leat__source_free(source);
}

static void types_of_a_function_are_its_own(void **state)
{
    struct leat__source *source = source_of("typedef int outer; struct global { int a; };\n"
                                            "void f(int a) { typedef struct { int b; } pair, *pairs; struct s { struct in { int x; } y; } v;\n"
                                            "  enum colour { RED }; struct global g; struct known; { union u { int i; }; }\n"
                                            "  leat_map(s, pair, HERE); typedef int late; }");
    struct leat__names names = {0};

    (void)state;
    leat__source_local_types(source, token_of(source, "HERE"), &names);
    expect_names(&names, "t:pair t:pairs s:s s:in s:colour");
    assert_null(leat__names_find(&names, "late"));
    assert_int_equal(leat__names_find(&names, "colour")->token, token_of(source, "colour"));
    leat__names_release(&names);
    leat__source_free(source);
}

static void globals_are_what_stands_at_file_scope(void **state)
{
    struct leat__source *source = source_of("#include <x.h>\n#define LIMIT 10\n#define max(a, b) a\n# define\n"
                                            "static int count = 3, *other;\ntypedef struct point { int x; } point;\n"
                                            "enum colour { RED, GREEN };\nextern int elsewhere;\n"
                                            "int prototype(int a);\nstatic double taxed(double x) { int local; return x; }\n"
                                            "leat_record(order, (int, id))\nint main(int argc, char **argv) { }\n"
                                            "int table[] = { [RED] = 1 };\n");
    struct leat__names names = {0};

    (void)state;
    leat__source_globals(source, &names);
    expect_names(&names, "m:LIMIT m:max v:count v:other s:point t:point s:colour e:RED e:GREEN v:elsewhere f:prototype "
                         "f:taxed f:main v:table");
    leat__names_release(&names);
    leat__source_free(source);
}

static void expect_free(const char *code, const char *expected)
{
    struct leat__source *source = source_of(code);
    struct leat__token_range range = {.first = token_of(source, "q(")};
    struct leat__names names = {0};

    range.last = leat__source_partner(source, range.first + 1);
    leat__source_free_names(source, range, &names);
    expect_names(&names, expected);
    leat__names_release(&names);
    leat__source_free(source);
}

static void free_names_are_those_a_quote_takes_from_outside(void **state)
{
    (void)state;
    expect_free("void f(int n) { leat_map(s, int, q(x, x + n + x)); }", "u:q u:x u:n");
    expect_free("q(x, x.member + y->other.third + \"text\" + 'c' + 1u)", "u:q u:x u:y");
    expect_free("q(x, { int i = n; for (int k = 0; k < i; k++) yield(k + i); })", "u:q u:x u:n u:yield");
    expect_free("q(x, { { int i; i; } i; })", "u:q u:x u:i");
    expect_free("q(x, { foo *p = x, z = p; struct pair y = {.a = z}; })", "u:q u:x u:foo s:pair");
    expect_free("q(x, { int a = a; })", "u:q u:x");
    expect_free("q(x, { again: goto again; c ? d : e; })", "u:q u:x u:c u:d u:e");
    expect_free("q(x, ({ struct t { int m, k[2]; } v; v.m; enum { A = Q } e; A; }))", "u:q u:x u:Q");
    expect_free("void f(void) { int n; g(q(x, ({ int m = n; m; }))); }", "u:q u:x u:n");
}

/* Any beginning and any nonsense: no crash, no reading outside, and the lists end. */
static void scopes_survive_broken_sources(void **state)
{
    const char *code = "#if A\nint f(int a, (x)[ { typedef enum { A, struct s { for (int i = 0; do case x: else ({ foo *b = q(x, {\n#else\n}"
                       ")]}) int (*g(void))(int) { label: if (x) for (;;) while (y) do z; while (w); else struct { int } *p, **q = {\n"
                       "#elif\n#endif\n#endif\n}}}} case ? : ; __attribute__((x) int typeof(";

    (void)state;
    for (size_t length = 0; length <= strlen(code); length++) {
        struct leat__source *source = leat__source_new("a.c", code, length);
        size_t count = leat__source_tokens(source)->count;
        struct leat__names names = {0};

        leat__source_globals(source, &names);
        for (size_t i = 0; i < count; i++) {
            leat__source_locals(source, i, &names);
            leat__source_local_types(source, i, &names);
        }
        if (count > 0)
            leat__source_free_names(source, (struct leat__token_range){0, count - 1}, &names);
        for (size_t i = 0; i < names.count; i++)
            assert_true(names.items[i].token < count);
        leat__names_release(&names);
        leat__source_free(source);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_have_no_newline),
        cmocka_unit_test(an_absent_file_is_a_source_without_lines),
        cmocka_unit_test(an_added_source_takes_the_place_of_the_file),
        cmocka_unit_test(a_quote_is_found_from_either_end_of_its_call),
        cmocka_unit_test(the_call_that_begins_or_ends_at_the_line_wins),
        cmocka_unit_test(nested_calls_are_told_apart_by_their_lines),
        cmocka_unit_test(several_on_one_line_are_told_apart_by_number),
        cmocka_unit_test(text_of_the_preprocessor_fits_the_source),
        cmocka_unit_test(a_quote_far_away_is_found_in_a_large_file),
        cmocka_unit_test(calls_are_found_around_tokens),
        cmocka_unit_test(spans_are_cut_at_the_end_of_their_line),
        cmocka_unit_test(brackets_that_do_not_fit_are_passed_over),
        cmocka_unit_test(functions_are_found_around_tokens),
        cmocka_unit_test(what_is_no_function_is_not_taken_for_one),
        cmocka_unit_test(branches_of_a_condition_do_not_upset_the_nesting),
        cmocka_unit_test(parameters_are_locals),
        cmocka_unit_test(declarations_are_locals_from_where_they_stand),
        cmocka_unit_test(what_is_no_declaration_is_not_taken_for_one),
        cmocka_unit_test(blocks_end_and_nest),
        cmocka_unit_test(what_a_for_declares_ends_with_its_statement),
        cmocka_unit_test(locals_of_branches_are_told_apart),
        cmocka_unit_test(the_innermost_local_is_found_by_name),
        cmocka_unit_test(types_of_a_function_are_its_own),
        cmocka_unit_test(globals_are_what_stands_at_file_scope),
        cmocka_unit_test(free_names_are_those_a_quote_takes_from_outside),
        cmocka_unit_test(scopes_survive_broken_sources),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
