/*
 * words.h: the lines that a process and its deployer exchange (docs/protocol.md, "The rendezvous").
 *
 * A line is words separated by one space, and ends with a newline; in a word, a space, '%' and every byte
 * outside 0x21 to 0x7e are written %XX; an empty word is a lone '%'. Words are C strings: a zero byte
 * (%00) is refused. Knows no sockets; used by both sides.
 */
#ifndef LEAT_RT_WORDS_H
#define LEAT_RT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LEAT__LINE_MAX 65536 /* bytes of a line, with its newline */

/* ---- writing ---- */

/* A line in the making. Set `length` to 0 to begin one. */
struct leat__line {
    size_t length;
    bool too_long; /* a word did not fit: the line must not be sent */
    char text[LEAT__LINE_MAX];
};

/* Begins a line with its first word. */
void leat__line_begin(struct leat__line *line, const char *word);
void leat__line_add(struct leat__line *line, const char *word);
void leat__line_add_number(struct leat__line *line, uint64_t number);
void leat__line_add_hex(struct leat__line *line, uint64_t number); /* 16 digits */

/* Adds as much of the word as fits: for a TEXT, which may be cut. */
void leat__line_add_text(struct leat__line *line, const char *text);

/* Ends the line: text[0 .. length) is what to send. False: it was too long. */
bool leat__line_end(struct leat__line *line);

/* ---- reading ---- */

/*
 * Takes the words of a line (without its newline) apart, in place: words[i] are C strings in `line`,
 * of which one byte behind `length` is written too. Returns NULL and the number of words, or a static
 * text that says what is wrong: a bad escape, a byte that needs one, an empty line, more than `most` words.
 */
const char *leat__line_split(char *line, size_t length, char **words, size_t most, size_t *count);

/* A word that is a decimal number without sign or leading zeros, at most `most`. */
bool leat__word_number(const char *word, uint64_t most, uint64_t *number);

/* A word of 1 to 16 hexadecimal digits. */
bool leat__word_hex(const char *word, uint64_t *number);

/* Collects the bytes of a stream until a line is whole. All zero: empty. */
struct leat__line_reader {
    char *data; /* LEAT__LINE_MAX + 1 bytes, from the first use on */
    size_t begin;
    size_t end;
};

/* Where the next bytes of the stream go, and how many at most (never 0). The caller adds what came to `end`. */
char *leat__line_reader_room(struct leat__line_reader *reader, size_t *room);

/*
 * The next whole line, without its newline; it may be taken apart in place, and lies there until the
 * next call of room. Returns 1; 0 when none is whole; -1 when a line is too long.
 */
int leat__line_reader_next(struct leat__line_reader *reader, char **line, size_t *length);
void leat__line_reader_free(struct leat__line_reader *reader);

#endif
