/* Each vertex takes the least number that it hears of, and tells its neighbours, until nobody hears of a lesser one. */
#include <leat/leat.h>
#include <stdio.h>

leat_keyed(edge, uint32_t, uint32_t)
leat_keyed(label, uint32_t, uint32_t)

static void connected_components(leat_flow *flow, leat_host *host)
{
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "p"}));

    leat_stream(label) own = leat_source_iter(p, label, q({
        for (uint32_t v = 0; v < 12; v++)
            yield((label){v, v});
    }));
    leat_stream(edge) edges = leat_source_iter(p, edge, q({
        for (uint32_t v = 0; v + 3 < 12; v++) { /* three chains: 0, 3, 6, 9; ... both ways */
            yield((edge){v, v + 3});
            yield((edge){v + 3, v});
        }
    }));
    leat_hole *hole;
    leat_stream(label) least = leat_iterate_best(own, &hole, q(a, b, a.value < b.value));
    leat_complete(hole, leat_join(least, edges, label, q(v, known, neighbour, (label){neighbour, known})));
    leat_for_each(leat_sort(least, q(a, b, (a.key > b.key) - (a.key < b.key))),
                  q(x, printf("%u is in the component of %u\n", x.key, x.value)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    connected_components(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
