#include <stdio.h>
#include <stdlib.h>

#include <leat/leat.h>

int level;

static int at_random(int x)
{
    return x + (int)lrand48();
}

int far_away(int x)
{
    return at_random(x) + level++;
}

void other_flow(leat_flow *flow, leat_process *process)
{
    (void)flow;
    leat_stream(int) numbers = leat_source_iter(process, int, q(range(0, 10)));

    leat_for_each(leat_map(numbers, int, q(n, far_away(n))), q(n, printf("%d\n", n)));
}
