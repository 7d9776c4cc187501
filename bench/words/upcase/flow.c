/* Rows of text through twenty maps to upper case, which give back a text that is so already. */
#include <leat/leat.h>

#include "../words.h"

static void upcase(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(leat_str) rows = leat_source_iter(process, leat_str, q({
        struct words rows = words_rows();

        for (size_t i = 0; i < rows.count; i++)
            yield((leat_str){rows.list[i].letters, rows.list[i].length});
    }));

    for (int i = 0; i < WORDS_OPS; i++)
        rows = leat_map(rows, leat_str, q(row, leat_str_upper(row)));
    leat_for_each(rows, q(row, bench_sink_bytes(row.data, row.length)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    upcase(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}
