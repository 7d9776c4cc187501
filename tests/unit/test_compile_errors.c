/* Mistakes in a user's source: both compilers lead to the same diagnostic, at the same place. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "build/build.h"
#include "build/messages.h"

static char directory[] = "/tmp/leat_test_XXXXXX";

/* What stands around the lines of a case: they begin at line 7. */
static const char before[] = "#include <leat/leat.h>\n"
                             "#include <stdio.h>\n"
                             "typedef struct { int id; double price; } order;\n"
                             "void flow(leat_process *p, leat_stream(int) n, leat_stream(order) o, leat_singleton(int) s);\n"
                             "void flow(leat_process *p, leat_stream(int) n, leat_stream(order) o, leat_singleton(int) s)\n"
                             "{ (void)p; (void)n; (void)o; (void)s;\n";
static const char after[] = "\n}\nint main(void) { return 0; }\n";

/* Builds `text` as case.c with a compiler, in a process of its own; gives what was printed. */
static char *messages_of(const char *compiler, const char *text)
{
    struct leat__text said = {0};
    FILE *file = tmpfile();
    int status;

    assert_int_equal(leat__file_write("case.c", text, strlen(text), 0600), 0);
    pid_t pid = fork();

    if (pid == 0) {
        const char *words[] = {"case.c", NULL};
        char *path;

        dup2(fileno(file), 2);
        _exit(leat__build_program(&(struct leat__command){.words = words, .compiler = compiler}, &path));
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (WEXITSTATUS(status) > 1)
        fail_msg("status %d", status);
    rewind(file);
    for (int c; (c = getc(file)) != EOF;)
        leat__text_char(&said, (char)c);
    fclose(file);
    return leat__text_steal(&said);
}

static void check_text(const char *text, const char *wanted)
{
    static const char *const compilers[] = {"gcc", "clang"};

    for (int i = 0; i < 2; i++) {
        char *said = messages_of(compilers[i], text);

        if (strcmp(said, wanted) != 0)
            fail_msg("%s leads to:\n%s\nand this was wanted:\n%s", compilers[i], said, wanted);
        free(said);
    }
}

/* The lines of a case, within a function that builds a flow. */
static void check_lines(const char *lines, const char *wanted)
{
    char *text = leat__format("%s%s%s", before, lines, after);

    check_text(text, wanted);
    free(text);
}

static void a_member_that_there_is_not(void **state)
{
    (void)state;
    check_lines("    leat_for_each(o, q(x, printf(\"%g\\n\", x.prise)));",
                "error[LEAT0301]: 'order' has no member 'prise'\n"
                " --> case.c:7:44\n"
                "  |\n"
                "7 |     leat_for_each(o, q(x, printf(\"%g\\n\", x.prise)));\n"
                "  |                                            ^^^^^\n"
                "  = help: did you mean 'price'?\n"
                "  = note: leat explain LEAT0301\n\n"
                "error: 1 error\n");
}

static void a_name_in_a_block_of_a_quote(void **state)
{
    (void)state;
    check_lines("    leat_stream(int) m = leat_map(o, int,\n"
                "        q(x, ({\n"
                "            int y = x.id;\n"
                "            y + whatever;\n"
                "        })));\n"
                "    (void)m;",
                "error[LEAT0301]: 'whatever' is not declared\n"
                "  --> case.c:10:17\n"
                "   |\n"
                "10 |             y + whatever;\n"
                "   |                 ^^^^^^^^\n"
                "   = note: leat explain LEAT0301\n\n"
                "error: 1 error\n");
}

static void a_function_that_is_not_declared(void **state)
{
    (void)state;
    check_lines("    leat_for_each(n, q(x, prinft(\"%d\\n\", x)));",
                "error[LEAT0301]: the function 'prinft' is not declared\n"
                " --> case.c:7:27\n"
                "  |\n"
                "7 |     leat_for_each(n, q(x, prinft(\"%d\\n\", x)));\n"
                "  |                           ^^^^^^\n"
                "  = help: did you mean 'printf'?\n"
                "  = note: leat explain LEAT0301\n\n"
                "error: 1 error\n");
}

static void a_parenthesis_that_is_missing(void **state)
{
    (void)state;
    check_lines("    leat_for_each(n, q(x, printf(\"%d\\n\" x)));",
                "error[LEAT0301]: expected ')'\n"
                " --> case.c:7:41\n"
                "  |\n"
                "7 |     leat_for_each(n, q(x, printf(\"%d\\n\" x)));\n"
                "  |                                         ^\n"
                "  = note: leat explain LEAT0301\n\n"
                "error: 1 error\n");
}

static void a_member_of_what_has_none(void **state)
{
    (void)state;
    check_lines("    leat_for_each(leat_filter(n, q(x, x.id > 0)), q(x, (void)x));",
                "error[LEAT0301]: this is no record, and has no members\n"
                " --> case.c:7:40\n"
                "  |\n"
                "7 |     leat_for_each(leat_filter(n, q(x, x.id > 0)), q(x, (void)x));\n"
                "  |                                        ^\n"
                "  = note: leat explain LEAT0301\n\n"
                "error: 1 error\n");
}

static void a_value_of_another_type(void **state)
{
    (void)state;
    check_lines("    leat_for_each(leat_map(n, order, q(x, x)), q(x, (void)x));",
                "error[LEAT0301]: the quote gives a value of another type than the operator says\n"
                " --> case.c:7:19\n"
                "  |\n"
                "7 |     leat_for_each(leat_map(n, order, q(x, x)), q(x, (void)x));\n"
                "  |                   ^^^^^^^^\n"
                "  = help: an operator that changes the type names it: leat_map(s, double, q(x, x / 2.0))\n"
                "  = note: leat explain LEAT0301\n\n"
                "error: 1 error\n");
}

static void a_stream_of_another_type(void **state)
{
    (void)state;
    check_lines("    leat_stream(double) d = leat_filter(n, q(x, x > 0));\n    (void)d;",
                "error[LEAT0302]: this is a leat_stream(int), and a leat_stream(double) is wanted here\n"
                " --> case.c:7:29\n"
                "  |\n"
                "7 |     leat_stream(double) d = leat_filter(n, q(x, x > 0));\n"
                "  |                             ^^^^^^^^^^^\n"
                "  = help: leat_map(..., double, q(x, ...)) makes it one of double\n"
                "  = note: leat explain LEAT0302\n\n"
                "error: 1 error\n");
}

static void a_handle_of_another_kind_is_assigned(void **state)
{
    (void)state;
    check_lines("    n = s;",
                "error[LEAT0302]: this is a leat_singleton(int), and a leat_stream(int) is wanted here\n"
                " --> case.c:7:7\n"
                "  |\n"
                "7 |     n = s;\n"
                "  |       ^\n"
                "  = help: leat_into_stream(...) makes a stream of it, if it is bounded; leat_sample_every(...) if not\n"
                "  = note: leat explain LEAT0302\n\n"
                "error: 1 error\n");
}

static void a_handle_of_another_kind_is_an_argument(void **state)
{
    (void)state;
    check_lines("    flow(p, s, o, s);",
                "error[LEAT0302]: this is a leat_singleton(int), and a leat_stream(int) is wanted here\n"
                " --> case.c:7:13\n"
                "  |\n"
                "7 |     flow(p, s, o, s);\n"
                "  |             ^\n"
                "  = help: leat_into_stream(...) makes a stream of it, if it is bounded; leat_sample_every(...) if not\n"
                "  = note: leat explain LEAT0302\n\n"
                "error: 1 error\n");
}

static void a_handle_of_another_kind_is_returned(void **state)
{
    (void)state;
    check_text("#include <leat/leat.h>\n"
               "leat_keyed_stream(int) keyed(leat_stream(int) s);\n"
               "leat_keyed_stream(int) keyed(leat_stream(int) s)\n"
               "{\n"
               "    return s;\n"
               "}\n"
               "int main(void) { return 0; }\n",
               "error[LEAT0302]: this is a leat_stream(int), and a leat_keyed_stream(int) is wanted here\n"
               " --> case.c:5:12\n"
               "  |\n"
               "5 |     return s;\n"
               "  |            ^\n"
               "  = note: leat explain LEAT0302\n\n"
               "error: 1 error\n");
}

static void an_operator_of_another_kind(void **state)
{
    (void)state;
    check_lines("    (void)leat_count(s);",
                "error[LEAT0302]: leat_count takes a leat_stream or a leat_keyed_stream\n"
                " --> case.c:7:11\n"
                "  |\n"
                "7 |     (void)leat_count(s);\n"
                "  |           ^^^^^^^^^^\n"
                "  = note: leat explain LEAT0302\n\n"
                "error: 1 error\n");
}

/* A singleton has one value, an optional perhaps none: what needs the one does not take the other. */
static void a_singleton_is_no_optional(void **state)
{
    (void)state;
    check_lines("    (void)leat_unwrap_or(leat_count(n), q(1));",
                "error[LEAT0302]: leat_unwrap_or takes a leat_optional\n"
                " --> case.c:7:11\n"
                "  |\n"
                "7 |     (void)leat_unwrap_or(leat_count(n), q(1));\n"
                "  |           ^^^^^^^^^^^^^^\n"
                "  = note: leat explain LEAT0302\n\n"
                "error: 1 error\n");
}

/* gcc knows the first line of such a call, clang the last. */
static void a_call_over_several_lines(void **state)
{
    (void)state;
    check_lines("    (void)leat_count(\n        leat_count(\n            n\n        )\n    );",
                "error[LEAT0302]: leat_count takes a leat_stream or a leat_keyed_stream\n"
                " --> case.c:7:11\n"
                "  |\n"
                "7 |     (void)leat_count(\n"
                "  |           ^^^^^^^^^^\n"
                "  = note: leat explain LEAT0302\n\n"
                "error: 1 error\n");
}

static void no_handle_at_all(void **state)
{
    (void)state;
    check_lines("    leat_for_each(5, q(x, (void)x));",
                "error[LEAT0302]: this operator takes a stream or another collection, and this is none\n"
                " --> case.c:7:5\n"
                "  |\n"
                "7 |     leat_for_each(5, q(x, (void)x));\n"
                "  |     ^^^^^^^^^^^^^\n"
                "  = note: leat explain LEAT0302\n\n"
                "error: 1 error\n");
}

static void a_merge_of_two_types(void **state)
{
    (void)state;
    check_lines("    leat_for_each(leat_merge(n, o), q(x, (void)x));",
                "error[LEAT0302]: this is a leat_stream(order), and a leat_stream(int) is wanted here\n"
                " --> case.c:7:19\n"
                "  |\n"
                "7 |     leat_for_each(leat_merge(n, o), q(x, (void)x));\n"
                "  |                   ^^^^^^^^^^\n"
                "  = help: leat_map(..., int, q(x, ...)) makes it one of int\n"
                "  = note: leat explain LEAT0302\n\n"
                "error: 1 error\n");
}

static void types_are_named_alike(void **state)
{
    (void)state;
    check_lines("    leat_for_each(leat_filter(leat_merge(n,\n"
                "        leat_into_stream(leat_count(n))), q(x, x > 0)), q(x, (void)x));",
                "error[LEAT0302]: this is a leat_stream(uint64_t), and a leat_stream(int) is wanted here\n"
                " --> case.c:7:31\n"
                "  |\n"
                "7 |     leat_for_each(leat_filter(leat_merge(n,\n"
                "  |                               ^^^^^^^^^^\n"
                "  = help: leat_map(..., int, q(x, ...)) makes it one of int\n"
                "  = note: leat explain LEAT0302\n\n"
                "error: 1 error\n");
}

static void a_quote_that_is_missing(void **state)
{
    (void)state;
    check_lines("    leat_for_each(leat_map(n, int, x + 1), q(x, (void)x));",
                "error[LEAT0300]: a quote is wanted here\n"
                " --> case.c:7:36\n"
                "  |\n"
                "7 |     leat_for_each(leat_map(n, int, x + 1), q(x, (void)x));\n"
                "  |                                    ^\n"
                "  = help: what runs on the process stands in q(...): leat_map(stream, int, q(x, x + 1))\n\n"
                "error: 1 error\n");
}

static void an_option_that_there_is_not(void **state)
{
    (void)state;
    check_lines("    leat_for_each(n, q(x, (void)x), comutative(\"x\"));",
                "error[LEAT0300]: there is no option 'comutative'\n"
                " --> case.c:7:37\n"
                "  |\n"
                "7 |     leat_for_each(n, q(x, (void)x), comutative(\"x\"));\n"
                "  |                                     ^^^^^^^^^^\n"
                "  = help: did you mean 'commutative'?\n\n"
                "error: 1 error\n");
}

static void an_output_that_is_none(void **state)
{
    (void)state;
    check_lines("    leat_stream(int) even, odd;\n"
                "    leat_demux(n, q(x, x % 2), to(0, &even), &odd);",
                "error[LEAT0300]: this names no output of leat_demux\n"
                " --> case.c:8:46\n"
                "  |\n"
                "8 |     leat_demux(n, q(x, x % 2), to(0, &even), &odd);\n"
                "  |                                              ^\n"
                "  = help: outputs are to(TAG, &stream), and otherwise(&stream) for all other tags: "
                "leat_demux(stream, q(x, x % 2), to(0, &even), to(1, &odd))\n\n"
                "error: 1 error\n");
    check_lines("    leat_stream(int) rest;\n"
                "    leat_for_each(leat_partition(n, x > 2, &rest), q(x, (void)x));",
                "error[LEAT0300]: a quote is wanted here\n"
                " --> case.c:8:37\n"
                "  |\n"
                "8 |     leat_for_each(leat_partition(n, x > 2, &rest), q(x, (void)x));\n"
                "  |                                     ^\n"
                "  = help: what runs on the process stands in q(...): leat_partition(stream, q(x, x > 0), &rest)\n\n"
                "error: 1 error\n");
}

static void an_output_whose_address_is_wanted(void **state)
{
    (void)state;
    check_lines("    leat_stream(int) even;\n"
                "    leat_demux(n, q(x, x % 2), to(0, even), otherwise(&even));",
                "error[LEAT0302]: this is of type 'leat_stream(int)', and 'leat_stream(int) *' is wanted here\n"
                " --> case.c:8:5\n"
                "  |\n"
                "8 |     leat_demux(n, q(x, x % 2), to(0, even), otherwise(&even));\n"
                "  |     ^^^^^^^^^^\n"
                "  = help: write its address, with & in front\n"
                "  = note: leat explain LEAT0302\n\n"
                "error: 1 error\n");
}

static void an_error_outside_of_quotes(void **state)
{
    (void)state;
    check_text("#include <leat/leat.h>\n"
               "ordr x;\n"
               "int main(void) { return 0; }\n",
               "error[LEAT0300]: there is no type 'ordr'\n"
               " --> case.c:2:1\n"
               "  |\n"
               "2 | ordr x;\n"
               "  | ^^^^\n\n"
               "error: 1 error\n");
}

static void a_header_that_there_is_not(void **state)
{
    (void)state;
    check_text("#include \"helper.h\"\nint main(void) { return 0; }\n",
               "error[LEAT0300]: there is no file 'helper.h'\n"
               " --> case.c:1:10\n"
               "  |\n"
               "1 | #include \"helper.h\"\n"
               "  |          ^\n"
               "  = help: name its directory: leat run -Idirectory ...\n\n"
               "error: 1 error\n");
}

static void a_member_without_descriptor(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip(); /* the linker misses more than that: the sanitizers' runtime, in a program of the other compiler */
#endif
    check_text("#include <leat/leat.h>\n"
               "typedef struct { int a; } plain;\n"
               "leat_record(holder, (int, id), (plain, p))\n"
               "int main(void) { return 0; }\n",
               "error[LEAT0303]: 'plain' is a member of a record, and has no descriptor\n"
               "  = help: declare it with leat_record(plain, (type, member), ...), before the record that has it\n"
               "  = note: leat explain LEAT0303\n\n"
               "error: 1 error\n");
}

static void a_function_that_is_defined_nowhere(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    skip(); /* as above */
#endif
    check_text("int helper(int);\nint main(void) { return helper(1) + helper(2); }\n",
               "error[LEAT0304]: 'helper' is declared and used, and defined nowhere\n"
               "  = help: name the file or the library that defines it: leat run FILE.c OTHER.c -lNAME\n"
               "  = note: leat explain LEAT0304\n\n"
               "error: 1 error\n");
}

/* What the linker says where a shared object would have it that is not on the command line. */
static void a_function_of_a_library_that_is_not_named(void **state)
{
    struct leat__diagnostics list = {0};

    (void)state;
    leat__messages_linker("/usr/bin/ld: f.o: undefined reference to symbol 'cbrt@@GLIBC_2.2.5'\n"
                          "/usr/bin/ld: /lib/x86_64-linux-gnu/libm.so.6: error adding symbols: DSO missing from command line\n"
                          "collect2: error: ld returned 1 exit status\n",
                          true, &list);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0]->message, "'cbrt' is declared and used, and defined nowhere");
    leat__diagnostics_release(&list);
}

