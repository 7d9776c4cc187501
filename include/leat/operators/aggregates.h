/*
 * operators/aggregates.h: one value from many elements, or one for each key. Of bounded input it is one
 * result; of unbounded input a value that changes. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_AGGREGATES_H
#define LEAT_OPERATORS_AGGREGATES_H
#pragma GCC system_header

#include "../flow.h"

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

/* The first element of each key. Needs an order for each key. */
#define leat_first_keyed(s)                                                                         \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_first_keyed");              \
        LEAT_IN_PLACE_(__auto_type leat_key_ = LEAT_ELEMENT_.key; (void)leat_key_;)                 \
        (leat_keyed_singleton(LEAT_T(leat_in_)))LEAT_CALL_(FIRST_KEYED, .input = {LEAT_ANY_(leat_in_)}, \
            .kind = LEAT_KIND_KEYED_SINGLETON);                                                     \
    })

/* The keys and values of a keyed collection, without order. A keyed singleton has to be bounded. */
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

#endif
