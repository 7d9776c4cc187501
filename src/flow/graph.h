/*
 * graph.h: the flow as a graph. Builder calls (builder.c) make one node each; the checker fills in what
 * each collection guarantees; the lowering passes read it and never change it.
 *
 * Nodes, places and types are numbered from 0 in the order of their making and live in the flow's
 * arena. A handle (leat_stream(T) and its like) is the address of its node.
 */
#ifndef LEAT_FLOW_GRAPH_H
#define LEAT_FLOW_GRAPH_H

#include "base/diagnostic.h"
#include "base/memory.h"
#include "base/scope.h"
#include "base/source.h"
#include "base/vector.h"
#define LEAT_WITHOUT_SOURCE_
#include "leat/leat.h"

/* ---- operators ---- */

enum leat__needs {
    LEAT__NEEDS_NONE,
    LEAT__NEEDS_ORDER,
    LEAT__NEEDS_STRICT,
    LEAT__NEEDS_BOUNDED,
    LEAT__NEEDS_FIRST,
    LEAT__NEEDS_SECOND,
    LEAT__NEEDS_NONDET,
};
/* What repetitions of an element mean to an operator. */
enum leat__retries {
    LEAT__RETRIES_SAME,   /* nothing: as in its inputs, so in its result */
    LEAT__RETRIES_ONCE,   /* nothing, and its result has none */
    LEAT__RETRIES_MORE,   /* its result may have them */
    LEAT__RETRIES_CLAIM,  /* it needs each element once, or idempotent("...") */
    LEAT__RETRIES_STRICT, /* it needs each element once, and no claim helps */
};
enum leat__order_given { LEAT__ORDER_SAME, LEAT__ORDER_FIRST, LEAT__ORDER_LOST, LEAT__ORDER_TOTAL, LEAT__ORDER_SENDER };
enum leat__bounds_given {
    LEAT__BOUNDS_SAME,
    LEAT__BOUNDS_ALL,
    LEAT__BOUNDS_NO,
    LEAT__BOUNDS_YES,
    LEAT__BOUNDS_SECOND,
    LEAT__BOUNDS_TICKS,
};
enum leat__state { LEAT__STATE_NONE, LEAT__STATE_FIXED, LEAT__STATE_GROWS };

/* Where an operator's result lives. */
enum leat__place_rule {
    LEAT__PLACE_SOURCE,
    LEAT__PLACE_FORWARD,
    LEAT__PLACE_HERE,
    LEAT__PLACE_ENTER,
    LEAT__PLACE_LEAVE,
    LEAT__PLACE_WITHIN,
    LEAT__PLACE_OUTSIDE,
    LEAT__PLACE_NETWORK,
    LEAT__PLACE_SINK,
};

/* What a quote is, and how many parameters it has. */
enum leat__quote_form { LEAT__QUOTE_NONE, LEAT__QUOTE_VALUE, LEAT__QUOTE_STATEMENT, LEAT__QUOTE_YIELDS };
enum { LEAT__QUOTES = 5 }; /* that an operator has at most */
struct leat__quote_rule {
    enum leat__quote_form form;
    uint32_t parameters;
};

/* One entry of operators.def. */
struct leat__operator {
    const char *name; /* "map": what generated functions are called after; the macro is leat_<name> */
    enum leat__place_rule place;
    uint32_t inputs; /* that it needs */
    struct leat__quote_rule quotes[LEAT__QUOTES];
    enum leat__needs needs;
    enum leat__retries retries;
    enum leat__order_given order;
    enum leat__bounds_given bounds;
    enum leat__state state;
    const char *text;  /* what it gives, in one line */
    const char *usage; /* how it is spelt: "leat_stream(U) leat_map(s, U, q(x, expression)); any kind" */
};
extern const struct leat__operator leat__operators[LEAT_OPS];

/* True for the operators that cross the network. */
bool leat__op_is_network(enum leat_op op);

