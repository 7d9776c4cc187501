/* The same as flow.c by hand: two loops, eight numbers of the first at a time. */
#include "../by_hand.h"

enum { NUMBERS = 3000 };

void by_hand(void)
{
    pair_up(micro_input(0), NUMBERS, micro_input(1), NUMBERS);
}
