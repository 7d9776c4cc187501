#include <leat/leat.h>

leat_keyed(line_of, uint64_t, leat_str)
struct plain {
    int a;
};

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_external *lines = leat_flow_external(flow, &(leat_external_spec){.name = "lines", .framing = LEAT_LINES});
    leat_external *raw = leat_flow_external(flow, &(leat_external_spec){.name = "raw", .framing = LEAT_RAW});
    leat_external *frames = leat_flow_external(flow, &(leat_external_spec){.name = "frames"});

    leat_stream(int) numbers = leat_source_external(p, int, lines);
    leat_send_external(leat_map(numbers, leat_str, q(n, leat_str_format("%d", n))), lines);
    leat_send_external_many(leat_source_external_many(p, line_of, raw), raw);
    leat_send_external(leat_source_external(p, struct plain, frames), frames);

    return leat_deployment_run(deployment, flow);
}
