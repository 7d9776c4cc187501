/* Time goes on, and chance differs; both are said to be fine. */
#include "program.h"

leat_record(moment, (int64_t, now), (uint64_t, chance))

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *p = process(flow, "p");
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 1000)));
    leat_stream(moment) moments =
        leat_map(numbers, moment, q(n, ((void)n, (moment){leat_now(), leat_random()})), nondet("only their order is looked at"));
    leat_singleton(int64_t) last = leat_fold(moments, int64_t, q(0), q(acc, m, {
        if (m.now < acc)
            printf("time went back\n");
        acc = m.now;
    }));
    leat_for_each(leat_into_stream(last), q(t, printf("time %s\n", t > 0 ? "went on" : "stood still")));
    leat_stream(uint64_t) drawn = leat_unique(leat_map(moments, uint64_t, q(m, m.chance)));
    leat_for_each(leat_into_stream(leat_count(drawn)), q(n, printf("%s\n", n > 990 ? "all differ" : "some are equal")));
}
