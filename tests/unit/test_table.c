/* test_table.c: the hash table against a plain array, and its memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rt/arena.h"
#include "rt_values.h"

static struct leat_run run;
static struct leat_table table;

struct number_entry {
    uint64_t key, value;
};

static bool number_equal(const void *entry, const void *key)
{
    return ((const struct number_entry *)entry)->key == *(const uint64_t *)key;
}

static struct number_entry *find_number(uint64_t key)
{
    return leat_table_find(&table, sizeof(struct number_entry), leat_hash_u64(key, 0), &key, number_equal);
}

static struct number_entry *enter_number(uint64_t key, bool *is_new)
{
    struct number_entry *entry =
        leat_table_enter(&table, sizeof *entry, leat_hash_u64(key, 0), &key, number_equal, is_new);

    if (*is_new)
        *entry = (struct number_entry){key, 0};
    return entry;
}

static bool word_equal(const void *entry, const void *key)
{
    return leat_str_equal(((const word_count *)entry)->key, *(const leat_str *)key);
}

/* The step of a fold by key that keeps its last text: as the generator writes it. */
static word_count *count_word(leat_str word)
{
    bool is_new;
    uint64_t hash = leat_hash_bytes(word.data, word.length, 0);
    word_count *entry = leat_table_enter(&table, sizeof *entry, hash, &word, word_equal, &is_new);

    if (is_new) {
        *entry = (word_count){.key = word};
        leat_keep_move(&table.keep, &leat_d_str_, &entry->key);
    }
    entry->value++;
    return entry;
}

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
    leat_table_release(&table);
    leat_run_release(&run);
    return 0;
}

static void test_an_empty_table_finds_nothing(void **state)
{
    (void)state;
    assert_null(find_number(0));
    leat_table_settle(&table, &leat_d_word_count, sizeof(word_count));
    leat_table_clear(&table, sizeof(word_count));
    assert_null(find_number(0));
}

/* Random keys of a range that grows, against an array indexed by key. */
static void test_it_counts_as_an_array_does(void **state)
{
    enum { KEYS = 5000 };
    uint64_t seed = 11, expected[KEYS] = {0}, came[KEYS];
    uint32_t distinct = 0;

    (void)state;
    for (size_t i = 0; i < 40000; i++) {
        uint64_t key = random_below(&seed, 1 + i * KEYS / 40000);
        bool is_new;
        struct number_entry *entry = enter_number(key, &is_new);

        assert_int_equal(is_new, expected[key] == 0);
        if (is_new)
            came[distinct++] = key;
        entry->value++;
        expected[key]++;
    }
    assert_int_equal(table.count, distinct);
    for (uint64_t key = 0; key < KEYS; key++) {
        struct number_entry *entry = find_number(key);

        assert_int_equal(entry ? entry->value : 0, expected[key]);
    }
    /* Entries lie in the order in which they came. */
    for (uint32_t i = 0; i < distinct; i++)
        assert_int_equal(((struct number_entry *)(void *)table.entries)[i].key, came[i]);
}

static void test_a_million_keys(void **state)
{
    bool is_new;

    (void)state;
    for (uint64_t key = 0; key < 1000000; key++)
        enter_number(key * 64, &is_new)->value = key;
    assert_int_equal(table.count, 1000000);
    assert_true(table.count <= (uint64_t)(table.mask + 1) / 4 * 3);
    for (uint64_t key = 0; key < 1000000; key++)
        if (find_number(key * 64)->value != key || find_number(key * 64 + 1))
            fail_msg("key %llu", (unsigned long long)key);
}

