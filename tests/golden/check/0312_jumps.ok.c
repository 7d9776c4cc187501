#include <leat/leat.h>

#define EVERY(i, n) for (int i = 0; i < (n); i++)
static void return_value(int n)
{
    (void)n;
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(int) numbers = leat_source_iter(p, int, q({
        for (int i = 0;; i++) {
            if (i % 2)
                continue;
            if (i > 10)
                break;
            yield(i);
        }
    }));
    leat_stream(int) same = leat_flat_map(numbers, int, q(n, {
        switch (n) {
        case 1:
            break;
        default:
            do {
                if (n == 3)
                    break;
            } while (n++ < 2);
            yield(n);
        }
        while (n-- > 0)
            if (n == 1)
                continue;
            else
                break;
        EVERY(i, n) {
            if (i == 3)
                break;
        }
        return_value(n);
    }));

    leat_for_each(same, q(n, (void)({ while (1) break; n; })));

    return leat_deployment_run(deployment, flow);
}
