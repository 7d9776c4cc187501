#include "flow/graph.h"

const struct leat__operator leat__operators[LEAT_OPS] = {
#define LEAT_OP(id, name, needs, order, bounds, state, text)                                       \
    [LEAT_OP_##id] = {#name, LEAT__NEEDS_##needs, LEAT__ORDER_##order, LEAT__BOUNDS_##bounds,       \
                      LEAT__STATE_##state, text},
#include "leat/operators.def"
#undef LEAT_OP
};

bool leat__op_is_network(enum leat_op op)
{
    return op >= LEAT_OP_SEND && op <= LEAT_OP_DEMUX_TAGGED;
}
