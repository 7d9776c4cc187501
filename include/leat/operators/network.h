/*
 * operators/network.h: collections over channels. A part of flow.h.
 *
 * An operator of the network is named after three things. Where an element goes: send (to a process), and to a
 * cluster broadcast, demux, round_robin, exchange. How it is written: bincode (T must be a scalar or have a
 * descriptor), or bytes, of a stream of leat_bytes, whose bytes are the frame, without a length of their own. And from
 * a cluster, what becomes of the senders: interleaved, mixed and without order; or tagged, keyed by leat_member and in
 * order for each sender. The end of a stream arrives after its last element.
 *
 * Options: let(...) where there is a quote; channel("name") calls the channel so, in messages and in graphs; without
 * it it is called after the operator and its line.
 *
 * A channel brings each element once and in order, a sender waits for a receiver that is slower, and one that loses the
 * other fails. lossy("why") is another policy: the sender never waits. What finds the hard mark of its buffer (1 MiB, or
 * as --hard-mark says) full of what a member has not taken is dropped, for that member only, and counted: the sender's
 * standard error has the number when it ends. A connection that breaks is no failure: to the sender it is one that wants
 * no more, to the receiver the sender's end. What arrives is in order, each element once, and then the end; but some may
 * be missing, so that whatever needs each element (an aggregate, leat_enumerate, leat_zip, what is looked for and not
 * found) needs nondet("why") where it takes one, else leat_assume_exactly_once(s, nondet("why")) before it. A process that dies still ends the run.
 */
#ifndef LEAT_OPERATORS_NETWORK_H
#define LEAT_OPERATORS_NETWORK_H
#pragma GCC system_header

#include "../flow.h"

/* `check` is what the elements have to be, `kind` and `result` what comes out. */
#define LEAT_SENT_(OP, text, check, s, to, to_type, quote_, ...)                                    \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        __auto_type leat_to_ = (to);                                                                \
        LEAT_TO_IS_(leat_to_, to_type, text);                                                       \
        check(text);                                                                                \
        (leat_stream(LEAT_T(leat_in_)))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)}, .target = leat_to_, \
            .kind = LEAT_KIND_STREAM, .quote = {quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));     \
    })
#define LEAT_TAGGED_(OP, text, check, s, to, to_type, REC, quote_, ...)                             \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        __auto_type leat_to_ = (to);                                                                \
        LEAT_TO_IS_(leat_to_, to_type, text);                                                       \
        LEAT_KEY_IS_(REC, leat_member, text, "a leat_member");                                      \
        check(text);                                                                                \
        LEAT_IN_PLACE_(REC leat_out_ = {.value = LEAT_ELEMENT_}; (void)leat_out_;)                  \
        (leat_keyed_stream(REC))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)}, .target = leat_to_,  \
            .type = LEAT_TYPE(REC), .kind = LEAT_KIND_KEYED_STREAM, .quote = {quote_},              \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })
#define LEAT_ANYTHING_(text) (void)0
#define LEAT_HAS_KEY_(text) LEAT_IN_PLACE_((void)LEAT_ELEMENT_.key;)
/* A keyed stream has an order for each key only: whose turn it is would be another member's in each run. */
#define LEAT_IN_ORDER_(text) LEAT_IS_(leat_in_, leat_stream, text)
#define LEAT_BYTES_IN_ORDER_(text) LEAT_IN_ORDER_(text); LEAT_ARE_BYTES_(text)
#define LEAT_ARE_BYTES_(text)                                                                       \
    _Static_assert(__builtin_types_compatible_p(LEAT_T(leat_in_), leat_bytes), text " takes a stream of leat_bytes")
/* The member that a quote names is an integer. */
#define LEAT_DEMUXED_(text, s, P, body)                                                             \
    LEAT_IN_PLACE_(__auto_type leat_at_ = (s); LEAT_BIND_(P, leat_at_((void *)0));                  \
        LEAT_IS_INTEGER_((body), text, "a member"); uint32_t leat_out_ = (uint32_t)(body); (void)leat_out_;)

/* ---- bincode ---- */

/* To a process. */
#define leat_send_bincode(s, process, ...) \
    LEAT_SENT_(SEND, "leat_send_bincode", LEAT_ANYTHING_, s, process, leat_process, 0, __VA_ARGS__)
#define leat_send_bincode_interleaved(s, process, ...) \
    LEAT_SENT_(SEND_INTERLEAVED, "leat_send_bincode_interleaved", LEAT_ANYTHING_, s, process, leat_process, 0, __VA_ARGS__)
#define leat_send_bincode_tagged(s, process, REC, ...) \
    LEAT_TAGGED_(SEND_TAGGED, "leat_send_bincode_tagged", LEAT_ANYTHING_, s, process, leat_process, REC, 0, __VA_ARGS__)

