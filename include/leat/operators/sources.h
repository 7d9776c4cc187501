/*
 * operators/sources.h: where elements come from. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_SOURCES_H
#define LEAT_OPERATORS_SOURCES_H
#pragma GCC system_header

#include "../flow.h"

/*
 * A bounded stream of what the body yields: q({ ... yield(x); ... }), whose body must return, or
 * q(range(a, b)): a, a + 1, ..., b - 1, or q(each(data, count)): data[0] to data[count - 1]. Runs once, on `location` (each
 * member of a cluster runs it). What data points to stays as it is until the stream has ended; what is allocated to make
 * it (leat_vec_push and the like) lives until then. range and each may also stand in a body, in place of a loop of yields.
 */
#define leat_source_iter(location, T, quote_, ...)                                                   \
    ({                                                                                              \
        LEAT_IN_PLACE_(LEAT_YIELD_(T); LEAT_EACH_(T); LEAT_B0_##quote_;)                             \
        (leat_stream(T))LEAT_CALL_(SOURCE_ITER, .place = LEAT_PLACE_(location), .type = LEAT_TYPE(T), \
            .kind = LEAT_KIND_STREAM, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));     \
    })

/* An unbounded stream: the body may go on for ever. It is set aside at its own yields. */
#define leat_source_generate(location, T, quote_, ...)                                               \
    ({                                                                                              \
        LEAT_IN_PLACE_(LEAT_YIELD_(T); LEAT_EACH_(T); LEAT_B0_##quote_;)                             \
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

/*
 * Any library that has a descriptor becomes a source: q(descriptor) is evaluated once on the process, and
 * q(fd, { ... yield(x); ... }) is called whenever it can be read. The body takes what is there, and must not wait for
 * more (a descriptor that blocks is read once a call); what it leaves unread calls it again. The descriptor stays the
 * program's: its flags are not touched, and it is not closed. Unbounded; but leat_source_end() in the body, at the
 * latest when reading gives an end, says that no more will come.
 */
#define leat_source_poll(location, T, open_, quote_, ...)                                           \
    ({                                                                                              \
        LEAT_IN_PLACE_(LEAT_IS_INTEGER_((LEAT_B0_##open_), "leat_source_poll", "a descriptor");     \
            LEAT_BIND_(LEAT_P1_##quote_, (int)(LEAT_B0_##open_)); LEAT_YIELD_(T); LEAT_B1_##quote_;) \
        (leat_stream(T))LEAT_CALL_(SOURCE_POLL, .place = LEAT_PLACE_(location), .type = LEAT_TYPE(T), \
            .kind = LEAT_KIND_STREAM, .quote = {#open_, #quote_}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })

/*
 * Each member's LEAT_JOINED, and LEAT_LEFT when it has come to its end, keyed by its leat_member. Today all members
 * join before anybody starts. Unbounded: it ends when all have left, or when no message is left anywhere.
 */
#define leat_source_members(location, cluster_)                                                     \
    ({                                                                                              \
        __auto_type leat_of_ = (cluster_);                                                          \
        _Static_assert(__builtin_types_compatible_p(__typeof__(leat_of_), leat_cluster *),          \
                       "leat_source_members takes a leat_cluster");                                 \
        (leat_keyed_stream(leat_member_event))LEAT_CALL_(SOURCE_MEMBERS, .place = LEAT_PLACE_(location), \
            .cluster = leat_of_, .type = LEAT_TYPE(leat_member_event), .kind = LEAT_KIND_KEYED_STREAM); \
    })

/* 0, 1, 2, ...: one each turn, for ever and without a pause: other sources and channels get their turn in between. */
#define leat_spin(location)                                                                         \
    ((leat_stream(uint64_t))LEAT_CALL_(SPIN, .place = LEAT_PLACE_(location), .type = LEAT_TYPE(uint64_t), \
        .kind = LEAT_KIND_STREAM))

/* A named input of an embedded flow (`emit --embed`): it becomes FLOW_name_push(). */
#define leat_embed_input(location, T, input_name)                                                   \
    ((leat_stream(T))LEAT_CALL_(EMBED_INPUT, .place = LEAT_PLACE_(location), .type = LEAT_TYPE(T),  \
        .kind = LEAT_KIND_STREAM, .name = "" input_name))

#endif