/* What an operator of the network does, which its name says: "demux_bincode_tagged". */
enum leat__route { LEAT__TO_ONE, LEAT__TO_ALL, LEAT__TO_NAMED, LEAT__IN_TURN, LEAT__BY_KEY };
enum leat__senders { LEAT__ONE_SENDER, LEAT__INTERLEAVED, LEAT__TAGGED };
struct leat__network {
    enum leat__route route;
    enum leat__senders senders;
    bool raw; /* a frame is the bytes of the element, not their bincode */
};
struct leat__network leat__network_of(enum leat_op op);

/* The operator that does the same with other senders: of send_bincode_tagged and LEAT__ONE_SENDER, send_bincode. */
enum leat_op leat__network_with(enum leat_op op, enum leat__senders senders);

/* True for those that leat_complete() completes: leat_forward, and the fixpoints. */
bool leat__op_is_completed(enum leat_op op);

/* True for leat_iterate and its like: their second input is what completes them. */
bool leat__op_is_fixpoint(enum leat_op op);

/* True for what gives in a tick what it took in one before. */
bool leat__op_defers(enum leat_op op);

/* True for what folds by key and window of time, and has a stream of late elements beside its result. */
bool leat__op_is_windowed(enum leat_op op);

/* True for what gives each element of a stream on at once, as it is or made into others. */
bool leat__op_gives_at_once(enum leat_op op);

/* ---- types ---- */

struct leat__type {
    uint32_t id;
    const char *text; /* as C spells it */
    size_t size;
    size_t align;
    const struct leat_descriptor *descriptor; /* NULL: known by name only */
};

struct leat__types leat__vector(struct leat__type *);

/* ---- places: processes, clusters, ticks ---- */

enum leat__place_kind { LEAT__PROCESS, LEAT__CLUSTER, LEAT__TICK };

struct leat__place {
    enum leat__place_kind kind;
    uint32_t id; /* of a location: its dynamic id; of a tick: its number within the flow */
    struct leat_flow *flow;
    const struct leat_site *site;
    struct leat__place *location; /* of a tick: where it runs; of a location: itself */
    /* of locations: */
    const char *spec_name;   /* "service" */
    const char *name;        /* "service/1"; of a cluster: "worker" */
    uint32_t first_number;   /* of a cluster: its members are name/first_number, ... */
    uint32_t members;
    leat_host *host;
    enum leat_profile profile;
    const char *const *arguments;   /* copied; ends with NULL; never NULL itself */
    const char *const *environment; /* the same */
    bool standard_input;
};

struct leat__places leat__vector(struct leat__place *);

/* ---- externals ---- */

/* Clients outside the flow. What the spec left open is filled in. */
struct leat_external {
    uint32_t id;
    struct leat_flow *flow;
    const struct leat_site *site;
    const char *name;
    const char *address; /* "tcp:127.0.0.1:0", "unix:PATH" */
    const char *interface; /* as the spec has it; NULL: it has none */
    const char *port_file;
    enum leat_framing framing;
    bool path_and_port; /* the spec had both */
    unsigned port;
    bool ends_with_client;
    uint64_t budget;
    uint64_t patience;
    uint64_t linger;
};

struct leat__externals leat__vector(struct leat_external *);

/* Whether it is of many clients; its operators say so. */
bool leat__external_is_many(const struct leat_external *external);

/* The first operator of this external that is `op`; NULL: there is none. */
struct leat__node *leat__external_use(const struct leat_external *external, enum leat_op op);

/* The type of what its clients send or are sent by this operator: the element, or of many its value. */
const struct leat_descriptor *leat__external_type(const struct leat__node *node);

/* ---- quotes ---- */

struct leat__capture {
    const char *name;
    enum leat_capture_kind kind;
    const char *declaration; /* C text: "const int32_t limit = 4;"; NULL: a type that cannot be captured */
    const struct leat__place *cluster; /* of a captured cluster, else NULL */
};

struct leat__captures leat__vector(struct leat__capture);

