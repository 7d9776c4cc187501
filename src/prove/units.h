/*
 * units.h: the user's sources that hold operators, as units for the compiler. Private to src/prove.
 */
#ifndef LEAT_PROVE_UNITS_H
#define LEAT_PROVE_UNITS_H

#include "build/build.h"
#include "flow/graph.h"

struct leat__units leat__vector(struct leat__unit);

/* One for each source in which an operator stands, without a text: the source itself. Names live as long as the flow. */
void leat__source_units(struct leat_flow *flow, struct leat__units *units);

/* Index of the unit of a node's source. */
size_t leat__unit_of(const struct leat__units *units, const struct leat__node *node);

#endif
