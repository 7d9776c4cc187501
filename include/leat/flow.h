/*
 * flow.h: what a flow is written with: locations, collections, operators.
 *
 * A collection is a handle: leat_stream(T) and its like are phantom-typed function pointers, so that
 * they can be parameters, results and members without a declaration per T, and the compiler rejects a
 * mismatch. They are never called. The pattern of an operator is always: input, what the result is,
 * quotes in the order in which they run, then options in any order:
 *
 *     let(a, b)              splices build-time values into the quote: scalars, enums, strings, char
 *                            arrays (text, up to its zero), a leat_cluster *; let_as(type, v) takes a record
 *     nondet("why")          this depends on timing, and why that is fine; never empty
 *     commutative("why")     the step gives the same result in any order
 *     channel("name")        of an operator that sends: what its channel is called
 *     lossy("why")           of an operator that sends: rather lose elements than wait; see operators/network.h
 *     idempotent("why")      an element that comes again makes no difference
 *     monotone("why")        the value of a fold only ever grows
 *
 * What can be tried of a claim, `leat check` tries on random values.
 *
 * Errors are collected and reported by `check` and `run`, each with the line of its call.
 */
#ifndef LEAT_FLOW_H
#define LEAT_FLOW_H
#pragma GCC system_header
/* A handle of the wrong element type or kind is an error, in gcc and in clang. */
#pragma GCC diagnostic error "-Wincompatible-pointer-types"

#include "deploy.h"
#include "quote.h"

/* ---- handles ---- */
struct leat_stream_tag;
struct leat_singleton_tag;
struct leat_optional_tag;
struct leat_keyed_stream_tag;
struct leat_keyed_singleton_tag;
#define leat_stream(T) __typeof__(T(*)(struct leat_stream_tag *))
#define leat_singleton(T) __typeof__(T(*)(struct leat_singleton_tag *))
#define leat_optional(T) __typeof__(T(*)(struct leat_optional_tag *))
#define leat_keyed_stream(T) __typeof__(T(*)(struct leat_keyed_stream_tag *))
#define leat_keyed_singleton(T) __typeof__(T(*)(struct leat_keyed_singleton_tag *))
typedef void (*leat_any)(void); /* a handle of any kind, for the macros */
#define LEAT_T(h) __typeof__((h)((void *)0))

typedef struct leat_process leat_process;
typedef struct leat_cluster leat_cluster;
typedef struct leat_tick leat_tick;
typedef struct leat_hole leat_hole;
typedef struct leat_external leat_external;

/* An empty flow. Owned by Leat: released by leat_deployment_run(). */
leat_flow *leat_flow_new(void);

/*
 * A location of one process, or of `spec->members` members that run the same code. Their dynamic ids
 * count from 0 in the order of these calls. `spec` is copied. Named after spec->name: the first
 * process of name "service" is service/0, the next service/1; a cluster's members count on likewise.
 */
#define leat_flow_process(flow, ...) leat_flow_process_at(flow, (__VA_ARGS__), LEAT_SITE) /* flow, spec: */
#define leat_flow_cluster(flow, ...) leat_flow_cluster_at(flow, (__VA_ARGS__), LEAT_SITE) /* it may hold commas */

/* The tick of a process or cluster in which batches and snapshots of it are taken; each call makes another. */
#define leat_tick_of(location) leat_tick_at(LEAT_PLACE_(location), LEAT_SITE)

/*
 * Clients outside the flow, as `spec` says: leat_source_external(), leat_send_external() and their like give and
 * take what goes over their connections. An external belongs to the one process at which it is used.
 */
#define leat_flow_external(flow, ...) leat_flow_external_at(flow, (__VA_ARGS__), LEAT_SITE)

#ifdef LEAT_STAGE_2
static inline leat_flow *leat_flow_new_stub_(void) { return 0; }
#define leat_flow_new() leat_flow_new_stub_()
#define leat_flow_process_at(flow, spec, site) ((void)(flow), (void)(spec), (leat_process *)0)
#define leat_flow_cluster_at(flow, spec, site) ((void)(flow), (void)(spec), (leat_cluster *)0)
#define leat_tick_at(place, site) ((void)(place), (leat_tick *)0)
#define leat_flow_external_at(flow, spec, site) ((void)(flow), (void)(spec), (leat_external *)0)
#else
leat_process *leat_flow_process_at(leat_flow *flow, const leat_process_spec *spec, const struct leat_site *site);
leat_cluster *leat_flow_cluster_at(leat_flow *flow, const leat_cluster_spec *spec, const struct leat_site *site);
leat_tick *leat_tick_at(const void *place, const struct leat_site *site);
leat_external *leat_flow_external_at(leat_flow *flow, const leat_external_spec *spec, const struct leat_site *site);
#endif

