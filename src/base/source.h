/*
 * source.h: the text of a source file: its lines, its tokens, and where a quote stands in it.
 */
#ifndef LEAT_BASE_SOURCE_H
#define LEAT_BASE_SOURCE_H

#include "lexer.h"
#include "vector.h"

struct leat__source {
    char *name;  /* as the compiler saw it: __FILE__ */
    char *bytes; /* NULL if it could not be read */
    size_t length;
    int error; /* 0, or -errno of the attempt to read it */
    size_t *lines;
    size_t line_count;
    struct leat__tokens tokens; /* by leat__source_tokens() */
    bool tokenized;
    size_t *around;  /* by leat__source_around() */
    size_t *partner; /* by leat__source_partner() */
    struct leat__scopes *scopes; /* by declarations.h, which knows how to free them */
    void (*free_scopes)(struct leat__scopes *scopes);
};

/* A source of these bytes (copied). */
struct leat__source *leat__source_new(const char *name, const char *bytes, size_t length);
/* A source read from the file of that name. Never NULL: one that cannot be read has no lines, and `error`. */
struct leat__source *leat__source_load(const char *name);
void leat__source_free(struct leat__source *source);

/* The text of a line (1-based) without its newline; false if there is no such line. */
bool leat__source_line(const struct leat__source *source, size_t line, const char **text, size_t *length);

/* The tokens, made when first asked for; owned by the source. */
const struct leat__tokens *leat__source_tokens(struct leat__source *source);

/* Index of the first token that starts on `line` or later; the number of tokens if there is none. */
size_t leat__source_token_at(struct leat__source *source, size_t line);

/*
 * Brackets. The innermost (, [ or { that is open where the token stands, and the bracket that belongs to
 * this one; LEAT__NONE if there is none. Brackets that do not fit are passed over: a `}` closes what is
 * still open inside it. Every branch of an #if starts from the nesting before it.
 */
#define LEAT__NONE SIZE_MAX
size_t leat__source_around(struct leat__source *source, size_t token);
size_t leat__source_partner(struct leat__source *source, size_t token);

/* A run of tokens, both ends included. */
struct leat__token_range {
    size_t first;
    size_t last;
};

/*
 * Where `text` (what the operator # gives: one space where there was space, comments gone) stands in the
 * source. Of several places the one is taken whose call fits `near_line` best: gcc reports the first line
 * of a call, clang the last. Calls with the same text that fit as well are told apart by `nth`, 0 for the
 * first in reading order (the last one if there are not so many). False if the text is nowhere: it was
 * written by a macro.
 */
bool leat__source_find(struct leat__source *source, const char *text, size_t near_line, size_t nth,
                       struct leat__token_range *found);

/*
 * The call that encloses a token directly: from the name before its `(` to its `)`. False if the token is
 * in no parentheses, or no name precedes them.
 */
bool leat__source_call_around(struct leat__source *source, size_t token, struct leat__token_range *call);

/* A place in a source, for diagnostics. */
struct leat__span {
    const struct leat__source *source; /* NULL: not to be shown; then `file` names it */
    const char *file;
    uint32_t line;   /* 1-based; 0: the whole file */
    uint32_t column; /* 1-based, in bytes; 0: the whole line */
    uint32_t length; /* in bytes, at least 1; what goes past the end of the line is not underlined */
};

/* The span of tokens [first, last]; one that covers several lines is cut at the end of its first. */
struct leat__span leat__source_span(struct leat__source *source, size_t first, size_t last);
/* A span of a whole line. */
struct leat__span leat__source_line_span(const struct leat__source *source, size_t line);

/* All sources of a program, each read once. `{0}` is an empty set. */
struct leat__sources leat__vector(struct leat__source *);

/* The source of that name, read when first asked for. Never NULL: see leat__source_load(). */
struct leat__source *leat__sources_get(struct leat__sources *sources, const char *name);
/* Adds one (owned from now on), in place of what a file of that name holds. One that was there is freed. */
void leat__sources_add(struct leat__sources *sources, struct leat__source *source);
void leat__sources_release(struct leat__sources *sources);

#endif
