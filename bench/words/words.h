/*
 * words.h: what the workloads with texts read: a list of words, and rows that are all "foobar", in memory of which the
 * compiler knows nothing.
 */
#ifndef BENCH_WORDS_WORDS_H
#define BENCH_WORDS_WORDS_H

#include <stdio.h>
#include <string.h>

#include "../lib/ops.h"

#ifdef BENCH_SMALL
enum { WORDS_MOST = 1000, WORDS_ROWS = 100 };
#else
enum { WORDS_MOST = 350000, WORDS_ROWS = 100000 };
#endif
enum { WORDS_OPS = 20 };

struct word {
    const char *letters;
    size_t length;
};

struct words {
    const struct word *list;
    size_t count;
};

/* The lines of Debian's list (package wamerican-huge), if it is installed, at most `most`. */
static inline size_t words_of_debian(struct word *list, size_t most)
{
    static char text[8 << 20];
    FILE *file = fopen("/usr/share/dict/american-english-huge", "r");
    size_t length = file ? fread(text, 1, sizeof text, file) : 0, count = 0;
    char *end;

    if (file)
        fclose(file);
    for (char *at = text; count < most && (end = memchr(at, '\n', (size_t)(text + length - at))); at = end + 1)
        list[count++] = (struct word){at, (size_t)(end - at)};
    return count;
}

/* Else made-up words of 3 to 15 letters. */
static inline size_t words_made_up(struct word *list, size_t count)
{
    static char letters[WORDS_MOST * 15];
    char *at = letters;
    uint64_t state = 7;

    for (size_t i = 0; i < count; i++) {
        size_t length = 3 + bench_random(&state) % 7 + bench_random(&state) % 7;

        for (size_t k = 0; k < length; k++)
            at[k] = (char)('a' + bench_random(&state) % 26);
        list[i] = (struct word){at, length};
        at += length;
    }
    return count;
}

BENCH_SHARED struct words words_list(void);
BENCH_SHARED struct words words_list(void)
{
    static struct word list[WORDS_MOST];
    static size_t count;

#ifndef BENCH_SMALL
    if (count == 0)
        count = words_of_debian(list, WORDS_MOST);
#endif
    if (count == 0)
        count = words_made_up(list, WORDS_MOST);
    return (struct words){list, count};
}

BENCH_SHARED struct words words_rows(void);
BENCH_SHARED struct words words_rows(void)
{
    static struct word rows[WORDS_ROWS];
    static char letters[WORDS_ROWS * 6];

    for (size_t i = 0; !rows[WORDS_ROWS - 1].letters && i < WORDS_ROWS; i++)
        rows[i] = (struct word){memcpy(letters + i * 6, "foobar", 6), 6};
    return (struct words){rows, WORDS_ROWS};
}

/* h * 31 + c, over all letters. */
static inline uint32_t words_hash(const char *letters, size_t length)
{
    uint32_t hash = 0;

    for (size_t i = 0; i < length; i++)
        hash = hash * 31 + (unsigned char)letters[i];
    return hash;
}

/* A text has been made: its bytes must be there. */
static inline void words_made(const char *bytes)
{
    __asm__ volatile("" : : "r"(bytes) : "memory");
}

#endif
