/* input.h: the words, for peers. */
#ifndef BENCH_WORDS_DIAMOND_INPUT_H
#define BENCH_WORDS_DIAMOND_INPUT_H

#include "../words.h"

static inline const void *bench_input(size_t *count)
{
    *count = words_list().count;
    return words_list().list;
}

#endif
