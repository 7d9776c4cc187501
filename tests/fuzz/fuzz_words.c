/* Any bytes as a stream of lines: what splits into words must come back the same when written again. */
#include <stdlib.h>
#include <string.h>

#include "rt/words.h"

static void try_line(char *text, size_t length)
{
    static struct leat__line line;
    char *words[64], *again[64];
    size_t count, count_again;
    uint64_t number;

    if (leat__line_split(text, length, words, 64, &count))
        return;
    leat__line_begin(&line, words[0]);
    for (size_t i = 1; i < count; i++)
        leat__line_add(&line, words[i]);
    if (!leat__line_end(&line) || line.length > length + 1)
        abort(); /* the shortest form is never longer than what was read */
    if (leat__line_split(line.text, line.length - 1, again, 64, &count_again) || count != count_again)
        abort();
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], again[i]) != 0)
            abort();
        (void)leat__word_number(words[i], 1000, &number);
        (void)leat__word_hex(words[i], &number);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct leat__line_reader reader = {0};
    size_t room, length;
    char *line;
    int is_line = 0;

    while (size > 0 && is_line >= 0) {
        char *to = leat__line_reader_room(&reader, &room);
        size_t piece = size < room ? size : room;

        memcpy(to, data, piece);
        reader.end += piece;
        data += piece;
        size -= piece;
        while ((is_line = leat__line_reader_next(&reader, &line, &length)) == 1)
            try_line(line, length);
    }
    leat__line_reader_free(&reader);
    return 0;
}
