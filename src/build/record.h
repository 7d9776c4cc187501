/*
 * record.h: how a program was built, kept in the program itself, so that its binary can be built alike.
 *
 * leat.h keeps compiler, flags and directory of each translation unit that includes it. What it cannot
 * know is the line that linked them: the other objects, and libraries. That is a text in a section of its own,
 * which comes in with an object file that is written here, without an assembler.
 */
#ifndef LEAT_BUILD_RECORD_H
#define LEAT_BUILD_RECORD_H

#include "build/line.h"

struct leat__record {
    const char *home;      /* Leat's files: leat__home() */
    const char *compiler;  /* path */
    const char *directory; /* where the line was given; absolute */
    struct leat__words flags;   /* for compiling its sources */
    struct leat__words linking; /* flags for linking */
    struct leat__inputs inputs; /* sources, objects, libraries, in order */
};

/* As text; lines of encoded words. */
void leat__record_print(const struct leat__record *record, struct leat__text *into);

/* The record that this program holds; all strings are in the arena. False: it has none. */
bool leat__record_read(struct leat__arena *arena, struct leat__record *record);
/* The same from a text. False: it is no record. */
bool leat__record_parse(const char *text, struct leat__arena *arena, struct leat__record *record);
void leat__record_release(struct leat__record *record);

/* Writes an object file (ELF, of this machine) that holds the text in the section leat_link. 0 or -errno. */
int leat__record_write_object(const char *path, const char *text);

#endif