struct leat__quote {
    const char *text; /* as the compiler stored it: "q(x, x + 1)"; NULL: no quote */
    const char *parameters[3];
    uint32_t parameter_count;
    const char *body; /* without the parameters, one space between tokens */
    bool is_block;    /* the body is `{ ... }` */
    bool is_range;    /* the body is range(a, b), and nothing else */
    bool is_each;     /* the body is each(data, count), and nothing else */
    const char *first, *second; /* what stands between the parentheses of these two */
    /* Where it stands; source is NULL where it was not found (a quote that a macro made). */
    struct leat__source *source;
    uint32_t line, column; /* of `q` */
    uint32_t body_line;    /* where the body starts; the call's line where it was not found */
    const char *body_text; /* the body as written, with its own line breaks; else as `body` */
    struct leat__token_range tokens; /* of the whole q(...), in the source */
    struct leat__token_range body_tokens;
};

/* ---- nodes ---- */

enum leat__proof {
    LEAT__PROOF_UNKNOWN, /* nobody asked, or it did not compile */
    LEAT__PROOF_WANTED,
    LEAT__PROOF_FOUND,
    LEAT__PROOF_FAILED, /* which does not mean that it is not so */
};

struct leat__node;
struct leat__nodes leat__vector(struct leat__node *);

struct leat__node {
    uint32_t id;
    enum leat_op op;
    enum leat_collection_kind kind; /* of the result; LEAT_KIND_NOTHING: a sink */
    struct leat_flow *flow;
    const struct leat_site *site;
    struct leat__place *place;      /* where the result lives: a location or a tick */
    const struct leat__type *type;  /* of the result's elements; of a sink: of its input's */
    const struct leat__type *state_type; /* scan; else NULL */
    /* One of several results has a node of its own, whose input is the operator's: outputs.c. */
    uint32_t output;      /* counted from 1; 0: the operator itself */
    uint32_t cut;         /* of leat_slice: which of its cuts, counted from 1; 0: it is a call of its own */
    const char *tag_text; /* demux: the tag that leads to it; NULL: all others do */
    int64_t tag;
    struct leat__nodes inputs;
    struct leat__quote quotes[LEAT__QUOTES];
    struct leat__captures captures;
    const char *nondet;             /* reasons; NULL: not given */
    const char *commutative;
    const char *idempotent;
    const char *monotone;
    const char *lossy;                /* why its channel may lose elements; NULL: it may not */
    const struct leat__place *target; /* of a network operator */
    const char *name;                 /* embed_input, embed_output; of a channel, if channel("...") gives one */
    const struct leat__place *cluster;    /* of source_members: whose */
    const struct leat_external *external; /* of source_external and its like; else NULL */
    struct leat__node *completion;    /* of a forward or a fixpoint: what completes it; NULL: never completed */
    const struct leat_site *completion_site;
    /* Where the call stands: found in the source, the same for every compiler. */
    struct leat__source *source;
    uint32_t line, column, length; /* of the operator's name; length 0: not found */
    struct leat__token_range call; /* where found: from that name to the `)` */
    struct leat__node *region; /* the fixpoint on whose cycle it is, or which it is itself; NULL: none. By leat__find_regions() */
    /* What the collection guarantees: check/guarantees.c. */
    bool bounded;
    bool ordered;   /* a total order, or of a keyed stream: order per key */
    const struct leat__node *unordered_since;  /* the node where order was lost; NULL: it is ordered */
    const struct leat__node *unbounded_since;  /* the source that never ends; NULL: bounded */
    const struct leat__node *retried_since;    /* where elements may begin to come several times; NULL: each once */
    const struct leat__node *lossy_since;      /* the channel on which elements may have been lost; NULL: none was */
    /* What the compiler found out about a step that has no claim: flow->prover. */
    enum leat__proof commutes, repeats; /* the same in any order; the same when an element comes again */
};

/* What leat_forward gives the user, and leat_complete takes. */
struct leat_hole {
    struct leat__node *forward;
};

