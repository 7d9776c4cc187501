#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(int) numbers = leat_source_generate(p, int, q({
        for (int i = 0;; i++)
            yield(i);
    }));
    leat_stream(int64_t) times = leat_source_interval(p, q(100), nondet("a test"));

    leat_for_each(leat_sort(numbers, q(a, b, a - b)), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_count(numbers)), q(n, (void)n));
    leat_for_each(leat_chain(times, times), q(n, (void)n));
    leat_assert_equal(times, int64_t, q(range(0, 10)));

    return leat_deployment_run(deployment, flow);
}
