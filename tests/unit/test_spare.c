/* test_spare.c: memory that stays with its thread. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include <pthread.h>

#include <malloc.h>

#include "rt/spare.h"
#include "rt_values.h"

/* Under ASan nothing is kept. */
void __asan_poison_memory_region(const volatile void *address, size_t size) __attribute__((weak));

#define SKIP_UNDER_ASAN() if (__asan_poison_memory_region) skip()

/* Tests share a thread: whatever is left goes. */
static int take_all(void **state)
{
    size_t room;

    (void)state;
    for (size_t size = 4 << 10; size <= 1 << 20; size *= 2)
        for (void *memory; (memory = leat__spare_take(size, &room));)
            free(memory);
    return 0;
}

static void test_what_is_given_is_taken(void **state)
{
    char *memory, *again;
    size_t room = 0;

    (void)state;
    SKIP_UNDER_ASAN();
    memory = malloc(10000);
    leat__spare_give(memory);
    assert_null(leat__spare_take(20000, &room));
    assert_null(leat__spare_take(2400, &room)); /* more than four times as much */
    assert_ptr_equal(again = leat__spare_take(9000, &room), memory);
    assert_true(room >= 10000);
    assert_null(leat__spare_take(9000, &room));
    memset(again, 1, room);
    free(again);
}

static void test_the_smallest_that_fits(void **state)
{
    void *large, *small;
    size_t room;

    (void)state;
    SKIP_UNDER_ASAN();
    large = malloc(30000);
    small = malloc(20000);
    leat__spare_give(small);
    leat__spare_give(large);
    assert_ptr_equal(leat__spare_take(15000, &room), small);
    assert_ptr_equal(leat__spare_take(15000, &room), large);
    free(small);
    free(large);
}

static void test_no_more_is_kept_than_four_mebibytes(void **state)
{
    size_t room, kept = 0;
    void *memory;

    (void)state;
    SKIP_UNDER_ASAN();
    for (int i = 0; i < 20; i++)
        leat__spare_give(malloc(900 << 10));
    while ((memory = leat__spare_take(900 << 10, &room))) {
        kept += room;
        free(memory);
    }
    assert_in_range(kept, 3 << 20, 4 << 20);
    for (int i = 0; i < 100; i++)
        leat__spare_give(malloc(5000));
    for (kept = 0; (memory = leat__spare_take(5000, &room)); kept++)
        free(memory);
    assert_int_equal(kept, 32);
    leat__spare_give(malloc(3 << 20)); /* given back at once */
    assert_null(leat__spare_take(1 << 20, &room));
    leat__spare_give(NULL);
}

static void test_a_resize_keeps_what_was_used(void **state)
{
    char *memory = malloc(5000);
    size_t room;

    (void)state;
    memset(memory, 7, 5000);
    leat__spare_give(malloc(20000));
    memory = leat__spare_resize(memory, 5000, 12000, &room);
    assert_true(room >= 12000);
    for (int i = 0; i < 5000; i++)
        assert_int_equal(memory[i], 7);
    memory = leat__spare_resize(memory, 5000, 200000, &room); /* realloc's */
    assert_in_range(room, 200000, 202048);
    assert_int_equal(memory[4999], 7);
    free(memory);
    take_all(NULL);
}

static void test_nothing_is_kept_without_the_trick(void **state)
{
    struct leat_run run = {.without = UINT64_C(1) << LEAT_TRICK_SPARE_MEMORY};
    size_t room;

    (void)state;
    leat_current = &run;
    leat__spare_give(malloc(10000));
    leat_current = NULL;
    assert_null(leat__spare_take(10000, &room));
}

static void test_a_buffer_uses_all_that_it_got(void **state)
{
    struct leat_buffer buffer = {0};

    (void)state;
    SKIP_UNDER_ASAN();
    leat__spare_give(malloc(16000));
    for (uint64_t i = 0; i < 2000; i++)
        *(uint64_t *)leat_buffer_push(&buffer, sizeof i) = i;
    assert_in_range(buffer.capacity, 2000, 2001 + 4096 / 8);
    for (uint64_t i = 0; i < 2000; i++)
        assert_int_equal(((const uint64_t *)buffer.data)[i], i);
    leat_buffer_release(&buffer);
}

static void *keep_some(void *unused)
{
    leat__spare_give(malloc(10000));
    return unused;
}

/* Under valgrind or a leak checker the test fails if that memory stays. */
static void test_each_thread_has_its_own(void **state)
{
    pthread_t thread;
    size_t room;

    (void)state;
    assert_int_equal(pthread_create(&thread, NULL, keep_some, NULL), 0);
    pthread_join(thread, NULL);
    assert_null(leat__spare_take(10000, &room));
}

/* ---- what is given at the end of a thread, behind all that it had kept ---- */

static pthread_key_t last;

static void give_last(void *memory)
{
    leat__spare_give(memory);
}

static void *end_with_memory(void *unused)
{
    (void)unused;
    leat__spare_give(malloc(100000));
    assert_int_equal(pthread_setspecific(last, malloc(100000)), 0);
    return NULL;
}

static void test_what_is_given_at_the_end_is_freed(void **state)
{
    size_t before = 0;

    (void)state;
    SKIP_UNDER_ASAN();
    leat__spare_give(malloc(10000)); /* so that its own end comes before that of `last` */
    assert_int_equal(pthread_key_create(&last, give_last), 0);
    for (int i = 0; i < 40; i++) {
        pthread_t thread;

        assert_int_equal(pthread_create(&thread, NULL, end_with_memory, NULL), 0);
        assert_int_equal(pthread_join(thread, NULL), 0);
        if (i == 0)
            before = mallinfo2().uordblks;
    }
    assert_true(mallinfo2().uordblks < before + 1000000);
    pthread_key_delete(last);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_what_is_given_is_taken, take_all),
        cmocka_unit_test_setup(test_what_is_given_at_the_end_is_freed, take_all),
        cmocka_unit_test_setup(test_the_smallest_that_fits, take_all),
        cmocka_unit_test_setup(test_no_more_is_kept_than_four_mebibytes, take_all),
        cmocka_unit_test_setup(test_a_resize_keeps_what_was_used, take_all),
        cmocka_unit_test_setup(test_nothing_is_kept_without_the_trick, take_all),
        cmocka_unit_test_setup(test_a_buffer_uses_all_that_it_got, take_all),
        cmocka_unit_test_setup(test_each_thread_has_its_own, take_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
