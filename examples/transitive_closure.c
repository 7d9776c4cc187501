/* Who is an ancestor of whom: two that meet in the middle make a third, until nothing is new. */
#include <leat/leat.h>
#include <stdio.h>

leat_record(ancestor, (leat_str, of), (leat_str, is))
leat_keyed(by_name, leat_str, leat_str)

static void transitive_closure(leat_flow *flow, leat_host *host)
{
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "p"}));

    leat_stream(ancestor) parents = leat_source_iter(p, ancestor, q({
        yield((ancestor){leat_str_of("Elizabeth"), leat_str_of("George")});
        yield((ancestor){leat_str_of("Charles"), leat_str_of("Elizabeth")});
        yield((ancestor){leat_str_of("William"), leat_str_of("Charles")});
        yield((ancestor){leat_str_of("William"), leat_str_of("Diana")});
    }));
    leat_hole *hole;
    leat_stream(ancestor) all = leat_iterate(parents, &hole);
    leat_stream(by_name) up = leat_map(all, by_name, q(a, (by_name){a.is, a.of}));
    leat_stream(by_name) down = leat_map(all, by_name, q(a, (by_name){a.of, a.is}));
    leat_complete(hole, leat_join(up, down, ancestor, q(middle, of, is, (ancestor){of, is})));

    leat_stream(ancestor) sorted = leat_sort(all, q(a, b, leat_str_compare(a.of, b.of)));
    leat_for_each(sorted, q(a, printf("%.*s < %.*s\n", (int)a.of.length, a.of.data, (int)a.is.length, a.is.data)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    transitive_closure(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
