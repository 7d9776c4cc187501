/*
 * Writes a text of about BYTES bytes to standard output, the same every time: lines of 12 words, of a vocabulary of
 * 50,000 in which the first ones are the commonest. Says on standard error how many words there are.
 *
 *     text BYTES
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { VOCABULARY = 50000, LONGEST = 12, WORDS_IN_LINE = 12 };

static char vocabulary[VOCABULARY][LONGEST + 1];

static uint32_t next(void)
{
    static uint64_t state = 42;

    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(state >> 33);
}

static void make_vocabulary(void)
{
    for (int i = 0; i < VOCABULARY; i++) {
        /* The number in letters, so that no two are the same, behind letters by chance: common words are short. */
        int length = 0, chance = (int)(next() % (i < 1000 ? 3 : 8));

        while (length < chance)
            vocabulary[i][length++] = (char)('a' + next() % 21);
        for (int rest = i; length == chance || rest > 0; rest /= 26)
            vocabulary[i][length++] = (char)('a' + rest % 26);
    }
}

int main(int argc, char **argv)
{
    uint64_t bytes = argc > 1 ? strtoull(argv[1], NULL, 10) : 0, written = 0, words = 0;

    make_vocabulary();
    while (written < bytes) {
        double chance = next() / 2147483648.0;
        uint32_t word = (uint32_t)(chance * chance * chance * VOCABULARY);

        words++;
        written += (uint64_t)printf("%s%c", vocabulary[word], words % WORDS_IN_LINE ? ' ' : '\n');
    }
    for (; words % WORDS_IN_LINE; words++)
        printf("end%c", (words + 1) % WORDS_IN_LINE ? ' ' : '\n');
    fprintf(stderr, "%" PRIu64 "\n", words);
    return ferror(stdout) ? 1 : 0;
}
