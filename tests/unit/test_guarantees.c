/*
 * What each operator guarantees about its result, and whom it names when it guarantees less: the flows are
 * built by the public operators, and only leat__infer_guarantees() is run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "leat/leat.h"

#include "check/check.h"

leat_keyed(from, leat_member, int)
leat_keyed(from_twice, leat_member, from)
leat_keyed(numbered, uint64_t, int)

#define WHY nondet("a test")

/* A flow with a process, another, and a cluster of three. */
struct fixture {
    leat_flow *flow;
    leat_process *process;
    leat_process *other;
    leat_cluster *cluster;
};

static int set_up(void **state)
{
    static struct fixture fixture;

    fixture.flow = leat_flow_new();
    fixture.process = leat_flow_process(fixture.flow, &(leat_process_spec){.name = "process"});
    fixture.other = leat_flow_process(fixture.flow, &(leat_process_spec){.name = "other"});
    fixture.cluster = leat_flow_cluster(fixture.flow, &(leat_cluster_spec){.name = "cluster", .members = 3});
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    leat__flow_free(((struct fixture *)*state)->flow);
    return 0;
}

#define NODE(handle) ((const struct leat__node *)(uintptr_t)(leat_any)(handle))

static leat_stream(int) some(leat_process *process)
{
    return leat_source_iter(process, int, q(range(0, 10)));
}

static leat_stream(int) endless(leat_process *process)
{
    return leat_source_generate(process, int, q({ yield(1); }));
}

static leat_stream(int) of_members(leat_cluster *cluster)
{
    return leat_source_iter(cluster, int, q(range(0, 10)));
}

/* Bounded, or unbounded for this node's sake. */
static void assert_bounded(const struct leat__node *node)
{
    assert_true(node->bounded);
    assert_null(node->unbounded_since);
}

static void assert_unbounded_since(const struct leat__node *node, const struct leat__node *since)
{
    assert_false(node->bounded);
    assert_ptr_equal(node->unbounded_since, since);
}

static void assert_ordered(const struct leat__node *node)
{
    assert_true(node->ordered);
    assert_null(node->unordered_since);
}

static void assert_unordered_since(const struct leat__node *node, const struct leat__node *since)
{
    assert_false(node->ordered);
    assert_ptr_equal(node->unordered_since, since);
}

static void sources_are_ordered_and_bounded_by_kind(void **state)
{
    struct fixture *f = *state;
    leat_stream(int) iter = some(f->process);
    leat_stream(int) generated = endless(f->process);
    leat_stream(leat_str) lines = leat_source_lines(f->process, q("a file"));
    leat_stream(int64_t) times = leat_source_interval(f->process, q(100), WHY);

    leat__infer_guarantees(f->flow);
    assert_bounded(NODE(iter));
    assert_bounded(NODE(lines));
    assert_unbounded_since(NODE(generated), NODE(generated));
    assert_unbounded_since(NODE(times), NODE(times));
    assert_ordered(NODE(iter));
    assert_ordered(NODE(generated));
    assert_ordered(NODE(lines));
    assert_ordered(NODE(times));
}

static void element_by_element_nothing_changes(void **state)
{
    struct fixture *f = *state;
    leat_stream(int) source = endless(f->process);
    leat_stream(int) last = leat_limit(
        leat_unique(leat_inspect(leat_flat_map(leat_filter(leat_map(source, int, q(n, n)), q(n, n > 0)), int, q(n, { yield(n); })),
                                 q(n, (void)n))),
        q(3));
    leat_stream(numbered) enumerated = leat_enumerate(last, numbered);

    leat__infer_guarantees(f->flow);
    assert_unbounded_since(NODE(enumerated), NODE(source));
    assert_ordered(NODE(enumerated));
}

static void the_end_travels_over_the_network(void **state)
{
    struct fixture *f = *state;
    leat_stream(int) sent = leat_send_bincode(some(f->process), f->other);
    leat_stream(int) broadcast = leat_broadcast_bincode(sent, f->cluster);
    leat_stream(int) demuxed = leat_demux_bincode(sent, f->cluster, q(n, (uint32_t)n % 3));
    leat_stream(int) back = leat_send_bincode_interleaved(broadcast, f->process);
    leat_stream(int) never = endless(f->process);
    leat_stream(int) never_sent = leat_send_bincode(never, f->other);

    leat__infer_guarantees(f->flow);
    assert_bounded(NODE(sent));
    assert_bounded(NODE(broadcast));
    assert_bounded(NODE(demuxed));
    assert_bounded(NODE(back));
    assert_unbounded_since(NODE(never_sent), NODE(never));
    assert_ordered(NODE(sent));
    assert_ordered(NODE(broadcast));
    assert_ordered(NODE(demuxed));
}

