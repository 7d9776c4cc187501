/*
 * clock.h: the system's clock and random bits, for what runs without a loop and for io_uv.c.
 */
#ifndef LEAT_RT_CLOCK_H
#define LEAT_RT_CLOCK_H

#include <stdint.h>

int64_t leat__system_now(void);
uint64_t leat__system_random(void); /* a generator that the system has seeded */

#endif
