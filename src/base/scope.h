/*
 * scope.h: what names mean in a source, by its tokens alone.
 *
 * It knows C tokens, not C. What it takes for a declaration: a statement that begins with a keyword of a
 * type, or is of the form `name name`, `name * name` or `name(...) name`. Of #if and #else all branches are
 * read, each from the same nesting. It does not know: declarations made by a macro, K&R definitions.
 */
#ifndef LEAT_BASE_SCOPE_H
#define LEAT_BASE_SCOPE_H

#include "source.h"

enum leat__name_kind {
    LEAT__NAME_VARIABLE,
    LEAT__NAME_PARAMETER,
    LEAT__NAME_FUNCTION,
    LEAT__NAME_TYPEDEF,
    LEAT__NAME_TAG, /* of a struct, union or enum that is defined here */
    LEAT__NAME_ENUMERATOR,
    LEAT__NAME_MACRO, /* #define, file scope only */
    LEAT__NAME_USE,   /* not a declaration: leat__source_free_names() */
};

struct leat__name {
    const char *text; /* owned by the source */
    size_t token;     /* where it is declared, or used; of a macro, its #define */
    enum leat__name_kind kind;
};

struct leat__names leat__vector(struct leat__name);
void leat__names_release(struct leat__names *names);
/* The last name of that text, which is the innermost declaration; NULL if there is none. */
const struct leat__name *leat__names_find(const struct leat__names *names, const char *text);

/* A function definition, as token indexes. */
struct leat__function {
    size_t name;
    size_t parameters;     /* its `(` ... */
    size_t parameters_end; /* ... and `)` */
    size_t body;           /* its `{` ... */
    size_t body_end;       /* ... and `}`, or the last token if that is missing */
    size_t first_declaration; /* those inside it, for scope.c: [first, end) */
    size_t end_declaration;
};

struct leat__functions leat__vector(struct leat__function);

/*
 * All declarations of a source are read once, when first asked for, and kept with it. Each question is
 * answered from that list.
 */

/* The function definition that encloses the token; NULL at file scope. Owned by the source. */
const struct leat__function *leat__source_function_around(struct leat__source *source, size_t token);
/* All of them, in order. */
const struct leat__functions *leat__source_functions(struct leat__source *source);

/*
 * Appends the locals that are visible at `token`: parameters of its function, then variables and
 * enumerators of the blocks around it that are declared before, in order. No functions, no `extern`.
 */
void leat__source_locals(struct leat__source *source, size_t token, struct leat__names *names);

/* The local of that name that is visible at `token`, the innermost one; NULL if there is none. Owned by the source. */
const struct leat__name *leat__source_local_named(struct leat__source *source, size_t token, const char *text);

/* Appends the types (typedef, struct, union, enum) declared in the blocks around `token` and before it. */
void leat__source_local_types(struct leat__source *source, size_t token, struct leat__names *names);

/* Appends all that is declared at file scope: functions, variables, types, enumerators, macros. */
void leat__source_globals(struct leat__source *source, struct leat__names *names);

/*
 * Appends the names that the tokens [range.first, range.last] use and do not declare themselves, each at
 * its first use (LEAT__NAME_USE). No keywords, no members after `.` or `->`, no labels. A name behind
 * struct, union or enum is listed as LEAT__NAME_TAG.
 */
void leat__source_free_names(struct leat__source *source, struct leat__token_range range,
                             struct leat__names *names);

#endif
