/*
 * macros.h: the macros that a source defines itself. A quote is stored as it was written, so that what its
 * macros stand for has to be looked at as well: a macro may name a local, or leat_random.
 */
#ifndef LEAT_CHECK_MACROS_H
#define LEAT_CHECK_MACROS_H

#include "flow/graph.h"

struct leat__macros;

struct leat__macros *leat__macros_new(void);
void leat__macros_free(struct leat__macros *macros);

/*
 * Appends the names in what the macro of that name stands for, but for its own parameters; all of them as
 * LEAT__NAME_USE (a tag: LEAT__NAME_TAG) at `token`. Nothing if the source defines no such macro. Names
 * that are listed already are not listed again. The texts belong to `macros`.
 */
void leat__macros_names(struct leat__macros *macros, struct leat__source *source, const char *macro, size_t token,
                        struct leat__names *names);

#endif
