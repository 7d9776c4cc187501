#include <errno.h>
#include <stdio.h>

#include <leat/leat.h>

leat_record(point, (int, x), (int, y))
enum { LIMIT = 4 };
static int offset;

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_cluster *workers = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "worker", .members = 4});

    int limit = 4;
    point origin = {1, 2};
    const char *name = "x";
    char word[] = "word";
    leat_stream(int) numbers = leat_source_iter(p, int, q({
        for (int limit = 0; limit < 10; limit++)
            yield(limit);
    }));
    leat_stream(int) range = leat_filter(numbers, q(n, n < limit && !errno), let(limit));

    leat_for_each(leat_map(range, point, q(n, (point){.x = n, .y = origin.x}), let_as(point, origin)), q(limit, (void)limit.y));
    leat_for_each(numbers, q(n, printf("%s %s %d %u\n", name, word, n + LIMIT + offset, leat_member_count(workers))),
                  let(name, word, workers));
    leat_for_each(leat_source_iter(workers, int, q({ extern int elsewhere; yield(elsewhere); })), q(p, (void)p));

    return leat_deployment_run(deployment, flow);
}
