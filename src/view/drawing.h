/*
 * drawing.h: what both languages draw, in the order in which they draw it.
 */
#ifndef LEAT_VIEW_DRAWING_H
#define LEAT_VIEW_DRAWING_H

#include "view/view.h"

/* How a language writes each part. `depth` counts the subgraphs around it. */
struct leat__language {
    void (*location)(struct leat__text *into, const struct leat__place *place);
    void (*tick)(struct leat__text *into, const struct leat__place *tick);
    void (*node)(struct leat__text *into, const struct leat__node *node, int depth);
    void (*end)(struct leat__text *into, int depth);
    void (*edge)(struct leat__text *into, const struct leat__node *from, const struct leat__node *to);
    void (*label)(struct leat__text *into, const char *text); /* inside quotation marks */
    const char *external[2]; /* what stands before and after the label of clients outside */
    const char *wire[2];     /* what stands between and after the two that talk across the flow's border */
};

/* Locations with their nodes and ticks, what is outside, then all edges. */
void leat__draw(const struct leat_flow *flow, const struct leat__language *language, struct leat__text *into);

/* "fold:31"; with its file, where that is not the file of the flow's first operator. To be released with free(). */
char *leat__node_label(const struct leat__node *node);

/* "service/0", "worker x 4", "tick:12". To be released with free(). */
char *leat__place_label(const struct leat__place *place);

/* "send_bincode_9_1": as the generated code names the channel of a network operator. To be released with free(). */
char *leat__channel_label(const struct leat__node *node);

/* Whether the edge closes a cycle: it is drawn, and does not say what comes first. */
bool leat__is_completion(const struct leat__node *from, const struct leat__node *to);

#endif
