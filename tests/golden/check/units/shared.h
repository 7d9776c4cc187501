#ifndef SHARED_H
#define SHARED_H

#include <leat/leat.h>

static inline leat_stream(int) times(leat_stream(int) s, int factor)
{
    return leat_map(s,
                    int,
                    q(n, n * factor));
}

leat_stream(int) few_times(leat_stream(int) s, int factor);

#endif
