/* An assert_equal that does not hold ends the run with status 1. */
#include "program.h"

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *p = process(flow, "p");
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 4)));
    leat_assert_equal(numbers, int, q({ for (int i = 0; i < 3; i++) yield(i); }));
}