/* To every member of a cluster. */
#define leat_broadcast_bincode(s, cluster, ...) \
    LEAT_SENT_(BROADCAST, "leat_broadcast_bincode", LEAT_ANYTHING_, s, cluster, leat_cluster, 0, __VA_ARGS__)
#define leat_broadcast_bincode_interleaved(s, cluster, ...) \
    LEAT_SENT_(BROADCAST_INTERLEAVED, "leat_broadcast_bincode_interleaved", LEAT_ANYTHING_, s, cluster, leat_cluster, 0, __VA_ARGS__)
#define leat_broadcast_bincode_tagged(s, cluster, REC, ...) \
    LEAT_TAGGED_(BROADCAST_TAGGED, "leat_broadcast_bincode_tagged", LEAT_ANYTHING_, s, cluster, leat_cluster, REC, 0, __VA_ARGS__)

/* To the member that q(x, index) names; an index out of range stops the run. */
#define leat_demux_bincode(s, cluster, quote_, ...)                                       \
    ({                                                                                              \
        __auto_type leat_sent_ = (s);                                                               \
        LEAT_DEMUXED_("leat_demux_bincode", leat_sent_, LEAT_P1_##quote_, LEAT_B1_##quote_)                        \
        LEAT_SENT_(DEMUX, "leat_demux_bincode", LEAT_ANYTHING_, leat_sent_, cluster, leat_cluster, #quote_, __VA_ARGS__); \
    })
#define leat_demux_bincode_interleaved(s, cluster, quote_, ...)                                       \
    ({                                                                                              \
        __auto_type leat_sent_ = (s);                                                               \
        LEAT_DEMUXED_("leat_demux_bincode_interleaved", leat_sent_, LEAT_P1_##quote_, LEAT_B1_##quote_)                        \
        LEAT_SENT_(DEMUX_INTERLEAVED, "leat_demux_bincode_interleaved", LEAT_ANYTHING_, leat_sent_, cluster, leat_cluster, #quote_, __VA_ARGS__); \
    })
#define leat_demux_bincode_tagged(s, cluster, quote_, REC, ...)                                       \
    ({                                                                                              \
        __auto_type leat_sent_ = (s);                                                               \
        LEAT_DEMUXED_("leat_demux_bincode_tagged", leat_sent_, LEAT_P1_##quote_, LEAT_B1_##quote_)                        \
        LEAT_TAGGED_(DEMUX_TAGGED, "leat_demux_bincode_tagged", LEAT_ANYTHING_, leat_sent_, cluster, leat_cluster, REC, #quote_, __VA_ARGS__); \
    })

/*
 * The first element to member 0, the next one to member 1, and so on, and again from 0. Needs an order, so it takes no keyed stream. A cluster's members each begin with 0.
 */
#define leat_round_robin_bincode(s, cluster, ...) \
    LEAT_SENT_(ROUND_ROBIN, "leat_round_robin_bincode", LEAT_IN_ORDER_, s, cluster, leat_cluster, 0, __VA_ARGS__)
#define leat_round_robin_bincode_interleaved(s, cluster, ...) \
    LEAT_SENT_(ROUND_ROBIN_INTERLEAVED, "leat_round_robin_bincode_interleaved", LEAT_IN_ORDER_, s, cluster, leat_cluster, 0, __VA_ARGS__)
#define leat_round_robin_bincode_tagged(s, cluster, REC, ...) \
    LEAT_TAGGED_(ROUND_ROBIN_TAGGED, "leat_round_robin_bincode_tagged", LEAT_IN_ORDER_, s, cluster, leat_cluster, REC, 0, __VA_ARGS__)

/*
 * To the member that the hash of the element's `key` chooses: elements of one key meet at one member, which depends on the key and on
 * the size of the cluster only. docs/protocol.md says how it is computed.
 */
#define leat_exchange_bincode(s, cluster, ...) \
    LEAT_SENT_(EXCHANGE, "leat_exchange_bincode", LEAT_HAS_KEY_, s, cluster, leat_cluster, 0, __VA_ARGS__)
#define leat_exchange_bincode_interleaved(s, cluster, ...) \
    LEAT_SENT_(EXCHANGE_INTERLEAVED, "leat_exchange_bincode_interleaved", LEAT_HAS_KEY_, s, cluster, leat_cluster, 0, __VA_ARGS__)
#define leat_exchange_bincode_tagged(s, cluster, REC, ...) \
    LEAT_TAGGED_(EXCHANGE_TAGGED, "leat_exchange_bincode_tagged", LEAT_HAS_KEY_, s, cluster, leat_cluster, REC, 0, __VA_ARGS__)

/* ---- bytes ---- */

/* To a process. */
#define leat_send_bytes(s, process, ...) \
    LEAT_SENT_(SEND_BYTES, "leat_send_bytes", LEAT_ARE_BYTES_, s, process, leat_process, 0, __VA_ARGS__)
#define leat_send_bytes_interleaved(s, process, ...) \
    LEAT_SENT_(SEND_BYTES_INTERLEAVED, "leat_send_bytes_interleaved", LEAT_ARE_BYTES_, s, process, leat_process, 0, __VA_ARGS__)
#define leat_send_bytes_tagged(s, process, REC, ...) \
    LEAT_TAGGED_(SEND_BYTES_TAGGED, "leat_send_bytes_tagged", LEAT_ARE_BYTES_, s, process, leat_process, REC, 0, __VA_ARGS__)

/* To every member of a cluster. */
#define leat_broadcast_bytes(s, cluster, ...) \
    LEAT_SENT_(BROADCAST_BYTES, "leat_broadcast_bytes", LEAT_ARE_BYTES_, s, cluster, leat_cluster, 0, __VA_ARGS__)
#define leat_broadcast_bytes_interleaved(s, cluster, ...) \
    LEAT_SENT_(BROADCAST_BYTES_INTERLEAVED, "leat_broadcast_bytes_interleaved", LEAT_ARE_BYTES_, s, cluster, leat_cluster, 0, __VA_ARGS__)
#define leat_broadcast_bytes_tagged(s, cluster, REC, ...) \
    LEAT_TAGGED_(BROADCAST_BYTES_TAGGED, "leat_broadcast_bytes_tagged", LEAT_ARE_BYTES_, s, cluster, leat_cluster, REC, 0, __VA_ARGS__)

/* To the member that q(x, index) names; an index out of range stops the run. */
#define leat_demux_bytes(s, cluster, quote_, ...)                                       \
    ({                                                                                              \
        __auto_type leat_sent_ = (s);                                                               \
        LEAT_DEMUXED_("leat_demux_bytes", leat_sent_, LEAT_P1_##quote_, LEAT_B1_##quote_)                        \
        LEAT_SENT_(DEMUX_BYTES, "leat_demux_bytes", LEAT_ARE_BYTES_, leat_sent_, cluster, leat_cluster, #quote_, __VA_ARGS__); \
    })
#define leat_demux_bytes_interleaved(s, cluster, quote_, ...)                                       \
    ({                                                                                              \
        __auto_type leat_sent_ = (s);                                                               \
        LEAT_DEMUXED_("leat_demux_bytes_interleaved", leat_sent_, LEAT_P1_##quote_, LEAT_B1_##quote_)                        \
        LEAT_SENT_(DEMUX_BYTES_INTERLEAVED, "leat_demux_bytes_interleaved", LEAT_ARE_BYTES_, leat_sent_, cluster, leat_cluster, #quote_, __VA_ARGS__); \
    })
#define leat_demux_bytes_tagged(s, cluster, quote_, REC, ...)                                       \
    ({                                                                                              \
        __auto_type leat_sent_ = (s);                                                               \
        LEAT_DEMUXED_("leat_demux_bytes_tagged", leat_sent_, LEAT_P1_##quote_, LEAT_B1_##quote_)                        \
        LEAT_TAGGED_(DEMUX_BYTES_TAGGED, "leat_demux_bytes_tagged", LEAT_ARE_BYTES_, leat_sent_, cluster, leat_cluster, REC, #quote_, __VA_ARGS__); \
    })

/*
 * The first element to member 0, the next one to member 1, and so on, and again from 0. Needs an order, so it takes no keyed stream. A cluster's members each begin with 0.
 */
#define leat_round_robin_bytes(s, cluster, ...) \
    LEAT_SENT_(ROUND_ROBIN_BYTES, "leat_round_robin_bytes", LEAT_BYTES_IN_ORDER_, s, cluster, leat_cluster, 0, __VA_ARGS__)
#define leat_round_robin_bytes_interleaved(s, cluster, ...) \
    LEAT_SENT_(ROUND_ROBIN_BYTES_INTERLEAVED, "leat_round_robin_bytes_interleaved", LEAT_BYTES_IN_ORDER_, s, cluster, leat_cluster, 0, __VA_ARGS__)
#define leat_round_robin_bytes_tagged(s, cluster, REC, ...) \
    LEAT_TAGGED_(ROUND_ROBIN_BYTES_TAGGED, "leat_round_robin_bytes_tagged", LEAT_BYTES_IN_ORDER_, s, cluster, leat_cluster, REC, 0, __VA_ARGS__)

#endif