/* All the same hash: slow, but right, also when the table grows. */
static void test_keys_of_one_hash_are_told_apart(void **state)
{
    (void)state;
    for (uint64_t key = 0; key < 200; key++) {
        bool is_new;
        struct number_entry *entry = leat_table_enter(&table, sizeof *entry, 42, &key, number_equal, &is_new);

        assert_true(is_new);
        *entry = (struct number_entry){key, key};
    }
    for (uint64_t key = 0; key < 200; key++) {
        struct number_entry *entry = leat_table_find(&table, sizeof *entry, 42, &key, number_equal);

        assert_int_equal(entry->value, key);
    }
    assert_null(leat_table_find(&table, sizeof(struct number_entry), 42, &(uint64_t){200}, number_equal));
}

static void test_keys_outlive_the_turn(void **state)
{
    (void)state;
    for (int turn = 0; turn < 20; turn++) {
        for (int i = 0; i < 100; i++)
            count_word(leat_str_format("word %d", i));
        leat_run_end_turn(&run);
    }
    assert_int_equal(table.count, 100);
    for (int i = 0; i < 100; i++)
        assert_int_equal(count_word(leat_str_format("word %d", i))->value, 21);
}

/* A value that views something new each turn: it settles, and the keep stays small. */
leat_keyed(last_note, uint64_t, leat_str)

static void set_note(uint64_t key, leat_str note)
{
    bool is_new;
    last_note *entry = leat_table_enter(&table, sizeof *entry, leat_hash_u64(key, 0), &key, number_equal, &is_new);

    *entry = (last_note){key, note};
    leat_table_touch(&table, entry, sizeof *entry);
}

static leat_str note_of(uint64_t key)
{
    return ((last_note *)leat_table_find(&table, sizeof(last_note), leat_hash_u64(key, 0), &key, number_equal))->value;
}

static size_t keep_bytes(void)
{
    size_t bytes = 0;

    for (const struct leat_chunk *chunk = table.keep.arena.chunks; chunk; chunk = chunk->next)
        bytes += chunk->size;
    return bytes;
}

static void test_touched_values_settle_in_bounded_memory(void **state)
{
    enum { KEYS = 300, TURNS = 3000 };
    uint64_t seed = 5;
    uint64_t expected[KEYS];

    (void)state;
    for (uint64_t key = 0; key < KEYS; key++)
        set_note(key, leat_str_format("note %d", (int)(expected[key] = 0)));
    for (uint64_t turn = 1; turn < TURNS; turn++) {
        for (int i = 0; i < 10; i++) {
            uint64_t key = random_below(&seed, KEYS);

            set_note(key, leat_str_format("note %d", (int)(expected[key] = turn)));
        }
        leat_table_settle(&table, &leat_d_last_note, sizeof(last_note));
        leat_run_end_turn(&run);
        assert_int_equal(table.touched.count, 0);
        assert_true(keep_bytes() <= 256 << 10);
    }
    for (uint64_t key = 0; key < KEYS; key++)
        assert_true(leat_str_equal(note_of(key), leat_str_format("note %d", (int)expected[key])));
}

/* One entry touched again and again, and then others: none is forgotten, and the list stays short. */
static void test_many_touches_of_few_entries(void **state)
{
    (void)state;
    set_note(1, leat_str_format("one"));
    set_note(2, leat_str_format("two"));
    for (int i = 0; i < 100000; i++)
        set_note(1, leat_str_format("one %d", i % 10));
    assert_true(table.touched.count < 100);
    set_note(3, leat_str_format("three"));
    leat_table_settle(&table, &leat_d_last_note, sizeof(last_note));
    leat_run_end_turn(&run);
    assert_true(leat_str_equal(note_of(1), leat_str_of("one 9")));
    assert_true(leat_str_equal(note_of(2), leat_str_of("two")));
    assert_true(leat_str_equal(note_of(3), leat_str_of("three")));
    assert_false(table.all_touched);
}

