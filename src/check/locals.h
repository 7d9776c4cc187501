/*
 * locals.h: what the function around a call declares. Reading a function's declarations takes as long as
 * the function, and a flow has many calls in one: each block is read once, at its end, and what is declared
 * behind a call is left out when it is asked for.
 */
#ifndef LEAT_CHECK_LOCALS_H
#define LEAT_CHECK_LOCALS_H

#include "flow/graph.h"

struct leat__locals;

struct leat__locals *leat__locals_new(void);
void leat__locals_free(struct leat__locals *locals);

/*
 * The variable, parameter or enumerator of that name which is visible where the node's call stands, or the
 * type (by tag or typedef); NULL: there is none. Belongs to `locals`.
 */
const struct leat__name *leat__locals_variable(struct leat__locals *locals, struct leat__node *node, const char *name);
const struct leat__name *leat__locals_type(struct leat__locals *locals, struct leat__node *node, const char *name);

#endif