static void interleaving_loses_order_there(void **state)
{
    struct fixture *f = *state;
    leat_stream(int) members = of_members(f->cluster);
    leat_stream(int) mixed = leat_send_bincode_interleaved(members, f->process);
    leat_stream(int) behind = leat_map(mixed, int, q(n, n));
    leat_stream(int) sorted = leat_sort(behind, q(a, b, a - b));

    leat__infer_guarantees(f->flow);
    assert_ordered(NODE(members));
    assert_unordered_since(NODE(mixed), NODE(mixed));
    assert_unordered_since(NODE(behind), NODE(mixed));
    assert_ordered(NODE(sorted));
}

static void tagging_keeps_the_order_of_each_sender(void **state)
{
    struct fixture *f = *state;
    leat_keyed_stream(from) tagged = leat_send_bincode_tagged(of_members(f->cluster), f->process, from);
    leat_keyed_stream(from) filtered = leat_filter(tagged, q(e, e.value > 0));
    leat_stream(from) plain = leat_map(filtered, from, q(e, e));

    leat__infer_guarantees(f->flow);
    assert_ordered(NODE(tagged));
    assert_ordered(NODE(filtered));
    assert_unordered_since(NODE(plain), NODE(plain));
}

static void tagging_what_has_lost_its_order_does_not_bring_it_back(void **state)
{
    struct fixture *f = *state;
    leat_stream(int) mixed = leat_broadcast_bincode_interleaved(of_members(f->cluster), f->cluster);
    leat_keyed_stream(from) tagged = leat_send_bincode_tagged(mixed, f->process, from);

    leat__infer_guarantees(f->flow);
    assert_unordered_since(NODE(tagged), NODE(mixed));
}

static void other_keys_lose_the_order_of_the_first(void **state)
{
    struct fixture *f = *state;
    leat_keyed_stream(from) once = leat_broadcast_bincode_tagged(of_members(f->cluster), f->cluster, from);
    leat_keyed_stream(from_twice) twice = leat_send_bincode_tagged(once, f->process, from_twice);

    leat__infer_guarantees(f->flow);
    assert_ordered(NODE(once));
    assert_unordered_since(NODE(twice), NODE(twice));
}

static void merge_is_bounded_if_all_inputs_are(void **state)
{
    struct fixture *f = *state;
    leat_stream(int) never = endless(f->process);
    leat_stream(int) both = leat_merge(some(f->process), some(f->process));
    leat_stream(int) all = leat_merge(some(f->process), some(f->process), never);

    leat__infer_guarantees(f->flow);
    assert_bounded(NODE(both));
    assert_unbounded_since(NODE(all), NODE(never));
    assert_unordered_since(NODE(both), NODE(both));
}

static void chain_is_as_its_second_input(void **state)
{
    struct fixture *f = *state;
    leat_stream(int) never = endless(f->process);
    leat_stream(int) mixed = leat_merge(some(f->process), some(f->process));
    leat_stream(int) some_then_some = leat_chain(some(f->process), some(f->process));
    leat_stream(int) some_then_never = leat_chain(some(f->process), never);
    leat_stream(int) mixed_then_some = leat_chain(mixed, some(f->process));

    leat__infer_guarantees(f->flow);
    assert_bounded(NODE(some_then_some));
    assert_ordered(NODE(some_then_some));
    assert_unbounded_since(NODE(some_then_never), NODE(never));
    assert_unordered_since(NODE(mixed_then_some), NODE(mixed));
}

static void aggregates_of_unbounded_input_change_for_ever(void **state)
{
    struct fixture *f = *state;
    leat_stream(int) never = endless(f->process);
    leat_stream(int) mixed = leat_merge(never, some(f->process));
    leat_singleton(uint64_t) count = leat_count(never);
    leat_optional(int) last = leat_reduce(mixed, q(a, b, a = b), commutative("a test"));
    leat_singleton(int) sum = leat_fold(some(f->process), int, q(0), q(a, b, a += b));
    leat_stream(int) sum_once = leat_into_stream(sum);

    leat__infer_guarantees(f->flow);
    assert_unbounded_since(NODE(count), NODE(never));
    assert_unbounded_since(NODE(last), NODE(never));
    assert_ordered(NODE(last));
    assert_bounded(NODE(sum));
    assert_bounded(NODE(sum_once));
    assert_ordered(NODE(sum_once));
}

static void keys_have_no_order(void **state)
{
    struct fixture *f = *state;
    leat_stream(numbered) pairs = leat_map(some(f->process), numbered, q(n, (numbered){1, n}));
    leat_keyed_singleton(numbered) sums = leat_fold_keyed(pairs, numbered, q(0), q(a, b, a += b));
    leat_stream(numbered) entries = leat_entries(sums);

    leat__infer_guarantees(f->flow);
    assert_unordered_since(NODE(sums), NODE(sums));
    assert_unordered_since(NODE(entries), NODE(entries));
    assert_bounded(NODE(entries));
}

