/*
 * build.h: runs the C compiler, and remembers what it made.
 *
 * Two things are built. A *program* is what the user wrote, compiled as it stands and linked with
 * libleat: it builds the flow when it runs. A *binary* is made of the units that were generated from
 * the flow, linked with libleat_rt: it runs the locations. How a program was compiled (compiler, flags,
 * directory, the line it was linked with) is recorded in the program, so that its binary can be made
 * with the same.
 *
 * Both are cached by content: a lookup hashes compiler, flags, Leat's own archives and headers, and each
 * file that was included or linked. An unchanged program starts no compiler at all.
 *
 * These functions print what is wrong, as diagnostics, on standard error.
 */
#ifndef LEAT_BUILD_BUILD_H
#define LEAT_BUILD_BUILD_H

#include <stdbool.h>
#include <stddef.h>

#include "leat/deploy.h"

/* One generated unit, and how the source file that it includes was compiled. */
struct leat__unit {
    const char *name;   /* names the file of the text: "first_ten.c"; two units may share a name */
    const char *text;   /* C */
    size_t length;      /* of the text, in bytes */
    /* From leat.h's struct leat_source_entry; "" or NULL: not recorded, a plain `cc` line was used. */
    const char *base_file;
    const char *compiler;
    const char *flags;
    const char *directory;
    const char *object;
    const char *header; /* where its leat.h was: Leat's files are looked for around it */
};

struct leat__binary {
    const struct leat__unit *units;
    size_t unit_count;
    enum leat_profile profile;
    const char *output; /* also put the binary here; NULL: only into the cache */
};

/*
 * Compiles the units, links them with the objects and libraries that the program itself was linked
 * with, and returns 0 and the path of the binary (the caller frees it). 1: errors were printed. The text
 * of a unit may name the user's file as it was given to the compiler (base_file): the compiler runs in
 * its directory, which is also the last place where quoted includes are searched.
 */
int leat__build_binary(const struct leat__binary *binary, char **ret_path);

/* The words of a compiler line behind `leat run`, `leat build` or `leat cc`, without a compiler's name. */
struct leat__command {
    const char *const *words; /* ends with NULL */
    const char *compiler;     /* NULL: $CC, else cc */
};

/*
 * `leat run FILE.c [more.c] [-Idir -Dx -lm ...]`: compiles and links a program into the cache, and returns
 * 0 and its path (the caller frees it). 1: errors were printed; 2: the words make no sense, which was said.
 */
int leat__build_program(const struct leat__command *command, char **ret_path);

/* `leat cc WORD...`: any compiler line, done as the compiler would. Returns the status to end with. */
int leat__build_line(const struct leat__command *command);

/* Removes everything from the cache; returns 0, or 1 when something could not be removed, which was said. */
int leat__build_clean(void);

/*
 * Looks at what building needs: compiler, headers, archives, libuv, the cache directory. Prints one line
 * for each on standard output, with a remedy where something is missing. Returns 0 when all is well, else 1.
 */
int leat__build_doctor(void);

#endif
