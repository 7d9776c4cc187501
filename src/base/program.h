/*
 * program.h: what the linker has gathered of a program: sections that its objects add to (leat.h, record.h).
 *
 * This is an object of its own because only an object of the program itself can name its sections: it is linked into
 * every program, also where all else of Leat is a shared library.
 */
#ifndef LEAT_BASE_PROGRAM_H
#define LEAT_BASE_PROGRAM_H

/* Begin and end of each; both NULL where no object has it. */
struct leat__program_parts {
    const void *sources, *sources_end; /* pointers to struct leat_source_entry */
    const void *types, *types_end;     /* struct leat_type_entry */
    const void *link, *link_end;       /* text: build/record.h */
};

extern const struct leat__program_parts leat__program_parts;

#endif
