#include <leat/leat.h>

leat_record(point, (int, x), (int, y))
leat_record(list, (point, first), (leat_vec(list), rest), (leat_option(int), size))
enum colour { RED, GREEN };

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(list) lists = leat_map(numbers, list, q(n, (list){.first = {n, n}}));
    leat_stream(enum colour) colours = leat_map(numbers, enum colour, q(n, n ? RED : GREEN));
    leat_stream(const char *) names = leat_map(numbers, const char *, q(n, n ? "one" : "none"));
    leat_stream(leat_str) strings = leat_map(names, leat_str, q(name, leat_str_of(name)));

    leat_for_each(leat_send_bincode(lists, second), q(l, (void)l));
    leat_for_each(leat_send_bincode(colours, second), q(c, (void)c));
    leat_for_each(leat_send_bincode(strings, second), q(s, (void)s));

    return leat_deployment_run(deployment, flow);
}
