/*
 * Goal: a process tells its deployer that nothing is left to do, once, soon after it is so, and not between messages that go to
 * and fro.
 * Method: the loop itself, in a world whose clock and messages are this test's: what it tells does not hang on how fast we are.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rt/runtime.h"

enum { BYTES = 12 }; /* of a message */

struct leat_alarm {
    leat__rang *rang;
    void *owner;
    uint64_t rings_at; /* 0: it is not set */
    unsigned times_set;
};

/* The world: what happens when the loop looks for something to happen. Times are microseconds. */
static struct {
    struct leat_runtime *runtime;
    struct leat__in_link link;
    struct leat_alarm alarm;
    uint64_t now;
    uint64_t each;       /* a message comes after so long, */
    uint64_t messages;   /* so many times */
    uint64_t turns_only; /* and then so many turns for other reasons */
    char said[1024];
    uint64_t said_at;
    jmp_buf out;
} world;

static struct leat_alarm *alarm_apart(struct leat_io *io, leat__rang *rang, void *owner)
{
    (void)io;
    world.alarm = (struct leat_alarm){.rang = rang, .owner = owner};
    return &world.alarm;
}

static void alarm_set(struct leat_alarm *alarm, uint64_t milliseconds)
{
    alarm->rings_at = world.now + milliseconds * 1000;
    alarm->times_set++;
}

static ptrdiff_t write_said(struct leat_socket *socket, const void *bytes, size_t size)
{
    size_t length = strlen(world.said);

    (void)socket;
    assert_true(length + size < sizeof world.said);
    memcpy(world.said + length, bytes, size);
    world.said[length + size] = '\0';
    world.said_at = world.now;
    return (ptrdiff_t)size;
}

static void watch(struct leat_socket *socket, unsigned events)
{
    (void)socket;
    (void)events;
}

static void ring_if_due(void)
{
    if (world.alarm.rings_at == 0 || world.alarm.rings_at > world.now)
        return;
    world.alarm.rings_at = 0;
    world.alarm.rang(world.alarm.owner);
}

static void poll_world(struct leat_io *io, bool wait)
{
    (void)io;
    if (!wait) {
        ring_if_due();
        return;
    }
    if (world.messages > 0 || world.turns_only > 0) {
        world.now += world.each;
        ring_if_due();
        world.link.link.base += world.messages > 0 ? BYTES : 0;
        if (world.messages > 0)
            world.messages--;
        else
            world.turns_only--;
        world.runtime->turn_due = true;
    } else if (world.alarm.rings_at) {
        world.now = world.alarm.rings_at;
        ring_if_due();
    } else {
        longjmp(world.out, 1); /* it would sleep for ever */
    }
}

static void no_turn(void *state, struct leat_run *run)
{
    (void)state;
    (void)run;
}

static struct leat_io io = {.alarm_apart = alarm_apart, .alarm_set = alarm_set, .write = write_said, .watch = watch, .poll = poll_world};

/* Until nothing happens any more. */
static void live(struct leat_runtime *runtime)
{
    static const struct leat_program program = {.name = "idle"};
    static const struct leat_location_info location = {.name = "p", .turn = no_turn};
    static struct leat_in in;

    world.runtime = runtime;
    world.link.in = &in;
    *runtime = (struct leat_runtime){.io = &io, .program = &program, .location = &location, .in_links = &world.link, .in_count = 1, .started = true};
    if (setjmp(world.out) == 0)
        leat__turn_loop(runtime);
    leat__coroutine_free(runtime->turn);
    leat_arena_release(&runtime->run.arena);
    free(runtime->unsent);
}

static struct leat_runtime runtime;

static void who_has_nothing_to_do_says_so_once(void **state)
{
    (void)state;
    memset(&world, 0, sizeof world);
    live(&runtime);
    assert_string_equal(world.said, "idle 0 0\n");
    assert_true(world.said_at <= 2000);
}

static void it_is_not_said_between_messages(void **state)
{
    (void)state;
    memset(&world, 0, sizeof world);
    world.each = 100;
    world.messages = 10000; /* in a second */
    live(&runtime);
    assert_string_equal(world.said, "idle 0 120000\n");
    assert_true(world.said_at >= 1000000 && world.said_at <= 1000000 + 40000);
    assert_true(world.alarm.times_set <= 4 + 1000 / 16 + 4); /* nor is it looked often */
}

static void between_messages_that_come_slowly_it_is(void **state)
{
    (void)state;
    memset(&world, 0, sizeof world);
    world.each = 50000;
    world.messages = 2;
    live(&runtime);
    assert_string_equal(world.said, "idle 0 0\nidle 0 12\nidle 0 24\n");
}

static void turns_that_change_nothing_are_not_told_of(void **state)
{
    (void)state;
    memset(&world, 0, sizeof world);
    world.each = 50000;
    world.messages = 1;
    world.turns_only = 10;
    live(&runtime);
    assert_string_equal(world.said, "idle 0 0\nidle 0 12\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_has_nothing_to_do_says_so_once),
        cmocka_unit_test(it_is_not_said_between_messages),
        cmocka_unit_test(between_messages_that_come_slowly_it_is),
        cmocka_unit_test(turns_that_change_nothing_are_not_told_of),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
