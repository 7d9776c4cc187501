#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    struct point {
        int x;
    };
    typedef int number;
    enum colour { RED, GREEN };
    leat_stream(number) numbers = leat_source_iter(p, number, q(range(0, 10)));
    leat_stream(struct point) points = leat_map(numbers, struct point, q(n, (struct point){n}));

    leat_for_each(points, q(at, (void)at));
    leat_for_each(numbers, q(n, {
        number next = n + GREEN;

        (void)next;
    }));

    return leat_deployment_run(deployment, flow);
}