static void a_tick_sees_bounded_batches(void **state)
{
    struct fixture *f = *state;
    leat_tick *tick = leat_tick_of(f->process);
    leat_stream(int) never = endless(f->process);
    leat_stream(int) batch = leat_batch(never, tick, WHY);
    leat_stream(int) deferred = leat_defer_tick(batch);
    leat_singleton(uint64_t) count = leat_snapshot(leat_count(never), tick, WHY);

    leat__infer_guarantees(f->flow);
    assert_bounded(NODE(batch));
    assert_bounded(NODE(deferred));
    assert_bounded(NODE(count));
    assert_ordered(NODE(batch));
}

static void all_ticks_end_if_all_inputs_of_the_tick_do(void **state)
{
    struct fixture *f = *state;
    leat_tick *ends = leat_tick_of(f->process);
    leat_tick *goes_on = leat_tick_of(f->process);
    leat_stream(int) never = endless(f->process);
    leat_stream(int) few = leat_all_ticks(leat_batch(some(f->process), ends, WHY));
    leat_stream(int) many = leat_all_ticks(leat_batch(some(f->process), goes_on, WHY));

    (void)leat_batch(never, goes_on, WHY);
    leat__infer_guarantees(f->flow);
    assert_bounded(NODE(few));
    assert_unbounded_since(NODE(many), NODE(never));
}

static void a_snapshot_of_a_changing_value_keeps_a_tick_going(void **state)
{
    struct fixture *f = *state;
    leat_tick *tick = leat_tick_of(f->process);
    leat_stream(int) never = endless(f->process);
    leat_stream(uint64_t) counts = leat_all_ticks(leat_into_stream(leat_snapshot(leat_count(never), tick, WHY)));

    leat__infer_guarantees(f->flow);
    assert_unbounded_since(NODE(counts), NODE(never));
}

static void samples_never_end(void **state)
{
    struct fixture *f = *state;
    leat_stream(uint64_t) samples = leat_sample_every(leat_count(some(f->process)), q(10), WHY);

    leat__infer_guarantees(f->flow);
    assert_unbounded_since(NODE(samples), NODE(samples));
    assert_ordered(NODE(samples));
}

static void a_forward_never_ends_but_in_a_tick(void **state)
{
    struct fixture *f = *state;
    leat_hole *outside, *inside;
    leat_tick *tick = leat_tick_of(f->process);
    leat_stream(int) back = leat_forward(f->process, int, &outside);
    leat_stream(int) left = leat_forward(tick, int, &inside);
    leat_stream(int) batch = leat_batch(some(f->process), tick, WHY);

    leat_complete(outside, leat_send_bincode(leat_send_bincode(back, f->other), f->process));
    leat_complete(inside, leat_defer_tick(leat_chain(batch, left)));
    leat__infer_guarantees(f->flow);
    assert_unbounded_since(NODE(back), NODE(back));
    assert_bounded(NODE(left));
    assert_ordered(NODE(back));
    assert_ordered(NODE(left));
}

static void what_a_cycle_loses_is_lost_at_its_forward(void **state)
{
    struct fixture *f = *state;
    leat_hole *hole;
    leat_stream(int) back = leat_forward(f->process, int, &hole);
    leat_stream(int) first = leat_map(back, int, q(n, n + 1));
    leat_stream(int) mixed = leat_merge(first, some(f->process));

    leat_complete(hole, leat_send_bincode(leat_send_bincode(mixed, f->other), f->process));
    leat__infer_guarantees(f->flow);
    assert_unordered_since(NODE(back), NODE(mixed));
    assert_unordered_since(NODE(first), NODE(mixed));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sources_are_ordered_and_bounded_by_kind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(element_by_element_nothing_changes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_end_travels_over_the_network, set_up, tear_down),
        cmocka_unit_test_setup_teardown(interleaving_loses_order_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tagging_keeps_the_order_of_each_sender, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tagging_what_has_lost_its_order_does_not_bring_it_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_keys_lose_the_order_of_the_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(merge_is_bounded_if_all_inputs_are, set_up, tear_down),
        cmocka_unit_test_setup_teardown(chain_is_as_its_second_input, set_up, tear_down),
        cmocka_unit_test_setup_teardown(aggregates_of_unbounded_input_change_for_ever, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys_have_no_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_tick_sees_bounded_batches, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_ticks_end_if_all_inputs_of_the_tick_do, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_snapshot_of_a_changing_value_keeps_a_tick_going, set_up, tear_down),
        cmocka_unit_test_setup_teardown(samples_never_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_forward_never_ends_but_in_a_tick, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_cycle_loses_is_lost_at_its_forward, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
