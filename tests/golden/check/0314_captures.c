#include <leat/leat.h>

struct point {
    int x, y;
};
typedef struct point point;

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    struct point at = {1, 2};
    point here = {1, 2};
    int table[3] = {1, 2, 3};
    int *pointer = table;
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));

    leat_for_each(numbers, q(n, (void)(n < at.x)), let(at));
    leat_for_each(numbers, q(n, (void)(n < here.x)), let_as(point, here));
    leat_for_each(numbers, q(n, (void)(n < table[0] + *pointer)), let(table, pointer));
    leat_for_each(numbers, q(n, (void)(n < 3)), let(at.x));

    return leat_deployment_run(deployment, flow);
}
