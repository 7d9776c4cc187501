/*
 * suggest.h: "did you mean": the nearest of some names.
 */
#ifndef LEAT_BASE_SUGGEST_H
#define LEAT_BASE_SUGGEST_H

#include <stddef.h>

/*
 * How many insertions, deletions, replacements and swaps of neighbours make `b` out of `a` (bytes; the
 * optimal string alignment distance). Gives up and returns limit + 1 once it is more than `limit`.
 */
size_t leat__edit_distance(const char *a, const char *b, size_t limit);

/*
 * The name nearest to `word`, the first of several; NULL if none is near enough to be what was meant
 * (a third of the word's length, at least 1), or if the word is among them. Another case counts as 0.
 */
const char *leat__suggest(const char *word, const char *const *names, size_t count);

#endif
