/*
 * operators/summaries.h: what is asked of a stream most often: its extremes, its ends, all of it, how often what
 * occurs. Of unbounded input they are values that change, as a fold is. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_SUMMARIES_H
#define LEAT_OPERATORS_SUMMARIES_H
#pragma GCC system_header

#include "../flow.h"

#define LEAT_EXTREME_(OP, text, s, quote_text, A, B, body, ...)                                     \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, text);                            \
        LEAT_IN_PLACE_(LEAT_BIND_(A, LEAT_ELEMENT_); LEAT_BIND_(B, LEAT_ELEMENT_);                  \
            int leat_out_ = (body); (void)leat_out_;)                                               \
        (leat_optional(LEAT_T(leat_in_)))LEAT_CALL_AS_(OP, .input = {LEAT_ANY_(leat_in_)},             \
            .kind = LEAT_KIND_OPTIONAL, .quote = {quote_text}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })

/*
 * The element that leat_sort() would put first, by q(a, b, comparison): less than 0 when a comes first. Of equal
 * ones it is the one that came first; of unordered input, that whose encoded bytes are least. Nothing of nothing.
 */
#define leat_min(s, quote_, ...)                                                                    \
    LEAT_EXTREME_(LEAT_OP_MIN, "leat_min", s, #quote_, LEAT_P21_##quote_, LEAT_P22_##quote_, LEAT_B2_##quote_, __VA_ARGS__)

/* The element that leat_sort() would put last: of equal ones that which came last, or has the greatest bytes. */
#define leat_max(s, quote_, ...)                                                                    \
    LEAT_EXTREME_(LEAT_OP_MAX, "leat_max", s, #quote_, LEAT_P21_##quote_, LEAT_P22_##quote_, LEAT_B2_##quote_, __VA_ARGS__)

#define LEAT_END_(OP, text, s)                                                                      \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, text);                                                      \
        (leat_optional(LEAT_T(leat_in_)))LEAT_CALL_AS_(OP, .input = {LEAT_ANY_(leat_in_)}, .kind = LEAT_KIND_OPTIONAL); \
    })

/* The first element. Needs a total order. The rest of the input is taken and dropped: leat_limit(s, q(1)) stops it. */
#define leat_first(s) LEAT_END_(LEAT_OP_FIRST, "leat_first", s)

/* The last element (of unbounded input: so far). Needs a total order. */
#define leat_last(s) LEAT_END_(LEAT_OP_LAST, "leat_last", s)

/*
 * All elements, in their order, as one vector: VEC is leat_vec(T). Needs a total order. The vector grows where it
 * lies: a turn costs what came in it.
 */
#define leat_collect(s, VEC)                                                                        \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_collect");                                            \
        _Static_assert(__builtin_types_compatible_p(__typeof__(*((VEC *)0)->data), const leat_t_) || \
                       __builtin_types_compatible_p(__typeof__(*((VEC *)0)->data), leat_t_),        \
                       "leat_collect takes a leat_vec of what it collects");                      \
        (leat_singleton(VEC))LEAT_CALL_(COLLECT, .input = {LEAT_ANY_(leat_in_)}, .type = LEAT_TYPE(VEC), \
            .kind = LEAT_KIND_SINGLETON);                                                           \
    })

/* How many different elements. Keeps every one that it has seen (in a tick: of this tick). */
#define leat_distinct_count(s)                                                                      \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_distinct_count");           \
        (leat_singleton(uint64_t))LEAT_CALL_(DISTINCT_COUNT, .input = {LEAT_ANY_(leat_in_)},        \
            .type = LEAT_TYPE(uint64_t), .kind = LEAT_KIND_SINGLETON);                              \
    })

/* How often each element occurs: REC has the element as its `key`, and a `value` of uint64_t. */
#define leat_value_counts(s, REC)                                                                   \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_value_counts");             \
        LEAT_KEY_IS_(REC, leat_t_, "leat_value_counts", "of the type of the elements");             \
        _Static_assert(__builtin_types_compatible_p(__typeof__(((REC *)0)->value), uint64_t),       \
                       "leat_value_counts takes a record whose value is a uint64_t");               \
        (leat_keyed_singleton(REC))LEAT_CALL_(VALUE_COUNTS, .input = {LEAT_ANY_(leat_in_)},         \
            .type = LEAT_TYPE(REC), .kind = LEAT_KIND_KEYED_SINGLETON);                             \
    })

/*
 * The first q(n) elements of what leat_sort() would make of bounded input by q(a, b, comparison), in that order. It
 * keeps no more than n of them, however many come.
 */
#define leat_top_n(s, count, quote_, ...)                                                           \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_top_n");                    \
        LEAT_IN_PLACE_(LEAT_IS_INTEGER_((LEAT_B0_##count), "leat_top_n", "a count");                \
            uint64_t leat_out_ = (uint64_t)(LEAT_B0_##count); (void)leat_out_;)                     \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P21_##quote_, LEAT_ELEMENT_); LEAT_BIND_(LEAT_P22_##quote_, LEAT_ELEMENT_); \
            int leat_out_ = (LEAT_B2_##quote_); (void)leat_out_;)                                   \
        (leat_stream(LEAT_T(leat_in_)))LEAT_CALL_(TOP_N, .input = {LEAT_ANY_(leat_in_)},            \
            .kind = LEAT_KIND_STREAM, .quote = {#count, #quote_}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })

#endif
