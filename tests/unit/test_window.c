/* test_window.c: which windows are open, and that a closed one's table is empty when it is used again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rt_random.h"

/* The model: a flag for each start that is open. Both of a pane's tables are used here, with entries of one size. */
struct entry {
    uint64_t key, value;
};

enum { TIMES = 400 };

static bool equal_u64(const void *entry, const void *key)
{
    return *(const uint64_t *)entry == *(const uint64_t *)key;
}

static void assert_open(const struct leat_windows *windows, const unsigned *counts, int64_t slide)
{
    uint32_t at = 0;

    for (int64_t start = -TIMES; start < TIMES; start++) {
        if (counts[start + TIMES] == 0)
            continue;
        assert_true(start % slide == 0);
        assert_true(at < windows->count);
        assert_int_equal(windows->panes[at].start, start);
        assert_int_equal(windows->panes[at].table.count, counts[start + TIMES]);
        assert_int_equal(windows->panes[at].flat.count, counts[start + TIMES]);
        assert_true(windows->panes[at].flat.in_order);
        at++;
    }
    assert_int_equal(at, windows->count);
}

static void enter(struct leat_windows *windows, int64_t start, uint64_t key)
{
    struct leat_pane *pane = leat_windows_pane(windows, start);
    bool is_new;
    struct entry *entry = leat_table_enter(&pane->table, sizeof *entry, leat_hash_u64(key, 0), &key, equal_u64, &is_new);

    assert_true(is_new);
    entry->key = key;
    entry = leat_flat_enter(&pane->flat, sizeof *entry, offsetof(struct entry, key), sizeof entry->key, key, &is_new);
    assert_true(is_new);
    assert_int_equal(entry->value, 0); /* also where the pane has been another's */
    entry->value = key + 1;
}

static void opens_and_closes(void **test)
{
    uint64_t random = 11;
    int found_near = 0;

    (void)test;
    for (int round = 0; round < 60; round++) {
        struct leat_windows windows = {0};
        unsigned counts[2 * TIMES] = {0};
        leat_window spec = {.width = 1 + (int64_t)random_below(&random, 40), .lateness = (int64_t)random_below(&random, 30)};
        int64_t greatest = INT64_MIN / 4;

        spec.slide = round % 3 ? 1 + (int64_t)random_below(&random, (size_t)spec.width) : 0;
        leat_windows_start(&windows, spec, "here");
        spec = windows.spec;
        for (uint64_t i = 0; i < 300; i++) {
            int64_t time = (int64_t)(i / 2) - 100 + (int64_t)random_below(&random, 60);
            const struct leat_pane *near = leat_windows_near(&windows, time);
            uint32_t closed;

            /* Near is only the one window of this time, while it is open. */
            assert_int_equal(leat_windows_last(&windows, time) <= time && leat_windows_last(&windows, time) > time - spec.slide, 1);
            if (near) {
                assert_int_equal(spec.slide, spec.width);
                assert_int_equal(near->start, leat_windows_last(&windows, time));
                assert_true(near->start + spec.width > greatest - spec.lateness);
                found_near++;
            }

            /* Every window that holds this time, found one by one. */
            for (int64_t start = time; start > time - spec.width; start--)
                if (start % spec.slide == 0 && start + spec.width > greatest - spec.lateness) {
                    counts[start + TIMES]++;
                    enter(&windows, start, i);
                }
            leat_windows_stay(&windows);
            greatest = time > greatest ? time : greatest;
            closed = leat_windows_pass(&windows, time);
            if (closed > 0)
                leat_windows_drop(&windows, closed, sizeof(struct entry));
            for (int64_t start = -TIMES; start < TIMES; start++)
                if (start + spec.width <= greatest - spec.lateness)
                    counts[start + TIMES] = 0;
            assert_open(&windows, counts, spec.slide);
        }
        assert_true(windows.capacity <= 256);
        leat_windows_clear(&windows, sizeof(struct entry));
        assert_int_equal(windows.count, 0);
        leat_windows_release(&windows, sizeof(struct entry));
    }
    assert_true(found_near > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(opens_and_closes)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
