#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(int) numbers = leat_source_iter(p, int, q({
        for (int i = 0; i < 10; i++) {
            if (i == 5)
                return 0;
            yield(i);
        }
    }));

    for (int i = 0; i < 2; i++) {
        leat_for_each(leat_map(numbers, int, q(n, ({ if (n > 3) continue; n; }))), q(n, {
            if (n == 7)
                break;
            switch (n) {
            case 1:
                continue;
            }
        }));
        leat_for_each(numbers, q(n, if (n < 0) goto end));
    }
    end:
    leat_for_each(leat_filter(numbers, q(n, ({ if (n > 100) return 1; n < 3; }))), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}
