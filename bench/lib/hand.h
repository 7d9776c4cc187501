/* hand.h: what hand.c of a workload defines: the work of its flow.c, as one would write it without Leat. All of it is timed. */
#ifndef BENCH_HAND_H
#define BENCH_HAND_H

void by_hand(void);

#endif
