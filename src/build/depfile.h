/*
 * depfile.h: the files that a compiler or a linker says it has read, in the form of a rule for make.
 */
#ifndef LEAT_BUILD_DEPFILE_H
#define LEAT_BUILD_DEPFILE_H

#include "build/job.h"

/*
 * Appends the prerequisites of the first rule, each once, as absolute paths that live in the arena;
 * relative ones are relative to `directory`. False: there is no rule.
 */
bool leat__depfile_parse(const char *text, const char *directory, struct leat__arena *arena,
                         struct leat__words *files);

/*
 * The same for what GNU ld writes: it does not escape spaces, and puts each file on a line of its own.
 */
bool leat__depfile_parse_lines(const char *text, const char *directory, struct leat__arena *arena,
                               struct leat__words *files);

#endif
