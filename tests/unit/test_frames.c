/*
 * Goal: a turn's way through the frames that were read (leat_frames_next; leat_frames_more and leat_frames_take) finds each whole
 * frame once, leaves what is not whole for another turn, and refuses a frame of another length than its type has.
 * Method: bytes in memory, behind an end whose link is only what the slow path asks of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rt/fail.h"
#include "rt/runtime.h"

enum { MOST = 1000 };

struct reading {
    struct leat_runtime runtime;
    struct leat__in_link link;
    struct leat_in in;
    uint8_t bytes[256];
};

static jmp_buf refused;
static char reason[512];

static void refuse(const char *message)
{
    snprintf(reason, sizeof reason, "%s", message);
    longjmp(refused, 1);
}

static int set_up(void **state)
{
    static const struct leat_location_info location = {.name = "a/0"};
    static const struct leat_location_info *const locations[] = {&location};
    static const struct leat_program program = {.locations = locations, .location_count = 1};
    static const struct leat_channel_info channel = {.name = "c", .operation = "o", .file = "f", .line = 1};
    struct reading *reading = calloc(1, sizeof *reading);

    assert_non_null(reading);
    reading->runtime.program = &program;
    reading->runtime.options.max_element = MOST;
    reading->link.link = (struct leat_link){.runtime = &reading->runtime, .channel = &channel};
    reading->link.in = &reading->in;
    reading->in = (struct leat_in){.at = reading->bytes, .end = reading->bytes, .link = &reading->link.link};
    leat__fail_hook = refuse;
    *reason = '\0';
    *state = reading;
    return 0;
}

static int tear_down(void **state)
{
    leat__fail_hook = NULL;
    free(*state);
    return 0;
}

/* ---- bytes ---- */

static void add(struct reading *reading, const void *bytes, size_t count)
{
    size_t filled = (size_t)(reading->in.end - reading->bytes);

    assert_true(filled + count <= sizeof reading->bytes);
    memcpy(reading->bytes + filled, bytes, count);
    reading->in.end += count;
}

static void add_word(struct reading *reading, uint32_t word)
{
    word = __builtin_bswap32(word);
    add(reading, &word, sizeof word);
}

static void add_u64(struct reading *reading, uint64_t x)
{
    add_word(reading, sizeof x);
    add(reading, &x, sizeof x);
}

static void add_control(struct reading *reading, uint8_t kind)
{
    add_word(reading, UINT32_MAX);
    add(reading, &kind, 1);
}

/* As generated code goes from one frame to the next. */
static bool next_of(struct leat_frames *frames, size_t size, struct leat_frame *frame)
{
    if (!leat_frames_more(frames, size))
        return false;
    assert_true(leat_frames_lie_there(frames, size));
    *frame = leat_frames_take(frames, size);
    return true;
}

/* The next frame must be there, and hold x. */
static void expect_u64(struct leat_frames *frames, uint64_t x)
{
    struct leat_frame frame = {0};

    assert_true(next_of(frames, sizeof x, &frame));
    assert_int_equal(frame.end - frame.at, sizeof x);
    assert_memory_equal(frame.at, &x, sizeof x);
}

static void expect_refusal(struct reading *reading, const char *why)
{
    struct leat_frames frames = leat_in_frames(&reading->in);
    struct leat_frame frame = {0};

    if (setjmp(refused) == 0) {
        next_of(&frames, sizeof(uint64_t), &frame);
        fail_msg("a frame was taken that is none of its type");
    }
    assert_non_null(strstr(reason, why));
}

/* ---- frames of one size ---- */

static void each_whole_frame_is_found_once(void **state)
{
    struct reading *reading = *state;

    for (uint64_t x = 0; x < 5; x++)
        add_u64(reading, x << 40 | x);
    struct leat_frames frames = leat_in_frames(&reading->in);
    struct leat_frame frame = {0};

    for (uint64_t x = 0; x < 5; x++)
        expect_u64(&frames, x << 40 | x);
    assert_false(next_of(&frames, 8, &frame));
    assert_ptr_equal(reading->in.at, reading->in.end);
}

