#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

char *leat__text_room(struct leat__text *text, size_t more)
{
    size_t needed;

    if (__builtin_add_overflow(text->length, more, &needed) || needed == SIZE_MAX)
        leat__out_of_memory(SIZE_MAX);
    needed++; /* the NUL */
    if (needed > text->capacity) {
        size_t capacity = text->capacity < SIZE_MAX / 2 ? text->capacity * 2 : needed;

        if (capacity < needed)
            capacity = needed;
        if (capacity < 64)
            capacity = 64;
        text->data = leat__realloc(text->data, capacity);
        text->capacity = capacity;
    }
    return text->data + text->length;
}

void leat__text_bytes(struct leat__text *text, const void *bytes, size_t length)
{
    char *room = leat__text_room(text, length);

    if (length)
        memcpy(room, bytes, length);
    room[length] = '\0';
    text->length += length;
}

void leat__text_append(struct leat__text *text, const char *string)
{
    leat__text_bytes(text, string, strlen(string));
}

void leat__text_char(struct leat__text *text, char c)
{
    leat__text_bytes(text, &c, 1);
}

void leat__text_repeat(struct leat__text *text, char c, size_t times)
{
    char *room = leat__text_room(text, times);

    memset(room, c, times);
    room[times] = '\0';
    text->length += times;
}

void leat__text_vprintf(struct leat__text *text, const char *format, va_list arguments)
{
    va_list again;
    int length;

    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        leat__bug("cannot format \"%s\"", format);
    vsnprintf(leat__text_room(text, (size_t)length), (size_t)length + 1, format, arguments);
    text->length += (size_t)length;
}

void leat__text_printf(struct leat__text *text, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    leat__text_vprintf(text, format, arguments);
    va_end(arguments);
}

void leat__text_line(struct leat__text *text, int depth, const char *format, ...)
{
    va_list arguments;

    leat__text_repeat(text, ' ', depth > 0 ? (size_t)depth * 4 : 0);
    va_start(arguments, format);
    leat__text_vprintf(text, format, arguments);
    va_end(arguments);
    leat__text_char(text, '\n');
}

void leat__text_c_string(struct leat__text *text, const char *bytes, size_t length)
{
    leat__text_char(text, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];

        switch (c) {
        case '\n':
            leat__text_append(text, "\\n");
            break;
        case '\t':
            leat__text_append(text, "\\t");
            break;
        case '"':
        case '\\':
            leat__text_char(text, '\\');
            leat__text_char(text, (char)c);
            break;
        default:
            /* Three octal digits end by themselves, unlike \x; `?` could begin a trigraph. */
            if (c < 0x20 || c >= 0x7f || c == '?')
                leat__text_printf(text, "\\%03o", c);
            else
                leat__text_char(text, (char)c);
        }
    }
    leat__text_char(text, '"');
}

/* Length of the UTF-8 sequence at `bytes`, 0 if it is none (overlong forms and surrogates are none). */
static size_t utf8_length(const unsigned char *bytes, size_t left)
{
    unsigned char c = bytes[0];
    size_t length = c < 0x80                ? 1
                    : c >= 0xc2 && c < 0xe0 ? 2
                    : c >= 0xe0 && c < 0xf0 ? 3
                    : c >= 0xf0 && c < 0xf5 ? 4
                                            : 0;

    if (length == 0 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
    if ((c == 0xe0 && bytes[1] < 0xa0) || (c == 0xed && bytes[1] >= 0xa0) ||
        (c == 0xf0 && bytes[1] < 0x90) || (c == 0xf4 && bytes[1] >= 0x90))
        return 0;
    return length;
}

/* An ASCII character inside a JSON string. */
static void json_ascii(struct leat__text *text, unsigned char c)
{
    static const char *const short_forms[0x20] = {
        ['\b'] = "\\b", ['\f'] = "\\f", ['\n'] = "\\n", ['\r'] = "\\r", ['\t'] = "\\t",
    };

    if (c == '"' || c == '\\') {
        leat__text_char(text, '\\');
        leat__text_char(text, (char)c);
    } else if (c < 0x20 && short_forms[c]) {
        leat__text_append(text, short_forms[c]);
    } else if (c < 0x20 || c == 0x7f) {
        leat__text_printf(text, "\\u%04x", c);
    } else {
        leat__text_char(text, (char)c);
    }
}

void leat__text_json_string(struct leat__text *text, const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    size_t step;

    leat__text_char(text, '"');
    for (size_t i = 0; i < length; i += step) {
        step = utf8_length(at + i, length - i);
        if (step == 0) {
            leat__text_append(text, "\\ufffd");
            step = 1;
        } else if (step == 1) {
            json_ascii(text, at[i]);
        } else {
            leat__text_bytes(text, at + i, step);
        }
    }
    leat__text_char(text, '"');
}

const char *leat__text_string(const struct leat__text *text)
{
    return text->data ? text->data : "";
}

void leat__text_clear(struct leat__text *text)
{
    text->length = 0;
    if (text->data)
        text->data[0] = '\0';
}

void leat__text_release(struct leat__text *text)
{
    free(text->data);
    *text = (struct leat__text){0};
}

char *leat__text_steal(struct leat__text *text)
{
    char *data = text->data ? text->data : leat__strdup("");

    *text = (struct leat__text){0};
    return data;
}
