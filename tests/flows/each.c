/* Sources that go through an array: numbers, records, what was allocated for it, and parts of a body. */
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>

leat_record(named, (leat_str, name), (int, number))

static const uint64_t numbers[] = {3, 1, 4, 1, 5, 9, 2, 6};

/* As many as fill several chunks and turns; their texts are made here, and stay until the last is gone. */
static leat_vec(named) make_many(int count)
{
    leat_vec(named) all = {0};

    for (int i = 0; i < count; i++)
        leat_vec_push(&all, ((named){leat_str_format("number %d", i), i}));
    return all;
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(uint64_t) all = leat_source_iter(p, uint64_t, q(each(numbers, sizeof numbers / sizeof *numbers)));
    leat_for_each(leat_map(all, uint64_t, q(x, x * 10)), q(x, printf("%" PRIu64 "\n", x)));

    leat_stream(uint64_t) none = leat_source_iter(p, uint64_t, q(each(NULL, 0)));
    leat_for_each(leat_into_stream(leat_count(none)), q(n, printf("none: %" PRIu64 "\n", n)));

    leat_stream(uint64_t) first = leat_limit(leat_source_iter(p, uint64_t, q(each(numbers, 8))), q(3));
    leat_for_each(leat_into_stream(leat_collect(first, leat_vec(uint64_t))), q(v, printf("first: %zu, the last is %" PRIu64 "\n", v.length, v.data[2])));

    leat_stream(named) many = leat_source_iter(p, named, q(each(make_many(200000).data, 200000)));
    leat_stream(named) some = leat_filter(many, q(n, n.number % 66666 == 0));
    leat_for_each(leat_into_stream(leat_collect(some, leat_vec(named))), q(v, {
        for (size_t i = 0; i < v.length; i++)
            printf("%.*s\n", (int)v.data[i].name.length, v.data[i].name.data);
    }));

    leat_stream(uint64_t) twice = leat_source_iter(p, uint64_t, q({
        each(numbers, 2);
        if (numbers[0] == 3)
            each(numbers + 6, 2);
        else
            yield(0);
        range(100, 102);
    }));
    leat_for_each(leat_into_stream(leat_fold(twice, uint64_t, q(0), q(sum, x, sum += x))), q(x, printf("sum: %" PRIu64 "\n", x)));
    return leat_deployment_run(deployment, flow);
}
