#include <string.h>

#include "build/job.h"
#include "rt/words.h"

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

bool leat__words_decode(const char *text, struct leat__arena *arena, struct leat__words *into)
{
    char *copy = leat__arena_strdup(arena, text);
    size_t length = strlen(text), most = 1, count;

    if (length == 0)
        return true;
    for (const char *at = text; (at = strchr(at, ' ')); at++)
        most++;
    char **words = leat__arena_array(arena, char *, most);

    if (leat__line_split(copy, length, words, most, &count))
        return false;
    for (size_t i = 0; i < count; i++)
        leat__vector_push(into, words[i]);
    return true;
}
