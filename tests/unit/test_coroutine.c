/*
 * Goal: a body can be left and entered again anywhere, also from a stack within a stack; its registers and
 * its floating point survive; a stack that is given up can be used again; one that runs over its end faults.
 */
#include <fenv.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "rt/coroutine.h"

static struct leat_coroutine *outer, *inner;
static int seen[64];
static int seen_count;

static void note(int value)
{
    seen[seen_count++] = value;
}

static void count_to_three(void *argument)
{
    for (int i = 1; i <= 3; i++) {
        note(*(int *)argument * i);
        leat__coroutine_leave(outer);
    }
}

static void a_body_goes_on_where_it_left(void **state)
{
    int factor = 10;

    (void)state;
    seen_count = 0;
    outer = leat__coroutine_new(count_to_three, &factor);
    for (int i = 1; i <= 3; i++) {
        assert_true(leat__coroutine_enter(outer));
        assert_int_equal(seen[i - 1], 10 * i);
        assert_int_equal(seen_count, i);
    }
    assert_false(leat__coroutine_enter(outer));
    leat__coroutine_free(outer);
}

/* ---- standing still inside an inner stack ---- */

static struct leat__context standing;

static void stand_still(void *argument)
{
    (void)argument;
    note(2);
    leat__context_switch(&standing, &outer->caller); /* past whoever entered the inner one */
    note(4);
}

static void enter_inner(void *argument)
{
    (void)argument;
    note(1);
    inner = leat__coroutine_new(stand_still, NULL);
    assert_false(leat__coroutine_enter(inner));
    note(5);
    leat__coroutine_free(inner);
}

static void the_whole_turn_stands_still_inside_an_inner_stack(void **state)
{
    (void)state;
    seen_count = 0;
    outer = leat__coroutine_new(enter_inner, NULL);
    leat__coroutine_enter(outer);
    note(3);
    assert_false(outer->returned);
    leat__context_switch(&outer->caller, &standing);
    assert_true(outer->returned);
    assert_int_equal(seen_count, 5);
    for (int i = 0; i < 5; i++)
        assert_int_equal(seen[i], i + 1);
    leat__coroutine_free(outer);
}

/* ---- what survives a switch ---- */

static uint64_t mix(uint64_t x)
{
    return x * 0x9e3779b97f4a7c15u ^ (x >> 29);
}

/* More values than there are registers, so that all of them are in use across the switch. */
static uint64_t churn(struct leat_coroutine *coroutine, uint64_t seed, bool is_body)
{
    uint64_t a = seed, b = mix(a), c = mix(b), d = mix(c), e = mix(d), f = mix(e), g = mix(f), h = mix(g);
    double x = (double)(seed % 1000), y = x + 0.5;

    for (int i = 0; i < 100; i++) {
        if (is_body)
            leat__coroutine_leave(coroutine);
        else
            leat__coroutine_enter(coroutine);
        a += b;
        b ^= c;
        c += d;
        d ^= e;
        e += f;
        f ^= g;
        g += h;
        h ^= a;
        x = x * 0.5 + y;
        y = y * 0.25 + 1;
    }
    return a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ (uint64_t)(x * 1000) ^ (uint64_t)(y * 1000);
}

static uint64_t churn_alone(uint64_t seed)
{
    uint64_t a = seed, b = mix(a), c = mix(b), d = mix(c), e = mix(d), f = mix(e), g = mix(f), h = mix(g);
    double x = (double)(seed % 1000), y = x + 0.5;

    for (int i = 0; i < 100; i++) {
        a += b;
        b ^= c;
        c += d;
        d ^= e;
        e += f;
        f ^= g;
        g += h;
        h ^= a;
        x = x * 0.5 + y;
        y = y * 0.25 + 1;
    }
    return a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ (uint64_t)(x * 1000) ^ (uint64_t)(y * 1000);
}

