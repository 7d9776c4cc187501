/*
 * emit.h: from plan to C. One unit for each user source file that holds quotes; the first also holds the
 * tables and main(). The text depends on the flow alone: same flow, same bytes. It is meant to be read.
 */
#ifndef LEAT_EMIT_EMIT_H
#define LEAT_EMIT_EMIT_H

#include "lower/plan.h"

struct leat__emitted_unit {
    const char *base_file; /* the user's source that it includes */
    char *name;            /* of the generated file: "first_ten.leat.c" */
    struct leat__text text;
};
struct leat__emitted leat__vector(struct leat__emitted_unit);

/* The units of a deployable program. Release with leat__emitted_release(). */
void leat__emit(const struct leat__plan *plan, struct leat__emitted *into);

/*
 * One location without network as plain functions (`emit --embed`): `header` declares them, the unit
 * defines them. `prefix` is what their names begin with. Adds to the flow's diagnostics, and returns false,
 * where the flow cannot be embedded (several locations, several source files, sources that need a loop).
 */
bool leat__emit_embedded(const struct leat__plan *plan, const char *prefix, struct leat__text *header,
                         struct leat__emitted *into);

/* What tells this program from another: deployer and processes compare it. */
uint64_t leat__program_hash(const struct leat__plan *plan);

/* ---- alone.c: a step beside no flow, to be looked at or tried ---- */

/* The quote of a fold or reduce, also keyed, that takes an element; NULL: the node is none of these. */
const struct leat__quote *leat__step_of(const struct leat__node *node);
bool leat__is_keyed_aggregate(const struct leat__node *node);

/* The head of a unit that includes the source `base_file` as generated units do. */
void leat__emit_alone_head(struct leat_flow *flow, const char *base_file, struct leat__text *into);

/*
 * Of node 7: the types leat_acc_7 and leat_element_7 (of keyed ones: of the values), `leat_acc_7 leat_initial_7(void)`
 * where it has an initial value, and `void leat_step_7(leat_acc_7 *acc, leat_element_7 x)`.
 */
void leat__emit_alone_step(const struct leat__node *node, struct leat__text *into);

/*
 * The descriptors of both types: "&leat_d_i32_, &leat_d_order". False: one of them has none, and nothing is put.
 * `into` may be NULL.
 */
bool leat__emit_alone_types(const struct leat__node *node, struct leat__text *into);

void leat__emitted_release(struct leat__emitted *emitted);

#endif
