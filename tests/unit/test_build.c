/* Programs and binaries, and the cache that they come from. Compilers are real, and counted by a script in between. */
#define _GNU_SOURCE
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "build/build.h"
#include "build/depfile.h"
#include "build/line.h"
#include "build/record.h"

static char directory[] = "/tmp/leat_test_XXXXXX";
static char *source_root; /* of Leat: two levels above build/unit */

static void write_file(const char *name, const char *text)
{
    assert_int_equal(leat__file_write(name, text, strlen(text), 0600), 0);
}

static char *read_file(const char *name)
{
    struct leat__text text = {0};

    (void)leat__file_read(name, &text);
    return leat__text_steal(&text);
}

/* How often the script was called since the last time. */
static size_t compilers_run(void)
{
    char *log = read_file("log");
    size_t count = 0;

    for (const char *at = log; (at = strchr(at, '\n')); at++)
        count++;
    free(log);
    unlink("log");
    return count;
}

/* What a build gave. */
struct built {
    int status;
    char *path;
    char *said;
};

static void built_release(struct built *built)
{
    free(built->path);
    free(built->said);
}

/* Runs in the process that builds, before it does. */
typedef void (*prepare)(void);

/* Builds in a process of its own, as a command would: nothing is remembered but the cache. */
static struct built build(prepare before, const char *compiler, const char *const *words)
{
    struct built built = {0};
    FILE *path = tmpfile(), *said = tmpfile();
    char text[4096];
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        char *result = NULL;

        dup2(fileno(said), 2);
        if (before)
            before();
        int failed = leat__build_program(&(struct leat__command){.words = words, .compiler = compiler}, &result);

