/*
 * prove.h: what is found out about quotes by compiling them: whether a step is commutative, whether a claim
 * holds, and whether a quote depends on anything but its input.
 */
#ifndef LEAT_PROVE_PROVE_H
#define LEAT_PROVE_PROVE_H

#include "flow/graph.h"

/*
 * flow->prover: asks the compiler whether steps are commutative (idempotent): it compiles f(f(a, x), y) ==
 * f(f(a, y), x) as well as it can, and if nothing is left of the comparison, it is so for all values. One
 * compilation for each source that has such steps (cached).
 */
void leat__prove_steps(struct leat_flow *flow);

/*
 * LEAT0221, LEAT0222: quotes that ask the C library for time or chance, or that depend on a variable which
 * changes, also by functions that they call, in any source of the program. Compiles each source once more
 * (cached). For a flow without errors; adds to flow->diagnostics.
 */
void leat__check_purity(struct leat_flow *flow);

/*
 * LEAT0223, LEAT0224: claims of steps that do not hold on random values. A program is made of the steps and run
 * (cached). For a flow without errors; adds to flow->diagnostics.
 */
void leat__check_claims(struct leat_flow *flow);

#endif
