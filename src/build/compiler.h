/*
 * compiler.h: which C compiler, and what makes it the same one as last time.
 */
#ifndef LEAT_BUILD_COMPILER_H
#define LEAT_BUILD_COMPILER_H

#include <stdbool.h>

#include "base/hash.h"

struct leat__compiler {
    char *name;                   /* as it was named: "cc" */
    char *path;                   /* absolute */
    enum { LEAT__OTHER_COMPILER, LEAT__GCC, LEAT__CLANG } kind; /* by the name of the file that the path leads to */
    struct leat__digest identity; /* changes when another compiler is there, or its search paths are others */
};

/*
 * Finds a compiler by name or path; NULL or "": $CC, else cc, gcc or clang, whichever is there. NULL:
 * there is none, which was said. Kept until the program ends.
 */
const struct leat__compiler *leat__compiler_find(const char *name);

/* A compiler whose name does not tell (a script, say) is asked: only where something is compiled anyway. */
bool leat__compiler_is_clang(const struct leat__compiler *compiler);

/* The same as leat__compiler_find() without saying anything. */
const struct leat__compiler *leat__compiler_look(const char *name);

#endif
