/*
 * assert.c: leat_assert and leat_assert_equal, the test sinks; what a quote may not do; and memory for a
 * location's state.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "leat/rt.h"

void *leat_state_new(size_t size)
{
    void *state = calloc(1, size ? size : 1);

    if (!state)
        leat_run_fail("out of memory: a location's state of %zu bytes", size);
    return state;
}

void leat_state_free(void *state)
{
    free(state);
}

static int compare_values(const void *a, const void *b, void *type)
{
    return leat_value_compare(type, a, b);
}

/* "7th element: got 3, wanted 4"; the caller ends the process with it. */
static char *difference(const struct leat_descriptor *type, const char *got, const char *wanted, size_t at)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);

    if (!out)
        leat_run_fail("out of memory");
    fprintf(out, "element %zu: got ", at);
    if (got)
        leat_value_print(out, type, got);
    else
        fputs("nothing", out);
    fputs(", wanted ", out);
    if (wanted)
        leat_value_print(out, type, wanted);
    else
        fputs("nothing", out);
    fclose(out);
    return text;
}

void leat_demux_failed(int64_t tag, const char *site)
{
    leat_run_fail("leat_demux at %s: no output was given for the tag %lld, nor otherwise", site, (long long)tag);
}

static int compare_keys(const void *a, const void *b, void *key)
{
    const struct leat_field *field = key;

    return leat_value_compare(field->type, (const char *)a + field->offset, (const char *)b + field->offset);
}

void leat_assert_values_by_key(const struct leat_descriptor *type, struct leat_buffer *got, struct leat_buffer *wanted,
                               const char *site)
{
    const struct leat_field *key = type->fields;

    while (strcmp(key->name, "key") != 0)
        key++;
    leat_sort_values(got->data, got->count, type->size, compare_keys, (void *)(uintptr_t)key);
    leat_sort_values(wanted->data, wanted->count, type->size, compare_keys, (void *)(uintptr_t)key);
    leat_assert_values(type, got, wanted, true, site);
}

void leat_assert_values(const struct leat_descriptor *type, struct leat_buffer *got, struct leat_buffer *wanted,
                        bool ordered, const char *site)
{
    size_t most = got->count > wanted->count ? got->count : wanted->count;

    if (!ordered) {
        leat_sort_values(got->data, got->count, type->size, compare_values, (void *)(uintptr_t)type);
        leat_sort_values(wanted->data, wanted->count, type->size, compare_values, (void *)(uintptr_t)type);
    }
    for (size_t i = 0; i < most; i++) {
        const char *a = i < got->count ? got->data + i * type->size : NULL;
        const char *b = i < wanted->count ? wanted->data + i * type->size : NULL;

        if (!a || !b || !leat_value_equal(type, a, b))
            leat_run_fail("leat_assert_equal at %s: %s%s", site, ordered ? "" : "sorted, ", difference(type, a, b, i));
    }
}

void leat_assert_failed(const struct leat_descriptor *type, const void *element, const char *site, const char *condition)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);

    if (!out)
        leat_run_fail("out of memory");
    if (type)
        leat_value_print(out, type, element);
    else
        fputs("an element", out);
    fclose(out);
    leat_run_fail("leat_assert at %s: %s does not meet the condition: %s", site, text, condition);
}

void leat_yielded_again(const char *site)
{
    leat_run_fail("leat_filter_map at %s: a second value is yielded for one element; leat_flat_map takes any number", site);
}