static void what_is_not_whole_waits(void **state)
{
    struct reading *reading = *state;

    add_u64(reading, 1);
    add_u64(reading, 2);
    for (const uint8_t *whole = reading->in.end; reading->in.end > reading->bytes + 12; reading->in.end--) {
        struct leat_frames frames;
        struct leat_frame frame = {0};

        reading->in.at = reading->bytes;
        frames = leat_in_frames(&reading->in);
        expect_u64(&frames, 1);
        if (reading->in.end == whole)
            expect_u64(&frames, 2);
        assert_false(next_of(&frames, 8, &frame));
        assert_ptr_equal(reading->in.at, reading->bytes + (reading->in.end == whole ? 24 : 12));
    }
}

static void a_heartbeat_between_frames_is_passed_over(void **state)
{
    struct reading *reading = *state;

    add_control(reading, LEAT__FRAME_HEARTBEAT);
    add_u64(reading, 7);
    add_control(reading, LEAT__FRAME_HEARTBEAT);
    add_control(reading, LEAT__FRAME_HEARTBEAT);
    add_u64(reading, 8);
    struct leat_frames frames = leat_in_frames(&reading->in);

    expect_u64(&frames, 7);
    expect_u64(&frames, 8);
}

static void nothing_comes_behind_the_end(void **state)
{
    struct reading *reading = *state;
    struct leat_frames frames;
    struct leat_frame frame = {0};

    add_u64(reading, 7);
    add_control(reading, LEAT__FRAME_END);
    frames = leat_in_frames(&reading->in);
    expect_u64(&frames, 7);
    assert_false(next_of(&frames, 8, &frame));
    assert_true(reading->in.ended);
    assert_ptr_equal(reading->in.at, reading->in.end);
}

static void a_shorter_frame_is_refused(void **state)
{
    struct reading *reading = *state;

    add_word(reading, 4);
    add(reading, "1234", 4);
    add_u64(reading, 1);
    expect_refusal(reading, "the frame is too short");
}

static void a_longer_frame_is_refused(void **state)
{
    struct reading *reading = *state;

    add_word(reading, 12);
    add(reading, "123456789012", 12);
    expect_refusal(reading, "the frame is too long");
}

static void an_empty_frame_is_refused(void **state)
{
    struct reading *reading = *state;

    add_word(reading, 0);
    add_u64(reading, 1);
    expect_refusal(reading, "the frame is too short");
}

static void an_element_over_the_limit_is_refused(void **state)
{
    struct reading *reading = *state;

    add_word(reading, MOST + 1);
    add(reading, "12345678", 8);
    expect_refusal(reading, "an element of 1001 bytes");
}

/* ---- frames of any size ---- */

static void frames_of_any_size_are_found(void **state)
{
    struct reading *reading = *state;
    struct leat_frames frames;
    struct leat_frame frame = {0};

    for (uint32_t length = 0; length < 6; length++) {
        add_word(reading, length);
        add(reading, "abcdef", length);
    }
    frames = leat_in_frames(&reading->in);
    for (uint32_t length = 0; length < 6; length++) {
        assert_true(leat_frames_next(&frames, &frame));
        assert_int_equal(frame.end - frame.at, length);
        assert_memory_equal(frame.at, "abcdef", length);
    }
    assert_false(leat_frames_next(&frames, &frame));
    assert_ptr_equal(reading->in.at, reading->in.end);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(each_whole_frame_is_found_once),
        TEST(what_is_not_whole_waits),
        TEST(a_heartbeat_between_frames_is_passed_over),
        TEST(nothing_comes_behind_the_end),
        TEST(a_shorter_frame_is_refused),
        TEST(a_longer_frame_is_refused),
        TEST(an_empty_frame_is_refused),
        TEST(an_element_over_the_limit_is_refused),
        TEST(frames_of_any_size_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
