/*
 * claim.h: claims about steps, tried on random values: for the program that `leat check` makes of them.
 */
#ifndef LEAT_RT_CLAIM_H
#define LEAT_RT_CLAIM_H

#include "value.h"

enum leat_claimed {
    LEAT_CLAIM_COMMUTATIVE = 1,
    LEAT_CLAIM_IDEMPOTENT = 2,
    LEAT_CLAIM_MONOTONE = 4, /* of a number */
};

struct leat_claim {
    uint32_t id;      /* of the node */
    unsigned claimed; /* enum leat_claimed, added */
    const struct leat_descriptor *accumulator;
    const struct leat_descriptor *element;
    void (*initial)(void *accumulator); /* NULL: the first element is where it begins */
    void (*step)(void *accumulator, const void *element);
};

/*
 * Tries each claim in a process of its own, from a fixed seed, for some milliseconds, and prints a line for each
 * that does not hold, as words (docs/protocol.md): `differs ID CLAIMED BEFORE ONE RESULT OTHER RESULT`, texts of
 * values: after the elements BEFORE, the elements ONE give another result than the elements OTHER. And
 * `untried ID SIGNAL` where the step ended the process before anything was found. Returns what main() returns.
 */
int leat_claims_main(const struct leat_claim *const *claims, size_t count);

#endif
