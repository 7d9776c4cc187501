/* The shortest ways from one town: what is better than the best so far goes round again. */
#include <leat/leat.h>
#include <stdio.h>

leat_record(leg, (leat_str, to), (uint32_t, miles))
leat_keyed(road, leat_str, leg)
leat_record(best, (uint32_t, miles), (leat_str, via))
leat_keyed(way, leat_str, best)

static void shortest_paths(leat_flow *flow, leat_host *host)
{
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "p"}));

    leat_stream(way) start = leat_source_iter(p, way, q({ yield((way){leat_str_of("Leeds"), {0, leat_str_of("-")}}); }));
    leat_stream(road) roads = leat_source_iter(p, road, q({
        yield((road){leat_str_of("Leeds"), {leat_str_of("York"), 26}});
        yield((road){leat_str_of("Leeds"), {leat_str_of("Hull"), 77}});
        yield((road){leat_str_of("York"), {leat_str_of("Hull"), 38}});
        yield((road){leat_str_of("York"), {leat_str_of("Whitby"), 47}});
        yield((road){leat_str_of("Hull"), {leat_str_of("Whitby"), 50}});
        yield((road){leat_str_of("Whitby"), {leat_str_of("York"), 47}});
    }));
    leat_hole *hole;
    leat_stream(way) ways = leat_iterate_best(start, &hole, q(a, b, a.value.miles < b.value.miles));
    leat_complete(hole, leat_join(ways, roads, way, q(town, so_far, leg, (way){leg.to, {so_far.miles + leg.miles, town}})));
    leat_for_each(leat_sort(ways, q(a, b, (a.value.miles > b.value.miles) - (a.value.miles < b.value.miles))),
                  q(w, printf("%-6.*s %3u miles, by %.*s\n", (int)w.key.length, w.key.data, w.value.miles,
                              (int)w.value.via.length, w.value.via.data)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    shortest_paths(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
