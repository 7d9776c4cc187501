/*
 * check.h: the verifier: what a flow must keep to before it is lowered.
 */
#ifndef LEAT_CHECK_CHECK_H
#define LEAT_CHECK_CHECK_H

#include "flow/graph.h"

/*
 * Fills in what each collection guarantees (bounded, ordered, and the node where that was lost). Cycles
 * are assumed to guarantee everything until a member of them proves otherwise. Never fails.
 */
void leat__infer_guarantees(struct leat_flow *flow);

/*
 * Whether an operator needs every element of this input: a summary does, and what numbers or pairs them, and what looks
 * for something in it, to give what is not there.
 */
bool leat__needs_all(const struct leat__node *node, size_t input);

/*
 * LEAT0225: adds a note to flow->diagnostics for each operator whose memory can only grow. For a flow that was
 * checked. Not a part of leat__check(): who runs a program that was checked before wants to know nothing of it.
 */
void leat__note_memory(struct leat_flow *flow);

/* Adds notes about reasons that give a reason for nothing (LEAT0227). After leat__check(). */
void leat__note_surplus(struct leat_flow *flow);

/*
 * Checks the whole flow: locates every call in its source, infers the guarantees, and adds what is wrong
 * to flow->diagnostics, after what the builder found. True when there is no error (warnings may be).
 */
bool leat__check(struct leat_flow *flow);

#endif
