/* The same as flow.c by hand: one loop, and the greetings in a few bytes that are used for each word again. */
#include "../../lib/hand.h"
#include "../words.h"

static size_t greet(char *to, const char *greeting, size_t greeting_length, const struct word *word)
{
    memcpy(to, greeting, greeting_length);
    memcpy(to + greeting_length, word->letters, word->length);
    words_made(to);
    return greeting_length + word->length;
}

void by_hand(void)
{
    struct words words = words_list();
    char arena[256];
    uint64_t sum = 0;

    for (size_t i = 0; i < words.count; i++) {
        const struct word *word = &words.list[i];

        if (words_hash(word->letters, word->length) % 2 == 0)
            continue;
        sum += greet(arena, "hi ", 3, word);
        sum += greet(arena + 128, "bye ", 4, word);
        if (word->length % 5 == 0) {
            words_made(word->letters);
            sum += word->length;
        }
    }
    bench_sink(sum);
}
