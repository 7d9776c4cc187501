#include "shared.h"

static int limit = 10;

int the_limit(void)
{
    return limit;
}

leat_stream(int) few_times(leat_stream(int) s, int factor)
{
    int limit = 3;

    return leat_filter(times(s, factor),
                       q(n, n < limit));
}
