/*
 * operators/guarantees.h: what is known of a collection, changed: forgotten freely, claimed with a reason. The
 * elements are the same, and nothing is done at run time. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_GUARANTEES_H
#define LEAT_OPERATORS_GUARANTEES_H
#pragma GCC system_header

#include "../flow.h"

/* Forgets the order (of a keyed stream: of each key), so that what follows cannot come to depend on it. */
#define leat_weaken_order(s) LEAT_SAME_(WEAKEN_ORDER, "leat_weaken_order", s)
/* Forgets that each element comes once: it may come several times, one behind the other where there is an order. */
#define leat_weaken_retries(s) LEAT_SAME_(WEAKEN_RETRIES, "leat_weaken_retries", s)

/* The order in which elements come is taken for theirs, and each run may have another one: with nondet("why"). */
#define leat_assume_ordered(s, ...) LEAT_SAME_(ASSUME_ORDERED, "leat_assume_ordered", s, __VA_ARGS__)
/* Repetitions are taken for elements of their own: with nondet("why"). */
#define leat_assume_exactly_once(s, ...) LEAT_SAME_(ASSUME_EXACTLY_ONCE, "leat_assume_exactly_once", s, __VA_ARGS__)

#endif
