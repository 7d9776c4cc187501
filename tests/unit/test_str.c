/* test_str.c: texts that quotes make (leat/text.h). */
#include "leat/rt/text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "rt/arena.h"

static struct leat_run run;
static const uint32_t member_counts[] = {1};

static int set_up(void **state)
{
    (void)state;
    leat_run_init_embedded(&run, member_counts);
    leat_current = &run;
    return 0;
}

static int set_up_poisoned(void **state)
{
    set_up(state);
    run.arena.poison = true;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    leat_run_release(&run);
    return 0;
}

static void assert_text(leat_str text, const char *wanted)
{
    assert_int_equal(text.length, strlen(wanted));
    assert_memory_equal(text.data, wanted, text.length);
}

static leat_str letters(size_t length)
{
    char *to = leat_str_room(length);

    for (size_t i = 0; i < length; i++)
        to[i] = (char)('a' + i % 26);
    return (leat_str){to, length};
}

static void assert_letters(leat_str text, size_t first, size_t length)
{
    for (size_t i = first; i < first + length; i++)
        assert_int_equal(text.data[i], 'a' + (i - first) % 26);
}

/* Every pair of lengths on both sides of all that is copied in its own way. */
static void test_concat_joins_texts_of_any_length(void **state)
{
    static const size_t lengths[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 255, 256, 257, 5000, 70000};
    enum { COUNT = sizeof lengths / sizeof *lengths };

    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < COUNT; k++) {
            leat_str left = letters(lengths[i]), right = letters(lengths[k]), both = leat_str_concat(left, right);
            leat_str behind = letters(3);

            assert_int_equal(both.length, lengths[i] + lengths[k]);
            assert_letters(both, 0, lengths[i]);
            assert_letters(both, lengths[i], lengths[k]);
            assert_letters(left, 0, lengths[i]);
            assert_letters(behind, 0, 3);
        }
}

static void test_what_was_appended_to_stays_as_it_was(void **state)
{
    leat_str text = leat_str_copy(leat_str_of("mill")), stream, stone;

    (void)state;
    stream = leat_str_concat(text, leat_str_of("stream"));
    stone = leat_str_concat(text, leat_str_of("stone"));
    assert_text(text, "mill");
    assert_text(stream, "millstream");
    assert_text(stone, "millstone");
    assert_text(leat_str_concat(stone, stone), "millstonemillstone");
    assert_text(leat_str_concat(stone, (leat_str){NULL, 0}), "millstone");
    assert_text(leat_str_concat((leat_str){NULL, 0}, stone), "millstone");
    assert_text(leat_str_concat((leat_str){NULL, 0}, (leat_str){NULL, 0}), "");
}

static void test_a_text_grows_where_it_lies(void **state)
{
    leat_str text = letters(100);
    const char *where = text.data;

    (void)state;
    for (int i = 0; i < 100; i++)
        text = leat_str_concat(text, leat_str_of("barfoo"));
    assert_ptr_equal(text.data, where);
    assert_int_equal(leat_arena_used(&run.arena), 700);
    assert_letters(text, 0, 100);
    for (size_t i = 0; i < 600; i++)
        assert_int_equal(text.data[100 + i], "barfoo"[i % 6]);
}

/* Two that grow in turn, and neither lies last when it does: in linear memory. */
static void test_several_texts_grow_in_linear_memory(void **state)
{
    leat_str a = {"", 0}, b = {"", 0};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        a = leat_str_concat(a, leat_str_of("alder"));
        b = leat_str_concat(b, leat_str_of("beech"));
    }
    assert_int_equal(a.length, 100000);
    assert_int_equal(b.length, 100000);
    for (size_t i = 0; i < 100000; i++)
        assert_true(a.data[i] == "alder"[i % 5] && b.data[i] == "beech"[i % 5]);
    assert_true(leat_arena_used(&run.arena) < 2000000);
}

static void test_a_text_of_a_step_grows_in_its_keep(void **state)
{
    struct leat_keep keep = {0};
    leat_str text = {"", 0};

    (void)state;
    for (int turn = 0; turn < 100; turn++) {
        leat_run_enter(&run, &keep);
        for (int i = 0; i < 100; i++)
            text = leat_str_concat(text, leat_str_of("leat"));
        leat_run_leave(&run);
        leat_keep_settle(&keep, &leat_d_str_, &text);
        leat_run_end_turn(&run);
    }
    assert_int_equal(text.length, 40000);
    for (size_t i = 0; i < text.length; i++)
        assert_int_equal(text.data[i], "leat"[i % 4]);
    assert_true(leat_arena_used(&keep.arena) < 300000);
    leat_keep_release(&keep);
}

