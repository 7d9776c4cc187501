/* test_heap.c: what a heap of the least n keeps, against a sort of all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rt_random.h"

struct row {
    uint32_t key;
    uint32_t number;
    char rest[12]; /* a size that is no power of two */
};

static int compare_rows(const void *a, const void *b, void *context)
{
    const struct row *left = a, *right = b;

    (void)context;
    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    return (left->number > right->number) - (left->number < right->number);
}

static void assert_is_heap(const struct row *rows, size_t count)
{
    for (size_t i = 1; i < count; i++)
        assert_true(compare_rows(&rows[(i - 1) / 2], &rows[i], NULL) >= 0);
}

static void keeps_the_least(void **test)
{
    enum { MOST = 300 };
    static struct row all[MOST], kept[MOST];
    uint64_t random = 7;

    (void)test;
    for (size_t n = 1; n <= MOST; n += 1 + n / 3) {
        size_t count = 0;

        for (uint32_t i = 0; i < MOST; i++) {
            all[i] = (struct row){.key = (uint32_t)random_below(&random, 50), .number = i};
            if (count < n) {
                kept[count++] = all[i];
                leat_heap_up(kept, count, sizeof *kept, compare_rows);
            } else if (compare_rows(&all[i], &kept[0], NULL) < 0) {
                kept[0] = all[i];
                leat_heap_down(kept, count, sizeof *kept, compare_rows);
            }
            assert_is_heap(kept, count);
        }
        leat_sort_values(all, MOST, sizeof *all, compare_rows, NULL);
        leat_sort_values(kept, count, sizeof *kept, compare_rows, NULL);
        assert_int_equal(count, n);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(compare_rows(&all[i], &kept[i], NULL), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_the_least)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
