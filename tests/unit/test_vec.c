/* test_vec.c: vectors that quotes push to, and formatted text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rt/arena.h"
#include "rt_values.h"

static struct leat_run run;
static struct leat_keep keep;

static int set_up(void **state)
{
    (void)state;
    leat_run_init_embedded(&run, NULL);
    leat_current = &run;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    leat_keep_release(&keep);
    leat_run_release(&run);
    return 0;
}

static void assert_numbers(leat_vec(int) vec, int first, size_t count)
{
    assert_int_equal(vec.length, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(vec.data[i], first + (int)i);
}

static void push_numbers(leat_vec(int) *vec, int first, int count)
{
    for (int i = 0; i < count; i++)
        leat_vec_push(vec, first + i);
}

static void test_pushes_append(void **state)
{
    leat_vec(int) vec = {0};

    (void)state;
    push_numbers(&vec, 0, 10000);
    assert_numbers(vec, 0, 10000);
}

static void test_pushes_append_in_poisoned_memory(void **state)
{
    leat_vec(item) items = {0};

    (void)state;
    run.arena.poison = true;
    for (uint64_t i = 0; i < 1000; i++)
        leat_vec_push(&items, (item){i, leat_str_format("%d", (int)i)});
    for (uint64_t i = 0; i < 1000; i++) {
        assert_int_equal(items.data[i].id, i);
        assert_int_equal(atoi(items.data[i].name.data), i);
    }
}

static void test_ten_million_pushes_move_the_vector_seldom(void **state)
{
    leat_vec(uint64_t) vec = {0};
    const uint64_t *last = NULL;
    int moves = 0;

    (void)state;
    leat_run_enter(&run, &keep);
    for (uint64_t i = 0; i < 10000000; i++) {
        leat_vec_push(&vec, i);
        moves += vec.data != last;
        last = vec.data;
    }
    assert_true(moves <= 24);
    for (uint64_t i = 0; i < vec.length; i++)
        if (vec.data[i] != i)
            fail_msg("element %llu is wrong", (unsigned long long)i);
}

/* A push and a settling each turn: what is kept stays within a few times the vector. */
static void test_pushes_over_many_turns_stay_in_the_keep(void **state)
{
    leat_vec(int) vec = {0};
    const int *last = NULL;
    int moves = 0;

    (void)state;
    for (int turn = 0; turn < 1000000; turn++) {
        leat_run_enter(&run, &keep);
        leat_vec_push(&vec, turn);
        leat_run_leave(&run);
        leat_keep_settle(&keep, &leat_d_leat_vec_int, &vec);
        leat_run_end_turn(&run);
        moves += vec.data != last;
        last = vec.data;
    }
    assert_numbers(vec, 0, 1000000);
    assert_true(moves <= 60);
    assert_true(leat_arena_used(&keep.arena) <= 16 * 1000000);
}

static void test_copies_of_a_vector_do_not_see_each_other(void **state)
{
    leat_vec(int) vec = {0}, copy;

    (void)state;
    push_numbers(&vec, 0, 5);
    copy = vec;
    push_numbers(&vec, 5, 3);
    push_numbers(&copy, 5, 1);
    leat_vec_push(&copy, 100);
    assert_numbers(vec, 0, 8);
    assert_int_equal(copy.length, 7);
    assert_int_equal(copy.data[6], 100);
    copy.length = 3;
    leat_vec_push(&copy, 200);
    assert_numbers(vec, 0, 8);
    assert_int_equal(copy.data[3], 200);
}

static void test_the_users_own_array_is_copied(void **state)
{
    static const int constant[] = {0, 1, 2};
    leat_vec(int) vec = {constant, 3};

    (void)state;
    push_numbers(&vec, 3, 1);
    assert_ptr_not_equal(vec.data, constant);
    assert_numbers(vec, 0, 4);
}

/* A vector from a decoder lies between other things of the turn, and has no room. */
static void test_a_decoded_vector_is_copied(void **state)
{
    int *numbers = leat_arena_take(&run.arena, 4 * sizeof *numbers);
    char *behind = leat_arena_take(&run.arena, 64);
    leat_vec(int) vec = {numbers, 4};

    (void)state;
    memset(behind, 'x', 64);
    for (int i = 0; i < 4; i++)
        numbers[i] = i;
    push_numbers(&vec, 4, 4);
    assert_numbers(vec, 0, 8);
    for (int i = 0; i < 64; i++)
        assert_int_equal(behind[i], 'x');
}

