#include <stdio.h>

#include <leat/leat.h>

leat_record(latest, (int, count), (leat_str, name))

/* Each is almost commutative. */
int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));
    leat_cluster *workers = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "worker", .members = 4}));

    leat_stream(int) numbers = leat_send_bincode_interleaved(leat_source_iter(workers, int, q(range(0, 10))), p);

    /* The first element is where a reduce begins. */
    leat_for_each(leat_into_stream(leat_reduce(numbers, q(acc, x, acc -= x))), q(n, printf("%d\n", n)));
    /* Sums of floats are rounded after each step. */
    leat_for_each(leat_into_stream(leat_fold(numbers, double, q(0), q(acc, x, acc += x * 0.1))), q(n, printf("%g\n", n)));
    /* Of two texts the last one stays. */
    leat_for_each(leat_into_stream(leat_fold(numbers, latest, q((latest){0}), q(acc, x, {
                      acc.count++;
                      acc.name = leat_str_of(x > 5 ? "high" : "low");
                  }))),
                  q(l, printf("%d\n", l.count)));
    return leat_deployment_run(deployment, flow);
}