        if (result)
            fputs(result, path);
        fflush(path);
        _exit(failed);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    built.status = WEXITSTATUS(status);
    rewind(path);
    rewind(said);
    text[fread(text, 1, sizeof text - 1, path)] = '\0';
    built.path = leat__strdup(text);
    text[fread(text, 1, sizeof text - 1, said)] = '\0';
    built.said = leat__strdup(text);
    fclose(path);
    fclose(said);
    return built;
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Builds with the counting compiler, which must succeed; gives what the program prints. */
static char *output_of(const char *const *words)
{
    struct built built = build(NULL, "./cc", words);
    struct leat__text text = {0};
    char *quoted = leat__format("'%s'", built.path);

    if (built.status != 0)
        fail_msg("not built: %s", built.said);
    FILE *pipe = popen(quoted, "r");

    for (int c; (c = getc(pipe)) != EOF;)
        leat__text_char(&text, (char)c);
    pclose(pipe);
    free(quoted);
    built_release(&built);
    return leat__text_steal(&text);
}

static void check_output(const char *const *words, const char *wanted, size_t compilers)
{
    char *output = output_of(words);

    assert_string_equal(output, wanted);
    assert_int_equal(compilers_run(), compilers);
    free(output);
}

/* Everything afresh, for a test of its own. */
static int set_up(void **state)
{
    static const char script[] = "#!/bin/sh\n[ \"$1\" != --version ] || exec gcc --version\n"
                                 "echo run >>\"$LEAT_TEST_LOG\"\n"
                                 "gcc \"$@\" || exit\n"
                                 "test -z \"$LEAT_TEST_EDIT\" || echo '/* edited */' >>\"$LEAT_TEST_EDIT\"\n";
    char name[] = "test_XXXXXX";

    (void)state;
    if (chdir(directory) < 0 || !mkdtemp(name) || chdir(name) < 0)
        return -1;
    char *here = getcwd(NULL, 0), *cache = leat__path_join(here, "cache"), *log = leat__path_join(here, "log");

    setenv("XDG_CACHE_HOME", cache, 1);
    setenv("LEAT_TEST_LOG", log, 1);
    unsetenv("LEAT_TEST_EDIT");
    free(here);
    free(cache);
    free(log);
    return leat__file_write("cc", script, strlen(script), 0700);
}

static const char printing[] = "#include <stdio.h>\n#include \"number.h\"\nint main(void) { printf(\"%d\\n\", NUMBER); return 0; }\n";

static void an_unchanged_program_runs_no_compiler(void **state)
{
    (void)state;
    write_file("a.c", printing);
    write_file("number.h", "#define NUMBER 1\n");
    check_output(WORDS("a.c"), "1\n", 2); /* compiled, linked */
    check_output(WORDS("a.c"), "1\n", 0);
}

static void an_edited_header_is_noticed(void **state)
{
    (void)state;
    write_file("a.c", printing);
    write_file("number.h", "#define NUMBER 1\n");
    check_output(WORDS("a.c"), "1\n", 2);
    write_file("number.h", "#define NUMBER 2\n");
    check_output(WORDS("a.c"), "2\n", 2);
    /* Back again: that was built before. */
    write_file("number.h", "#define NUMBER 1\n");
    check_output(WORDS("a.c"), "1\n", 0);
}

static void flags_and_order_matter(void **state)
{
    (void)state;
    write_file("a.c", "#include <stdio.h>\nint main(void) { puts(TEXT); return 0; }\n");
    check_output(WORDS("a.c", "-DTEXT=\"one two\""), "one two\n", 2);
    check_output(WORDS("a.c", "-DTEXT=\"it's\""), "it's\n", 2);
    check_output(WORDS("a.c", "-DTEXT=\"one two\""), "one two\n", 0);
}

static void only_the_edited_source_is_compiled(void **state)
{
    (void)state;
    write_file("a.c", "#include <stdio.h>\nint f(void);\nint main(void) { printf(\"%d\\n\", f()); return 0; }\n");
    write_file("b.c", "int f(void);\nint f(void) { return 1; }\n");
    check_output(WORDS("a.c", "b.c"), "1\n", 3);
    write_file("b.c", "int f(void);\nint f(void) { return 2; }\n");
    check_output(WORDS("a.c", "b.c"), "2\n", 2);
}

static void an_edited_archive_is_noticed(void **state)
{
    (void)state;
    write_file("a.c", "#include <stdio.h>\nint f(void);\nint main(void) { printf(\"%d\\n\", f()); return 0; }\n");
    for (int i = 1; i <= 2; i++) {
        char *library = leat__format("int f(void);\nint f(void) { return %d; }\n", i);
        char *wanted = leat__format("%d\n", i);

        write_file("b.c", library);
        assert_int_equal(system("gcc -c b.c && rm -f libb.a && ar rc libb.a b.o"), 0);
        check_output(WORDS("a.c", "-L.", "-lb"), wanted, i == 1 ? 2 : 1);
        free(library);
        free(wanted);
    }
}

/* What the compiler has read is then not known: the result is used, but not found again. */
static void a_file_that_changes_while_it_is_compiled_is_not_trusted(void **state)
{
    (void)state;
    write_file("a.c", printing);
    write_file("number.h", "#define NUMBER 1\n");
    setenv("LEAT_TEST_EDIT", "number.h", 1);
    char *output = output_of(WORDS("a.c"));

    unsetenv("LEAT_TEST_EDIT");
    free(output);
    compilers_run();
    check_output(WORDS("a.c"), "1\n", 2);
}

static void paths_with_spaces_and_quotes(void **state)
{
    (void)state;
    assert_int_equal(mkdir("it's a \"dir\"", 0700), 0);
    write_file("it's a \"dir\"/my \"own\" flow.c",
               "#include <leat/leat.h>\n#include <stdio.h>\n#include \"my number.h\"\n"
               "int main(void) { printf(\"%d %s|%s\\n\", NUMBER, leat_source_.base_file, leat_source_.flags); return 0; }\n");
    write_file("it's a \"dir\"/my number.h", "#define NUMBER 7\n");
    check_output(WORDS("it's a \"dir\"/my \"own\" flow.c", "-DX=\"a b\"", "-w", "-std=gnu17"),
                 "7 it's a \"dir\"/my \"own\" flow.c|"
                 "-std=gnu17 -Wall -Wextra -Werror=implicit-function-declaration -Werror=int-conversion "
                 "-Werror=incompatible-pointer-types -DX=\"a%20b\" -w -std=gnu17\n",
                 2);
    check_output(WORDS("it's a \"dir\"/my \"own\" flow.c", "-DX=\"a b\"", "-w", "-std=gnu17"),
                 "7 it's a \"dir\"/my \"own\" flow.c|"
                 "-std=gnu17 -Wall -Wextra -Werror=implicit-function-declaration -Werror=int-conversion "
                 "-Werror=incompatible-pointer-types -DX=\"a%20b\" -w -std=gnu17\n",
                 0);
}

static void a_missing_compiler_is_said(void **state)
{
    (void)state;
    write_file("a.c", "int main(void) { return 0; }\n");
    struct built built = build(NULL, "no-such-cc", WORDS("a.c"));

    assert_int_equal(built.status, 1);
    assert_non_null(strstr(built.said, "error[LEAT0320]: there is no C compiler 'no-such-cc'\n"));
    assert_non_null(strstr(built.said, "leat doctor"));
    built_release(&built);
}

static void empty_path(void)
{
    setenv("PATH", "/nowhere", 1);
    unsetenv("CC");
}

static void no_compiler_at_all_is_said(void **state)
{
    (void)state;
    write_file("a.c", "int main(void) { return 0; }\n");
    struct built built = build(empty_path, NULL, WORDS("a.c"));

    assert_int_equal(built.status, 1);
    assert_non_null(strstr(built.said, "there is no C compiler: neither cc nor gcc nor clang is in PATH\n"));
    built_release(&built);
}

static void bad_cache(void)
{
    setenv("XDG_CACHE_HOME", "/proc/nowhere", 1);
}

static void a_cache_that_cannot_be_written_is_replaced(void **state)
{
    (void)state;
    write_file("a.c", "int main(void) { return 0; }\n");
    struct built built = build(bad_cache, NULL, WORDS("a.c"));
    char *wanted = leat__format("/tmp/leat-cache-%u/", (unsigned)geteuid());

    assert_int_equal(built.status, 0);
    assert_non_null(strstr(built.said, "warning[LEAT0321]: the cache '/proc/nowhere/leat' cannot be used"));
    assert_int_equal(strncmp(built.path, wanted, strlen(wanted)), 0);
    free(wanted);
    built_release(&built);
}

/* As on a full disk, writing fails behind so many bytes. */
static void little_room(void)
{
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){2048, 2048});
}

