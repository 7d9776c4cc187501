#include <leat/leat.h>

leat_keyed(reading, int, int64_t)
leat_windowed(counted, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(reading) readings = leat_source_iter(p, reading, q({ yield((reading){1, 2}); }));
    leat_stream(counted) counts =
        leat_fold_window(readings, counted, q((leat_window){.width = 60}), q(x, x.value), q(0), q(acc, v, acc += v > 0), NULL);

    leat_for_each(counts, q(c, (void)c));
    return leat_deployment_run(deployment, flow);
}
