/*
 * operators/network.h: bincode over channels. T must be a scalar or have a descriptor. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_NETWORK_H
#define LEAT_OPERATORS_NETWORK_H
#pragma GCC system_header

#include "../flow.h"

#define LEAT_SENT_(OP, text, s, to, to_type, ...)                                                   \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        __auto_type leat_to_ = (to);                                                                \
        LEAT_TO_IS_(leat_to_, to_type, text);                                                       \
        (leat_stream(LEAT_T(leat_in_)))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)}, \
            .target = leat_to_, .kind = LEAT_KIND_STREAM __VA_OPT__(, ) __VA_ARGS__);               \
    })
#define LEAT_DEMUXED_(text, s, quote_)                                                                     \
    LEAT_IN_PLACE_(__auto_type leat_at_ = (s); LEAT_BIND_(LEAT_P1_##quote_, leat_at_((void *)0));    \
        LEAT_IS_INTEGER_((LEAT_B1_##quote_), text, "a member");                                     \
        uint32_t leat_out_ = (uint32_t)(LEAT_B1_##quote_); (void)leat_out_;)
#define LEAT_TAGGED_(OP, text, s, to, to_type, REC, ...)                                            \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        __auto_type leat_to_ = (to);                                                                \
        LEAT_TO_IS_(leat_to_, to_type, text);                                                       \
        LEAT_KEY_IS_(REC, leat_member, text, "a leat_member");                                      \
        LEAT_IN_PLACE_(REC leat_out_ = {.value = LEAT_ELEMENT_}; (void)leat_out_;)                  \
        (leat_keyed_stream(REC))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)},    \
            .target = leat_to_, .type = LEAT_TYPE(REC), .kind = LEAT_KIND_KEYED_STREAM __VA_OPT__(, ) __VA_ARGS__); \
    })

/* Process to process: in order, exactly once, and the end arrives after the last element. */
#define leat_send_bincode(s, process) LEAT_SENT_(SEND, "leat_send_bincode", s, process, leat_process)
/* Cluster to process: senders mixed, no order; or keyed by leat_member, in order for each sender. */
#define leat_send_bincode_interleaved(s, process) LEAT_SENT_(SEND_INTERLEAVED, "leat_send_bincode_interleaved", s, process, leat_process)
#define leat_send_bincode_tagged(s, process, REC) LEAT_TAGGED_(SEND_TAGGED, "leat_send_bincode_tagged", s, process, leat_process, REC)

/* To every member of a cluster. */
#define leat_broadcast_bincode(s, cluster) LEAT_SENT_(BROADCAST, "leat_broadcast_bincode", s, cluster, leat_cluster)
#define leat_broadcast_bincode_interleaved(s, cluster) LEAT_SENT_(BROADCAST_INTERLEAVED, "leat_broadcast_bincode_interleaved", s, cluster, leat_cluster)
#define leat_broadcast_bincode_tagged(s, cluster, REC) LEAT_TAGGED_(BROADCAST_TAGGED, "leat_broadcast_bincode_tagged", s, cluster, leat_cluster, REC)

/* To the member that q(x, index) names; an index out of range stops the run. */
#define leat_demux_bincode(s, cluster, quote_, ...)                                                  \
    ({                                                                                              \
        __auto_type leat_sent_ = (s);                                                               \
        LEAT_DEMUXED_("leat_demux_bincode", leat_sent_, quote_)                                                            \
        LEAT_SENT_(DEMUX, "leat_demux_bincode", leat_sent_, cluster, leat_cluster, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })
#define leat_demux_bincode_interleaved(s, cluster, quote_, ...)                                      \
    ({                                                                                              \
        __auto_type leat_sent_ = (s);                                                               \
        LEAT_DEMUXED_("leat_demux_bincode_interleaved", leat_sent_, quote_)                                                            \
        LEAT_SENT_(DEMUX_INTERLEAVED, "leat_demux_bincode_interleaved", leat_sent_, cluster, leat_cluster, .quote = {#quote_}, \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })
#define leat_demux_bincode_tagged(s, cluster, quote_, REC, ...)                                      \
    ({                                                                                              \
        __auto_type leat_sent_ = (s);                                                               \
        LEAT_DEMUXED_("leat_demux_bincode_tagged", leat_sent_, quote_)                                                            \
        LEAT_TAGGED_(DEMUX_TAGGED, "leat_demux_bincode_tagged", leat_sent_, cluster, leat_cluster, REC, .quote = {#quote_}, \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

#endif
