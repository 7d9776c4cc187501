/*
 * operators/cycles.h: streams that are completed later. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_CYCLES_H
#define LEAT_OPERATORS_CYCLES_H
#pragma GCC system_header

#include "../flow.h"

/*
 * A stream that is completed later: `leat_hole *hole; leat_stream(T) s = leat_forward(location, T, &hole);
 * ... leat_complete(hole, t);`. The cycle must pass through the network or leat_defer_tick. `location`
 * may be a tick. Unbounded (in a tick: bounded).
 */
#define leat_forward(location, T, hole_)                                                            \
    ((leat_stream(T))LEAT_CALL_(FORWARD, .place = LEAT_PLACE_(location), .type = LEAT_TYPE(T),      \
        .kind = LEAT_KIND_STREAM, .hole = (hole_)))
#ifdef LEAT_STAGE_2
#define leat_complete(hole, s) ((void)(hole), (void)(s))
#else
void leat_complete_at(leat_hole *hole, leat_any input, const struct leat_site *site);
#define leat_complete(hole, s)                                                                      \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_complete");                                           \
        leat_complete_at(hole, LEAT_ANY_(leat_in_), LEAT_SITE);                              \
    })
#endif

#endif
