/* Lines of standard input: without their ends, the last one also without one; empty ones count. */
#include "program.h"

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p", .standard_input = true}));
    leat_stream(leat_str) lines = leat_source_lines(p, q("-"));
    leat_for_each(lines, q(l, printf("<%.*s>\n", (int)l.length, l.data)));
}
