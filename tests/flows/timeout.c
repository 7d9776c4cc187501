/* timeout: there when nothing has come for a while, gone when something comes, and there again; its timer ends with the run. */
#include "flow.h"

static void build(leat_flow *flow, leat_process *p)
{
    leat_stream(int64_t) silent = leat_source_interval(p, q(3600000), nondet("nothing comes of it in time"));
    leat_stream(int64_t) slow = leat_source_interval(p, q(60), nondet("a clock"));
    leat_stream(int64_t) steady = leat_source_interval(p, q(1), nondet("a clock"));
    leat_optional(bool) late = leat_timeout(slow, q(5), nondet("a test of clocks"));
    int64_t patience = 20;

    (void)flow;
    leat_for_each(leat_limit(leat_sample_eager(leat_timeout(silent, q(patience), nondet("a test of clocks"), let(patience)), nondet("it comes once")), q(1)),
                  q(b, printf("silent: %d\n", b)));
    leat_for_each(leat_limit(leat_sample_eager(leat_is_some(late), nondet("it comes and goes by turns")), q(4)), q(b, printf("slow: %d\n", b)));
    leat_for_each(leat_limit(leat_sample_eager(leat_is_some(leat_timeout(steady, q(3600000), nondet("a test of clocks"))), nondet("it stays away")), q(1)),
                  q(b, printf("steady: %d\n", b)));
}
