/*
 * view.h: a flow as text that draws it.
 *
 * Locations are subgraphs and ticks are nested ones; operators are labelled `name:line`; an edge over the
 * network bears its channel; a reason given by nondet("...") is shown at its operator. The text depends on
 * the flow alone: the same flow gives the same bytes.
 */
#ifndef LEAT_VIEW_VIEW_H
#define LEAT_VIEW_VIEW_H

#include "base/text.h"
#include "flow/graph.h"

/*
 * Append the flow as Mermaid, and as Graphviz's DOT. The flow is checked, or at least its calls have been
 * located (leat__node_locate()); one that is wrong can be drawn as well.
 */
void leat__view_mermaid(const struct leat_flow *flow, struct leat__text *into);
void leat__view_dot(const struct leat_flow *flow, struct leat__text *into);

/* One line that counts, and one for each nondet("...") with its reason. */
void leat__view_summary(const struct leat_flow *flow, struct leat__text *into);

#endif
