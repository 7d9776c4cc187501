/*
 * test_memory.c: arenas and their poison, keeps, buffers, and the embedded run that holds them.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "rt/arena.h"
#include "rt/fail.h"
#include "rt_values.h"

int __asan_address_is_poisoned(const volatile void *address) __attribute__((weak));

static bool has_asan(void)
{
    return __asan_address_is_poisoned != NULL;
}

static struct leat_run run;

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
    leat_run_release(&run);
    return 0;
}

static size_t held(const struct leat_arena *arena)
{
    size_t bytes = 0;

    for (const struct leat_chunk *chunk = arena->chunks; chunk; chunk = chunk->next)
        bytes += chunk->size;
    return bytes;
}

/* A string in the tick arena, which the end of the turn destroys. */
static leat_str turn_text(const char *text)
{
    size_t length = strlen(text);
    char *copy = leat_arena_take(&run.arena, length);

    memcpy(copy, text, length);
    return (leat_str){copy, length};
}

static void assert_text(leat_str text, const char *expected)
{
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.data, expected, text.length);
}

/* ---- arenas ---- */

static void test_takings_are_aligned_and_apart(void **state)
{
    struct leat_arena arena = {0};
    uint64_t seed = 9;
    char *taken[300];
    size_t sizes[300];

    (void)state;
    for (size_t i = 0; i < 300; i++) {
        sizes[i] = random_below(&seed, i % 50 ? 300 : 100000);
        taken[i] = leat_arena_take(&arena, sizes[i]);
        assert_non_null(taken[i]);
        assert_int_equal((uintptr_t)taken[i] % 16, 0);
        memset(taken[i], (int)i, sizes[i]);
    }
    for (size_t i = 0; i < 300; i++)
        for (size_t j = 0; j < sizes[i]; j++)
            assert_int_equal((unsigned char)taken[i][j], i & 255);
    leat_arena_release(&arena);
}

static void test_nothing_is_not_null(void **state)
{
    struct leat_arena arena = {0};
    void *first = leat_arena_take(&arena, 0), *second;

    (void)state;
    assert_non_null(first);
    leat_arena_take(&arena, (size_t)(arena.end - arena.at));
    second = leat_arena_take(&arena, 0);
    assert_non_null(leat__arena_chunk(&arena, second));
    leat_arena_release(&arena);
}

static void test_a_reset_arena_keeps_one_mebibyte_at_most(void **state)
{
    struct leat_arena arena = {0};
    char *first;

    (void)state;
    leat_arena_take(&arena, 40 << 20);
    leat_arena_reset(&arena);
    assert_in_range(held(&arena), 1, 1 << 20);
    assert_int_equal(leat_arena_used(&arena), 0);
    /* A turn like the last finds all its room in one piece, where it was. */
    for (int turn = 0; turn < 5; turn++) {
        for (int i = 0; i < 700; i++)
            leat_arena_take(&arena, 1024);
        leat_arena_reset(&arena);
    }
    first = leat_arena_take(&arena, 1);
    for (int i = 0; i < 699; i++)
        leat_arena_take(&arena, 1024);
    assert_null(arena.chunks->next);
    leat_arena_reset(&arena);
    assert_ptr_equal(leat_arena_take(&arena, 1), first);
    leat_arena_release(&arena);
    assert_null(arena.chunks);
}

__attribute__((no_sanitize_address)) static unsigned char peek(const volatile void *address)
{
    return *(const volatile unsigned char *)address;
}

static void test_a_reset_arena_is_poisoned(void **state)
{
    struct leat_arena arena = {.poison = true};
    unsigned char *text = leat_arena_take(&arena, 100);

    (void)state;
    memset(text, 'x', 100);
    leat_arena_reset(&arena);
    if (has_asan()) {
        assert_true(__asan_address_is_poisoned(text));
        assert_true(__asan_address_is_poisoned(text + 99));
    } else {
        for (int i = 0; i < 100; i++)
            assert_int_equal(peek(text + i), 0xA5);
    }
    leat_arena_release(&arena);
}

static void test_poison_leaves_a_gap_behind_each_taking(void **state)
{
    struct leat_arena arena = {.poison = true};
    char *first = leat_arena_take(&arena, 20), *second = leat_arena_take(&arena, 16);

    (void)state;
    memset(first, 1, 20);
    memset(second, 2, 16);
    assert_true(second - first >= 32 + 16);
    if (has_asan()) {
        assert_false(__asan_address_is_poisoned(first + 19));
        assert_true(__asan_address_is_poisoned(first + 20));
        assert_true(__asan_address_is_poisoned(second - 1));
        assert_true(__asan_address_is_poisoned(second + 16));
    }
    leat_arena_release(&arena);
}

