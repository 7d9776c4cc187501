/*
 * operators/values.h: singletons and optionals. A singleton has exactly one value (in a tick: in each tick, also where
 * nothing came), an optional one or none. Both may change: then they are read by leat_snapshot and samples, and what
 * is here is computed when it is read. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_VALUES_H
#define LEAT_OPERATORS_VALUES_H
#pragma GCC system_header

#include "../flow.h"

/* The value q(value), computed once at the start. `location` may be a tick: then it is there in each tick. */
#define leat_source_singleton(location, T, quote_, ...)                                             \
    ({                                                                                              \
        LEAT_IN_PLACE_(T leat_out_ = (LEAT_B0_##quote_); (void)leat_out_;)                          \
        (leat_singleton(T))LEAT_CALL_(SOURCE_SINGLETON, .place = LEAT_PLACE_(location), .type = LEAT_TYPE(T), \
            .kind = LEAT_KIND_SINGLETON, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })

/* The value of an optional, or q(value) where there is none. */
#define leat_unwrap_or(s, quote_, ...)                                                              \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_optional, "leat_unwrap_or");                                        \
        LEAT_IN_PLACE_(leat_t_ leat_out_ = (LEAT_B0_##quote_); (void)leat_out_;)                    \
        (leat_singleton(leat_t_))LEAT_CALL_(UNWRAP_OR, .input = {LEAT_ANY_(leat_in_)},              \
            .kind = LEAT_KIND_SINGLETON, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })

/* The value of the optional a, or where there is none that of b: an optional, or a singleton, of the same type. */
#define leat_or(a, b)                                                                               \
    ({                                                                                              \
        LEAT_INPUT_(a);                                                                             \
        LEAT_IS_(leat_in_, leat_optional, "leat_or");                                               \
        __auto_type leat_in2_ = (b);                                                                \
        _Static_assert(__builtin_types_compatible_p(__typeof__(leat_in2_), leat_optional(leat_t_)) || \
                       __builtin_types_compatible_p(__typeof__(leat_in2_), leat_singleton(leat_t_)), \
                       "leat_or takes a leat_optional or a leat_singleton of the type of its first input"); \
        (__typeof__(leat_in2_))LEAT_CALL_(OR, .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)}, \
            .kind = LEAT_KIND_OF_(leat_in2_));                                                      \
    })

/* Whether an optional has a value. */
#define leat_is_some(s)                                                                             \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_optional, "leat_is_some");                                          \
        (leat_singleton(bool))LEAT_CALL_(IS_SOME, .input = {LEAT_ANY_(leat_in_)}, .type = LEAT_TYPE(bool), \
            .kind = LEAT_KIND_SINGLETON);                                                           \
    })

/*
 * q(x, y, expression of type REC) of the values of two singletons: a singleton. If one is an optional, so is the
 * result: it has a value where both have.
 */
#define leat_zip_singleton(a, b, REC, quote_, ...)                                                  \
    ({                                                                                              \
        LEAT_INPUT_(a);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_singleton, leat_optional, "leat_zip_singleton");             \
        __auto_type leat_in2_ = (b);                                                                \
        LEAT_IS_ONE_OF_(leat_in2_, leat_singleton, leat_optional, "leat_zip_singleton");            \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P21_##quote_, LEAT_ELEMENT_);                                \
            LEAT_BIND_(LEAT_P22_##quote_, leat_in2_((void *)0)); REC leat_out_ = (LEAT_B2_##quote_); (void)leat_out_;) \
        (__typeof__(LEAT_BOTH_(leat_in_, leat_in2_, (leat_singleton(REC))0, (leat_optional(REC))0)))LEAT_CALL_(ZIP_SINGLETON, \
            .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)}, .type = LEAT_TYPE(REC),           \
            .kind = LEAT_BOTH_(leat_in_, leat_in2_, LEAT_KIND_SINGLETON, LEAT_KIND_OPTIONAL),       \
            .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));                              \
    })
#define LEAT_BOTH_(a, b, singleton, optional)                                                       \
    _Generic((a), leat_singleton(LEAT_T(a)): _Generic((b), leat_singleton(LEAT_T(b)): singleton, default: optional), \
        default: optional)

/* The value of the key q(key), computed once at the start, of a keyed singleton. V is the type of its values. */
#define leat_get(s, V, quote_, ...)                                                                 \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_keyed_singleton, "leat_get");                                       \
        _Static_assert(__builtin_types_compatible_p(__typeof__(LEAT_ELEMENT_.value), V), "leat_get takes the type of the values"); \
        LEAT_IN_PLACE_(leat_t_ leat_out_ = {.key = (LEAT_B0_##quote_)}; (void)leat_out_;)           \
        (leat_optional(V))LEAT_CALL_(GET, .input = {LEAT_ANY_(leat_in_)}, .type = LEAT_TYPE(V),     \
            .kind = LEAT_KIND_OPTIONAL, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));  \
    })

/*
 * The same for the key that `key` has: a singleton, or an optional (without a key there is no value), of the type of the
 * keys. Where one of the two changes so does the result, and both are looked at when it is read.
 */
#define leat_get_by(s, V, key) LEAT_BY_KEY_(GET_BY, "leat_get_by", leat_keyed_singleton, leat_optional, LEAT_KIND_OPTIONAL, s, V, key)

/* The values of a keyed stream under the key that `key` has, which must be bounded; they wait for it. They have an order if `s` has. */
#define leat_values_by(s, V, key) LEAT_BY_KEY_(VALUES_BY, "leat_values_by", leat_keyed_stream, leat_stream, LEAT_KIND_STREAM, s, V, key)

#define LEAT_BY_KEY_(OP, text, takes, gives, kind_, s, V, key_)                                     \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, takes, text);                                                            \
        __auto_type leat_in2_ = (key_);                                                             \
        LEAT_IS_ONE_OF_(leat_in2_, leat_singleton, leat_optional, text);                            \
        _Static_assert(__builtin_types_compatible_p(__typeof__(LEAT_ELEMENT_.value), V), text " takes the type of the values"); \
        LEAT_KEY_IS_(leat_t_, LEAT_T(leat_in2_), text, "of the type of its second input");          \
        (gives(V))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)}, .type = LEAT_TYPE(V), .kind = kind_); \
    })

/* How many keys a keyed singleton has. */
#define leat_key_count(s)                                                                           \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_keyed_singleton, "leat_key_count");                                 \
        (leat_singleton(uint64_t))LEAT_CALL_(KEY_COUNT, .input = {LEAT_ANY_(leat_in_)},             \
            .type = LEAT_TYPE(uint64_t), .kind = LEAT_KIND_SINGLETON);                              \
    })

#endif
