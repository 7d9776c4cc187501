/*
 * cache.h: what was built before, by the content of everything that it was built from.
 *
 *     DIRECTORY/manifests/KEY         which results were made of what: see below
 *     DIRECTORY/results/RESULT/NAME   an object, a program or a binary; and what the compiler said, in `messages`
 *     DIRECTORY/units/HASH/NAME       the texts of generated units
 *     DIRECTORY/tmp/PID.N/            what is being made
 *
 * What a compiler reads is only known after it ran. So a *key* (the hash of what is known before: compiler,
 * flags, name of the source) leads to a manifest, which lists for each earlier run the files that were
 * read, with the hashes of their contents, and the result. A lookup hashes these files again.
 *
 * Everything is made under another name and then renamed: two runs may use the cache at once.
 */
#ifndef LEAT_BUILD_CACHE_H
#define LEAT_BUILD_CACHE_H

#include <stdbool.h>
#include <time.h>

#include "base/hash.h"
#include "build/job.h"

/*
 * The directory of the cache, made if need be: $XDG_CACHE_HOME/leat, else ~/.cache/leat. Where that cannot be
 * written, a directory of this user in /tmp, with a warning. NULL: neither can be, which was said.
 */
const char *leat__cache_directory(void);

/* Where the cache would be, whether it is there or not; to be released with free(). */
char *leat__cache_place(void);

/* A result that is there. All NULL: none. */
struct leat__result {
    char *path;     /* of the file, absolute; owned by the caller */
    char *messages; /* what the compiler said when it made it; NULL: nothing */
    bool reads_leat; /* leat/leat.h is among what it was made of */
};
void leat__result_release(struct leat__result *result);

/* The result for this key, if nothing that it was made of has changed. `name`: of the file. */
bool leat__cache_find(struct leat__digest key, const char *name, struct leat__result *result);

/* Something that is being made. */
struct leat__making {
    struct leat__digest key;
    char *name;
    char *directory; /* of its own, empty: files made here are thrown away, but for ... */
    char *path;      /* ... this one, which becomes the result, and ... */
    char *depfile;   /* ... this one, which lists what it was made of, as `-MD` and --dependency-file write it */
    bool by_linker; /* the depfile is one of ld's: leat__depfile_parse_lines() */
    struct timespec begun;
};

/* Begins to make a result. False: no place for it, which was said. */
bool leat__cache_begin(struct leat__digest key, const char *name, struct leat__making *making);

/*
 * Puts what was made into the cache. Relative names in the depfile are relative to `directory`. A file that changed
 * while the compiler ran makes a result that is used once and not found again. False: it could not be
 * kept, which was said. `making` is released.
 */
bool leat__cache_keep(struct leat__making *making, const char *directory, const struct leat__text *messages,
                      struct leat__result *result);

/* Gives up: removes what was made so far. */
void leat__cache_drop(struct leat__making *making);

/* Writes a generated text to where its hash says; returns the path (the caller frees it). NULL: that failed, which was said. */
char *leat__cache_unit(const char *name, const char *text, size_t length);

/* A hash of a file's content; read once per program. False: it cannot be read. */
bool leat__cache_hash_file(const char *path, struct leat__digest *digest);

/* Says that `path` could not be written, for the reason -errno, and what to do. */
void leat__cache_report(const char *path, int error);

#endif
