/*
 * object.h: what an object file (ELF, of this machine) defines and mentions: symbols and relocations.
 */
#ifndef LEAT_BUILD_OBJECT_H
#define LEAT_BUILD_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vector.h"

struct leat__object_section {
    const char *name;
    bool code;
    bool mutable_; /* written while the program runs; not what is constant once it is loaded */
};

struct leat__object_symbol {
    const char *name;
    uint32_t section; /* index; LEAT__OBJECT_NOWHERE: defined elsewhere */
    uint64_t at, size; /* in its section */
    bool global;
    bool is_section; /* it stands for all of its section, and has no name */
    bool is_common;  /* a variable of C that no file has given a value: in no section, and mutable */
};
#define LEAT__OBJECT_NOWHERE UINT32_MAX

/* Here, at `at` of `section`, is the address of the symbol (or of what lies `offset` bytes behind it). */
struct leat__object_mention {
    uint32_t section;
    uint64_t at;
    uint32_t symbol; /* index */
    int64_t offset;
};

struct leat__object_symbols leat__vector(struct leat__object_symbol);
struct leat__object_mentions leat__vector(struct leat__object_mention);

struct leat__object {
    char *path;
    struct leat__object_section *sections;
    uint32_t section_count;
    struct leat__object_symbols symbols;
    struct leat__object_mentions mentions; /* by section, and in it by place */
    void *bytes;                           /* the file, mapped: names point into it */
    size_t length;
};

/* Reads one; NULL: there is none, or none of this form. Release with leat__object_free(). */
struct leat__object *leat__object_read(const char *path);
void leat__object_free(struct leat__object *object);

/* Whether anything in it mentions a symbol of this name. */
bool leat__object_mentions(const struct leat__object *object, const char *name);

#endif
