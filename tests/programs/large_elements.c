/* Elements of megabytes pass, one behind the other, in both directions. */
#include "program.h"

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *here = process(flow, "p"), *there = process(flow, "p");
    leat_stream(leat_str) made = leat_source_iter(here, leat_str, q({
        for (int i = 1; i <= 8; i++) {
            yield(leat_str_format("%0*d", i * 1000000, i));
            leat_scratch_reset();
        }
    }));
    leat_stream(leat_str) back = leat_send_bincode(leat_send_bincode(made, there), here);
    leat_for_each(back, q(s, printf("%zu %c\n", s.length, s.data[s.length - 1])));
}
