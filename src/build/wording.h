/*
 * wording.h: one wording for what gcc and clang say in two.
 */
#ifndef LEAT_BUILD_WORDING_H
#define LEAT_BUILD_WORDING_H

#include <stdbool.h>

struct leat__wording {
    char *message;
    char *help;     /* NULL: none */
    bool handle;    /* it is about handles: a wrong element type or kind */
    bool mismatch; /* it is about two types that do not fit */
    bool quote;    /* it is about what a quote gives, although its place is the operator */
    bool initialised; /* the position is that of what is initialised (clang), or of the value (gcc) */
    char *undeclared; /* the name that is not declared; NULL: it is about something else */
};

/*
 * Rewrites one message of a compiler. `note` is the text of the note that follows it, or NULL;
 * `on_operator`: it is about the name of an operator. Release the texts with leat__wording_release().
 */
void leat__wording_make(const char *message, const char *note, bool on_operator,
                        struct leat__wording *wording);
void leat__wording_release(struct leat__wording *wording);

/* `int (*)(struct leat_stream_tag *)` becomes leat_stream(int), 'A' (aka 'B') one of the two. To be freed. */
char *leat__wording_types(const char *message);

#endif
