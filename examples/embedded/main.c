/* An ordinary program with two instances of one flow in it: no loop, no processes, no libuv. */
#include <inttypes.h>
#include <stdio.h>

#include "words.h"

static void on_fresh(void *context, leat_str word)
{
    printf("%s: %.*s is new\n", (const char *)context, (int)word.length, word.data);
}

static void on_total(void *context, uint64_t total)
{
    printf("%s: %" PRIu64 " words\n", (const char *)context, total);
}

int main(void)
{
    struct words *left = words_new(&(struct words_outputs){.context = "left", .fresh = on_fresh, .total = on_total});
    struct words *right = words_new(&(struct words_outputs){.context = "right", .fresh = on_fresh, .total = on_total});

    words_word_push(left, leat_str_of("mill"));
    words_word_push(right, leat_str_of("mill"));
    words_word_push(left, leat_str_of("leat"));
    words_word_push(left, leat_str_of("mill"));
    words_end(left);
    words_end(right);
    words_free(left);
    words_free(right);
    return 0;
}
