/*
 * operators/elements.h: operators that take element by element. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_ELEMENTS_H
#define LEAT_OPERATORS_ELEMENTS_H
#pragma GCC system_header

#include "../flow.h"

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

/*
 * Another value for each element, by a quote that may take its time: it runs on a thread of a pool, beside the flow,
 * and may wait for a disk, a database, another machine. leat_resolve gives results as they come, without order;
 * leat_resolve_ordered in the order of the elements. Not in a tick, which does not wait.
 *
 * The quote gets a copy of the element, and may make text and vectors as any other; several run at a time, so that
 * what they share is theirs to lock. At most 64 are under way (as many at a time as the pool has threads: 4, or
 * UV_THREADPOOL_SIZE of the process's environment); more wait, and hold sources back. The flow ends after the last.
 */
#define LEAT_RESOLVED_(OP, text, s, U, quote_text, P, body, ...)                                    \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, text);                            \
        LEAT_IN_PLACE_(LEAT_BIND_(P, LEAT_ELEMENT_); U leat_out_ = (body); (void)leat_out_;)        \
        (leat_stream(U))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)}, .type = LEAT_TYPE(U),        \
            .kind = LEAT_KIND_STREAM, .quote = {quote_text}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })
#define leat_resolve(s, U, quote_, ...)                                                             \
    LEAT_RESOLVED_(RESOLVE, "leat_resolve", s, U, #quote_, LEAT_P1_##quote_, LEAT_B1_##quote_, __VA_ARGS__)
#define leat_resolve_ordered(s, U, quote_, ...)                                                     \
    LEAT_RESOLVED_(RESOLVE_ORDERED, "leat_resolve_ordered", s, U, #quote_, LEAT_P1_##quote_, LEAT_B1_##quote_, __VA_ARGS__)

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

/*
 * A state of type STATE goes from element to element: it starts as q(initial), and q(acc, x, { ... yield(y); ... })
 * may change it and yields any number of values. stop() in the quote ends the stream with this element: what is
 * left of the input is cancelled, also over the network; the quote itself goes on to its end. In a tick the
 * state starts afresh in each. Needs order.
 */
#define leat_scan(s, U, STATE, initial, quote_, ...)                                                \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_scan");                                               \
        LEAT_IN_PLACE_(STATE LEAT_P21_##quote_ = (LEAT_B0_##initial);                               \
            LEAT_BIND_(LEAT_P22_##quote_, LEAT_ELEMENT_); LEAT_YIELD_(U);                           \
            void (*stop)(void) = 0; (void)stop; LEAT_B2_##quote_; (void)LEAT_P21_##quote_;)         \
        (leat_stream(U))LEAT_CALL_(SCAN, .input = {LEAT_ANY_(leat_in_)}, .type = LEAT_TYPE(U),      \
            .state = LEAT_TYPE(STATE), .kind = LEAT_KIND_STREAM, .quote = {#initial, #quote_},      \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

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

#endif