static void churn_body(void *argument)
{
    uint64_t *seed = argument;

    *seed = churn(outer, *seed, true);
}

static void registers_survive_on_both_sides(void **state)
{
    uint64_t seed = 12345;

    (void)state;
    outer = leat__coroutine_new(churn_body, &seed);
    assert_true(churn(outer, 777, false) == churn_alone(777));
    assert_false(leat__coroutine_enter(outer));
    assert_true(seed == churn_alone(12345));
    leat__coroutine_free(outer);
}

static void round_up(void *argument)
{
    *(int *)argument = fegetround();
    fesetround(FE_UPWARD);
    leat__coroutine_leave(outer);
    *(int *)argument = fegetround();
}

static void each_stack_has_its_own_rounding(void **state)
{
    int mode = -1;

    (void)state;
    outer = leat__coroutine_new(round_up, &mode);
    leat__coroutine_enter(outer);
    assert_int_equal(mode, FE_TONEAREST);
    assert_int_equal(fegetround(), FE_TONEAREST);
    leat__coroutine_enter(outer);
    assert_int_equal(mode, FE_UPWARD);
    leat__coroutine_free(outer);
}

/* ---- stacks come and go ---- */

static void touch_and_leave(void *argument)
{
    char room[4096];

    memset(room, *(int *)argument, sizeof room);
    leat__coroutine_leave(outer);
    note(room[17]);
}

static void a_stack_that_was_given_up_is_used_again(void **state)
{
    int value = 7;
    struct rusage before, after;

    (void)state;
    getrusage(RUSAGE_SELF, &before);
    for (int i = 0; i < 20000; i++) {
        outer = leat__coroutine_new(touch_and_leave, &value);
        assert_true(leat__coroutine_enter(outer));
        leat__coroutine_free(outer);
    }
    getrusage(RUSAGE_SELF, &after);
    /* Were each a fresh mapping, each would fault in pages of its own. */
    assert_true(after.ru_minflt - before.ru_minflt < 20000);
}

static void many_at_once_do_not_take_memory_for_their_size(void **state)
{
    enum { COUNT = 200 };
    struct leat_coroutine *many[COUNT];
    int value = 1;

    (void)state;
    for (int i = 0; i < COUNT; i++) {
        outer = many[i] = leat__coroutine_new(touch_and_leave, &value);
        assert_true(leat__coroutine_enter(many[i]));
    }
    seen_count = 0;
    for (int i = 0; i < COUNT; i++) {
        seen_count = 0;
        outer = many[i];
        assert_false(leat__coroutine_enter(many[i]));
        assert_int_equal(seen[0], 1);
        leat__coroutine_free(many[i]);
    }
}

__attribute__((noinline)) static int deeper(volatile char *above, int frames)
{
    volatile char frame[1024];

    frame[0] = above ? above[0] : 0;
    return frames ? deeper(frame, frames - 1) + frame[0] : 0;
}

static void dig(void *argument)
{
    *(int *)argument = deeper(NULL, (int)(2 * LEAT__STACK_SIZE / 1024));
}

static void running_over_the_end_faults(void **state)
{
    pid_t child = fork();
    int status;

    (void)state;
    if (child == 0) {
        struct rlimit none = {0, 0};
        int result;

        setrlimit(RLIMIT_CORE, &none);
        signal(SIGSEGV, SIG_DFL);
        outer = leat__coroutine_new(dig, &result);
        leat__coroutine_enter(outer);
        _exit(0);
    }
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGSEGV);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_goes_on_where_it_left),
        cmocka_unit_test(the_whole_turn_stands_still_inside_an_inner_stack),
        cmocka_unit_test(registers_survive_on_both_sides),
        cmocka_unit_test(each_stack_has_its_own_rounding),
        cmocka_unit_test(a_stack_that_was_given_up_is_used_again),
        cmocka_unit_test(many_at_once_do_not_take_memory_for_their_size),
        cmocka_unit_test(running_over_the_end_faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
