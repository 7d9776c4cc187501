/*
 * operators/keyed.h: collections by key, element by element. What makes one value for each key is in aggregates.h.
 * A keyed operation on a plain stream of records with `key` and `value` keys it. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_KEYED_H
#define LEAT_OPERATORS_KEYED_H
#pragma GCC system_header

#include "../flow.h"

/* Each element as the `value` of a REC, whose `key` is q(x, key). What was ordered is so for each key. */
#define leat_key_by(s, REC, quote_, ...)                                                            \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_key_by");                   \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##quote_, LEAT_ELEMENT_);                                 \
            REC leat_out_ = {.key = (LEAT_B1_##quote_), .value = LEAT_ELEMENT_}; (void)leat_out_;)  \
        (leat_keyed_stream(REC))LEAT_CALL_(KEY_BY, .input = {LEAT_ANY_(leat_in_)}, .type = LEAT_TYPE(REC), \
            .kind = LEAT_KIND_KEYED_STREAM, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })

/* q(v, expression) for each value; the key stays, and the order for each key. REC has the same key. */
#define leat_map_values(s, REC, quote_, ...)                                                        \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        _Static_assert(LEAT_CHOOSE_(leat_in_, 1, 0, 0, 1, 1), "leat_map_values takes a leat_keyed_stream or a leat_keyed_singleton"); \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##quote_, LEAT_ELEMENT_.value);                           \
            REC leat_out_ = {.value = (LEAT_B1_##quote_)}; (void)leat_out_;                         \
            LEAT_KEY_IS_(REC, __typeof__(LEAT_ELEMENT_.key), "leat_map_values", "of the type of the keys of its input");) \
        (__typeof__(LEAT_CHOOSE_(leat_in_, (leat_keyed_stream(REC))0, 0, 0, (leat_keyed_stream(REC))0, \
            (leat_keyed_singleton(REC))0)))LEAT_CALL_(MAP_VALUES, .input = {LEAT_ANY_(leat_in_)},   \
            .type = LEAT_TYPE(REC), .kind = LEAT_CHOOSE_(leat_in_, LEAT_KIND_KEYED_STREAM, 0, 0,    \
            LEAT_KIND_KEYED_STREAM, LEAT_KIND_KEYED_SINGLETON), .quote = {#quote_},                 \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

#define LEAT_MEMBER_OF_(OP, text, s, T, member)                                                     \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_keyed_singleton, leat_keyed_stream, text);                   \
        _Static_assert(__builtin_types_compatible_p(__typeof__(LEAT_ELEMENT_.member), T),           \
                       text " takes the type of the " #member "s");                                 \
        (leat_stream(T))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)}, .type = LEAT_TYPE(T), .kind = LEAT_KIND_STREAM); \
    })

/* The keys, without order: of a keyed stream one for each element, of a keyed singleton (bounded) each once. */
#define leat_keys(s, K) LEAT_MEMBER_OF_(KEYS, "leat_keys", s, K, key)

/* The values, without order. A keyed singleton has to be bounded. */
#define leat_values(s, V) LEAT_MEMBER_OF_(VALUES, "leat_values", s, V, value)

#endif
