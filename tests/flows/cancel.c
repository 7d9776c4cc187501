/* A limit behind the network stops an endless source in front of it, and the run ends well. */
#include "flow.h"

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_stream(int) endless = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_stream(int) few = leat_limit(leat_send_bincode(leat_filter(endless, q(x, x % 1000 == 0)), other), q(3));

    leat_for_each(few, q(x, printf("%d\n", x)));
}
