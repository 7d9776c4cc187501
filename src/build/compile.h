/*
 * compile.h: source files become objects, and objects a program, by way of the cache.
 */
#ifndef LEAT_BUILD_COMPILE_H
#define LEAT_BUILD_COMPILE_H

#include <sys/types.h>

#include "build/cache.h"
#include "build/compiler.h"
#include "build/home.h"
#include "build/messages.h"

/* One source to be compiled. Everything is borrowed. */
struct leat__compilation {
    const struct leat__compiler *compiler;
    const char *directory; /* where it runs; absolute */
    const char *source;    /* relative to the directory, or absolute */
    struct leat__words flags;
    const char *name;      /* of the object: "first_ten.o" */
    enum leat__stage stage;
    bool quiet; /* that it does not compile is an answer, too: nothing is printed */
    /* Set by leat__compile(): */
    struct leat__result object; /* path NULL: it did not compile. To be released */
};

/*
 * Compiles what is not in the cache, two at once. Errors and warnings are printed; warnings of what is
 * in the cache are printed again. True when all objects are there.
 */
bool leat__compile(struct leat__compilation *items, size_t count);

/* Objects and libraries to be linked. Everything is borrowed. */
struct leat__linking {
    const struct leat__compiler *compiler;
    const char *directory;
    struct leat__words words; /* flags, objects, libraries, in order */
    const char *name;         /* of the program */
    const char *record;       /* text to be kept in the program: see record.h; NULL: none */
    bool plain;               /* the program was not built by `leat`: said where something is missing */
    struct leat__result program;
};

/* Links, unless it was done before. Errors are printed. */
bool leat__link(struct leat__linking *linking);

/*
 * All flags of a unit of the first stage: `flags` (what is recorded: the user's), where Leat's headers are,
 * and -DLEAT_BUILD_..., from which leat.h makes the record. New words live in the arena.
 */
void leat__stage_1_flags(const struct leat__compiler *compiler, const struct leat__home *home,
                         const struct leat__words *flags, const char *directory, const char *object,
                         struct leat__arena *arena, struct leat__words *into);

/* "dir/first_ten.c" gives "first_ten" and the ending; in the arena. */
const char *leat__stem_with(struct leat__arena *arena, const char *path, const char *ending);

/* The mode of a program that is put where the user wants it: all that the umask allows. */
mode_t leat__program_mode(void);

#endif
