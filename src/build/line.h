/*
 * line.h: a compiler's command line, sorted into what compiles, what links, and what is compiled.
 */
#ifndef LEAT_BUILD_LINE_H
#define LEAT_BUILD_LINE_H

#include <stdbool.h>

#include "build/job.h"

/* What is linked, in the order of the line. */
struct leat__input {
    const char *word;
    bool is_source; /* to be compiled first; otherwise an object, an archive, or a flag of the linker */
};

struct leat__inputs leat__vector(struct leat__input);

struct leat__compiler_line {
    struct leat__words flags;   /* for compiling: -I, -D, -std, -O, -m, ...; with their arguments */
    struct leat__words linking; /* flags that matter for linking as well, in order: -pthread, -fsanitize, -B, ... */
    struct leat__inputs inputs; /* sources, objects, -l, -L, -Wl, ... */
    const char *output;         /* -o; NULL: none */
    size_t source_count;
    bool compile_only;          /* -c */
    const char *other;          /* the first word because of which nothing is compiled and linked as usual: -E, -S, -M, -v, ... */
};

/*
 * Sorts the words (no compiler's name among them). False: a word makes no sense, which `*ret_wrong`
 * says (to be released with free()). Words are borrowed; release with leat__compiler_line_release().
 */
bool leat__compiler_line_parse(const char *const *words, struct leat__compiler_line *line, char **ret_wrong);
void leat__compiler_line_release(struct leat__compiler_line *line);

/* True for a warning flag: -W..., -w, -pedantic; not for -Wl, -Wa and -Wp. */
bool leat__is_warning_flag(const char *word);

/* True for -O... */
bool leat__is_optimisation_flag(const char *word);

#endif
