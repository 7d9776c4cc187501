#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_stream(int) numbers = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_singleton(int) last = leat_fold(numbers, int, q(0), q(acc, n, acc = n));

    leat_null(leat_threshold(last, q(100)));
    return leat_deployment_run(deployment, flow);
}
