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

#ifdef LEAT_STAGE_2
static inline leat_flow *leat_flow_new_stub_(void) { return 0; }
#define leat_flow_new() leat_flow_new_stub_()
#define leat_flow_process_at(flow, spec, site) ((void)(flow), (void)(spec), (leat_process *)0)
#define leat_flow_cluster_at(flow, spec, site) ((void)(flow), (void)(spec), (leat_cluster *)0)
#define leat_tick_at(place, site) ((void)(place), (leat_tick *)0)
#else
leat_process *leat_flow_process_at(leat_flow *flow, const leat_process_spec *spec, const struct leat_site *site);
leat_cluster *leat_flow_cluster_at(leat_flow *flow, const leat_cluster_spec *spec, const struct leat_site *site);
leat_tick *leat_tick_at(const void *place, const struct leat_site *site);
#endif

/* ---- what quotes may ask; they run on the process ---- */
#ifndef LEAT_STAGE_2
leat_member leat_self(void);                 /* this member of its cluster; 0 on a process */
int64_t leat_now(void);                      /* nanoseconds of a steady clock; the operator needs nondet */
uint64_t leat_random(void);                  /* the operator needs nondet */
leat_str leat_argument(const char *name);    /* value of `name=value` among the program arguments, or empty */
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
    int kind;            /* enum leat_collection_kind of the result */
    const char *quote[2]; /* texts, as written: "q(x, x + 1)" */
    const char *name;     /* embed_input, embed_output */
    leat_hole **hole;     /* forward */
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
#define LEAT_CALL_(OP, ...) ((leat_any)0)
#define LEAT_IN_PLACE_(...)
#define LEAT_PLACE_(place) ((const void *)(place))
#else
leat_any leat_op_(const struct leat_call *call);
#define LEAT_CALL_(OP, ...) leat_op_(&(const struct leat_call){.op = LEAT_OP_##OP, .site = LEAT_SITE, __VA_ARGS__})
/* The check in place: compiled where the quote was written, never run. */
#define LEAT_IN_PLACE_(...) if (0) { __VA_ARGS__ }
#define LEAT_PLACE_(place)                                                                          \
    _Generic((place), leat_process *: (const void *)(place), leat_cluster *: (const void *)(place), \
        leat_tick *: (const void *)(place))
#endif
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

/* ---- sources ---- */

/*
 * A bounded stream of what the body yields: q({ ... yield(x); ... }), whose body must return, or
 * q(range(a, b)): a, a + 1, ..., b - 1. Runs once, on `location` (each member of a cluster runs it).
 */
#define leat_source_iter(location, T, quote_, ...)                                                   \
    ({                                                                                              \
        LEAT_IN_PLACE_(LEAT_YIELD_(T); LEAT_B0_##quote_;)                                            \
        (leat_stream(T))LEAT_CALL_(SOURCE_ITER, .place = LEAT_PLACE_(location), .type = LEAT_TYPE(T), \
            .kind = LEAT_KIND_STREAM, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));     \
    })

/* An unbounded stream: the body may go on for ever. It is set aside at its own yields. */
#define leat_source_generate(location, T, quote_, ...)                                               \
    ({                                                                                              \
        LEAT_IN_PLACE_(LEAT_YIELD_(T); LEAT_B0_##quote_;)                                            \
        (leat_stream(T))LEAT_CALL_(SOURCE_GENERATE, .place = LEAT_PLACE_(location), .type = LEAT_TYPE(T), \
            .kind = LEAT_KIND_STREAM, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));     \
    })

