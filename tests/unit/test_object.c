/* What is read of object files: this build's own, whole and cut off anywhere. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "build/object.h"

static int counter = 1;
static const int fixed = 2;
int (*test_object_table[])(void);

int test_object_counted(void);
int test_object_counted(void)
{
    return counter++ + (int)strlen(getenv("HOME") ? "a" : "b") + *(const volatile int *)&fixed;
}

int (*test_object_table[])(void) = {test_object_counted};

/* The object that this file was compiled to. */
static char *own_path(void)
{
    const char *build = getenv("BUILD");

    return leat__format("%s/tests/unit/test_object.o", build ? build : "build");
}

static const struct leat__object_symbol *find(const struct leat__object *object, const char *name)
{
    for (size_t i = 0; i < object->symbols.count; i++)
        if (strcmp(object->symbols.items[i].name, name) == 0)
            return &object->symbols.items[i];
    fail_msg("no symbol '%s'", name);
    return NULL;
}

static void symbols_and_sections(void **state)
{
    char *path = own_path();
    struct leat__object *object = leat__object_read(path);
    const struct leat__object_symbol *symbol;

    (void)state;
    assert_non_null(object);
    symbol = find(object, "test_object_counted");
    assert_true(symbol->global && symbol->size > 0 && object->sections[symbol->section].code);
    symbol = find(object, "test_object_table");
    assert_true(object->sections[symbol->section].mutable_);
    symbol = find(object, "counter");
    assert_false(symbol->global);
    assert_true(object->sections[symbol->section].mutable_);
    symbol = find(object, "fixed");
    assert_false(object->sections[symbol->section].mutable_ || object->sections[symbol->section].code);
    assert_true(find(object, "getenv")->section == LEAT__OBJECT_NOWHERE);
    leat__object_free(object);
    free(path);
}

static void mentions_are_in_order(void **state)
{
    char *path = own_path();
    struct leat__object *object = leat__object_read(path);

    (void)state;
    assert_non_null(object);
    assert_true(leat__object_mentions(object, "getenv"));
    assert_false(leat__object_mentions(object, "a_function_that_is_not_there"));
    for (size_t i = 1; i < object->mentions.count; i++) {
        const struct leat__object_mention *a = &object->mentions.items[i - 1], *b = a + 1;

        assert_true(a->section < b->section || (a->section == b->section && a->at <= b->at));
    }
    leat__object_free(object);
    free(path);
}

static void cut_off_or_changed_is_no_harm(void **state)
{
    char *path = own_path(), name[] = "object.XXXXXX";
    int fd = mkstemp(name);
    struct leat__text text = {0};
    uint32_t random = 1;

    (void)state;
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(leat__file_read(path, &text), 0);
    for (size_t part = 0; part < 40; part++) {
        assert_int_equal(leat__file_write(name, text.data, text.length * part / 40, 0600), 0);
        leat__object_free(leat__object_read(name));
    }
    for (size_t round = 0; round < 200; round++) {
        char *changed = leat__alloc(text.length);

        memcpy(changed, text.data, text.length);
        for (size_t i = 0; i < 8; i++) {
            random = random * 1664525u + 1013904223u;
            changed[(random >> 8) % (round % 2 ? 64 : text.length)] = (char)(random >> 24);
        }
        assert_int_equal(leat__file_write(name, changed, text.length, 0600), 0);
        struct leat__object *object = leat__object_read(name);

        if (object)
            leat__object_mentions(object, "getenv");
        leat__object_free(object);
        free(changed);
    }
    assert_null(leat__object_read("no such file"));
    unlink(name);
    leat__text_release(&text);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(symbols_and_sections),
        cmocka_unit_test(mentions_are_in_order),
        cmocka_unit_test(cut_off_or_changed_is_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
