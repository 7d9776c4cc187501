#include <leat/leat.h>

typedef struct {
    int x, y;
} point;

struct size {
    int width;
};

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(point) points = leat_map(numbers, point, q(n, (point){n, n}));
    leat_stream(point) far = leat_filter(points, q(at, at.x > 3));
    leat_stream(const char *) names = leat_map(numbers, const char *, q(n, n ? "one" : "none"));
    leat_stream(struct size) sizes = leat_map(numbers, struct size, q(n, (struct size){n}));

    leat_for_each(leat_send_bincode(far, second), q(at, (void)at));
    leat_for_each(leat_send_bincode(names, second), q(name, (void)name));
    leat_for_each(leat_send_bincode(sizes, second), q(size, (void)size));

    return leat_deployment_run(deployment, flow);
}