/* Files in the cache's folder of what is being made. */
static size_t files_left(void)
{
    DIR *folder = opendir("cache/leat/tmp");
    size_t count = 0;

    for (struct dirent *entry; folder && (entry = readdir(folder));)
        count += entry->d_name[0] != '.';
    if (folder)
        closedir(folder);
    return count;
}

static void a_full_disk_is_said_and_leaves_nothing(void **state)
{
    (void)state;
    write_file("a.c", printing);
    write_file("number.h", "#define NUMBER 1\n");
    struct built built = build(little_room, "./cc", WORDS("a.c"));

    assert_int_equal(built.status, 1);
    if (!strstr(built.said, "error[LEAT0321]: no room is left to write '"))
        fail_msg("%s", built.said);
    assert_non_null(strstr(built.said, "leat clean"));
    assert_int_equal(files_left(), 0);
    compilers_run();
    check_output(WORDS("a.c"), "1\n", 2);
    built_release(&built);
}

static void runs_at_once_do_not_disturb_each_other(void **state)
{
    pid_t pids[4];

    (void)state;
    write_file("a.c", printing);
    write_file("number.h", "#define NUMBER 1\n");
    for (int i = 0; i < 4; i++) {
        pids[i] = fork();
        if (pids[i] == 0) {
            char *path;
            int status = leat__build_program(&(struct leat__command){.words = WORDS("a.c"), .compiler = "./cc"}, &path);

            if (status == 0)
                execl(path, path, NULL);
            _exit(99);
        }
    }
    for (int i = 0; i < 4; i++) {
        int status;

        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_int_equal(status, 0);
    }
    assert_int_equal(files_left(), 0);
    compilers_run();
    check_output(WORDS("a.c"), "1\n", 0);
}

