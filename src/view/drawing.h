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
    void (*external)(struct leat__text *into, const struct leat_external *external);
    /* Between an external's clients and an operator that hears from them, or tells them something. */
    void (*wire)(struct leat__text *into, const struct leat__node *node);
};

/* Locations with their nodes and ticks, what is outside, then all edges. */
void leat__draw(const struct leat_flow *flow, const struct leat__language *language, struct leat__text *into);

/* "fold:31"; with its file, where that is not the file of the flow's first operator. To be released with free(). */
char *leat__node_label(const struct leat__node *node);

/* "service/0", "worker x 4", "tick:12". To be released with free(). */
char *leat__place_label(const struct leat__place *place);

/* "clients, tcp:127.0.0.1:7000": who is outside, and where they dial. To be released with free(). */
char *leat__external_label(const struct leat_external *external);

/* Whether what the operator gives comes from outside; else it goes there. */
bool leat__comes_from_outside(const struct leat__node *node);

/* "send_bincode_9_1": as the generated code names the channel of a network operator. To be released with free(). */
char *leat__channel_label(const struct leat__node *node);

/* Whether the edge closes a cycle: it is drawn, and does not say what comes first. */
bool leat__is_completion(const struct leat__node *from, const struct leat__node *to);

#endif