/* Lines of a file, without their ends: q("path"), an expression of type const char *; "-": standard input. */
#define leat_source_lines(location, quote_, ...)                                                     \
    ({                                                                                              \
        LEAT_IN_PLACE_(const char *leat_path_ = (LEAT_B0_##quote_); (void)leat_path_;)               \
        (leat_stream(leat_str))LEAT_CALL_(SOURCE_LINES, .place = LEAT_PLACE_(location),             \
            .type = LEAT_TYPE(leat_str), .kind = LEAT_KIND_STREAM, .quote = {#quote_},               \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/* 0, 1, 2, ...: one each q(milliseconds). Unbounded; needs nondet. */
#define leat_source_interval(location, quote_, ...)                                                  \
    ({                                                                                              \
        LEAT_IN_PLACE_(int64_t leat_every_ = (LEAT_B0_##quote_); (void)leat_every_;)                 \
        (leat_stream(int64_t))LEAT_CALL_(SOURCE_INTERVAL, .place = LEAT_PLACE_(location),           \
            .type = LEAT_TYPE(int64_t), .kind = LEAT_KIND_STREAM, .quote = {#quote_},                \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/* A named input of an embedded flow (`emit --embed`): it becomes FLOW_name_push(). */
#define leat_embed_input(location, T, input_name)                                                   \
    ((leat_stream(T))LEAT_CALL_(EMBED_INPUT, .place = LEAT_PLACE_(location), .type = LEAT_TYPE(T),  \
        .kind = LEAT_KIND_STREAM, .name = "" input_name))

/* ---- element by element ---- */

/* q(x, expression of type U) for each element. Takes any kind; a keyed stream becomes a plain one without order. */
#define leat_map(s, U, quote_, ...)                                                                  \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##quote_, LEAT_ELEMENT_); U leat_out_ = (LEAT_B1_##quote_); (void)leat_out_;) \
        (LEAT_MAPPED_(leat_in_, U))LEAT_CALL_(MAP, .input = {LEAT_ANY_(leat_in_)}, \
            .type = LEAT_TYPE(U), .kind = LEAT_MAPPED_KIND_(leat_in_), .quote = {#quote_},           \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/* Keeps the elements for which q(x, condition) holds. Takes any kind; a singleton becomes an optional. */
#define leat_filter(s, quote_, ...)                                                                  \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##quote_, LEAT_ELEMENT_); _Bool leat_out_ = (LEAT_B1_##quote_); (void)leat_out_;) \
        (LEAT_FILTERED_(leat_in_))LEAT_CALL_(FILTER, .input = {LEAT_ANY_(leat_in_)}, \
            .kind = LEAT_FILTERED_KIND_(leat_in_), .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })

/* The quote comes in as text and in parts: passed on whole, its macros would be expanded before it is stored. */
#define LEAT_YIELDING_(OP, text, s, U, quote_text, P, body, ...)                                    \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, text);                            \
        LEAT_IN_PLACE_(LEAT_BIND_(P, LEAT_ELEMENT_); LEAT_YIELD_(U); body;)                         \
        (leat_stream(U))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)}, .type = LEAT_TYPE(U),        \
            .kind = LEAT_KIND_STREAM, .quote = {quote_text}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })

/* q(x, { if (...) yield(y); }): at most one yield for each element. */
#define leat_filter_map(s, U, quote_, ...)                                                          \
    LEAT_YIELDING_(FILTER_MAP, "leat_filter_map", s, U, #quote_, LEAT_P1_##quote_, LEAT_B1_##quote_, __VA_ARGS__)

/* q(x, { ... yield(y); ... }): any number of yields for each element. */
#define leat_flat_map(s, U, quote_, ...)                                                            \
    LEAT_YIELDING_(FLAT_MAP, "leat_flat_map", s, U, #quote_, LEAT_P1_##quote_, LEAT_B1_##quote_, __VA_ARGS__)

/* Runs q(x, statement) and passes the element on. Needs order, or commutative. Takes any kind. */
#define leat_inspect(s, quote_, ...)                                                                 \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##quote_, LEAT_ELEMENT_); LEAT_B1_##quote_;)                \
        (__typeof__(leat_in_))LEAT_CALL_(INSPECT, .input = {LEAT_ANY_(leat_in_)}, \
            .kind = LEAT_KIND_OF_(leat_in_), .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })

/* Numbers the elements from 0: REC has a `key` of uint64_t and the element as `value`. Needs order. */
#define leat_enumerate(s, REC)                                                                      \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_enumerate");                                          \
        LEAT_KEY_IS_(REC, uint64_t, "leat_enumerate", "a uint64_t");                                \
        LEAT_IN_PLACE_(REC leat_out_ = {.value = LEAT_ELEMENT_}; (void)leat_out_;)                  \
        (leat_stream(REC))LEAT_CALL_(ENUMERATE, .input = {LEAT_ANY_(leat_in_)},   \
            .type = LEAT_TYPE(REC), .kind = LEAT_KIND_STREAM);                                      \
    })

#define LEAT_SAME_(OP, text, s, ...)                                                                \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, text);                            \
        (__typeof__(leat_in_))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)},      \
            .kind = LEAT_KIND_OF_(leat_in_), .options = LEAT_OPTIONS(__VA_ARGS__));                 \
    })

/* Each element once, at its first occurrence. Keeps every element it has seen (in a tick: of this tick). */
#define leat_unique(s) LEAT_SAME_(UNIQUE, "leat_unique", s)

/* The first q(count) elements; then its input is cancelled, also over the network. Needs order. */
#define leat_limit(s, quote_, ...)                                                                   \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_limit");                                              \
        LEAT_IN_PLACE_(LEAT_IS_INTEGER_((LEAT_B0_##quote_), "leat_limit", "a count");              \
            uint64_t leat_out_ = (uint64_t)(LEAT_B0_##quote_); (void)leat_out_;)          \
        (__typeof__(leat_in_))LEAT_CALL_(LIMIT, .input = {LEAT_ANY_(leat_in_)},   \
            .kind = LEAT_KIND_STREAM, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));     \
    })

/* All elements of all inputs, as they come: no order. Two or more streams of one type. */
#define leat_merge(a, ...)                                                                          \
    ({                                                                                              \
        LEAT_INPUT_(a);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_merge");                    \
        const leat_any leat_more_[] = {LEAT_EACH(LEAT_MERGED_, 0, __VA_ARGS__)(leat_any)0};         \
        (void)leat_more_;                                                                           \
        (__typeof__(leat_in_))LEAT_CALL_(MERGE, .input = {LEAT_ANY_(leat_in_)}, .more = leat_more_, \
            .more_count = sizeof leat_more_ / sizeof *leat_more_ - 1,             \
            .kind = LEAT_KIND_OF_(leat_in_));                                                       \
    })
#define LEAT_MERGED_(c, h) ({ __typeof__(leat_in_) leat_merged_ = (h); LEAT_ANY_(leat_merged_); }),

/* All of a, then all of b. `a` must be bounded; the result is as b. */
#define leat_chain(a, b)                                                                            \
    ({                                                                                              \
        LEAT_INPUT_(a);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_chain");                                              \
        __typeof__(leat_in_) leat_in2_ = (b);                                                       \
        (__typeof__(leat_in_))LEAT_CALL_(CHAIN, .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)}, \
            .kind = LEAT_KIND_STREAM);                                            \
    })

/*
 * Each pair of a left and a right element with the same key: q(key, l, r, expression of type REC), where l
 * and r are the elements' values. The elements of both sides have a `key` of one type and a `value`. Without
 * order; every pair comes once. Keeps all that it has seen of both sides (in a tick: of this tick).
 */
#define leat_join(left, right, REC, quote_, ...)                                                    \
    ({                                                                                              \
        LEAT_INPUT_(left);                                                                          \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_join");                     \
        __auto_type leat_in2_ = (right);                                                            \
        LEAT_IS_ONE_OF_(leat_in2_, leat_stream, leat_keyed_stream, "leat_join");                    \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P31_##quote_, LEAT_ELEMENT_.key);                            \
            LEAT_BIND_(LEAT_P32_##quote_, LEAT_ELEMENT_.value);                                     \
            LEAT_BIND_(LEAT_P33_##quote_, leat_in2_((void *)0).value);                              \
            REC leat_out_ = (LEAT_B3_##quote_); (void)leat_out_;                                    \
            LEAT_KEY_IS_(LEAT_T(leat_in2_), __typeof__(LEAT_ELEMENT_.key), "leat_join", "of one type on both sides");) \
        (leat_stream(REC))LEAT_CALL_(JOIN, .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)},    \
            .type = LEAT_TYPE(REC), .kind = LEAT_KIND_STREAM, .quote = {#quote_}, \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/*
 * Bounded input in the order of q(a, b, comparison): less than 0 when a comes first. Stable; ties of
 * unordered input are broken by the encoded bytes, so that the result is one.
 */
#define leat_sort(s, quote_, ...)                                                                    \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_sort");                                               \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P21_##quote_, LEAT_ELEMENT_); LEAT_BIND_(LEAT_P22_##quote_, LEAT_ELEMENT_); \
            int leat_out_ = (LEAT_B2_##quote_); (void)leat_out_;)                                    \
        (__typeof__(leat_in_))LEAT_CALL_(SORT, .input = {LEAT_ANY_(leat_in_)},    \
            .kind = LEAT_KIND_STREAM, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));     \
    })

/* ---- aggregates: of bounded input one result; of unbounded input a value that changes ---- */

/* Starts with q(initial), and takes each element by q(acc, x, statement); acc is an lvalue of type ACC. */
#define leat_fold(s, ACC, initial, quote_, ...)                                                      \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_fold");                                               \
        LEAT_IN_PLACE_(ACC LEAT_P21_##quote_ = (LEAT_B0_##initial);                                  \
            LEAT_BIND_(LEAT_P22_##quote_, LEAT_ELEMENT_); LEAT_B2_##quote_; (void)LEAT_P21_##quote_;)  \
        (leat_singleton(ACC))LEAT_CALL_(FOLD, .input = {LEAT_ANY_(leat_in_)},     \
            .type = LEAT_TYPE(ACC), .kind = LEAT_KIND_SINGLETON, .quote = {#initial, #quote_},       \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/* Starts with the first element, and takes the others by q(acc, x, statement). Nothing of nothing. */
#define leat_reduce(s, quote_, ...)                                                                  \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_reduce");                                             \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P21_##quote_, LEAT_ELEMENT_);                                 \
            LEAT_BIND_(LEAT_P22_##quote_, LEAT_ELEMENT_); LEAT_B2_##quote_;)                          \
        (leat_optional(LEAT_T(leat_in_)))LEAT_CALL_(REDUCE, .input = {LEAT_ANY_(leat_in_)},         \
            .kind = LEAT_KIND_OPTIONAL, .quote = {#quote_},                        \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/* How many elements. */
#define leat_count(s)                                                                               \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_count");                    \
        (leat_singleton(uint64_t))LEAT_CALL_(COUNT, .input = {LEAT_ANY_(leat_in_)}, \
            .type = LEAT_TYPE(uint64_t), .kind = LEAT_KIND_SINGLETON);                              \
    })

/* A fold for each key. The input's elements have `key` and `value`; REC the same key, and a value of the accumulator's type. */
#define leat_fold_keyed(s, REC, initial, quote_, ...)                                                \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_fold_keyed");               \
        LEAT_IN_PLACE_(__typeof__(((REC *)0)->value) LEAT_P21_##quote_ = (LEAT_B0_##initial);        \
            LEAT_BIND_(LEAT_P22_##quote_, LEAT_ELEMENT_.value); LEAT_B2_##quote_; (void)LEAT_P21_##quote_; \
            LEAT_KEY_IS_(REC, __typeof__(LEAT_ELEMENT_.key), "leat_fold_keyed", "of the type of the keys of its input");) \
        (leat_keyed_singleton(REC))LEAT_CALL_(FOLD_KEYED, .input = {LEAT_ANY_(leat_in_)}, \
            .type = LEAT_TYPE(REC), .kind = LEAT_KIND_KEYED_SINGLETON, .quote = {#initial, #quote_}, \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/* A reduce for each key: acc and v are values of the element type. */
#define leat_reduce_keyed(s, quote_, ...)                                                            \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_reduce_keyed");             \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P21_##quote_, LEAT_ELEMENT_.value);                           \
            LEAT_BIND_(LEAT_P22_##quote_, LEAT_ELEMENT_.value); LEAT_B2_##quote_;)                    \
        (leat_keyed_singleton(LEAT_T(leat_in_)))LEAT_CALL_(REDUCE_KEYED, .input = {LEAT_ANY_(leat_in_)}, \
            .kind = LEAT_KIND_KEYED_SINGLETON, .quote = {#quote_},                 \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/* The keys and values of a bounded keyed collection, without order. */
#define leat_entries(s)                                                                             \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_keyed_singleton, leat_keyed_stream, "leat_entries");         \
        (leat_stream(LEAT_T(leat_in_)))LEAT_CALL_(ENTRIES, .input = {LEAT_ANY_(leat_in_)},          \
            .kind = LEAT_KIND_STREAM);                                            \
    })

/* The value of a bounded singleton or optional, as a stream of one or none. */
#define leat_into_stream(s)                                                                         \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_singleton, leat_optional, "leat_into_stream");               \
        (leat_stream(LEAT_T(leat_in_)))LEAT_CALL_(INTO_STREAM, .input = {LEAT_ANY_(leat_in_)},      \
            .kind = LEAT_KIND_STREAM);                                            \
    })

/* ---- ticks ---- */
#define LEAT_TICKED_(OP, check, s, tick, ...)                                                       \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        check;                                                                                      \
        leat_tick *leat_tick_ = (tick);                                                             \
        (__typeof__(leat_in_))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)},      \
            .place = leat_tick_, .kind = LEAT_KIND_OF_(leat_in_), .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })

/* What came since the last tick, as a bounded stream inside `tick`. Needs nondet. */
#define leat_batch(s, tick, ...)                                                                    \
    LEAT_TICKED_(BATCH, LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_batch"), s, \
                 tick, __VA_ARGS__)

/* The value of a changing singleton, optional or keyed singleton at the time of the tick. Needs nondet. */
#define leat_snapshot(s, tick, ...) LEAT_TICKED_(SNAPSHOT, (void)0, s, tick, __VA_ARGS__)

#define LEAT_UNTICKED_(OP, text, s)                                                                 \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, text);                            \
        (__typeof__(leat_in_))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)},      \
            .kind = LEAT_KIND_OF_(leat_in_));                                                       \
    })

/* The elements of every tick, one tick after the other, outside the tick. */
#define leat_all_ticks(s) LEAT_UNTICKED_(ALL_TICKS, "leat_all_ticks", s)

/* The elements in the next tick instead of this one; they cause it. */
#define leat_defer_tick(s) LEAT_UNTICKED_(DEFER_TICK, "leat_defer_tick", s)

/* The value of a changing singleton each q(milliseconds), and once more at its end. Needs nondet. */
#define leat_sample_every(s, quote_, ...)                                                            \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_singleton, leat_optional, "leat_sample_every");              \
        LEAT_IN_PLACE_(int64_t leat_every_ = (LEAT_B0_##quote_); (void)leat_every_;)                 \
        (leat_stream(LEAT_T(leat_in_)))LEAT_CALL_(SAMPLE_EVERY, .input = {LEAT_ANY_(leat_in_)},     \
            .kind = LEAT_KIND_STREAM, .quote = {#quote_},                          \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/* ---- cycles ---- */

/*
 * A stream that is completed later: `leat_hole *hole; leat_stream(T) s = leat_forward(location, T, &hole);
 * ... leat_complete(hole, t);`. The cycle must pass through the network or leat_defer_tick. `location`
 * may be a tick. Unbounded (in a tick: bounded).
 */
#define leat_forward(location, T, hole_)                                                            \
    ((leat_stream(T))LEAT_CALL_(FORWARD, .place = LEAT_PLACE_(location), .type = LEAT_TYPE(T),      \
        .kind = LEAT_KIND_STREAM, .hole = (hole_)))
#ifdef LEAT_STAGE_2
#define leat_complete(hole, s) ((void)(hole), (void)(s))
#else
void leat_complete_at(leat_hole *hole, leat_any input, const struct leat_site *site);
#define leat_complete(hole, s)                                                                      \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_complete");                                           \
        leat_complete_at(hole, LEAT_ANY_(leat_in_), LEAT_SITE);                              \
    })
#endif

/* ---- network: bincode over channels; T must be a scalar or have a descriptor ---- */
#define LEAT_SENT_(OP, text, s, to, to_type, ...)                                                   \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        __auto_type leat_to_ = (to);                                                                \
        LEAT_TO_IS_(leat_to_, to_type, text);                                                       \
        (leat_stream(LEAT_T(leat_in_)))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)}, \
            .target = leat_to_, .kind = LEAT_KIND_STREAM __VA_OPT__(, ) __VA_ARGS__);               \
    })
#define LEAT_DEMUXED_(text, s, quote_)                                                                     \
    LEAT_IN_PLACE_(__auto_type leat_at_ = (s); LEAT_BIND_(LEAT_P1_##quote_, leat_at_((void *)0));    \
        LEAT_IS_INTEGER_((LEAT_B1_##quote_), text, "a member");                                     \
        uint32_t leat_out_ = (uint32_t)(LEAT_B1_##quote_); (void)leat_out_;)
#define LEAT_TAGGED_(OP, text, s, to, to_type, REC, ...)                                            \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        __auto_type leat_to_ = (to);                                                                \
        LEAT_TO_IS_(leat_to_, to_type, text);                                                       \
        LEAT_KEY_IS_(REC, leat_member, text, "a leat_member");                                      \
        LEAT_IN_PLACE_(REC leat_out_ = {.value = LEAT_ELEMENT_}; (void)leat_out_;)                  \
        (leat_keyed_stream(REC))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)},    \
            .target = leat_to_, .type = LEAT_TYPE(REC), .kind = LEAT_KIND_KEYED_STREAM __VA_OPT__(, ) __VA_ARGS__); \
    })

/* Process to process: in order, exactly once, and the end arrives after the last element. */
#define leat_send_bincode(s, process) LEAT_SENT_(SEND, "leat_send_bincode", s, process, leat_process)
/* Cluster to process: senders mixed, no order; or keyed by leat_member, in order for each sender. */
#define leat_send_bincode_interleaved(s, process) LEAT_SENT_(SEND_INTERLEAVED, "leat_send_bincode_interleaved", s, process, leat_process)
#define leat_send_bincode_tagged(s, process, REC) LEAT_TAGGED_(SEND_TAGGED, "leat_send_bincode_tagged", s, process, leat_process, REC)

/* To every member of a cluster. */
#define leat_broadcast_bincode(s, cluster) LEAT_SENT_(BROADCAST, "leat_broadcast_bincode", s, cluster, leat_cluster)
#define leat_broadcast_bincode_interleaved(s, cluster) LEAT_SENT_(BROADCAST_INTERLEAVED, "leat_broadcast_bincode_interleaved", s, cluster, leat_cluster)
#define leat_broadcast_bincode_tagged(s, cluster, REC) LEAT_TAGGED_(BROADCAST_TAGGED, "leat_broadcast_bincode_tagged", s, cluster, leat_cluster, REC)

/* To the member that q(x, index) names; an index out of range stops the run. */
#define leat_demux_bincode(s, cluster, quote_, ...)                                                  \
    ({                                                                                              \
        __auto_type leat_sent_ = (s);                                                               \
        LEAT_DEMUXED_("leat_demux_bincode", leat_sent_, quote_)                                                            \
        LEAT_SENT_(DEMUX, "leat_demux_bincode", leat_sent_, cluster, leat_cluster, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })
#define leat_demux_bincode_interleaved(s, cluster, quote_, ...)                                      \
    ({                                                                                              \
        __auto_type leat_sent_ = (s);                                                               \
        LEAT_DEMUXED_("leat_demux_bincode_interleaved", leat_sent_, quote_)                                                            \
        LEAT_SENT_(DEMUX_INTERLEAVED, "leat_demux_bincode_interleaved", leat_sent_, cluster, leat_cluster, .quote = {#quote_}, \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })
#define leat_demux_bincode_tagged(s, cluster, quote_, REC, ...)                                      \
    ({                                                                                              \
        __auto_type leat_sent_ = (s);                                                               \
        LEAT_DEMUXED_("leat_demux_bincode_tagged", leat_sent_, quote_)                                                            \
        LEAT_TAGGED_(DEMUX_TAGGED, "leat_demux_bincode_tagged", leat_sent_, cluster, leat_cluster, REC, .quote = {#quote_}, \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/* ---- sinks ---- */

/* Runs q(x, statement) for each element. Needs order, or commutative. */
#define leat_for_each(s, quote_, ...)                                                                \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_for_each");                 \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##quote_, LEAT_ELEMENT_); LEAT_B1_##quote_;)                \
        (void)LEAT_CALL_(FOR_EACH, .input = {LEAT_ANY_(leat_in_)},                \
            .kind = LEAT_KIND_NOTHING, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));    \
    })

/* A test: ends the run with status 1 unless the elements are just those that the body yields (as a multiset where there is no order). */
#define leat_assert_equal(s, T, quote_, ...)                                                         \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_assert_equal");             \
        LEAT_IN_PLACE_(T leat_out_ = LEAT_ELEMENT_; (void)leat_out_; LEAT_YIELD_(T); LEAT_B0_##quote_;) \
        (void)LEAT_CALL_(ASSERT_EQUAL, .input = {LEAT_ANY_(leat_in_)},            \
            .kind = LEAT_KIND_NOTHING, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));    \
    })

/* A named output of an embedded flow: it calls the callback that FLOW_new() was given. */
#define leat_embed_output(s, output_name)                                                           \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_embed_output");             \
        (void)LEAT_CALL_(EMBED_OUTPUT, .input = {LEAT_ANY_(leat_in_)},            \
            .kind = LEAT_KIND_NOTHING, .name = "" output_name);                                     \
    })

#endif