static char upper_of(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 32 : c);
}

static char lower_of(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* All bytes, in texts of each length and at each place of a word. */
static void test_only_letters_change_case(void **state)
{
    char bytes[40];

    (void)state;
    for (size_t length = 0; length <= sizeof bytes; length++)
        for (int c = 0; c < 256; c++) {
            leat_str upper, lower;

            for (size_t i = 0; i < length; i++)
                bytes[i] = (char)(c + (int)i * 7);
            upper = leat_str_upper((leat_str){bytes, length});
            lower = leat_str_lower((leat_str){bytes, length});
            for (size_t i = 0; i < length; i++) {
                assert_int_equal(upper.data[i], upper_of(bytes[i]));
                assert_int_equal(lower.data[i], lower_of(bytes[i]));
            }
        }
}

static void test_a_text_without_such_letters_is_given_back(void **state)
{
    leat_str brief = leat_str_of("MILL 7"), longer = leat_str_of("A MILL, A LEAT AND A WHEEL: \xc3\xa4");

    (void)state;
    assert_ptr_equal(leat_str_upper(brief).data, brief.data);
    assert_ptr_equal(leat_str_upper(longer).data, longer.data);
    assert_ptr_not_equal(leat_str_lower(brief).data, brief.data);
    assert_int_equal(leat_arena_used(&run.arena), 6);
}

static void test_memory_is_used_again_behind_a_mark(void **state)
{
    leat_str first = letters(10);
    char *where = NULL;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        struct leat_mark mark = leat_arena_mark(&run.arena);
        char *taken = leat_str_room(20);

        assert_true(!where || where == taken);
        where = taken;
        memset(taken, 1, 20);
        leat_arena_recycle(&run.arena, mark);
    }
    assert_letters(first, 0, 10);
    assert_int_equal(leat_arena_used(&run.arena), 10);
}

static size_t chunks(void)
{
    size_t count = 0;

    for (const struct leat_chunk *chunk = run.arena.chunks; chunk; chunk = chunk->next)
        count++;
    return count;
}

/* Elements that take more than a chunk: no more memory than the largest needs, and what was there before stays. */
static void test_an_element_larger_than_a_chunk_is_recycled(void **state)
{
    leat_str first = letters(10);

    (void)state;
    for (int i = 0; i < 1000; i++) {
        struct leat_mark mark = leat_arena_mark(&run.arena);

        for (int k = 0; k < 100; k++)
            memset(leat_arena_take(&run.arena, 1000), i, 1000);
        leat_arena_recycle(&run.arena, mark);
        assert_int_equal(leat_arena_used(&run.arena), 10);
    }
    assert_letters(first, 0, 10);
    assert_true(chunks() <= 5);
}

/* A view that outlives its element is not one of anything that came later. */
static void test_poisoned_memory_is_not_used_again(void **state)
{
    struct leat_mark mark = leat_arena_mark(&run.arena);
    const char *old = leat_str_room(8), *fresh;

    (void)state;
    memcpy((char *)(uintptr_t)old, "old text", 8);
    leat_arena_recycle(&run.arena, mark);
    fresh = leat_str_room(8);
    assert_ptr_not_equal(fresh, old);
#ifndef __SANITIZE_ADDRESS__
    assert_memory_equal(old, "\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5", 8);
#endif
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#define POISONED(name) cmocka_unit_test_setup_teardown(name, set_up_poisoned, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_concat_joins_texts_of_any_length),
        POISONED(test_concat_joins_texts_of_any_length),
        TEST(test_what_was_appended_to_stays_as_it_was),
        POISONED(test_what_was_appended_to_stays_as_it_was),
        TEST(test_a_text_grows_where_it_lies),
        TEST(test_several_texts_grow_in_linear_memory),
        POISONED(test_several_texts_grow_in_linear_memory),
        TEST(test_a_text_of_a_step_grows_in_its_keep),
        TEST(test_only_letters_change_case),
        TEST(test_a_text_without_such_letters_is_given_back),
        TEST(test_memory_is_used_again_behind_a_mark),
        TEST(test_an_element_larger_than_a_chunk_is_recycled),
        POISONED(test_poisoned_memory_is_not_used_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
