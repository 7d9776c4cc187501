/* Captured values come out on the process just as they went in. */
#include "program.h"

enum fruit { APPLE, PEAR = 40 };
leat_record(limits, (int64_t, low), (uint64_t, high), (double, share))

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *p = process(flow, "p");
    leat_stream(int) once = leat_source_iter(p, int, q({ yield(1); }));
    const char *text = "a \"quoted\" text\n with a \\ and \x7f\?\?/";
    char array[8] = "array";
    bool yes = true;
    char letter = '\'';
    signed char small = -128;
    unsigned long long large = UINT64_MAX;
    long long least = INT64_MIN;
    double third = 1.0 / 3.0, huge = 1e308;
    float tenth = 0.1f;
    enum fruit fruit = PEAR;
    limits range_of = {INT64_MIN, UINT64_MAX, 0.1};

    leat_for_each(once, q(x, printf("%d [%s] [%s] %d %c %d\n", x, text, array, yes, letter, small)), let(text, array, yes),
                  let(letter, small));
    leat_for_each(once, q(x, {
        printf("%d %llu %lld %a %a %a\n", x, large, least, third, huge, (double)tenth);
        printf("%d\n", fruit == PEAR);
    }), let(large, least, third, huge, tenth, fruit));
    leat_for_each(once, q(x, printf("%d %" PRId64 " %" PRIu64 " %a\n", x, range_of.low, range_of.high, range_of.share)),
                  let_as(limits, range_of));
}
