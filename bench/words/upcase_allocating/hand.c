/* The same as flow.c by hand: each text behind the one before, in an arena that each row uses again. */
#include "../../lib/hand.h"
#include "../words.h"

static inline char *new_upper(char **arena, const char *row, size_t length)
{
    char *to = *arena;

    for (size_t i = 0; i < length; i++)
        to[i] = (char)(row[i] >= 'a' && row[i] <= 'z' ? row[i] - 32 : row[i]);
    *arena += length;
    return to;
}

void by_hand(void)
{
    struct words rows = words_rows();
    static char memory[4096];

    for (size_t i = 0; i < rows.count; i++) {
        const char *row = rows.list[i].letters;
        char *arena = memory;

        for (int k = 0; k < WORDS_OPS; k++)
            row = new_upper(&arena, row, rows.list[i].length);
        bench_sink_bytes(row, rows.list[i].length);
    }
}
