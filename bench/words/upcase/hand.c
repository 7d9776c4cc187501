/*
 * The same as flow.c by hand: a row is copied once, and changed twenty times where it lies, eight letters at a time. Only
 * what changes is written.
 */
#include "../../lib/hand.h"
#include "../words.h"

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

static inline uint64_t letters_of(uint64_t word)
{
    uint64_t low = word & EACH(0x7f);

    return ((low + EACH(0x80 - 'a')) & ~(low + EACH(0x7f - 'z')) & ~word & EACH(0x80)) >> 2;
}

/* Behind the row is room to the next multiple of eight. */
static inline void upper(char *row, size_t length)
{
    for (size_t i = 0; i < length; i += 8) {
        uint64_t word, letters;

        memcpy(&word, row + i, 8);
        letters = letters_of(word);
        if (letters) {
            word ^= letters;
            memcpy(row + i, &word, 8);
        }
    }
}

void by_hand(void)
{
    struct words rows = words_rows();
    char arena[64] = {0};

    for (size_t i = 0; i < rows.count; i++) {
        memcpy(arena, rows.list[i].letters, rows.list[i].length);
        for (int k = 0; k < WORDS_OPS; k++)
            upper(arena, rows.list[i].length);
        bench_sink_bytes(arena, rows.list[i].length);
    }
}
