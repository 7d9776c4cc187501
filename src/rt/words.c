#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const char hex_upper[] = "0123456789ABCDEF";

static bool is_plain(unsigned char byte)
{
    return byte > 0x20 && byte < 0x7f && byte != '%';
}

/* Room must stay for the newline. */
static bool put(struct leat__line *line, const char *bytes, size_t length)
{
    if (line->too_long || length > LEAT__LINE_MAX - 1 - line->length)
        return false;
    memcpy(line->text + line->length, bytes, length);
    line->length += length;
    return true;
}

/* Writes the word's bytes until one does not fit; returns whether all did. */
static bool put_word(struct leat__line *line, const char *word)
{
    if (line->length > 0 && !put(line, " ", 1))
        return false;
    if (!*word)
        return put(line, "%", 1);
    for (; *word; word++) {
        unsigned char byte = (unsigned char)*word;
        char escape[3] = {'%', hex_upper[byte >> 4], hex_upper[byte & 15]};

        if (is_plain(byte) ? !put(line, word, 1) : !put(line, escape, sizeof escape))
            return false;
    }
    return true;
}

void leat__line_begin(struct leat__line *line, const char *word)
{
    line->length = 0;
    line->too_long = false;
    leat__line_add(line, word);
}

void leat__line_add(struct leat__line *line, const char *word)
{
    if (!put_word(line, word))
        line->too_long = true;
}

void leat__line_add_text(struct leat__line *line, const char *text)
{
    /* Not even the separator or one byte fits: then there is no word at all, which is an error. */
    size_t before = line->length;

    if (!put_word(line, text) && line->length < before + 2)
        line->too_long = true;
}

void leat__line_add_number(struct leat__line *line, uint64_t number)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    leat__line_add(line, digits);
}

void leat__line_add_hex(struct leat__line *line, uint64_t number)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%016llx", (unsigned long long)number);
    leat__line_add(line, digits);
}

bool leat__line_end(struct leat__line *line)
{
    if (line->too_long)
        return false;
    line->text[line->length++] = '\n';
    return true;
}

/* The value of an upper-case hexadecimal digit, or -1. */
static int hex_digit(char digit)
{
    const char *found = digit ? strchr(hex_upper, digit) : NULL;

    return found ? (int)(found - hex_upper) : -1;
}

/* Decodes the word [at, end) in place and ends it with a zero. */
static const char *decode_word(char *at, const char *end)
{
    char *to = at;

    if (at == end)
        return "an empty word";
    if (end - at == 1 && *at == '%') {
        *at = '\0';
        return NULL;
    }
    while (at < end) {
        if (is_plain((unsigned char)*at)) {
            *to++ = *at++;
            continue;
        }
        if (*at != '%')
            return "a byte that must be written as %XX";

        int high = end - at >= 3 ? hex_digit(at[1]) : -1;
        int low = end - at >= 3 ? hex_digit(at[2]) : -1;

        if (high < 0 || low < 0)
            return "'%' without two upper-case hexadecimal digits";
        if (high == 0 && low == 0)
            return "a zero byte";
        *to++ = (char)(high * 16 + low);
        at += 3;
    }
    *to = '\0'; /* on a byte of this word, or on the separator behind it */
    return NULL;
}

const char *leat__line_split(char *line, size_t length, char **words, size_t most, size_t *count)
{
    char *at = line;
    char *end = line + length;

    *count = 0;
    for (;;) {
        char *space = memchr(at, ' ', (size_t)(end - at));
        char *word_end = space ? space : end;

        if (*count == most)
            return "too many words";

        const char *wrong = decode_word(at, word_end);

        if (wrong)
            return wrong;
        words[(*count)++] = at;
        if (!space)
            return NULL;
        at = space + 1;
    }
}

bool leat__word_number(const char *word, uint64_t most, uint64_t *number)
{
    uint64_t value = 0;

    if (!*word || (word[0] == '0' && word[1]))
        return false;
    for (; *word; word++) {
        unsigned digit = (unsigned)(*word - '0');

        if (digit > 9 || value > (UINT64_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *number = value;
    return value <= most;
}

bool leat__word_hex(const char *word, uint64_t *number)
{
    size_t digits = strspn(word, "0123456789abcdefABCDEF");

    if (digits == 0 || digits > 16 || word[digits])
        return false;
    *number = strtoull(word, NULL, 16);
    return true;
}

char *leat__line_reader_room(struct leat__line_reader *reader, size_t *room)
{
    if (!reader->data)
        reader->data = leat__alloc(LEAT__LINE_MAX + 1);
    if (reader->begin > 0) {
        memmove(reader->data, reader->data + reader->begin, reader->end - reader->begin);
        reader->end -= reader->begin;
        reader->begin = 0;
    }
    *room = LEAT__LINE_MAX - reader->end;
    return reader->data + reader->end;
}

int leat__line_reader_next(struct leat__line_reader *reader, char **line, size_t *length)
{
    size_t held = reader->end - reader->begin;
    char *newline = held ? memchr(reader->data + reader->begin, '\n', held) : NULL;

    if (!newline)
        return held >= LEAT__LINE_MAX ? -1 : 0;
    *line = reader->data + reader->begin;
    *length = (size_t)(newline - *line);
    reader->begin += *length + 1;
    return 1;
}

void leat__line_reader_free(struct leat__line_reader *reader)
{
    free(reader->data);
    *reader = (struct leat__line_reader){0};
}
