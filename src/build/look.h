/*
 * look.h: units that are compiled to be looked at: what they mention, and what the compiler could prove. They are
 * never linked. Results are cached as all others are.
 */
#ifndef LEAT_BUILD_LOOK_H
#define LEAT_BUILD_LOOK_H

#include "base/memory.h"
#include "build/build.h"
#include "build/job.h"

enum leat__look {
    /* With LEAT_LOOK: nothing is inlined or left out; functions and variables have sections of their own. */
    LEAT__LOOK_PLAIN,
    /* As well optimised as the compiler can; signed integers wrap around, and floats are what they are. */
    LEAT__LOOK_BEST,
};

/*
 * Compiles the units; a unit without a text is its base_file. Appends the paths of the objects, in the order of
 * the units ("": this one does not compile, of which nothing is said). False: nothing could be done, which was said.
 */
bool leat__build_looked(const struct leat__unit *units, size_t count, enum leat__look look,
                        struct leat__arena *arena, struct leat__words *paths);

/*
 * The same for the other sources of this program, plain, and the objects that it was linked with as they are.
 * Nothing of a program that does not know its line.
 */
bool leat__build_looked_others(const struct leat__unit *units, size_t count, struct leat__arena *arena,
                               struct leat__words *paths);

/*
 * What a program of the cache prints on standard output: it is run only if it was not before. False: it did not
 * end well, which was said.
 */
bool leat__build_told(const char *program, struct leat__text *said);

#endif
