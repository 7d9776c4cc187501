#include "lower/tricks.h"

#include <string.h>

#include "base/suggest.h"

const struct leat__trick leat__tricks[LEAT_TRICKS] = {
#define LEAT_TRICK(constant, name, help) {name, #constant, help},
#include "leat/tricks.def"
#undef LEAT_TRICK
};

_Static_assert(LEAT_TRICKS <= 64, "a set of tricks has 64 bits");

bool leat__trick_add(leat__trick_set *set, const char *name)
{
    for (int i = 0; i < LEAT_TRICKS; i++)
        if (strcmp(leat__tricks[i].name, name) == 0) {
            *set |= (leat__trick_set)1 << i;
            return true;
        }
    return false;
}

const char *leat__trick_nearest(const char *name)
{
    const char *names[LEAT_TRICKS];

    for (int i = 0; i < LEAT_TRICKS; i++)
        names[i] = leat__tricks[i].name;
    return leat__suggest(name, names, LEAT_TRICKS);
}