/* Only the touched entries are looked at, unless the keep is loose. */
static void test_untouched_values_are_left_alone(void **state)
{
    leat_str untouched;

    (void)state;
    set_note(1, leat_str_format("one"));
    set_note(2, leat_str_format("two"));
    leat_table_settle(&table, &leat_d_last_note, sizeof(last_note));
    leat_run_end_turn(&run);
    untouched = note_of(1);
    set_note(2, leat_str_format("two again"));
    leat_table_settle(&table, &leat_d_last_note, sizeof(last_note));
    leat_run_end_turn(&run);
    assert_ptr_equal(note_of(1).data, untouched.data);
    assert_true(leat_str_equal(note_of(2), leat_str_of("two again")));
}

/* What was read of a table stays readable to the end of the turn in which it is cleared. */
static void test_clearing_empties_but_not_under_the_turn(void **state)
{
    leat_str seen;

    (void)state;
    seen = count_word(leat_str_format("a word"))->key;
    leat_table_clear(&table, sizeof(word_count));
    assert_int_equal(table.count, 0);
    assert_true(leat_str_equal(seen, leat_str_of("a word")));
    leat_run_end_turn(&run);
    assert_null(table.keep.arena.chunks);
    assert_int_equal(count_word(leat_str_format("a word"))->value, 1);
    assert_int_equal(table.count, 1);
}

static void test_a_cleared_table_stays_or_shrinks(void **state)
{
    bool is_new;
    uint32_t mask;

    (void)state;
    for (uint64_t key = 0; key < 10000; key++)
        enter_number(key, &is_new);
    mask = table.mask;
    leat_table_clear(&table, sizeof(struct number_entry));
    assert_int_equal(table.mask, mask);
    assert_null(find_number(5));
    /* Hardly used this time: the next one begins small, so that clearing does not cost what was once needed. */
    for (uint64_t key = 0; key < 10; key++)
        enter_number(key, &is_new);
    leat_table_clear(&table, sizeof(struct number_entry));
    assert_null(table.slots);
    enter_number(3, &is_new);
    assert_true(is_new);
    assert_true(table.mask < 64);
}

/* ---- rows by the hash of their key ---- */

struct number_row {
    uint32_t value, next;
};

static void test_rows_lead_from_the_newest_to_the_oldest(void **state)
{
    struct leat_rows rows = {0};

    (void)state;
    assert_int_equal(leat_rows_find(&rows, leat_hash_u32(0)), 0);
    for (uint32_t round = 0; round < 3; round++) {
        for (uint32_t value = 0; value < 30000; value++) { /* keys 0, 3, 6, ...: of each, ten rows */
            uint32_t next;
            struct number_row *row = leat_rows_add(&rows, sizeof *row, leat_hash_u32(value % 3000 * 3), &next);

            *row = (struct number_row){value, next};
        }
        assert_int_equal(rows.keys, 3000);
        for (uint32_t key = 0; key < 9000; key++) {
            const struct number_row *all = (const struct number_row *)(const void *)rows.rows.data;
            uint32_t at = leat_rows_find(&rows, leat_hash_u32(key));
            uint32_t found = 0;

            for (; at > 0; at = all[at - 1].next, found++)
                assert_int_equal(all[at - 1].value, key / 3 + 3000 * (9 - found));
            assert_int_equal(found, key % 3 ? 0 : 10);
        }
        leat_rows_clear(&rows, sizeof(struct number_row));
        assert_int_equal(leat_rows_find(&rows, leat_hash_u32(3)), 0);
    }
    leat_rows_release(&rows);
}

/* Most keys that are numbers are some that follow each other: each of them lies where it is looked for first. */
static void test_numbers_that_follow_each_other_do_not_collide(void **state)
{
    struct leat_rows rows = {0};

    (void)state;
    for (uint32_t key = 1000; key < 11000; key++) {
        uint32_t next;
        struct number_row *row = leat_rows_add(&rows, sizeof *row, leat_hash_u32(key), &next);

        *row = (struct number_row){key, next};
    }
    for (uint32_t key = 1000; key < 11000; key++)
        assert_int_equal(rows.slots[leat_slot_of(leat_hash_u32(key), rows.shift)].hash, leat_hash_u32(key));
    leat_rows_release(&rows);
}