static void many_errors_are_counted(void **state)
{
    struct leat__text text = {0};

    (void)state;
    for (int i = 0; i < 15; i++)
        leat__text_printf(&text, "type_%d v%d;\n", i, i);
    char *said = messages_of("gcc", leat__text_string(&text));

    assert_non_null(strstr(said, "there is no type 'type_9'"));
    assert_null(strstr(said, "there is no type 'type_10'"));
    assert_non_null(strstr(said, "note: 5 more errors are not shown\n"));
    free(said);
    leat__text_release(&text);
}

/* What a process does not know is found only in generated code. */
static void a_local_in_generated_code(void **state)
{
    static const char *const said[] = {
        "case.c:7:43: error: 'limit' undeclared (first use in this function)\n"
        "case.c:7:40: note: each undeclared identifier is reported only once for each function it appears in\n"
        "case.c:3:1: warning: something else\n",
        "case.c:7:43: error: use of undeclared identifier 'limit'\n",
    };
    const char *text = "\n\n\n\n\n\n    leat_for_each(leat_filter(n, q(x, x > limit)), q(x, (void)x));\n";

    (void)state;
    assert_int_equal(leat__file_write("case.c", text, strlen(text), 0600), 0);
    for (int i = 0; i < 2; i++) {
        struct leat__diagnostics list = {0};
        struct leat__sources sources = {0};
        struct leat__text result = {0};

        assert_true(leat__messages_compiler(said[i], LEAT__STAGE_GENERATED, directory, "/cache/case.leat.c", &sources,
                                            &list));
        leat__diagnostics_render(&list, false, &result);
        assert_string_equal(leat__text_string(&result),
                            "error[LEAT0310]: 'limit' is not declared\n"
                            " --> case.c:7:43\n"
                            "  |\n"
                            "7 |     leat_for_each(leat_filter(n, q(x, x > limit)), q(x, (void)x));\n"
                            "  |                                           ^^^^^ not known on the process\n"
                            "  = help: if it is a local of the function that builds the flow, capture its value: let(limit)\n"
                            "  = note: leat explain LEAT0310\n\n"
                            "error: 1 error\n");
        leat__text_release(&result);
        leat__diagnostics_release(&list);
        leat__sources_release(&sources);
    }
}

