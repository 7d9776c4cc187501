/*
 * diagnostic.h: errors and warnings with excerpts of the source.
 *
 * Every one says what is wrong, where, why (labels and notes), and what to write instead (help).
 */
#ifndef LEAT_BASE_DIAGNOSTIC_H
#define LEAT_BASE_DIAGNOSTIC_H

#include "memory.h"
#include "source.h"
#include "text.h"

enum leat__severity {
    LEAT__ERROR,
    LEAT__WARNING,
    LEAT__NOTE,
};

/* A span and what is to be said about it. */
struct leat__mark {
    struct leat__span span;
    const char *label; /* "" if nothing is */
};

struct leat__marks leat__vector(struct leat__mark);
struct leat__remarks leat__vector(const char *);

struct leat__diagnostic {
    enum leat__severity severity;
    const char *code; /* "LEAT0204", or "" */
    const char *message;
    struct leat__marks marks; /* the first is the primary one */
    struct leat__remarks helps;
    struct leat__remarks notes;
    struct leat__diagnostics *list;
};

/*
 * A list of them, in the order in which they were found. `{0}` is an empty one. All texts are copied;
 * sources that spans point to must live as long as the list.
 */
struct leat__diagnostics {
    struct leat__diagnostic **items;
    size_t count;
    size_t capacity;
    size_t errors;
    size_t warnings;
    struct leat__arena arena;
};

/* Adds one and returns it (owned by the list, does not move). `code` may be NULL or "". The message is one line. */
struct leat__diagnostic *leat__diagnostics_add(struct leat__diagnostics *list, enum leat__severity severity,
                                               const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Marks a place. The first mark is the primary one (^^^), further ones are secondary (---). */
void leat__diagnostic_mark(struct leat__diagnostic *diagnostic, struct leat__span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds a `= help:` or a `= note:`. Newlines in them are kept and indented. */
void leat__diagnostic_help(struct leat__diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void leat__diagnostic_note(struct leat__diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* One diagnostic as text, at most 40 lines, ending in a newline. `colour`: with terminal colours. */
#define LEAT__DIAGNOSTIC_LINES 40
void leat__diagnostic_render(const struct leat__diagnostic *diagnostic, bool colour, struct leat__text *into);

/* All of them, an empty line after each, and the summary. Nothing for an empty list. */
void leat__diagnostics_render(const struct leat__diagnostics *list, bool colour, struct leat__text *into);

/* "error: 2 errors, 1 warning\n"; nothing if there is neither. */
void leat__diagnostics_summary(const struct leat__diagnostics *list, bool colour, struct leat__text *into);

/*
 * JSON objects, one a line, with commas between them: {"severity","code","message","spans":[{"file","line",
 * "column","end_line","end_column","label","primary"}],"help":[...],"notes":[...]}. Lines and columns begin
 * with 1 (0: not known) and count bytes; the end is the column behind the last one.
 */
void leat__diagnostics_json(const struct leat__diagnostics *list, struct leat__text *into);

void leat__diagnostics_release(struct leat__diagnostics *list);

#endif
