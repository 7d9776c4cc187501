/* sort_by of many: by negative and positive numbers, stable where keys are equal, by a text and by a fraction; in a tick as well. */
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>

leat_record(item, (int16_t, key), (uint32_t, place))

/* Folds what comes: how many, and whether each is behind the one before it. */
leat_record(judged, (bool, wrong), (uint32_t, count), (item, last))

static item make(uint64_t i)
{
    return (item){(int16_t)(i * 7919 % 601 - 300), (uint32_t)i};
}

static judged judge(judged acc, item x)
{
    if (acc.count > 0 && (acc.last.key > x.key || (acc.last.key == x.key && acc.last.place > x.place)))
        acc.wrong = true;
    acc.count++;
    acc.last = x;
    return acc;
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_tick *tick = leat_tick_of(p);

    leat_stream(uint64_t) numbers = leat_source_iter(p, uint64_t, q(range(0, 20000)));
    leat_stream(item) items = leat_map(numbers, item, q(i, make(i)));
    leat_singleton(judged) all = leat_fold(leat_sort_by(items, q(x, x.key)), judged, q((judged){0}), q(acc, x, acc = judge(acc, x)));
    leat_for_each(leat_into_stream(all), q(j, printf("all: %s, %u, the last is %d\n", j.wrong ? "wrong" : "in order", j.count, j.last.key)));

    leat_singleton(judged) halves = leat_fold(leat_sort_by(items, q(x, x.key / 2.0)), judged, q((judged){0}), q(acc, x, acc = judge(acc, x)));
    leat_for_each(leat_into_stream(halves), q(j, printf("halves: %s, %u\n", j.wrong ? "wrong" : "in order", j.count)));

    leat_stream(item) batch = leat_batch(items, tick, nondet("what is asked of each batch holds for any"));
    leat_singleton(judged) ticked = leat_fold(leat_sort_by(batch, q(x, x.key)), judged, q((judged){0}), q(acc, x, acc = judge(acc, x)));
    leat_for_each(leat_filter(leat_all_ticks(leat_into_stream(ticked)), q(j, j.wrong)), q(j, printf("a batch of %u is wrong\n", j.count)));
    return leat_deployment_run(deployment, flow);
}
