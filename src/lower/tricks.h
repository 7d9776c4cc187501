/*
 * tricks.h: the names of what can be left out, for A/B measurement: include/leat/tricks.def.
 */
#ifndef LEAT_LOWER_TRICKS_H
#define LEAT_LOWER_TRICKS_H

#include <stdbool.h>
#include <stdint.h>

#include "leat/rt/trick.h"

struct leat__trick {
    const char *name;     /* "diamonds": what follows --without */
    const char *constant; /* "DIAMONDS": LEAT_WITHOUT_DIAMONDS is defined where it is left out */
    const char *help;
};
extern const struct leat__trick leat__tricks[LEAT_TRICKS];

/* A set of them: bit n is trick n. */
typedef uint64_t leat__trick_set;

static inline bool leat__trick_in(leat__trick_set set, enum leat_trick trick)
{
    return set >> trick & 1;
}

/* Adds the trick of that name; false: there is none. */
bool leat__trick_add(leat__trick_set *set, const char *name);

/* The name nearest to `name`, or NULL. */
const char *leat__trick_nearest(const char *name);

#endif