static void test_no_two_numbers_of_32_bits_have_one_hash(void **state)
{
    uint8_t *seen = calloc(1, (size_t)1 << 29);

    (void)state;
    assert_non_null(seen);
    for (uint64_t x = 0; x <= UINT32_MAX; x += x < 1000000 || x > UINT32_MAX - 1000000 ? 1 : 97) {
        uint64_t hash = leat_hash_u32((uint32_t)x);

        assert_true(hash <= UINT32_MAX);
        assert_false(seen[hash >> 3] & 1 << (hash & 7));
        seen[hash >> 3] |= (uint8_t)(1 << (hash & 7));
    }
    free(seen);
}

static bool is_not_below(const void *entry, const void *context)
{
    return ((const struct number_entry *)entry)->key % 1000 >= *(const uint64_t *)context;
}

/* What stays is found, in its order, and what is gone can come again; whatever the marks, as a list says. */
static void test_a_swept_table_has_what_stays(void **state)
{
    bool is_new;

    (void)state;
    for (uint64_t round = 0; round < 40; round++) {
        uint64_t mark = round * 37 % 900, last = 0;
        uint32_t count = 0;

        for (uint64_t key = 0; key < 3000; key += 1 + round % 4)
            enter_number(key, &is_new);
        leat_table_sweep(&table, sizeof(struct number_entry), is_not_below, &mark);
        for (uint64_t key = 0; key < 3000; key++) {
            const struct number_entry *entry = find_number(key);

            assert_true(!entry || (entry->key == key && key % 1000 >= mark));
            if (!entry)
                assert_true(key % (1 + round % 4) != 0 || key % 1000 < mark);
            count += entry != NULL;
        }
        assert_int_equal(table.count, count);
        for (uint32_t i = 0; round == 0 && i < table.count; i++) {
            const struct number_entry *entry = (const struct number_entry *)(const void *)table.entries + i;

            assert_true(i == 0 || entry->key > last);
            last = entry->key;
        }
    }
}

static bool is_recent(const void *entry, const void *context)
{
    return ((const last_note *)entry)->key + 3 > *(const uint64_t *)context;
}

/* Entries that were touched, and moved by a sweep, settle all the same; memory is that of what stays. */
static void test_swept_entries_settle(void **state)
{
    (void)state;
    for (uint64_t turn = 0; turn < 20000; turn++) {
        set_note(turn, leat_str_format("note %d", (int)turn));
        set_note(turn + 1, leat_str_format("soon %d", (int)turn + 1));
        leat_table_sweep(&table, sizeof(last_note), is_recent, &turn);
        leat_table_settle(&table, &leat_d_last_note, sizeof(last_note));
        leat_run_end_turn(&run);
        assert_int_equal(table.count, turn < 2 ? turn + 2 : 4);
        assert_true(keep_bytes() <= 256 << 10);
        assert_true(leat_str_equal(note_of(turn), leat_str_format("note %d", (int)turn)));
        assert_true(leat_str_equal(note_of(turn + 1), leat_str_format("soon %d", (int)turn + 1)));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_an_empty_table_finds_nothing),
        TEST(test_it_counts_as_an_array_does),
        TEST(test_a_million_keys),
        TEST(test_keys_of_one_hash_are_told_apart),
        TEST(test_keys_outlive_the_turn),
        TEST(test_touched_values_settle_in_bounded_memory),
        TEST(test_many_touches_of_few_entries),
        TEST(test_untouched_values_are_left_alone),
        TEST(test_clearing_empties_but_not_under_the_turn),
        TEST(test_a_cleared_table_stays_or_shrinks),
        TEST(test_rows_lead_from_the_newest_to_the_oldest),
        TEST(test_numbers_that_follow_each_other_do_not_collide),
        TEST(test_no_two_numbers_of_32_bits_have_one_hash),
        TEST(test_a_swept_table_has_what_stays),
        TEST(test_swept_entries_settle),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
