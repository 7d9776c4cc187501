/*
 * operators/external.h: clients outside the flow, which dial a socket of a process. A part of flow.h.
 *
 * An external (leat_flow_external) is of one client, or of many: as the operators say that use it. What a client
 * sends wrongly closes that client, with a message, and touches nothing else.
 */
#ifndef LEAT_OPERATORS_EXTERNAL_H
#define LEAT_OPERATORS_EXTERNAL_H
#pragma GCC system_header

#include "../flow.h"

#define LEAT_EXTERNAL_IS_(e, op)                                                                    \
    _Static_assert(__builtin_types_compatible_p(__typeof__(e), leat_external *), op " takes a leat_external")

/*
 * What the one client sends, in its order. T: leat_str for LEAT_LINES, leat_bytes for LEAT_RAW. When it has left, the
 * next who dials is the client; until then others wait. Unbounded, unless the spec says .ends_with_client.
 */
#define leat_source_external(location, T, external_)                                                \
    ({                                                                                              \
        __auto_type leat_from_ = (external_);                                                       \
        LEAT_EXTERNAL_IS_(leat_from_, "leat_source_external");                                      \
        (leat_stream(T))LEAT_CALL_(SOURCE_EXTERNAL, .place = LEAT_PLACE_(location), .external = leat_from_, \
            .type = LEAT_TYPE(T), .kind = LEAT_KIND_STREAM);                                        \
    })

/* What many clients send: REC's key is the client's id (uint64_t), its value as T above. In order for each. Unbounded. */
#define leat_source_external_many(location, REC, external_)                                         \
    ({                                                                                              \
        __auto_type leat_from_ = (external_);                                                       \
        LEAT_EXTERNAL_IS_(leat_from_, "leat_source_external_many");                                 \
        LEAT_KEY_IS_(REC, uint64_t, "leat_source_external_many", "a uint64_t");                     \
        (leat_keyed_stream(REC))LEAT_CALL_(SOURCE_EXTERNAL_MANY, .place = LEAT_PLACE_(location),    \
            .external = leat_from_, .type = LEAT_TYPE(REC), .kind = LEAT_KIND_KEYED_STREAM);        \
    })

/*
 * Each client's LEAT_JOINED and LEAT_LEFT, keyed by its id: it has joined before (or in the turn in which) its first
 * element comes, and leaves after its last. A client that has finished sending has left.
 */
#define leat_source_external_events(location, external_)                                            \
    ({                                                                                              \
        __auto_type leat_from_ = (external_);                                                       \
        LEAT_EXTERNAL_IS_(leat_from_, "leat_source_external_events");                               \
        (leat_keyed_stream(leat_client_event))LEAT_CALL_(SOURCE_EXTERNAL_EVENTS, .place = LEAT_PLACE_(location), \
            .external = leat_from_, .type = LEAT_TYPE(leat_client_event), .kind = LEAT_KIND_KEYED_STREAM); \
    })

/*
 * To the one client. Before it has dialled, elements wait for it; when more waits than a write buffer takes, so does
 * the process, as for any receiver. What was under way to a client that leaves is lost with it.
 */
#define leat_send_external(s, external_)                                                            \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_send_external");                                      \
        __auto_type leat_to_ = (external_);                                                         \
        LEAT_EXTERNAL_IS_(leat_to_, "leat_send_external");                                          \
        (void)LEAT_CALL_(SEND_EXTERNAL, .input = {LEAT_ANY_(leat_in_)}, .external = leat_to_,       \
            .kind = LEAT_KIND_NOTHING);                                                             \
    })

/*
 * The value of each element, to the client that its key (uint64_t) names; what is for a client that has left is
 * dropped. No client holds up another, or the process: one for whom more waits than its budget is closed.
 */
#define leat_send_external_many(s, external_)                                                       \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_send_external_many");       \
        LEAT_KEY_IS_(LEAT_T(leat_in_), uint64_t, "leat_send_external_many", "a uint64_t");          \
        LEAT_IN_PLACE_(__auto_type leat_sent_ = LEAT_ELEMENT_.value; (void)leat_sent_;)             \
        __auto_type leat_to_ = (external_);                                                         \
        LEAT_EXTERNAL_IS_(leat_to_, "leat_send_external_many");                                     \
        (void)LEAT_CALL_(SEND_EXTERNAL_MANY, .input = {LEAT_ANY_(leat_in_)}, .external = leat_to_,  \
            .kind = LEAT_KIND_NOTHING);                                                             \
    })

#endif