/* Runs `action` in a child, which must abort and say `expected` on standard error. */
static void assert_aborts(void (*action)(void), const char *expected)
{
    int ends[2], status;
    char said[512] = "";
    size_t length = 0;
    ssize_t count;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    child = fork();
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        dup2(ends[1], STDERR_FILENO);
        action();
        _exit(0);
    }
    close(ends[1]);
    while ((count = read(ends[0], said + length, sizeof said - 1 - length)) > 0)
        length += (size_t)count;
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    assert_string_equal(said, expected);
}

static void take_too_much(void)
{
    struct leat_arena arena = {0};

    leat_arena_take(&arena, SIZE_MAX);
}

static void test_running_out_of_memory_says_so(void **state)
{
    (void)state;
    assert_aborts(take_too_much, "error: out of memory: 18446744073709551615 more bytes are not to be had\n");
}

/* ---- keeps ---- */

static void test_what_is_settled_outlives_the_turn(void **state)
{
    struct leat_keep keep = {0};
    leat_str *notes = leat_arena_take(&run.arena, 2 * sizeof *notes);
    item *items = leat_arena_take(&run.arena, sizeof *items);
    order acc = {.id = 5, .customer = turn_text("Ann"), .best = {true, {2, turn_text("best")}}};

    (void)state;
    notes[0] = turn_text("first");
    notes[1] = (leat_str){NULL, 0};
    items[0] = (item){9, turn_text("nail")};
    acc.notes = (leat_vec(leat_str)){notes, 2};
    acc.items = (leat_vec(item)){items, 1};
    leat_keep_settle(&keep, &leat_d_order, &acc);
    leat_run_end_turn(&run);
    assert_text(acc.customer, "Ann");
    assert_text(acc.best.value.name, "best");
    assert_text(acc.notes.data[0], "first");
    assert_int_equal(acc.notes.data[1].length, 0);
    assert_text(acc.items.data[0].name, "nail");
    assert_int_equal(acc.items.data[0].id, 9);
    leat_keep_release(&keep);
}

static void test_values_without_views_cost_nothing(void **state)
{
    struct leat_keep keep = {0};
    scalars value = {.u8 = 1};

    (void)state;
    leat_keep_settle(&keep, &leat_d_scalars, &value);
    leat_keep_settle(&keep, NULL, &value);
    leat_keep_move(&keep, NULL, &value);
    assert_null(keep.arena.chunks);
}

static void test_what_is_there_stays_where_it_is(void **state)
{
    struct leat_keep keep = {0};
    item value = {1, turn_text("stays here")};
    const char *where;
    size_t used;

    (void)state;
    leat_keep_move(&keep, &leat_d_item, &value);
    where = value.name.data;
    used = leat_arena_used(&keep.arena);
    value.name.data += 6; /* part of it */
    value.name.length -= 6;
    leat_keep_move(&keep, &leat_d_item, &value);
    assert_ptr_equal(value.name.data, where + 6);
    assert_int_equal(leat_arena_used(&keep.arena), used);
    leat_keep_release(&keep);
}

static void test_a_new_name_each_turn_runs_in_bounded_memory(void **state)
{
    struct leat_keep keep = {0};
    leat_str acc = {"", 0};
    char name[32];

    (void)state;
    run.arena.poison = false;
    for (int turn = 0; turn < 1000000; turn++) {
        size_t length = (size_t)snprintf(name, sizeof name, "name %d", turn);

        acc.data = memcpy(leat_arena_take(&run.arena, length), name, length);
        acc.length = length;
        leat_keep_settle(&keep, &leat_d_str_, &acc);
        leat_run_end_turn(&run);
        if (turn % 1000 == 0)
            assert_true(held(&keep.arena) <= 256 << 10);
    }
    assert_text(acc, "name 999999");
    leat_keep_release(&keep);
}

