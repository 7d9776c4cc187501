#include <leat/leat.h>

leat_keyed(numbered, uint64_t, int)
leat_windowed(minute, uint64_t, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});

    leat_stream(int) numbers = leat_send_bincode_interleaved(leat_source_iter(workers, int, q(range(0, 10))), p);
    leat_stream(int) merged = leat_merge(leat_source_iter(p, int, q(range(0, 10))), leat_source_iter(p, int, q(range(5, 9))));

    leat_for_each(leat_enumerate(numbers, numbered), q(n, (void)n), commutative("a test"));
    leat_for_each(leat_limit(merged, q(3)), q(n, (void)n), commutative("a test"));
    leat_for_each(leat_into_stream(leat_first(merged)), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_collect(merged, leat_vec(int))), q(n, (void)n));
    leat_stream(numbered) late;
    leat_stream(numbered) timed = leat_map(merged, numbered, q(n, (numbered){0, n}));
    leat_for_each(leat_fold_window(timed, minute, q((leat_window){.width = 60}), q(x, x.value), q(0), q(acc, v, acc += v), &late), q(m, (void)m));
    leat_null(late);
    leat_for_each(leat_fold_session(timed, minute, q((leat_session){.gap = 60}), q(x, x.value), q(0), q(acc, v, acc += v), q(acc, other, acc += other), &late), q(m, (void)m));
    leat_null(late);

    return leat_deployment_run(deployment, flow);
}
