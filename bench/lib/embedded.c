/*
 * embedded.c: main() of a workload whose flow is embedded (`leat emit --embed --prefix flow`) into one program with
 * the C that does the same by hand. BENCH_ELEMENTS: how many come to the sinks; BENCH_REPEAT: runs in each measurement.
 */
#include <stdlib.h>

#include "flow.h"
#include "hand.h"
#include "pairs.h"

static void by_leat(void)
{
    struct flow *flow = flow_new(NULL);

    flow_end(flow);
    flow_free(flow);
}

int main(int argc, char **argv)
{
    return bench_compare(by_leat, by_hand, BENCH_ELEMENTS, argc > 1 ? atoi(argv[1]) : 7, BENCH_REPEAT);
}