static void test_what_a_keep_held_is_valid_until_the_turn_ends(void **state)
{
    struct leat_keep keep = {0}, downstream = {0};
    leat_str acc = turn_text("seen by another operator"), seen;

    (void)state;
    leat_keep_settle(&keep, &leat_d_str_, &acc);
    leat_run_end_turn(&run);
    seen = acc;
    leat_keep_compact(&keep, &leat_d_str_, &acc, 1, sizeof acc);
    assert_ptr_not_equal(seen.data, acc.data);
    leat_keep_settle(&downstream, &leat_d_str_, &seen);
    leat_run_end_turn(&run);
    assert_text(seen, "seen by another operator");
    assert_text(acc, "seen by another operator");
    assert_null(run.retired);
    leat_keep_release(&keep);
    leat_keep_release(&downstream);
}

static void test_compaction_keeps_values_and_drops_garbage(void **state)
{
    struct leat_keep keep = {0};
    enum { COUNT = 50 };
    book books[COUNT];
    uint64_t seed = 77, hashes[COUNT];

    (void)state;
    for (int round = 0; round < 200; round++)
        for (size_t i = 0; i < COUNT; i++) {
            random_value(&seed, &leat_d_book, &books[i], &run.arena, 0);
            hashes[i] = leat_value_hash(&leat_d_book, &books[i], 0);
            leat_keep_move(&keep, &leat_d_book, &books[i]);
            leat_arena_reset(&run.arena);
        }
    assert_true(leat_keep_is_loose(&keep));
    leat_keep_compact(&keep, &leat_d_book, books, COUNT, sizeof *books);
    leat_run_end_turn(&run);
    assert_false(leat_keep_is_loose(&keep));
    assert_int_equal(keep.live, leat_arena_used(&keep.arena));
    assert_true(keep.live < 1 << 20);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(leat_value_hash(&leat_d_book, &books[i], 0), hashes[i]);
    leat_keep_release(&keep);
}

static void push_note(struct leat_keep *keep, leat_vec(leat_str) *notes, leat_str note)
{
    leat_run_enter(&run, keep);
    leat_vec_push(notes, note);
    leat_run_leave(&run);
}

/* A vector that grows for ever is settled in time linear in what was pushed: what has settled is not looked at. */
static void test_only_what_was_pushed_settles(void **state)
{
    struct leat_keep keep = {0};
    leat_vec(leat_str) notes = {0};
    const char *unmoved = "as it would not stay if it were looked at";
    leat_str *first;

    (void)state;
    push_note(&keep, &notes, turn_text("a"));
    leat_keep_settle(&keep, &leat_d_leat_vec_leat_str, &notes);
    first = (leat_str *)(uintptr_t)notes.data;
    *first = leat_str_of(unmoved);
    push_note(&keep, &notes, turn_text("b"));
    leat_keep_settle(&keep, &leat_d_leat_vec_leat_str, &notes);
    leat_run_end_turn(&run);
    assert_ptr_equal(notes.data[0].data, unmoved);
    assert_text(notes.data[1], "b");
    leat_keep_release(&keep);
}

static void test_all_that_was_pushed_settles(void **state)
{
    struct leat_keep keep = {0};
    leat_vec(leat_str) notes = {0};
    char text[32];

    (void)state;
    for (int i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "note %d", i);
        push_note(&keep, &notes, turn_text(text));
        if (i % 37 == 0) {
            leat_keep_settle(&keep, &leat_d_leat_vec_leat_str, &notes);
            leat_run_end_turn(&run);
        }
    }
    leat_keep_settle(&keep, &leat_d_leat_vec_leat_str, &notes);
    leat_run_end_turn(&run);
    for (int i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "note %d", i);
        assert_text(notes.data[i], text);
    }
    leat_keep_release(&keep);
}

/* Two vectors of one block, and one that was shortened: what each pushes is settled all the same. */
static void test_vectors_that_share_a_block_settle_apart(void **state)
{
    struct leat_keep keep = {0};
    leat_vec(leat_str) pair[2] = {{0}, {0}};

    (void)state;
    push_note(&keep, &pair[0], turn_text("a"));
    push_note(&keep, &pair[0], turn_text("b"));
    leat_keep_move(&keep, &leat_d_leat_vec_leat_str, &pair[0]);
    leat_run_end_turn(&run);
    pair[1] = pair[0];
    push_note(&keep, &pair[0], turn_text("c"));
    pair[1].length = 1;
    push_note(&keep, &pair[1], turn_text("d"));
    leat_keep_move(&keep, &leat_d_leat_vec_leat_str, &pair[1]);
    leat_keep_move(&keep, &leat_d_leat_vec_leat_str, &pair[0]);
    leat_run_end_turn(&run);
    assert_int_equal(pair[0].length, 3);
    assert_text(pair[0].data[1], "b");
    assert_text(pair[0].data[2], "c");
    assert_int_equal(pair[1].length, 2);
    assert_text(pair[1].data[0], "a");
    assert_text(pair[1].data[1], "d");
    leat_keep_release(&keep);
}

