#include <leat/leat.h>

typedef struct {
    int x, y;
} point;
leat_keyed(pair, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(point) points = leat_source_iter(p, point, q({ yield((point){1, 2}); }));
    leat_stream(pair) pairs = leat_map(points, pair, q(at, (pair){at.x, at.y}));

    leat_for_each(leat_sort(points, q(a, b, a.x - b.x)), q(at, (void)at));
    leat_for_each(leat_unique(pairs), q(at, (void)at));
    leat_for_each(leat_sort(leat_merge(pairs, pairs), q(a, b, a.key - b.key)), q(at, (void)at));
    leat_for_each(leat_entries(leat_fold_keyed(pairs, pair, q(0), q(a, b, a += b))), q(e, (void)e), commutative("a test"));

    return leat_deployment_run(deployment, flow);
}
