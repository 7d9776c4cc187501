/*
 * rules.h: the families of rules. check.c runs them in this order; each adds what it finds to
 * flow->diagnostics and changes nothing else. Every call has been located before.
 */
#ifndef LEAT_CHECK_RULES_H
#define LEAT_CHECK_RULES_H

#include "check/check.h"

/*
 * LEAT0101, LEAT0102, LEAT0109: each operator has its inputs at one place, and what crosses the network
 * does so in a form that fits. False: something belongs to another flow, and the rules below, which go by
 * the numbers of nodes and places, cannot be asked.
 */
bool leat__check_places(struct leat_flow *flow);

/* LEAT0103, LEAT0107: every forward is completed, once, by a stream of its own type. */
void leat__check_forwards(struct leat_flow *flow);

/* LEAT0104: every cycle passes through the network, through leat_defer_tick or through a fixpoint. */
void leat__check_cycles(struct leat_flow *flow);

/* LEAT0121 to LEAT0123: what is on the cycle of a fixpoint handles each element as it comes. */
void leat__check_regions(struct leat_flow *flow);

/* LEAT0124, LEAT0125: a leat_end_atomic ends an atomic region, in which nothing is held back that a snapshot may ask for. */
void leat__check_atomic(struct leat_flow *flow);

/* LEAT0105, LEAT0106 (warnings): locations with nothing on them, streams that nobody reads. */
void leat__check_unused(struct leat_flow *flow);

/* LEAT0201: what needs bounded input has it. By the guarantees. */
void leat__check_bounds(struct leat_flow *flow);

/* LEAT0203, LEAT0204: what needs an order has one, or a claim that it needs none. By the guarantees. */
void leat__check_order(struct leat_flow *flow);

/* LEAT0202: what needs each element once has it so, or a claim that it does not. By the guarantees, and proofs. */
void leat__check_retries(struct leat_flow *flow);
/* Wants the proofs that this rule can do with; true: there is one. */
bool leat__want_repeats(struct leat_flow *flow);

/* LEAT0205: what depends on timing says why that is fine, and claims are not empty. */
void leat__check_reasons(struct leat_flow *flow);

/* LEAT0207, in leat__check_reasons: a threshold is that of a value which only grows. */

/* LEAT0206: so does a quote that asks for the time or for a random number. */
void leat__check_chance(struct leat_flow *flow);

/* LEAT0226 (warnings): options that can change nothing. */
void leat__check_needless(struct leat_flow *flow);

/* LEAT0310, LEAT0311, LEAT0314, LEAT0317: the names in quotes, and what is captured. */
void leat__check_names(struct leat_flow *flow);

/* LEAT0312: quotes leave themselves only by their end. */
void leat__check_jumps(struct leat_flow *flow);

/* LEAT0110: names of channels. channels.c */
void leat__check_channels(struct leat_flow *flow);

/* LEAT0313, LEAT0318: types have the descriptors that the network and keyed operators need. */
void leat__check_types(struct leat_flow *flow);

/* LEAT0401, LEAT0403: who reads standard input. */
void leat__check_input(struct leat_flow *flow);

/* Whether all that is in a type has a descriptor, so that it can be written and read. NULL has not. */
bool leat__is_described(const struct leat_descriptor *type);

/* LEAT0601, LEAT0602: clients outside the flow, and what they can be sent. */
void leat__check_externals(struct leat_flow *flow);

/* LEAT0315: the sources are those that the program was compiled from. */
void leat__check_sources(struct leat_flow *flow);

#endif
