#include <stdio.h>
#include <string.h>

#include "build/job.h"

char *const *leat__words_argv(struct leat__words *words)
{
    leat__vector_push(words, NULL);
    words->count--;
    return (char *const *)(void *)words->items;
}

void leat__words_encode(const struct leat__words *words, struct leat__text *into)
{
    for (size_t i = 0; i < words->count; i++) {
        if (i > 0)
            leat__text_char(into, ' ');
        if (words->items[i][0] == '\0')
            leat__text_char(into, '%');
        for (const char *at = words->items[i]; *at; at++) {
            unsigned char byte = (unsigned char)*at;

            if (byte <= ' ' || byte > '~' || byte == '%')
                leat__text_printf(into, "%%%02X", byte);
            else
                leat__text_char(into, *at);
        }
    }
}

/* The value of a hexadecimal digit, or -1. */
static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* One word, decoded in place; false: it is none. */
static bool decode(char *word)
{
    char *to = word;

    if (strcmp(word, "%") == 0)
        *word = '\0';
    for (const char *from = word; *from; to++) {
        if (*from != '%') {
            *to = *from++;
            continue;
        }
        int high = digit(from[1]), low = high < 0 ? -1 : digit(from[2]);

        if (low < 0 || high * 16 + low == 0)
            return false;
        *to = (char)(high * 16 + low);
        from += 3;
    }
    *to = '\0';
    return true;
}

bool leat__words_decode(const char *text, struct leat__arena *arena, struct leat__words *into)
{
    while (*text) {
        size_t length = strcspn(text, " ");
        char *word = leat__arena_strndup(arena, text, length);

        if (length == 0 || !decode(word))
            return false;
        leat__vector_push(into, word);
        text += length;
        if (*text == ' ' && *++text == '\0')
            return false;
    }
    return true;
}
