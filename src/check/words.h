/*
 * words.h: the tokens of a quote, wherever it was written.
 */
#ifndef LEAT_CHECK_WORDS_H
#define LEAT_CHECK_WORDS_H

#include "check/macros.h"

/* A quote's body as tokens: those of the user's source, or, of a quote that a macro made, of its text. */
struct leat__words {
    struct leat__source *source;
    struct leat__token_range range;
    struct leat__node *node;
    size_t quote; /* which of its quotes */
    bool own; /* the source is the text's own, and columns in it mean nothing to the user */
};

/* False if there is no such quote, or its body is empty. To be released. */
bool leat__words_of(struct leat__node *node, size_t quote, struct leat__words *words);
void leat__words_release(struct leat__words *words);

/* Where a token of it is to be shown: the token, or the call if the token is not in the user's source. */
struct leat__span leat__words_span(const struct leat__words *words, size_t token);

/*
 * Appends the names that the quote takes from outside: neither its parameters nor what it declares, nor
 * `yield` and `range` where they mean Leat's; and those in the macros that it uses. They live as long as
 * `words` and `macros`.
 */
void leat__words_names(const struct leat__words *words, size_t quote, struct leat__macros *macros,
                       struct leat__names *names);

#endif
