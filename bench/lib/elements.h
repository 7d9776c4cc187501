/*
 * elements.h: what the deployed flows share: the number in `-- elements=N`, and the lines that deployed.sh reads.
 */
#ifndef BENCH_ELEMENTS_H
#define BENCH_ELEMENTS_H

#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>
#include <stdlib.h>

static inline uint64_t elements(void)
{
    static uint64_t known;

    if (known == 0) {
        leat_str n = leat_argument("elements");

        known = strtoull(leat_str_format("%.*s%c", (int)n.length, n.data, '\0').data, NULL, 10);
    }
    return known;
}

static inline uint64_t first(void)
{
    printf("began %" PRId64 "\n", leat_now());
    return 0;
}

static inline void print_end(uint64_t count, uint64_t sum)
{
    printf("ended %" PRId64 "\ncount %" PRIu64 "\nsum %" PRIu64 "\n", leat_now(), count, sum);
}

#endif
