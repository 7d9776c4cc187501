/*
 * What leat_end_atomic gives is done: what the region leads to, in a tick and behind it, has run. The same without an
 * atomic region is told before.
 */
#include <stdlib.h>

#include "flow.h"

static int applied; /* by the tick that the elements lead to */
static int early;   /* elements that were told before that */

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(1, 1001)));
    leat_stream(int) writes = leat_atomic(numbers);
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) batch = leat_batch(writes, tick, nondet("each for itself"));
    leat_stream(int) out = leat_all_ticks(leat_sort(batch, q(a, b, a - b)));
    leat_stream(leat_str) acks = leat_map(leat_filter(leat_end_atomic(leat_map(writes, int, q(w, w))), q(w, w > 0)), leat_str,
                                          q(w, leat_str_format("%d", w)));

    leat_for_each(out, q(w, applied = w));
    leat_for_each(acks, q(text, { if (atoi(text.data) > applied) printf("%s is told before it is done\n", text.data); }));
    leat_for_each(leat_map(writes, int, q(w, w)), q(w, early += w > applied));
    leat_for_each(leat_into_stream(leat_count(acks)), q(n, printf("%" PRIu64 " are told\n", n)));
    leat_for_each(leat_into_stream(leat_count(numbers)), q(n, { (void)n; printf(early > 0 ? "without an end, too early\n" : "?\n"); }));
}