static void test_part_of_a_kept_vector_settles(void **state)
{
    struct leat_keep keep = {0};
    leat_vec(leat_str) notes = {0};

    (void)state;
    push_note(&keep, &notes, turn_text("a"));
    push_note(&keep, &notes, turn_text("b"));
    notes.data++;
    notes.length--;
    leat_keep_move(&keep, &leat_d_leat_vec_leat_str, &notes);
    leat_run_end_turn(&run);
    assert_text(notes.data[0], "b");
    leat_keep_release(&keep);
}

/* ---- buffers ---- */

static void test_what_is_reserved_does_not_move(void **state)
{
    struct leat_buffer buffer = {0};
    const char *data;

    (void)state;
    *(uint64_t *)leat_buffer_push(&buffer, sizeof(uint64_t)) = 7;
    leat_buffer_reserve(&buffer, 1000, sizeof(uint64_t));
    data = buffer.data;
    for (uint64_t i = 0; i < 1000; i++) {
        leat_buffer_has_room(&buffer);
        *(uint64_t *)leat_buffer_push(&buffer, sizeof(uint64_t)) = i;
    }
    assert_ptr_equal(buffer.data, data);
    assert_int_equal(*(const uint64_t *)buffer.data, 7);
    assert_int_equal(((const uint64_t *)buffer.data)[1000], 999);
    /* Little by little it grows as pushing does: by a factor, not by what is asked for. */
    while (buffer.count < buffer.capacity)
        *(uint64_t *)leat_buffer_push(&buffer, sizeof(uint64_t)) = 0;
    leat_buffer_reserve(&buffer, 1, sizeof(uint64_t));
    assert_true(buffer.capacity >= 2 * buffer.count);
    leat_buffer_release(&buffer);
}

static void test_a_buffer_grows_and_gives_back(void **state)
{
    struct leat_buffer buffer = {0};

    (void)state;
    for (uint64_t i = 0; i < 1000000; i++)
        *(uint64_t *)leat_buffer_push(&buffer, sizeof(uint64_t)) = i;
    for (uint64_t i = 0; i < 1000000; i++)
        assert_int_equal(((uint64_t *)(void *)buffer.data)[i], i);
    leat_buffer_clear(&buffer, sizeof(uint64_t));
    assert_int_equal(buffer.count, 0);
    assert_int_equal(buffer.capacity, (1 << 20) / sizeof(uint64_t));
    *(uint64_t *)leat_buffer_push(&buffer, sizeof(uint64_t)) = 1;
    leat_buffer_release(&buffer);
    assert_null(buffer.data);
}

/* An element larger than what a cleared buffer keeps. */
static void test_a_buffer_of_huge_elements(void **state)
{
    struct leat_buffer buffer = {0};
    size_t size = 3 << 20;

    (void)state;
    memset(leat_buffer_push(&buffer, size), 1, size);
    leat_buffer_clear(&buffer, size);
    assert_int_equal(buffer.capacity, 0);
    memset(leat_buffer_push(&buffer, size), 1, size);
    leat_buffer_release(&buffer);
}

/* ---- the embedded run ---- */

static void test_arguments_are_found_by_whole_name(void **state)
{
    const char *const arguments[] = {"limits=1", "limit=2", "limit=3", "empty=", NULL};

    (void)state;
    assert_text(leat_argument("limit"), "");
    run.arguments = arguments;
    assert_text(leat_argument("limit"), "2");
    assert_text(leat_argument("empty"), "");
    assert_text(leat_argument("lim"), "");
}

static void test_a_turn_ends(void **state)
{
    (void)state;
    assert_true(run.first);
    assert_int_equal(leat_self().id, 0);
    leat_arena_take(&run.arena, 10);
    leat_run_enter(&run, &(struct leat_keep){0});
    leat_run_end_turn(&run);
    assert_false(run.first);
    assert_ptr_equal(run.into, &run.arena);
    assert_ptr_equal(run.memory, &run.arena);
    assert_int_equal(leat_arena_used(&run.arena), 0);
}

