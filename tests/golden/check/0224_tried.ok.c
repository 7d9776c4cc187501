#include <stdio.h>

#include <leat/leat.h>

leat_record(total, (int, sum), (int, of_tenths))

static const int tenths[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(unsigned) digits = leat_weaken_order(leat_source_iter(p, unsigned, q(range(0, 10))));

    /* Whatever comes is an index of the table. */
    leat_for_each(leat_into_stream(leat_fold(digits, total, q((total){0}), q(acc, x, acc.of_tenths += tenths[x % 10]),
                                             commutative("a sum"))),
                  q(t, printf("%d\n", t.of_tenths)));
    return leat_deployment_run(deployment, flow);
}
