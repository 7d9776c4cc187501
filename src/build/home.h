/*
 * home.h: where Leat's own files are: headers, the two archives, and one of them as a shared library.
 */
#ifndef LEAT_BUILD_HOME_H
#define LEAT_BUILD_HOME_H

#include <stdbool.h>

struct leat__home {
    char *root;       /* what LEAT_HOME could be set to */
    char *include;    /* the directory that holds leat/leat.h */
    char *libleat;    /* libleat.a: for programs */
    char *leat_so; /* leat.so, for programs that stay on this machine: it is linked ten times faster. NULL: it is not there */
    char *program_o;  /* ... and what such a program has of Leat itself: base/program.h */
    char *libleat_rt; /* libleat_rt.a: for binaries */
};

/*
 * Looks in $LEAT_HOME; then `recorded` (where the program was built; may be NULL); then relative to the
 * executable: the build tree (build/leat and ../include), or an installed one (bin/leat, ../lib/leat and
 * ../include); then in /usr/local and /usr. NULL: nowhere, which was said. Found once and kept.
 */
const struct leat__home *leat__home(const char *recorded);

#endif
