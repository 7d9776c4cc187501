/* input.h: the rows, for peers. */
#ifndef BENCH_WORDS_INPUT_H
#define BENCH_WORDS_INPUT_H

#include "words.h"

static inline const void *bench_input(size_t *count)
{
    *count = words_rows().count;
    return words_rows().list;
}

#endif
