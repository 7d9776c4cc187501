/* test_queue.c: what waits comes out in its order, with its text, however far it is behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rt/arena.h"
#include "rt_values.h"

static struct leat_run run;
static struct leat_queue queue;

static int set_up(void **state)
{
    (void)state;
    leat_run_init_embedded(&run, NULL);
    run.arena.poison = true;
    leat_current = &run;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    leat_queue_release(&queue);
    leat_run_release(&run);
    return 0;
}

static void push_number(uint64_t n)
{
    *(uint64_t *)leat_queue_push(&queue, sizeof n) = n;
}

static uint64_t pop_number(void)
{
    return *(const uint64_t *)leat_queue_pop(&queue, sizeof(uint64_t));
}

static void test_first_in_first_out(void **state)
{
    uint64_t in = 0, out = 0, seed = 3;

    (void)state;
    for (int round = 0; round < 100000; round++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        if (seed >> 63 || leat_queue_is_empty(&queue))
            push_number(in++);
        else
            assert_int_equal(pop_number(), out++);
    }
    while (!leat_queue_is_empty(&queue))
        assert_int_equal(pop_number(), out++);
    assert_int_equal(in, out);
}

/* As many come as go: the memory stays that of those that wait. */
static void test_memory_is_used_again(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < 100; n++)
        push_number(n);
    for (uint64_t n = 100; n < 1000000; n++) {
        push_number(n);
        assert_int_equal(pop_number(), n - 100);
    }
    assert_true(queue.buffer.capacity <= 512);
}

/* A turn each: text is made in the arena, is kept, and leaves some turns later. */
static void test_text_waits_for_turns(void **state)
{
    enum { BEHIND = 1000, ALL = 100000 };

    (void)state;
    for (int n = 0; n < ALL; n++) {
        leat_str *kept = leat_queue_push(&queue, sizeof *kept);

        *kept = leat_str_format("element %d", n);
        leat_keep_move(&queue.keep, &leat_d_str_, kept);
        if (n >= BEHIND) {
            leat_str first = *(const leat_str *)leat_queue_pop(&queue, sizeof first);

            assert_true(leat_str_equal(first, leat_str_format("element %d", n - BEHIND)));
        }
        leat_queue_settle(&queue, &leat_d_str_, sizeof(leat_str));
        leat_run_end_turn(&run);
    }
    assert_true(leat_arena_used(&queue.keep.arena) < 256 << 10);
}

static void test_a_cleared_queue_is_empty(void **state)
{
    (void)state;
    push_number(1);
    push_number(2);
    pop_number();
    leat_queue_clear(&queue, sizeof(uint64_t));
    assert_true(leat_queue_is_empty(&queue));
    push_number(3);
    assert_int_equal(pop_number(), 3);
    assert_true(leat_queue_is_empty(&queue));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_first_in_first_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_memory_is_used_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text_waits_for_turns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_cleared_queue_is_empty, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
