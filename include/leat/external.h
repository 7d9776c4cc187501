/*
 * external.h: what a flow and its processes both know of clients outside the flow, and of who comes and goes.
 */
#ifndef LEAT_EXTERNAL_H
#define LEAT_EXTERNAL_H
#pragma GCC system_header

#include "record.h"

/* What goes over a client's connection, in both directions. */
enum leat_framing {
    LEAT_FRAMES = 0, /* a 4-byte big-endian length, then the bincode 1 bytes of one element */
    LEAT_LINES,      /* leat_str: text, ended by "\n"; "\r\n" is taken off too, and the last line may lack its end */
    LEAT_RAW,        /* leat_bytes: what comes, in pieces as they come; what is sent, as it is */
};

/* Somebody comes and goes, in this order, and at most once each. */
typedef enum leat_membership {
    LEAT_LEFT = 0,
    LEAT_JOINED = 1,
} leat_membership;

/* A client of an external, by its id; ids count from 0 and are never used again. */
leat_keyed(leat_client_event, uint64_t, leat_membership)

/* A member of a cluster. */
leat_keyed(leat_member_event, leat_member, leat_membership)

#endif