/* What an earlier turn's vector left in memory is not taken for a vector of this turn. */
static void test_an_earlier_turns_vector_is_not_believed(void **state)
{
    leat_vec(uint64_t) old = {0}, now;
    uint64_t *numbers;
    char *behind;

    (void)state;
    leat_vec_push(&old, 7);
    leat_run_end_turn(&run);
    /* The same place; what lies before it, the old block's head with room for more, is not written to. */
    leat_arena_take(&run.arena, sizeof(struct leat__block));
    numbers = leat_arena_take(&run.arena, sizeof *numbers);
    assert_ptr_equal(numbers, old.data);
    behind = leat_arena_take(&run.arena, 16);
    memset(behind, 'x', 16);
    numbers[0] = 0;
    now = (leat_vec(uint64_t)){numbers, 1};
    for (uint64_t i = 1; i < 4; i++)
        leat_vec_push(&now, i);
    for (uint64_t i = 0; i < 4; i++)
        assert_int_equal(now.data[i], i);
    for (int i = 0; i < 16; i++)
        assert_int_equal(behind[i], 'x');
}

static void test_pushes_go_to_the_memory_in_use(void **state)
{
    struct leat_arena scratch = {0};
    leat_vec(int) kept = {0}, in_turn, in_scratch;

    (void)state;
    leat_run_enter(&run, &keep);
    push_numbers(&kept, 0, 3);
    assert_non_null(leat__arena_chunk(&keep.arena, kept.data));
    assert_int_equal(leat_arena_used(&run.arena), 0);
    /* Outside of the step, the kept vector is only read: a copy grows. */
    leat_run_leave(&run);
    in_turn = kept;
    push_numbers(&in_turn, 3, 1);
    assert_non_null(leat__arena_chunk(&run.arena, in_turn.data));
    run.memory = run.into = &scratch;
    in_scratch = in_turn;
    push_numbers(&in_scratch, 4, 1);
    assert_non_null(leat__arena_chunk(&scratch, in_scratch.data));
    assert_numbers(kept, 0, 3);
    assert_numbers(in_turn, 0, 4);
    assert_numbers(in_scratch, 0, 5);
    leat_run_enter(&run, &keep);
    push_numbers(&kept, 3, 1);
    assert_numbers(kept, 0, 4);
    leat_arena_release(&scratch);
}

/* A vector of a page and more grows where it stands while nothing was taken behind it. */
static void test_the_last_vector_grows_in_place(void **state)
{
    leat_vec(int) vec = {0};
    const int *where;

    (void)state;
    push_numbers(&vec, 0, 1);
    where = vec.data;
    push_numbers(&vec, 1, 500);
    assert_ptr_equal(vec.data, where);
    leat_arena_take(&run.arena, 1);
    push_numbers(&vec, 501, 1000);
    assert_ptr_not_equal(vec.data, where);
    assert_numbers(vec, 0, 1501);
}

static void test_compaction_leaves_room_to_push(void **state)
{
    leat_vec(int) vec = {0};
    const int *where;

    (void)state;
    leat_run_enter(&run, &keep);
    push_numbers(&vec, 0, 1100);
    leat_keep_compact(&keep, &leat_d_leat_vec_int, &vec, 1, sizeof vec);
    where = vec.data;
    push_numbers(&vec, 1100, 900);
    assert_ptr_equal(vec.data, where);
    assert_numbers(vec, 0, 2000);
}

static void test_text_of_any_length_is_formatted(void **state)
{
    (void)state;
    for (int length = 0; length < 1000; length += 51) {
        leat_str text = leat_str_format("%*d%s", length, 1, "!");

        assert_int_equal(text.length, (length ? length : 1) + 1);
        assert_int_equal(text.data[text.length - 1], '!');
        assert_int_equal(text.data[text.length - 2], '1');
        assert_non_null(leat__arena_chunk(&run.arena, text.data));
    }
    assert_int_equal(leat_str_format("%s", "").length, 0);
}

static void test_text_of_a_step_is_of_the_turn(void **state)
{
    leat_str text;

    (void)state;
    leat_run_enter(&run, &keep);
    text = leat_str_format("%d items", 3);
    assert_null(keep.arena.chunks);
    assert_int_equal(leat_str_compare(text, leat_str_of("3 items")), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pushes_append),
        TEST(test_pushes_append_in_poisoned_memory),
        TEST(test_ten_million_pushes_move_the_vector_seldom),
        TEST(test_pushes_over_many_turns_stay_in_the_keep),
        TEST(test_copies_of_a_vector_do_not_see_each_other),
        TEST(test_the_users_own_array_is_copied),
        TEST(test_a_decoded_vector_is_copied),
        TEST(test_an_earlier_turns_vector_is_not_believed),
        TEST(test_pushes_go_to_the_memory_in_use),
        TEST(test_the_last_vector_grows_in_place),
        TEST(test_compaction_leaves_room_to_push),
        TEST(test_text_of_any_length_is_formatted),
        TEST(test_text_of_a_step_is_of_the_turn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
