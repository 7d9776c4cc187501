/*
 * declarations.h: all that a source declares, read once from its tokens. scope.h answers questions from it.
 */
#ifndef LEAT_BASE_DECLARATIONS_H
#define LEAT_BASE_DECLARATIONS_H

#include "memory.h"
#include "scope.h"

/* A name, from where it is declared to where its block ends. */
struct leat__declaration {
    struct leat__name name;
    size_t scope_end; /* the last token in which it is visible */
    bool global;
};

struct leat__declarations leat__vector(struct leat__declaration);

/* What is known of a source: made once, by leat__scopes_of(). */
struct leat__scopes {
    struct leat__functions functions;
    struct leat__declarations declarations; /* in reading order */
    struct leat__arena arena;         /* the texts of names */
};

/* The declarations of a source; owned by it. */
struct leat__scopes *leat__scopes_of(struct leat__source *source);

#endif
