/*
 * text.h: a growing text. `{0}` is an empty one. May hold any bytes; a NUL follows the last.
 */
#ifndef LEAT_BASE_TEXT_H
#define LEAT_BASE_TEXT_H

#include <stdarg.h>
#include <stddef.h>

struct leat__text {
    char *data; /* NULL while nothing was ever appended: see leat__text_string() */
    size_t length;
    size_t capacity;
};

void leat__text_append(struct leat__text *text, const char *string);
void leat__text_bytes(struct leat__text *text, const void *bytes, size_t length);
void leat__text_char(struct leat__text *text, char c);
void leat__text_repeat(struct leat__text *text, char c, size_t times);
void leat__text_printf(struct leat__text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void leat__text_vprintf(struct leat__text *text, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* One line of generated text: `depth` times four spaces, the formatted text, a newline. */
void leat__text_line(struct leat__text *text, int depth, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A C string literal of these bytes, with its quotes; plain ASCII, so that any compiler reads it back. */
void leat__text_c_string(struct leat__text *text, const char *bytes, size_t length);

/* A JSON string of these bytes, with its quotes; bytes that are not UTF-8 become U+FFFD. */
void leat__text_json_string(struct leat__text *text, const char *bytes, size_t length);

/* The text as a string, "" if empty; valid until the text changes. */
const char *leat__text_string(const struct leat__text *text);

/* Makes room for `more` bytes and the NUL; returns where they go. The caller adds to `length`. */
char *leat__text_room(struct leat__text *text, size_t more);

/* Forgets the contents and keeps the memory. */
void leat__text_clear(struct leat__text *text);
/* Frees; usable afterwards. */
void leat__text_release(struct leat__text *text);
/* The text itself, to be released with free(), never NULL; `text` is empty afterwards. */
char *leat__text_steal(struct leat__text *text);

#endif
