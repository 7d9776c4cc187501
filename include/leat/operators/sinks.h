/*
 * operators/sinks.h: where elements go. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_SINKS_H
#define LEAT_OPERATORS_SINKS_H
#pragma GCC system_header

#include "../flow.h"

/* Runs q(x, statement) for each element. Needs order, or commutative. */
#define leat_for_each(s, quote_, ...)                                                                \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_for_each");                 \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##quote_, LEAT_ELEMENT_); LEAT_B1_##quote_;)                \
        (void)LEAT_CALL_(FOR_EACH, .input = {LEAT_ANY_(leat_in_)},                \
            .kind = LEAT_KIND_NOTHING, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));    \
    })

/* A test: ends the run with status 1 at the first element for which q(x, condition) does not hold. */
#define leat_assert(s, quote_, ...)                                                                  \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_assert");                   \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##quote_, LEAT_ELEMENT_); _Bool leat_out_ = (LEAT_B1_##quote_); (void)leat_out_;) \
        (void)LEAT_CALL_(ASSERT, .input = {LEAT_ANY_(leat_in_)},                                    \
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