static void test_scratch_stays_until_the_turn_ends(void **state)
{
    struct leat_arena scratch = {0};
    char *yielded[20];

    (void)state;
    run.memory = run.into = &scratch;
    for (int i = 0; i < 20; i++) {
        yielded[i] = leat_arena_take(run.memory, 5000);
        memset(yielded[i], i, 5000);
        leat_scratch_reset();
    }
    for (int i = 0; i < 20; i++)
        for (int j = 0; j < 5000; j++)
            assert_int_equal(yielded[i][j], i);
    leat_run_end_turn(&run);
    assert_null(run.retired);
    assert_true(held(&scratch) <= 16 << 10);
    leat_arena_release(&scratch);
}

/* A body that forgets after every few bytes, for ever: neither many chunks in a turn, nor more from turn to turn. */
static void test_scratch_is_bounded(void **state)
{
    struct leat_arena scratch = {0};

    (void)state;
    for (int turn = 0; turn < 100; turn++) {
        size_t retired = 0;

        run.memory = run.into = &scratch;
        for (int i = 0; i < 1000; i++) {
            leat_arena_take(run.memory, 100);
            leat_scratch_reset();
        }
        for (const struct leat_chunk *chunk = run.retired; chunk; chunk = chunk->next)
            retired += chunk->size;
        assert_true(retired < 1000 * 112 * 2 + (32 << 10));
        assert_true(held(&scratch) <= 32 << 10);
        leat_run_end_turn(&run);
    }
    leat_arena_release(&scratch);
}

static void test_forgotten_scratch_is_poisoned_when_the_turn_ends(void **state)
{
    struct leat_arena scratch = {.poison = true};
    char *yielded;

    (void)state;
    run.memory = run.into = &scratch;
    yielded = leat_arena_take(run.memory, 10);
    leat_scratch_reset();
    memset(yielded, 1, 10);
    leat_run_end_turn(&run);
    if (has_asan())
        assert_true(__asan_address_is_poisoned(yielded));
    assert_null(scratch.chunks);
}

static void reset_outside_of_a_body(void)
{
    leat_scratch_reset();
}

static void test_scratch_reset_outside_of_a_body_is_an_error(void **state)
{
    (void)state;
    assert_aborts(reset_outside_of_a_body,
                  "error: leat_scratch_reset() is for the body of a source; here nothing is to be reset\n");
}

static void fail_with_number(void)
{
    leat_run_fail("member %d of %s", 7, "worker");
}

static void say_and_abort(const char *message)
{
    if (write(STDERR_FILENO, "told: ", 6) != 6 || write(STDERR_FILENO, message, strlen(message)) < 0)
        _exit(3);
    abort();
}

static void test_a_failure_goes_to_the_hook(void **state)
{
    (void)state;
    assert_aborts(fail_with_number, "error: member 7 of worker\n");
    leat__fail_hook = say_and_abort;
    assert_aborts(fail_with_number, "told: error: member 7 of worker");
    leat__fail_hook = NULL;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_is_reserved_does_not_move),
        TEST(test_takings_are_aligned_and_apart),
        TEST(test_nothing_is_not_null),
        TEST(test_a_reset_arena_keeps_one_mebibyte_at_most),
        TEST(test_a_reset_arena_is_poisoned),
        TEST(test_poison_leaves_a_gap_behind_each_taking),
        TEST(test_running_out_of_memory_says_so),
        TEST(test_what_is_settled_outlives_the_turn),
        TEST(test_values_without_views_cost_nothing),
        TEST(test_what_is_there_stays_where_it_is),
        TEST(test_a_new_name_each_turn_runs_in_bounded_memory),
        TEST(test_what_a_keep_held_is_valid_until_the_turn_ends),
        TEST(test_compaction_keeps_values_and_drops_garbage),
        TEST(test_only_what_was_pushed_settles),
        TEST(test_all_that_was_pushed_settles),
        TEST(test_vectors_that_share_a_block_settle_apart),
        TEST(test_part_of_a_kept_vector_settles),
        TEST(test_a_buffer_grows_and_gives_back),
        TEST(test_a_buffer_of_huge_elements),
        TEST(test_arguments_are_found_by_whole_name),
        TEST(test_a_turn_ends),
        TEST(test_scratch_stays_until_the_turn_ends),
        TEST(test_scratch_is_bounded),
        TEST(test_forgotten_scratch_is_poisoned_when_the_turn_ends),
        TEST(test_scratch_reset_outside_of_a_body_is_an_error),
        TEST(test_a_failure_goes_to_the_hook),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
