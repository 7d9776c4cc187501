/*
 * operators/sinks.h: where elements go. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_SINKS_H
#define LEAT_OPERATORS_SINKS_H
#pragma GCC system_header

#include "../file.h"
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

/*
 * Drops what comes, on purpose: a collection that nobody reads is a warning. Takes any kind. What leads only here is
 * computed all the same.
 */
#define leat_null(s)                                                                                \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        (void)LEAT_CALL_(NULL, .input = {LEAT_ANY_(leat_in_)}, .kind = LEAT_KIND_NOTHING);          \
    })

/*
 * To a file: each leat_str as a line, or each leat_bytes as it is. q("path"), a const char * or a leat_str; or a
 * leat_file, which says more (file.h):
 *
 *     leat_to_file(lines, q((leat_file){.path = "log", .append = true, .rotate_bytes = 1 << 20, .keep = 3}));
 *
 * It is evaluated once on the process; members of a cluster need a path each. What a turn writes is in the file when
 * the turn has ended. What cannot be written ends the run. Needs order, or commutative.
 */
#define leat_to_file(s, quote_, ...)                                                                \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_to_file");                  \
        _Static_assert(__builtin_types_compatible_p(leat_t_, leat_str) ||                           \
                       __builtin_types_compatible_p(leat_t_, leat_bytes),                           \
                       "leat_to_file takes a stream of leat_str or of leat_bytes");                 \
        LEAT_IN_PLACE_(__auto_type leat_path_ = (LEAT_B0_##quote_);                                 \
            _Static_assert(__builtin_types_compatible_p(__typeof__(leat_path_), leat_file) ||       \
                           __builtin_types_compatible_p(__typeof__(leat_path_), leat_str) ||        \
                           __builtin_types_compatible_p(__typeof__(leat_path_), char *) ||          \
                           __builtin_types_compatible_p(__typeof__(leat_path_), const char *),      \
                           "leat_to_file takes a path (const char *, leat_str) or a leat_file");    \
            (void)leat_path_;)                                                                      \
        (void)LEAT_CALL_(TO_FILE, .input = {LEAT_ANY_(leat_in_)},                                   \
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
