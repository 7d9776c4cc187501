/*
 * Goal: sources' bodies in an embedded run, where there is no loop: a body runs through, time and chance come from the
 * system, and nothing that is given up leaks. (With a loop: test_run.c.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "leat/rt.h"

static const uint32_t counts[] = {1};

struct embedded {
    struct leat_run run;
    struct leat_source source;
    leat_str texts[10];
    uint64_t yields;
};

static int set_up(void **state)
{
    struct embedded *self = calloc(1, sizeof *self);

    leat_run_init_embedded(&self->run, counts);
    leat_current = &self->run;
    *state = self;
    return 0;
}

static int tear_down(void **state)
{
    struct embedded *self = *state;

    leat_run_end_turn(&self->run);
    leat_run_release(&self->run);
    free(self);
    return 0;
}

static void yield_texts(void *state)
{
    struct embedded *self = state;

    for (int i = 0; i < 10; i++) {
        self->texts[i] = leat_str_format("text %d", i);
        self->yields++;
        if (--self->run.budget == 0)
            leat_source_pause(&self->run, &self->source);
    }
}

static void a_body_runs_through(void **state)
{
    struct embedded *self = *state;

    leat_source_resume(&self->run, &self->source, yield_texts, self);
    assert_true(self->source.ended);
    assert_int_equal(self->yields, 10);
    assert_null(self->source.stack);
    assert_ptr_equal(self->run.memory, &self->run.arena);
    /* What it allocated is there until the turn ends. */
    for (int i = 0; i < 10; i++) {
        char text[32];

        snprintf(text, sizeof text, "text %d", i);
        assert_true(leat_str_equal(self->texts[i], leat_str_of(text)));
    }
    leat_source_resume(&self->run, &self->source, yield_texts, self);
    assert_int_equal(self->yields, 10); /* not again */
}

static void a_pause_changes_nothing(void **state)
{
    struct embedded *self = *state;

    self->run.budget = 0;
    leat_source_pause(&self->run, &self->source);
    assert_true(self->run.budget == UINT64_MAX);
}

static void a_source_that_is_stopped_does_not_run(void **state)
{
    struct embedded *self = *state;

    leat_source_stop(&self->run, &self->source);
    leat_source_resume(&self->run, &self->source, yield_texts, self);
    assert_true(self->source.ended);
    assert_int_equal(self->yields, 0);
}

static void a_range_is_not_interrupted(void **state)
{
    struct embedded *self = *state;

    assert_true(leat_run_chunk(&self->run) == UINT64_MAX);
    assert_true(leat_run_chunk(&self->run) == UINT64_MAX);
}

static void an_interval_counts_by_the_clock(void **state)
{
    struct embedded *self = *state;
    struct leat_interval interval = {0};
    int64_t began = leat_now();
    uint64_t due = 0;

    while (due < 3) {
        assert_true(leat_now() - began < 60000000000);
        due += leat_interval_due(&self->run, &interval, 5);
    }
    assert_true(leat_now() - began >= 15000000);
    leat_interval_stop(&self->run, &interval);
    assert_int_equal(leat_interval_due(&self->run, &interval, 5), 0);
    leat_interval_stop(&self->run, &interval);
}

static void time_passes_and_chance_is_none(void **state)
{
    uint64_t first = leat_random(), ones = 0, zeros = 0;
    int64_t now = leat_now();
    bool differs = false;

    (void)state;
    while (leat_now() == now)
        ;
    assert_true(leat_now() > now);
    for (int i = 0; i < 1000; i++) {
        uint64_t bits = leat_random();

        differs = differs || bits != first;
        ones |= bits;
        zeros |= ~bits;
    }
    assert_true(differs);
    assert_true(ones == UINT64_MAX && zeros == UINT64_MAX); /* every bit is sometimes one and sometimes zero */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_body_runs_through, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pause_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_source_that_is_stopped_does_not_run, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_range_is_not_interrupted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_interval_counts_by_the_clock, set_up, tear_down),
        cmocka_unit_test_setup_teardown(time_passes_and_chance_is_none, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