static void an_error_of_generated_text_itself(void **state)
{
    struct leat__diagnostics list = {0};
    struct leat__sources sources = {0};

    (void)state;
    assert_true(leat__messages_compiler("/cache/case.leat.c:12:5: error: expected ';' before '}' token\n",
                                        LEAT__STAGE_GENERATED, directory, "/cache/case.leat.c", &sources, &list));
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0]->message, "the generated code does not compile: expected ';' before '}' token");
    leat__diagnostics_release(&list);
    leat__sources_release(&sources);
}

static void warnings_are_no_errors(void **state)
{
    (void)state;
    char *text = leat__format("%s    int unused = 1;%s", before, after);
    char *said = messages_of("gcc", text);

    assert_string_equal(said, "warning: unused variable 'unused'\n"
                              " --> case.c:7:9\n"
                              "  |\n"
                              "7 |     int unused = 1;\n"
                              "  |         ^^^^^^\n\n"
                              "warning: 1 warning\n");
    free(said);
    /* Once more: nothing is compiled, and the warning is still told. */
    said = messages_of("gcc", text);
    assert_non_null(strstr(said, "unused variable 'unused'"));
    free(said);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_member_that_there_is_not),
        cmocka_unit_test(a_name_in_a_block_of_a_quote),
        cmocka_unit_test(a_function_that_is_not_declared),
        cmocka_unit_test(a_parenthesis_that_is_missing),
        cmocka_unit_test(a_member_of_what_has_none),
        cmocka_unit_test(a_value_of_another_type),
        cmocka_unit_test(a_stream_of_another_type),
        cmocka_unit_test(a_handle_of_another_kind_is_assigned),
        cmocka_unit_test(a_handle_of_another_kind_is_an_argument),
        cmocka_unit_test(a_handle_of_another_kind_is_returned),
        cmocka_unit_test(an_operator_of_another_kind),
        cmocka_unit_test(a_singleton_is_no_optional),
        cmocka_unit_test(a_call_over_several_lines),
        cmocka_unit_test(no_handle_at_all),
        cmocka_unit_test(a_merge_of_two_types),
        cmocka_unit_test(types_are_named_alike),
        cmocka_unit_test(a_quote_that_is_missing),
        cmocka_unit_test(an_option_that_there_is_not),
        cmocka_unit_test(an_output_that_is_none),
        cmocka_unit_test(an_output_whose_address_is_wanted),
        cmocka_unit_test(an_error_outside_of_quotes),
        cmocka_unit_test(a_header_that_there_is_not),
        cmocka_unit_test(a_member_without_descriptor),
        cmocka_unit_test(a_function_that_is_defined_nowhere),
        cmocka_unit_test(a_function_of_a_library_that_is_not_named),
        cmocka_unit_test(many_errors_are_counted),
        cmocka_unit_test(a_local_in_generated_code),
        cmocka_unit_test(an_error_of_generated_text_itself),
        cmocka_unit_test(warnings_are_no_errors),
    };

    if (!mkdtemp(directory) || chdir(directory) < 0)
        return 1;
    char *cache = leat__path_join(directory, "cache");

    setenv("XDG_CACHE_HOME", cache, 1);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    leat__remove_tree(directory);
    free(cache);
    return failed;
}
