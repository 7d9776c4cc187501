/*
 * explain.h: `leat explain CODE` and `leat explain OPERATOR`: one page each.
 */
#ifndef LEAT_CHECK_EXPLAIN_H
#define LEAT_CHECK_EXPLAIN_H

#include <stdbool.h>

#include "base/text.h"

/*
 * Appends the page about a code ("LEAT0204", "0204" or "204", in any case) or an operator ("fold",
 * "leat_fold"). False, and nothing is appended, if there is no page of that name.
 */
bool leat__explain(const char *what, struct leat__text *into);

/* The code or operator that was probably meant; NULL if none is near. For what leat__explain() does not know. */
const char *leat__explain_nearest(const char *what);

/* One line for each code and operator: its name and what it is about (`leat explain` without a name). */
void leat__explain_list(struct leat__text *into);

#endif
