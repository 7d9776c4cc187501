#include <leat/leat.h>

leat_keyed(numbered, uint64_t, int)
leat_windowed(minute, uint64_t, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});

    leat_stream(int) numbers = leat_send_bincode(leat_source_iter(p, int, q(range(0, 10))), second);
    leat_stream(int) merged = leat_merge(numbers, leat_source_iter(second, int, q(range(5, 9))));

    leat_for_each(leat_enumerate(numbers, numbered), q(n, (void)n));
    leat_for_each(leat_limit(leat_sort(merged, q(a, b, a - b)), q(3)), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_last(numbers)), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_min(merged, q(a, b, a - b))), q(n, (void)n));
    leat_stream(numbered) late;
    leat_stream(numbered) timed = leat_assume_ordered(leat_map(merged, numbered, q(n, (numbered){0, n})), nondet("what is late is shown apart"));
    leat_for_each(leat_fold_window(timed, minute, q((leat_window){.width = 60}), q(x, x.value), q(0), q(acc, v, acc += v), &late), q(m, (void)m));
    leat_null(late);

    return leat_deployment_run(deployment, flow);
}