/* ---- what quotes may ask; they run on the process ---- */
#ifndef LEAT_STAGE_2
leat_member leat_self(void);                 /* this member of its cluster; 0 on a process */
leat_time leat_now(void);                    /* nanoseconds of a steady clock; the operator needs nondet */
uint64_t leat_random(void);                  /* the operator needs nondet */
leat_str leat_argument(const char *name);    /* value of `name=value` among the program arguments, or empty */
void leat_source_end(void);                  /* in the second quote of leat_source_poll: no more will come */
void leat_scratch_reset(void);               /* in a source's body: forget what it has allocated so far */
uint32_t leat_member_count(const leat_cluster *cluster); /* capture the cluster: let(workers) */
#endif

/* ---- the one builder call behind every operator ---- */
enum leat_op {
#define LEAT_OP(id, name, ...) LEAT_OP_##id,
#include "operators.def"
#undef LEAT_OP
    LEAT_OPS /* how many */
};

struct leat_call {
    enum leat_op op;
    const struct leat_site *site;
    leat_any input[2];
    const leat_any *more; /* merge: further inputs */
    size_t more_count;
    const void *place;  /* location of a source or of a forward */
    const void *target; /* of a network operator */
    const struct leat_type_use *type;
    const struct leat_type_use *state; /* scan: of what goes from element to element */
    int kind;            /* enum leat_collection_kind of the result */
    const char *quote[5]; /* texts, as written: "q(x, x + 1)" */
    const char *name;     /* embed_input, embed_output */
    leat_hole **hole;     /* forward */
    const leat_external *external;
    const void *cluster; /* source_members */
    unsigned cut;        /* of leat_slice: which of its cuts, counted from 1 */
    const void *into;    /* and where the handle is written */
    const struct leat_option_given *options;
};

enum leat_collection_kind {
    LEAT_KIND_NOTHING,
    LEAT_KIND_STREAM,
    LEAT_KIND_SINGLETON,
    LEAT_KIND_OPTIONAL,
    LEAT_KIND_KEYED_STREAM,
    LEAT_KIND_KEYED_SINGLETON,
};

#ifdef LEAT_STAGE_2
#define LEAT_CALL_AS_(op_, ...) ((leat_any)0)
#define LEAT_IN_PLACE_(...)
#define LEAT_PLACE_(place) ((const void *)(place))
#else
leat_any leat_op_(const struct leat_call *call);
#define LEAT_CALL_AS_(op_, ...) leat_op_(&(const struct leat_call){.op = op_, .site = LEAT_SITE, __VA_ARGS__})
/* The check in place: compiled where the quote was written, never run. */
#ifdef LEAT_LOOK
/* Compiled to be looked at only: what the object mentions between these two calls, the quotes mention. */
int leat_look_begin(void);
void leat_look_end(void);
#define LEAT_IN_PLACE_(...) if (leat_look_begin()) { __VA_ARGS__ leat_look_end(); }
#else
#define LEAT_IN_PLACE_(...) if (0) { __VA_ARGS__ }
#endif
#define LEAT_PLACE_(place)                                                                          \
    _Generic((place), leat_process *: (const void *)(place), leat_cluster *: (const void *)(place), \
        leat_tick *: (const void *)(place))
