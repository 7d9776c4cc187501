/*
 * calls.h: what is wrong with the form of an operator's call: a quote that is none, an option that there is not.
 *
 * Compilers see such a mistake only when Leat's macros have been expanded, and then say strange things.
 */
#ifndef LEAT_BUILD_CALLS_H
#define LEAT_BUILD_CALLS_H

#include "base/source.h"

struct leat__call_mistake {
    size_t token; /* where it is */
    char *message;
    char *help;
};

/*
 * Looks at the call whose name is the token `name`, by its tokens alone. True: there is a mistake; the caller
 * frees both texts.
 */
bool leat__call_examine(struct leat__source *source, size_t name, struct leat__call_mistake *mistake);

#endif