static void what_a_killed_run_left_is_swept(void **state)
{
    pid_t pid = fork();

    (void)state;
    if (pid == 0)
        _exit(0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    char *left = leat__format("cache/leat/tmp/%d.0", (int)pid);

    assert_int_equal(leat__make_directories(left, 0700), 0);
    write_file("a.c", "int main(void) { return 0; }\n");
    check_output(WORDS("a.c"), "", 2);
    assert_false(leat__file_exists(left));
    free(left);
}

static void a_removed_result_is_built_again(void **state)
{
    (void)state;
    write_file("a.c", "int main(void) { return 0; }\n");
    check_output(WORDS("a.c"), "", 2);
    leat__remove_tree("cache/leat/results");
    check_output(WORDS("a.c"), "", 2);
    /* So is one of a manifest that makes no sense. */
    assert_int_equal(system("for f in cache/leat/manifests/*; do echo nonsense >$f; done"), 0);
    check_output(WORDS("a.c"), "", 2);
}

static void clean_empties_the_cache(void **state)
{
    (void)state;
    write_file("a.c", "int main(void) { return 0; }\n");
    check_output(WORDS("a.c"), "", 2);
    assert_int_equal(leat__build_clean(), 0);
    assert_false(leat__file_exists("cache/leat"));
    check_output(WORDS("a.c"), "", 2);
}

static void words_that_make_no_sense(void **state)
{
    struct built built;

    (void)state;
    write_file("a.c", "int main(void) { return 0; }\n");
    built = build(NULL, NULL, WORDS("a.c", "-c"));
    assert_int_equal(built.status, 2);
    assert_non_null(strstr(built.said, "'-c' has no meaning here"));
    built_release(&built);
    built = build(NULL, NULL, WORDS("a.c", "-I"));
    assert_int_equal(built.status, 2);
    assert_string_equal(built.said, "error: '-I' needs an argument\n");
    built_release(&built);
    built = build(NULL, NULL, WORDS("-lm"));
    assert_int_equal(built.status, 2);
    assert_string_equal(built.said, "error: no source file is named\n");
    built_release(&built);
    built = build(NULL, NULL, WORDS("nowhere.c"));
    assert_int_equal(built.status, 1);
    assert_string_equal(built.said, "error[LEAT0300]: cannot read 'nowhere.c': No such file or directory\n");
    built_release(&built);
}

/* ---- leat cc ---- */

static int compiler_line(const char *const *words)
{
    int status;
    pid_t pid = fork();

    if (pid == 0)
        _exit(leat__build_line(&(struct leat__command){.words = words}));
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void cc_compiles_and_links_as_a_compiler_does(void **state)
{
    (void)state;
    write_file("a.c", "int f(void);\nint main(void) { return f(); }\n");
    write_file("b.c", "int f(void);\nint f(void) { return 42; }\n");
    assert_int_equal(compiler_line(WORDS("-c", "-O1", "a.c", "b.c", "-MMD")), 0);
    assert_true(leat__file_exists("a.o"));
    assert_true(leat__file_exists("a.d"));
    assert_int_equal(compiler_line(WORDS("-o", "prog", "a.o", "b.o")), 0);
    assert_int_equal(WEXITSTATUS(system("./prog")), 42);
    assert_int_equal(compiler_line(WORDS("a.c", "b.c")), 0);
    assert_int_equal(WEXITSTATUS(system("./a.out")), 42);
    assert_int_equal(compiler_line(WORDS("-E", "a.c", "-o", "a.i")), 0);
    assert_true(leat__file_exists("a.i"));
    assert_int_not_equal(compiler_line(WORDS("-c", "a.c", "-o", "/nowhere/a.o")), 0);
}

/* ---- binaries: built by a program, which knows how it was built itself ---- */

/* Builds the binary of one generated unit in place of its own source, and becomes it. */
static const char staging[] =
    "#include <leat/leat.h>\n"
    "#include <stdlib.h>\n"
    "#include <string.h>\n"
    "#include <unistd.h>\n"
    "#include \"build/build.h\"\n"
    "int helper(void);\n"
    "int main(void)\n"
    "{\n"
    "    const char *text = getenv(\"UNIT_TEXT\");\n"
    "    struct leat__unit unit = {.name = \"a.leat.c\", .text = text, .length = strlen(text),\n"
    "        .base_file = leat_source_.base_file, .compiler = leat_source_.compiler, .flags = leat_source_.flags,\n"
    "        .directory = leat_source_.directory, .object = leat_source_.object};\n"
    "    struct leat__binary binary = {.units = &unit, .unit_count = 1, .profile = (enum leat_profile)atoi(getenv(\"PROFILE\"))};\n"
    "    char *path;\n"
    "    if (leat__build_binary(&binary, &path))\n"
    "        return 1;\n"
    "    execl(path, path, (char *)0);\n"
    "    return helper();\n"
    "}\n";

static const char printing_unit[] = "#include <stdio.h>\n#include <math.h>\n#include <stdlib.h>\nint helper(void);\n"
                                    "int main(int c, char **v) { (void)v; printf(\"%d %.0f %s %s %d\\n\", helper(), floor(c + 0.5), WHAT,\n"
                                    "#ifdef __OPTIMIZE__\n\"optimised\"\n#else\n\"plain\"\n#endif\n,\n"
                                    "#ifdef __SANITIZE_ADDRESS__\n1\n#else\n0\n#endif\n); return 0; }\n";

static void stage(const char *profile, const char *wanted, size_t compilers)
{
    const char *tree = getenv("ROOT"); /* the runner of the tests knows it, where LEAT_HOME is a build directory */
    char *include = leat__format("-I%s/src", tree ? tree : source_root);

    setenv("PROFILE", profile, 1);
    check_output(WORDS("a.c", "sub/b.c", include, "-DWHAT=\"a b\"", "-lm"), wanted, compilers);
    free(include);
}

/* Archives with sanitizers are linked by the compiler line that made them only, and change what a program is. */
#ifdef __SANITIZE_ADDRESS__
#define SKIP_WITH_SANITIZERS() skip()
#else
#define SKIP_WITH_SANITIZERS() (void)0
#endif

static void a_binary_is_built_as_its_program_was(void **state)
{
    (void)state;
    SKIP_WITH_SANITIZERS();
    write_file("a.c", staging);
    assert_int_equal(mkdir("sub", 0700), 0);
    write_file("sub/b.c", "int helper(void);\nint helper(void) { return 5; }\n");
    setenv("UNIT_TEXT", printing_unit, 1);
    stage("0", "5 1 a b optimised 0\n", 5); /* two sources, the program, the unit, the binary */
    stage("0", "5 1 a b optimised 0\n", 0);
    stage("1", "5 1 a b plain 0\n", 2);
    stage("2", "5 1 a b optimised 1\n", 2);
    /* The program is the same, and its binary finds the edited helper all the same. */
    write_file("sub/b.c", "int helper(void);\nint helper(void) { return 6; }\n");
    stage("0", "6 1 a b optimised 0\n", 3);
}

/* A second source includes leat.h and has no unit: what builds flows in it is not there in the binary. */
static void a_source_without_unit_is_made_neutral(void **state)
{
    (void)state;
    SKIP_WITH_SANITIZERS();
    write_file("a.c", staging);
    assert_int_equal(mkdir("sub", 0700), 0);
    write_file("sub/b.c", "#include <leat/leat.h>\nint helper(void);\nleat_flow *other(void);\n"
                          "leat_flow *other(void) { return leat_flow_new(); }\n"
                          "int helper(void) {\n#ifdef LEAT_STAGE_2\nreturn 2;\n#else\nreturn 1;\n#endif\n}\n");
    setenv("UNIT_TEXT", printing_unit, 1);
    stage("0", "2 1 a b optimised 0\n", 6);
}

/* ---- the parts ---- */

static void lines_are_sorted(void **state)
{
    struct leat__compiler_line line;
    char *wrong;

    (void)state;
    assert_true(leat__compiler_line_parse(WORDS("-I", "inc", "a.c", "-Wl,-z,now", "-lm", "-DX=1", "-pthread", "b.o", "-o", "out",
                                                "-L", "lib", "-std=c11", "-Wall", "-xnone"),
                                          &line, &wrong));
    assert_string_equal(line.output, "out");
    assert_int_equal(line.source_count, 1);
    assert_false(line.compile_only);
    assert_null(line.other);

    static const char *const flags[] = {"-I", "inc", "-DX=1", "-pthread", "-std=c11", "-Wall", "-xnone"};
    static const char *const inputs[] = {"a.c", "-Wl,-z,now", "-lm", "b.o", "-L", "lib"};

    assert_int_equal(line.flags.count, 7);
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(line.flags.items[i], flags[i]);
    assert_int_equal(line.inputs.count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(line.inputs.items[i].word, inputs[i]);
        assert_int_equal(line.inputs.items[i].is_source, i == 0);
    }
    assert_int_equal(line.linking.count, 1);
    assert_string_equal(line.linking.items[0], "-pthread");
    leat__compiler_line_release(&line);
    assert_false(leat__compiler_line_parse(WORDS("@words"), &line, &wrong));
    leat__compiler_line_release(&line);
    free(wrong);
}

static void words_survive(void **state)
{
    struct leat__words words = {0}, back = {0};
    struct leat__arena arena = {0};
    struct leat__text text = {0};

    (void)state;
    leat__vector_push(&words, "-DX=\"a b\"");
    leat__vector_push(&words, "");
    leat__vector_push(&words, "100%\n\xc3\xa4");
    leat__words_encode(&words, &text);
    assert_string_equal(leat__text_string(&text), "-DX=\"a%20b\" % 100%25%0A%C3%A4");
    assert_true(leat__words_decode(leat__text_string(&text), &arena, &back));
    assert_int_equal(back.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(back.items[i], words.items[i]);
    assert_true(leat__words_decode("", &arena, &back));
    assert_int_equal(back.count, 3);
    assert_false(leat__words_decode("a  b", &arena, &back));
    leat__vector_release(&words);
    leat__vector_release(&back);
    leat__text_release(&text);
    leat__arena_release(&arena);
}

static void depfiles_are_read(void **state)
{
    struct leat__arena arena = {0};
    struct leat__words files = {0};

    (void)state;
    assert_true(leat__depfile_parse("out/a.o: a.c /usr/include/stdio.h \\\n my\\ dir/b\\#.h it's$$.h a.c\n\n/usr/include/stdio.h:\n",
                                    "/work dir", &arena, &files));
    static const char *const wanted[] = {"/work dir/a.c", "/usr/include/stdio.h", "/work dir/my dir/b#.h", "/work dir/it's$.h"};

    assert_int_equal(files.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(files.items[i], wanted[i]);
    assert_false(leat__depfile_parse("", "/", &arena, &files));
    assert_true(leat__depfile_parse_lines("my prog: \\\n  /usr/lib/crt1.o \\\n  my dir/a b.o \\\n  it's\\ escaped.o\n\n/usr/lib/crt1.o:\n",
                                          "/work", &arena, &files));
    static const char *const linked[] = {"/usr/lib/crt1.o", "/work/my dir/a b.o", "/work/it's escaped.o"};

    assert_int_equal(files.count, 7);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(files.items[4 + i], linked[i]);
    leat__vector_release(&files);
    leat__arena_release(&arena);
}

static void records_survive(void **state)
{
    struct leat__record record = {.home = "/opt/my leat", .compiler = "/usr/bin/cc", .directory = "/a dir"}, back;
    struct leat__arena arena = {0};
    struct leat__text text = {0}, again = {0};

    (void)state;
    leat__vector_push(&record.flags, "-DX=\"a b\"");
    leat__vector_push(&record.linking, "-pthread");
    leat__vector_push(&record.inputs, (struct leat__input){"a b.c", true});
    leat__vector_push(&record.inputs, (struct leat__input){"-lm", false});
    leat__record_print(&record, &text);
    assert_true(leat__record_parse(leat__text_string(&text), &arena, &back));
    assert_true(back.inputs.items[0].is_source);
    assert_string_equal(back.inputs.items[0].word, "a b.c");
    leat__record_print(&back, &again);
    assert_string_equal(leat__text_string(&again), leat__text_string(&text));
    leat__record_release(&back);
    assert_false(leat__record_parse("leat 2\nhome x\n", &arena, &back));
    leat__record_release(&back);
    assert_false(leat__record_parse("leat 1\nhome x\nwhatever\n", &arena, &back));
    leat__record_release(&back);
    leat__record_release(&record);
    leat__text_release(&text);
    leat__text_release(&again);
    leat__arena_release(&arena);
}

/* Leat's own directory: that which LEAT_HOME names, or above build/unit/test_build. */
static char *find_root(void)
{
    char path[4096];
    const char *home = getenv("LEAT_HOME");
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);

    if (home)
        return leat__strdup(home);
    path[length > 0 ? length : 0] = '\0';
    for (int i = 0; i < 3; i++)
        *strrchr(path, '/') = '\0';
    return leat__strdup(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_unchanged_program_runs_no_compiler, set_up),
        cmocka_unit_test_setup(an_edited_header_is_noticed, set_up),
        cmocka_unit_test_setup(flags_and_order_matter, set_up),
        cmocka_unit_test_setup(only_the_edited_source_is_compiled, set_up),
        cmocka_unit_test_setup(an_edited_archive_is_noticed, set_up),
        cmocka_unit_test_setup(a_file_that_changes_while_it_is_compiled_is_not_trusted, set_up),
        cmocka_unit_test_setup(paths_with_spaces_and_quotes, set_up),
        cmocka_unit_test_setup(a_missing_compiler_is_said, set_up),
        cmocka_unit_test_setup(no_compiler_at_all_is_said, set_up),
        cmocka_unit_test_setup(a_cache_that_cannot_be_written_is_replaced, set_up),
        cmocka_unit_test_setup(a_full_disk_is_said_and_leaves_nothing, set_up),
        cmocka_unit_test_setup(runs_at_once_do_not_disturb_each_other, set_up),
        cmocka_unit_test_setup(what_a_killed_run_left_is_swept, set_up),
        cmocka_unit_test_setup(a_removed_result_is_built_again, set_up),
        cmocka_unit_test_setup(clean_empties_the_cache, set_up),
        cmocka_unit_test_setup(words_that_make_no_sense, set_up),
        cmocka_unit_test_setup(cc_compiles_and_links_as_a_compiler_does, set_up),
        cmocka_unit_test_setup(a_binary_is_built_as_its_program_was, set_up),
        cmocka_unit_test_setup(a_source_without_unit_is_made_neutral, set_up),
        cmocka_unit_test(lines_are_sorted),
        cmocka_unit_test(words_survive),
        cmocka_unit_test(depfiles_are_read),
        cmocka_unit_test(records_survive),
    };

    source_root = find_root();
    if (!mkdtemp(directory))
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    leat__remove_tree(directory);
    free(source_root);
    return failed;
}
