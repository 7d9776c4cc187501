/*
 * operators/sources.h: where elements come from. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_SOURCES_H
#define LEAT_OPERATORS_SOURCES_H
#pragma GCC system_header

#include "../flow.h"

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

#endif
