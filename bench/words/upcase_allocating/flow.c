/* Rows of text through twenty maps to upper case, each of which makes a new text, letter by letter. */
#include <leat/leat.h>

#include "../words.h"

static inline leat_str new_upper(leat_str row)
{
    char *to = leat_str_room(row.length);

    for (size_t i = 0; i < row.length; i++)
        to[i] = (char)(row.data[i] >= 'a' && row.data[i] <= 'z' ? row.data[i] - 32 : row.data[i]);
    return (leat_str){to, row.length};
}

static void upcase_allocating(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(leat_str) rows = leat_source_iter(process, leat_str, q({
        struct words rows = words_rows();

        for (size_t i = 0; i < rows.count; i++)
            yield((leat_str){rows.list[i].letters, rows.list[i].length});
    }));

    for (int i = 0; i < WORDS_OPS; i++)
        rows = leat_map(rows, leat_str, q(row, new_upper(row)));
    leat_for_each(rows, q(row, bench_sink_bytes(row.data, row.length)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    upcase_allocating(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}
