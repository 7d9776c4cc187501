/*
 * lexer.h: C tokens of a range of bytes.
 *
 * It knows C tokens, not C: no macro is expanded and no #if decided. It reads any bytes, never outside
 * the range: a comment that does not end goes to the end, a literal that does not end goes to the end
 * of its line. Backslash-newline counts as nothing, also inside a token (a token's length then covers it).
 */
#ifndef LEAT_BASE_LEXER_H
#define LEAT_BASE_LEXER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum leat__token_kind {
    LEAT__TOKEN_NAME,        /* identifiers and keywords, UTF-8 and `$` included */
    LEAT__TOKEN_NUMBER,      /* a preprocessing number: 10u, 0x1p-3, .5e+10f */
    LEAT__TOKEN_STRING,      /* with its prefix and quotes; raw strings too */
    LEAT__TOKEN_CHARACTER,   /* with its prefix and quotes */
    LEAT__TOKEN_PUNCTUATION, /* the longest that fits */
    LEAT__TOKEN_DIRECTIVE,   /* from the `#` that begins a line to the end of its last continued line */
    LEAT__TOKEN_OTHER,       /* a byte that begins no token */
};

struct leat__token {
    size_t start; /* offset in bytes */
    size_t length;
    uint32_t line;   /* 1-based, where it starts */
    uint32_t column; /* 1-based, in bytes */
    enum leat__token_kind kind;
};

struct leat__lexer {
    const char *bytes; /* not owned; no NUL needed */
    size_t length;
    size_t at;
    size_t line_start;
    uint32_t line;
    bool fresh; /* nothing but space since the line began: `#` is a directive */
};

void leat__lexer_init(struct leat__lexer *lexer, const char *bytes, size_t length);

/* The next token; false at the end. */
bool leat__lexer_next(struct leat__lexer *lexer, struct leat__token *token);

struct leat__tokens {
    struct leat__token *items;
    size_t count;
    size_t capacity;
};

/* All tokens. */
struct leat__tokens leat__tokenize(const char *bytes, size_t length);
void leat__tokens_release(struct leat__tokens *tokens);

/* Whether the token is spelt so (continued lines inside it do not count). */
bool leat__token_is(const char *bytes, const struct leat__token *token, const char *spelling);

/* Whether two tokens, each of its own text, are of one kind and spelling. */
bool leat__token_same(const char *bytes_a, const struct leat__token *a, const char *bytes_b,
                      const struct leat__token *b);

/* Whether the token is a directive of that name: "define", "if", "include". */
bool leat__token_is_directive(const char *bytes, const struct leat__token *token, const char *name);

/* Whether this name is a keyword of gnu17 (`__attribute__` and such included). */
bool leat__is_keyword(const char *name, size_t length);

#endif
