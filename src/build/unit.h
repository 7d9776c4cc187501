/*
 * unit.h: how one unit is compiled: with the flags that its source was compiled with, and Leat's own.
 * Private to src/build.
 */
#ifndef LEAT_BUILD_UNIT_H
#define LEAT_BUILD_UNIT_H

#include "build/build.h"
#include "build/compile.h"
#include "build/record.h"

/* What all units of a binary have in common. */
struct leat__unit_making {
    struct leat__arena *arena;
    const struct leat__home *home;
    char *here; /* the current directory */
    enum leat_profile profile;
};

/* `record`: NULL: the program was not built by `leat`, and `first` tells where Leat is. False: nowhere, which was said. */
bool leat__unit_making_begin(struct leat__unit_making *making, struct leat__arena *arena,
                             const struct leat__record *record, const struct leat__unit *first,
                             enum leat_profile profile);
void leat__unit_making_end(struct leat__unit_making *making);

/* NULL or "": not recorded. */
bool leat__unit_lacks(const char *text);

/* The directory in which a unit's source was compiled. */
const char *leat__unit_directory(const struct leat__unit_making *making, const struct leat__unit *unit);

/* All flags of the second stage, for what was recorded (or is taken for granted) of a source. */
void leat__unit_flags(struct leat__unit_making *making, const struct leat__words *recorded, const char *directory,
                      struct leat__words *into);

/*
 * The compilation of a unit, whose flags the caller releases. A unit without a text is its source itself.
 * False: it cannot be, which was said.
 */
bool leat__unit_compilation(struct leat__unit_making *making, const struct leat__unit *unit,
                            struct leat__compilation *one);

#endif
