/* Files as a whole, directories, and paths. */
#define _GNU_SOURCE
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"

static char *scratch; /* a fresh directory for each test */

static int make_scratch(void **state)
{
    const char *base = getenv("TMPDIR");

    (void)state;
    scratch = leat__format("%s/leat-file-XXXXXX", base && *base ? base : "/tmp");
    return mkdtemp(scratch) ? 0 : -1;
}

static int remove_scratch(void **state)
{
    int error = leat__remove_tree(scratch);

    (void)state;
    free(scratch);
    return error;
}

static char *in_scratch(const char *name)
{
    return leat__path_join(scratch, name);
}

static size_t count_entries(const char *path)
{
    DIR *directory = opendir(path);
    size_t count = 0;

    assert_non_null(directory);
    while (readdir(directory))
        count++;
    closedir(directory);
    return count - 2;
}

static void what_is_written_is_read(void **state)
{
    char *path = in_scratch("a 'file'");
    struct leat__text text = {0};
    struct stat status;

    (void)state;
    assert_int_equal(leat__file_write(path, "a\0b\n", 4, 0640), 0);
    leat__text_append(&text, "before ");
    assert_int_equal(leat__file_read(path, &text), 0);
    assert_int_equal(text.length, 11);
    assert_memory_equal(text.data, "before a\0b\n", 12);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(leat__file_write(path, "", 0, 0600), 0);
    leat__text_clear(&text);
    assert_int_equal(leat__file_read(path, &text), 0);
    assert_int_equal(text.length, 0);
    assert_true(leat__file_exists(path));
    leat__text_release(&text);
    free(path);
}

static void copies_are_alike(void **state)
{
    char *from = in_scratch("from");
    char *to = in_scratch("to");
    struct leat__text contents = {0};
    struct leat__text text = {0};

    (void)state;
    leat__text_repeat(&contents, 'x', 300000);
    assert_int_equal(leat__file_write(from, contents.data, contents.length, 0600), 0);
    assert_int_equal(leat__file_copy(from, to, 0700), 0);
    assert_int_equal(leat__file_read(to, &text), 0);
    assert_int_equal(text.length, contents.length);
    assert_memory_equal(text.data, contents.data, contents.length);
    assert_int_equal(leat__file_copy("/no/such/file", to, 0700), -ENOENT);
    leat__text_release(&contents);
    leat__text_release(&text);
    free(from);
    free(to);
}

/* After a failed write the old file stands, and nothing else is left in its directory. */
static void a_failed_write_leaves_nothing(void **state)
{
    char *occupied = in_scratch("occupied");
    char *inside = in_scratch("occupied/inside");
    char *absent = in_scratch("absent/file");

    (void)state;
    assert_int_equal(leat__make_directories(inside, 0700), 0);
    /* A directory that is not empty cannot be renamed over. */
    assert_true(leat__file_write(occupied, "x", 1, 0600) < 0);
    assert_int_equal(count_entries(scratch), 1);
    assert_int_equal(leat__file_write(absent, "x", 1, 0600), -ENOENT);
    assert_int_equal(count_entries(scratch), 1);
    free(occupied);
    free(inside);
    free(absent);
}

static void a_failed_read_leaves_the_text(void **state)
{
    struct leat__text text = {0};

    (void)state;
    /* A directory can be opened and not read. */
    leat__text_append(&text, "kept");
    assert_int_equal(leat__file_read(scratch, &text), -EISDIR);
    assert_string_equal(leat__text_string(&text), "kept");
    assert_int_equal(leat__file_read("/no/such/file", &text), -ENOENT);
    assert_string_equal(leat__text_string(&text), "kept");
    leat__text_release(&text);
}

static void directories_are_made_with_those_above(void **state)
{
    char *deep = in_scratch("a//b/./c/");
    char *file = in_scratch("a/file");
    char *below = in_scratch("a/file/x");

    (void)state;
    assert_int_equal(leat__make_directories(deep, 0700), 0);
    assert_int_equal(leat__make_directories(deep, 0700), 0);
    assert_true(leat__file_exists(deep));
    assert_int_equal(leat__file_write(file, "", 0, 0600), 0);
    assert_int_equal(leat__make_directories(file, 0700), -EEXIST);
    assert_true(leat__make_directories(below, 0700) < 0);
    free(deep);
    free(file);
    free(below);
}

static void a_tree_is_removed_and_what_links_point_to_is_not(void **state)
{
    char *tree = in_scratch("tree");
    char *deep = in_scratch("tree/a/b/c");
    char *file = in_scratch("tree/a/file");
    char *link = in_scratch("tree/a/link");
    char *outside = in_scratch("outside");
    char *precious = in_scratch("outside/precious");

    (void)state;
    assert_int_equal(leat__make_directories(deep, 0700), 0);
    assert_int_equal(leat__make_directories(outside, 0700), 0);
    assert_int_equal(leat__file_write(file, "x", 1, 0400), 0);
    assert_int_equal(leat__file_write(precious, "x", 1, 0600), 0);
    assert_int_equal(symlink(outside, link), 0);
    assert_int_equal(leat__remove_tree(tree), 0);
    assert_false(leat__file_exists(tree));
    assert_true(leat__file_exists(precious));
    assert_int_equal(leat__remove_tree(tree), 0);
    assert_int_equal(leat__remove_tree(precious), 0);
    assert_false(leat__file_exists(precious));
    free(tree);
    free(deep);
    free(file);
    free(link);
    free(outside);
    free(precious);
}

static void expect(char *path, const char *expected)
{
    assert_string_equal(path, expected);
    free(path);
}

static void paths(void **state)
{
    char *here = getcwd(NULL, 0);
    char *expected = leat__path_join(here, "a/../b");

    (void)state;
    expect(leat__path_join("a", "b"), "a/b");
    expect(leat__path_join("a/", "b"), "a/b");
    expect(leat__path_join("", "b"), "b");
    expect(leat__path_join("/", "b"), "/b");
    expect(leat__path_join("a", "/b"), "/b");
    expect(leat__path_absolute("/"), "/");
    expect(leat__path_absolute("//a/./b/../c//"), "/a/b/../c");
    expect(leat__path_absolute("/./."), "/");
    expect(leat__path_absolute("/.a/b."), "/.a/b.");
    expect(leat__path_absolute("a/./../b"), expected);
    expect(leat__path_absolute(""), here);
    expect(leat__path_directory("a/b/c"), "a/b");
    expect(leat__path_directory("a"), ".");
    expect(leat__path_directory("/a"), "/");
    assert_string_equal(leat__path_name("a/b.c"), "b.c");
    assert_string_equal(leat__path_name("b.c"), "b.c");
    free(here);
    free(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_written_is_read, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(copies_are_alike, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_failed_write_leaves_nothing, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_failed_read_leaves_the_text, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(directories_are_made_with_those_above, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_tree_is_removed_and_what_links_point_to_is_not, make_scratch, remove_scratch),
        cmocka_unit_test(paths),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
