/*
 * plan.h: the intermediate form between graph and C: one plan per location, made of vertices.
 *
 * A node that crosses the network becomes two vertices, a send and a receive, at two locations; one that
 * crosses ticks becomes two in one location. Every edge then stays within a location, and the vertices of
 * a location form a directed acyclic graph, which one turn runs once, in order.
 */
#ifndef LEAT_LOWER_PLAN_H
#define LEAT_LOWER_PLAN_H

#include "flow/graph.h"
#include "lower/tricks.h"

enum leat__role {
    LEAT__ROLE_OPERATOR,
    LEAT__ROLE_SEND,
    LEAT__ROLE_RECEIVE,
    LEAT__ROLE_DEFER,    /* takes elements for the next tick */
    LEAT__ROLE_DEFERRED, /* gives them */
    LEAT__ROLE_TO_LATEST, /* in a tick: tells a latest what came, or that nothing did */
    LEAT__ROLE_OUTPUT,   /* one of several results of an operator */
};

struct leat__vertex;
struct leat__vertices leat__vector(struct leat__vertex *);

struct leat__edge {
    struct leat__vertex *to;
    uint32_t input; /* which input of `to` */
};
struct leat__edges leat__vector(struct leat__edge);

struct leat__channel {
    uint32_t id;
    const char *name; /* "send_bincode_9_1", or what channel("...") calls it */
    const struct leat__node *node;
    const struct leat__place *from;
    const struct leat__place *to;
    const struct leat__type *type; /* of what is on the wire */
    uint64_t type_hash;
    bool raw;      /* a frame is the bytes of a leat_bytes */
    bool lossy;    /* it drops elements rather than wait */
    bool on_cycle; /* `to` can send to `from`, directly or through others */
};
struct leat__channels leat__vector(struct leat__channel *);

struct leat__vertex {
    const struct leat__node *node;
    enum leat__role role;
    const char *name;              /* "map_9_3": of its function and of its state */
    const struct leat__place *tick; /* NULL: outside of ticks */
    uint32_t unit;                 /* index of the generated unit that holds its quote */
    struct leat__vertices inputs;
    struct leat__edges consumers;
    const struct leat__type *type;   /* of what it gives; of a sink: of what it takes */
    struct leat__channel *channel;   /* of a send or a receive */
    struct leat__vertex *twin;       /* of a send its receive, of a defer its deferred, and the other way round */
    bool changing;                   /* the value of unbounded input: read, not released */
    bool read;                       /* an aggregate (or a map of one) that a snapshot or a sample reads in place */
    bool cut;                        /* here a long chain is cut by a call that is not inlined */
    bool cancellable;                /* something behind it may want no more */
    bool asked;                      /* it is asked whether it wants more: a root that could be stopped feeds it */
    bool watched;                    /* of a `read` vertex: a snapshot asks whether it has changed */
    struct leat__vertex *same_element; /* a merge whose inputs are filters of this vertex: diamonds.c */
    struct leat__vertex *arm_of;       /* a filter of such a diamond: its merge */
    bool unrolled; /* of a range, or of pairs: several elements at each turn of its loop; unroll.c */
    bool carried; /* in a tick: what an across_ticks gives it is given once, and what it makes of that is kept: across.c */
    bool meets;   /* a join of two inputs that end: it gathers both, and indexes one that has ended: meet.c */
    bool opens_early; /* a gate: it opens when its second input has ended, not at its place in the turn: gate.c */
    struct leat__vertex *fills; /* of a loop: what keeps all its elements, and makes room for them at once: fill.c */
    uint32_t fills_input;
    bool filled;          /* it is what a loop fills */
    bool written_at_once; /* on the way of such a loop, which does its work: nobody calls it with an element */
    bool recycles;        /* a root: what an element has led to is over before the next comes: recycle.c */
    bool takes_no_memory; /* a root: nothing that it leads to takes memory from an arena: recycle.c */
    struct leat__vertices gatherers; /* of a loop that counts: each element comes to each of them, once: reserve.c */
    struct leat__vertex *region;       /* the fixpoint on whose cycle it is, or which it is itself: region.c */
    uint32_t position;               /* in the order of its location */
};

/* What goes round a fixpoint waits in its queue: this edge orders nothing within a turn. */
static inline bool leat__closes_fixpoint(const struct leat__edge *edge)
{
    return edge->input == 1 && leat__op_is_fixpoint(edge->to->node->op);
}

/* Whether an edge brings something to the cycle of a fixpoint from elsewhere, and not as its seed. */
static inline bool leat__comes_to_cycle(const struct leat__vertex *from, const struct leat__edge *edge)
{
    return edge->to->region && edge->to->region != edge->to && edge->to->region != from->region;
}

struct leat__plan_location {
    const struct leat__place *place;
    const char *identifier; /* "service_1": what its struct and functions are called */
    struct leat__vertices vertices; /* in the order in which a turn runs them; a tick's are consecutive */
};

/* A generated unit: one user source file that holds quotes. */
struct leat__plan_unit {
    const char *base_file;
};
struct leat__plan_units leat__vector(struct leat__plan_unit);

struct leat__plan {
    struct leat_flow *flow;
    struct leat__arena arena;
    struct leat__plan_location *locations; /* by dynamic id */
    uint32_t location_count;
    struct leat__channels channels; /* by id */
    struct leat__plan_units units;  /* the first one also holds the tables */
    leat__trick_set without;        /* what was left out, for A/B measurement */
};

/* The buffer of its state to which a vertex appends each element that comes; NULL: it has none. */
const char *leat__gathers_in(const struct leat__vertex *vertex);

/* Lowers a checked flow by the passes that pipeline.c lists, without those that are among the tricks `without`. */
struct leat__plan *leat__lower(struct leat_flow *flow, leat__trick_set without);
void leat__plan_free(struct leat__plan *plan);

/* The plan as text (`emit --ir`): one line for each vertex. docs/ir.md describes it. */
void leat__plan_print(const struct leat__plan *plan, struct leat__text *into);

/* The passes, in their order. */
void leat__pass_split(struct leat__plan *plan);    /* vertices by location, channels between them */
void leat__pass_name(struct leat__plan *plan);     /* what locations are called in C */
void leat__pass_read(struct leat__plan *plan);     /* which aggregates change and are read in place */
void leat__pass_region(struct leat__plan *plan);   /* what is on the cycle of a fixpoint */
void leat__pass_across(struct leat__plan *plan);   /* what keeps its value from tick to tick */
void leat__pass_order(struct leat__plan *plan);    /* the order of a turn */
void leat__pass_diamonds(struct leat__plan *plan); /* merges of filters of one stream become one test */
void leat__pass_bounded_joins(struct leat__plan *plan); /* joins of inputs that end index one side */
void leat__pass_early_gates(struct leat__plan *plan); /* what gates wait for comes first */
void leat__pass_recycle(struct leat__plan *plan);  /* which roots use memory again for each element */
void leat__pass_fill(struct leat__plan *plan);     /* which loops make room for all their elements at once */
void leat__pass_cut(struct leat__plan *plan);      /* long chains are cut, so that compile time stays linear */
void leat__pass_reserve(struct leat__plan *plan);  /* which loops make room for what they lead to */
void leat__pass_unroll(struct leat__plan *plan);   /* which ranges are counted several at a time */
void leat__pass_cancel(struct leat__plan *plan);   /* what may have to be cancelled */

#endif
