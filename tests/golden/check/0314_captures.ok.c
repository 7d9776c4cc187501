#include <stdio.h>

#include <leat/leat.h>

#include <string.h>

leat_record(point, (int, x), (leat_str, name))
enum colour { RED, GREEN };

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_cluster *workers = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "worker", .members = 2}));
    point at = {1, leat_str_of("here")};
    int limit = argc;
    double factor = 0.5;
    enum colour colour = GREEN;
    const char *text = "text";
    char letters[] = "abc";
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));

    leat_for_each(numbers, q(n, printf("%d\n", n < at.x)), let_as(point, at));
    leat_for_each(numbers, q(n, printf("%d %g %d %s %c\n", n < limit, factor, colour, text, letters[n % 3])),
                  let(limit, factor, colour, text, letters));
    leat_for_each(leat_broadcast_bincode(numbers, workers), q(n, printf("%u\n", leat_member_count(workers) + (unsigned)n)),
                  let(workers));
    return leat_deployment_run(deployment, flow);
}