struct leat_flow {
    struct leat__arena arena;
    struct leat__places places; /* processes and clusters, by dynamic id */
    struct leat__places ticks;
    struct leat__externals externals; /* by id */
    struct leat__nodes nodes; /* in the order of the calls: an input precedes its reader, but for forwards */
    struct leat__types types;
    struct leat__sources sources; /* what the flow's calls stand in */
    struct leat__calls_of *calls; /* the calls in each of them: positions.c */
    struct leat__diagnostics diagnostics; /* what the builder itself found wrong */
    bool was_run;
    /* Decides all proofs that are wanted, in one go: prove.h. NULL: none is found. */
    void (*prover)(struct leat_flow *flow);
};

/*
 * Whether a node makes a value (a latest: of those of its ticks) (or one for each key) out of a stream. Of unbounded input such a value changes, and
 * is read where it lies.
 */
bool leat__node_is_aggregate(const struct leat__node *node);

/*
 * Whether an operator that compares elements has to break ties by their encoded bytes, so that its result is one: its
 * input has no total order, or may repeat elements.
 */
bool leat__breaks_ties(const struct leat__node *node);

/*
 * Sets the region of each node that is on the cycle of a fixpoint: what comes of it within its own place, and leads to
 * its completion.
 */
void leat__find_regions(struct leat_flow *flow);

/* Whether an operator may end before its input does, and then wants no more of it: it cancels what is before it. */
bool leat__op_ends_early(enum leat_op op);

/* The leat_atomic with which the region of a leat_end_atomic begins; NULL: it is in none. */
struct leat__node *leat__atomic_of(struct leat__node *end);

/* The descriptor that the program's list of types has for this name, in this translation unit first. */
const struct leat_descriptor *leat__type_named(const char *base_file, const char *text);

/* The flow's type for what an operator named; one object per spelling. */
const struct leat__type *leat__type_of(struct leat_flow *flow, const struct leat_type_use *use, const char *base_file);

/* Source of this name: the text embedded in the program, else (a header) the file; NULL: not readable. */
struct leat__source *leat__flow_source(struct leat_flow *flow, const struct leat_site *site);

/* The program's own record of how a translation unit was compiled (leat.h); NULL: there is none. */
const struct leat_source_entry *leat__source_entry(const char *base_file);

/* Takes a quote's text apart: parameters, body, range. */
void leat__quote_parse(struct leat_flow *flow, struct leat__quote *quote, const char *text, uint32_t parameters);

/* Finds the call and its quotes in the source, and sets lines and columns. */
void leat__node_locate(struct leat__node *node);

/* Sets captures, nondet and claims from the options of a call. */
void leat__node_options(struct leat__node *node, const struct leat_option_given *options);

/* The span of a node's operator name, for diagnostics. */
struct leat__span leat__node_span(struct leat__node *node);

/* The same for a place: where it was made. */
struct leat__span leat__place_span(const struct leat__place *place);

/* The same for an external: where it was made. */
struct leat__span leat__external_span(const struct leat_external *external);

/* The same for the leat_complete() of a forward. */
struct leat__span leat__completion_span(const struct leat__node *forward);

/* The same for any call: `name` is that of what was called. The first one of the line, if there are several. */
struct leat__span leat__site_span(struct leat_flow *flow, const struct leat_site *site, const char *name);

/* Frees what leat__node_locate() has kept of the sources. */
void leat__positions_free(struct leat_flow *flow);

/* The flow that was begun last, and is not freed yet; an empty one that has no places if there is none. */
struct leat_flow *leat__flow_being_built(void);

/* Prints the flow's diagnostics, and ends the program with status 1. */
void leat__flow_give_up(struct leat_flow *flow) __attribute__((noreturn));

/* Adds all embedded sources to the flow's, those as well in which no call stands. */
void leat__flow_sources(struct leat_flow *flow);

/* Ends every run that is still to come of this flow, and frees it. */
void leat__flow_free(struct leat_flow *flow);

#endif