#endif
/* By the pasted name: a user may have a macro MIN. A macro that passes an operator on passes the whole name. */
#define LEAT_CALL_(OP, ...) LEAT_CALL_AS_(LEAT_OP_##OP, __VA_ARGS__)
#define LEAT_ANY_(h) ((leat_any)(h))
#define LEAT_IS_(h, kind, op)                                                                       \
    _Static_assert(__builtin_types_compatible_p(__typeof__(h), kind(LEAT_T(h))), op " takes a " #kind)
#define LEAT_IS_ONE_OF_(h, kind, kind2, op)                                                         \
    _Static_assert(__builtin_types_compatible_p(__typeof__(h), kind(LEAT_T(h))) ||                  \
                   __builtin_types_compatible_p(__typeof__(h), kind2(LEAT_T(h))),                   \
                   op " takes a " #kind " or a " #kind2)
/* What is not so is said with the operator's name, by which its place in the source is found. */
#define LEAT_TO_IS_(to, type, op) \
    _Static_assert(__builtin_types_compatible_p(__typeof__(to), type *), op " takes a " #type " to send to")
#define LEAT_KEY_IS_(REC, K, op, what) \
    _Static_assert(__builtin_types_compatible_p(__typeof__(((REC *)0)->key), K), op " takes a record whose key is " what)
/* An integer, an enum or a bool: what a cast would make of a pointer or of 2.5 is not meant. */
#define LEAT_IS_INTEGER_(value, op, what)                                                           \
    _Static_assert(__builtin_classify_type(value) == 1 || __builtin_classify_type(value) == 3 ||    \
                   __builtin_classify_type(value) == 4, op " takes " what " that is an integer")
/* By the kind of the input that LEAT_INPUT_ has bound. */
#define LEAT_CHOOSE_(h, stream, singleton, optional, keyed_stream, keyed_singleton)                 \
    _Generic((h), leat_stream(leat_t_): stream, leat_singleton(leat_t_): singleton,                 \
        leat_optional(leat_t_): optional, leat_keyed_stream(leat_t_): keyed_stream,                 \
        leat_keyed_singleton(leat_t_): keyed_singleton)
#define LEAT_KIND_OF_(h)                                                                            \
    LEAT_CHOOSE_(h, LEAT_KIND_STREAM, LEAT_KIND_SINGLETON, LEAT_KIND_OPTIONAL,                      \
        LEAT_KIND_KEYED_STREAM, LEAT_KIND_KEYED_SINGLETON)
/* The result of map: the same kind, but a keyed stream loses its keys. */
#define LEAT_MAPPED_(h, U)                                                                          \
    __typeof__(LEAT_CHOOSE_(h, (leat_stream(U))0, (leat_singleton(U))0, (leat_optional(U))0,        \
        (leat_stream(U))0, (leat_keyed_singleton(U))0))
#define LEAT_MAPPED_KIND_(h)                                                                        \
    LEAT_CHOOSE_(h, LEAT_KIND_STREAM, LEAT_KIND_SINGLETON, LEAT_KIND_OPTIONAL, LEAT_KIND_STREAM,    \
        LEAT_KIND_KEYED_SINGLETON)
/* The result of filter: the same kind, but a singleton may lose its value. */
#define LEAT_FILTERED_(h)                                                                           \
    __typeof__(LEAT_CHOOSE_(h, (leat_stream(leat_t_))0, (leat_optional(leat_t_))0,                  \
        (leat_optional(leat_t_))0, (leat_keyed_stream(leat_t_))0, (leat_keyed_singleton(leat_t_))0))
#define LEAT_FILTERED_KIND_(h)                                                                      \
    LEAT_CHOOSE_(h, LEAT_KIND_STREAM, LEAT_KIND_OPTIONAL, LEAT_KIND_OPTIONAL,                       \
        LEAT_KIND_KEYED_STREAM, LEAT_KIND_KEYED_SINGLETON)
/* One expansion of the input, so that nested calls do not grow exponentially; and the type of its elements. */
#define LEAT_INPUT_(s)                                                                              \
    __auto_type leat_in_ = (s);                                                                     \
    typedef LEAT_T(leat_in_) leat_t_ __attribute__((unused))
#define LEAT_ELEMENT_ leat_in_((void *)0)

/* ---- the operators, a header for each family ---- */
#include "operators/external.h"
#include "operators/sources.h"
#include "operators/elements.h"
#include "operators/guarantees.h"
#include "operators/keyed.h"
#include "operators/outputs.h"
#include "operators/combining.h"
#include "operators/aggregates.h"
#include "operators/summaries.h"
#include "operators/windows.h"
#include "operators/values.h"
#include "operators/ticks.h"
#include "operators/cycles.h"
#include "operators/network.h"
#include "operators/sinks.h"

#endif
