/* Six processes in a row, and streams that cross each other. */
#include "program.h"

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *row[6];
    for (int i = 0; i < 6; i++)
        row[i] = process(flow, "row");
    leat_stream(int) forth = leat_source_iter(row[0], int, q(range(0, 1000)));
    leat_stream(int) back = leat_source_iter(row[5], int, q(range(0, 1000)));
    for (int i = 0; i < 5; i++) {
        forth = leat_map(leat_send_bincode(forth, row[i + 1]), int, q(x, x + 1));
        back = leat_map(leat_send_bincode(back, row[4 - i]), int, q(x, x - 1));
    }
    leat_for_each(leat_into_stream(leat_fold(forth, int, q(0), q(acc, x, acc += x))), q(x, printf("forth %d\n", x)));
    leat_for_each(leat_into_stream(leat_fold(back, int, q(0), q(acc, x, acc += x))), q(x, printf("back %d\n", x)));
}
