/*
 * job.h: runs tools (compiler, linker, addr2line) without a shell, a few at once, and takes what they print.
 */
#ifndef LEAT_BUILD_JOB_H
#define LEAT_BUILD_JOB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/vector.h"

/* The words of a command line. Words are borrowed: they must outlive the list. */
struct leat__words leat__vector(const char *);

/* Ends the list with a NULL that does not count, and returns it as argv. Valid until the list changes. */
char *const *leat__words_argv(struct leat__words *words);

/*
 * Many words in one text, and back: separated by one space; within a word, a space, `%`, and bytes below
 * 0x21 and above 0x7e are written %XX; `%` alone is an empty word. (docs/protocol.md writes lines so, too.)
 */
void leat__words_encode(const struct leat__words *words, struct leat__text *into);

/* Appends the words to `into`; they live in the arena. False: the text is no such list. */
bool leat__words_decode(const char *text, struct leat__arena *arena, struct leat__words *into);

struct leat__job {
    const char *directory;    /* where it runs; NULL: here */
    struct leat__words words; /* the first is the path of the tool: it is not searched for. Owned by the caller */
    /* Set by leat__jobs_run(): */
    struct leat__text output; /* of standard output, and ... */
    struct leat__text errors; /* ... of standard error; to be released by the caller */
    int error;                /* -errno: the tool could not be started */
    int status;               /* exit status; 128 + the signal that killed it; meaningless after `error` */
};

/*
 * Runs all jobs, at most `at_once` at a time, and waits for them. Tools read /dev/null and see
 * LC_ALL=C, so that what they print can be read. True when each ended with status 0.
 */
bool leat__jobs_run(struct leat__job *jobs, size_t count, size_t at_once);

#endif
