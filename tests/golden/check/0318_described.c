#include <leat/leat.h>

typedef struct {
    int x, y;
} point;

struct entry {
    int key;
    int value;
};
leat_keyed(pair, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});

    leat_stream(point) points = leat_source_iter(p, point, q({ yield((point){1, 2}); }));
    leat_stream(struct entry) entries = leat_source_iter(p, struct entry, q({ yield((struct entry){1, 2}); }));
    leat_stream(pair) pairs = leat_source_iter(p, pair, q({ yield((pair){1, 2}); }));

    leat_for_each(leat_unique(points), q(at, (void)at));
    leat_for_each(leat_sort(leat_merge(points, points), q(a, b, a.x - b.x)), q(at, (void)at));
    leat_for_each(leat_all_ticks(leat_delta(leat_batch(points, leat_tick_of(p), nondet("a test")))), q(at, (void)at));
    leat_assert_equal(points, point, q({ yield((point){1, 2}); }));
    leat_for_each(leat_entries(leat_reduce_keyed(entries, q(a, b, a += b))), q(e, (void)e), commutative("a test"));
    leat_for_each(leat_entries(leat_fold_keyed(pairs, struct entry, q(0), q(a, b, a += b))), q(e, (void)e), commutative("a test"));
    (void)workers;

    return leat_deployment_run(deployment, flow);
}
