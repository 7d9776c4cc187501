/* A handle that is used twice is shared: the source runs once, and both get every element. */
#include "program.h"

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *p = process(flow, "p");
    leat_stream(int) numbers = leat_source_iter(p, int, q({
        printf("the source runs\n");
        for (int i = 1; i <= 4; i++)
            yield(i);
    }));
    leat_singleton(int) sum = leat_fold(numbers, int, q(0), q(acc, x, acc += x));
    leat_singleton(int) product = leat_fold(leat_map(numbers, int, q(x, x)), int, q(1), q(acc, x, acc *= x));
    leat_for_each(leat_into_stream(sum), q(x, printf("sum %d\n", x)));
    leat_for_each(leat_into_stream(product), q(x, printf("product %d\n", x)));
}
