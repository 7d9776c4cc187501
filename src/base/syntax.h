/*
 * syntax.h: what the tokens of a source are in C: words, brackets, where they end. An index behind the last token is
 * a token of no kind.
 */
#ifndef LEAT_BASE_SYNTAX_H
#define LEAT_BASE_SYNTAX_H

#include "source.h"

const struct leat__token *leat__token_at(const struct leat__source *source, size_t i);
bool leat__is_directive(const struct leat__source *source, size_t i);
bool leat__is_punctuation(const struct leat__source *source, size_t i, const char *spelling);
bool leat__is_word(const struct leat__source *source, size_t i, const char *word);
bool leat__is_one_of(const struct leat__source *source, size_t i, const char *const *words);
bool leat__token_is_keyword(const struct leat__source *source, size_t i);
/* An identifier that is no keyword. */
bool leat__is_identifier(const struct leat__source *source, size_t i);
bool leat__is_opening(const struct leat__source *source, size_t i);
bool leat__is_closing(const struct leat__source *source, size_t i);
size_t leat__skip_directives(const struct leat__source *source, size_t i);
/* The token before `i` that is no directive; LEAT__NONE if there is none at or after `floor`. */
size_t leat__token_before(const struct leat__source *source, size_t i, size_t floor);
/* Behind the token, or, if it opens a bracket, behind what closes that; the end if nothing does. */
size_t leat__token_behind(struct leat__source *source, size_t i);
bool leat__is_tag_word(const struct leat__source *source, size_t i);
bool leat__is_attribute_word(const struct leat__source *source, size_t i);
bool leat__is_qualifier(const struct leat__source *source, size_t i);
/* Whether the token may follow the name of a declaration. */
bool leat__may_follow_name(const struct leat__source *source, size_t i);

#endif
